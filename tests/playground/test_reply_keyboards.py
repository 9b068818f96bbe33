"""Keyboards in place of the letters, keys that ask for something, and replies a bot asks for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible
from bot.playground.people.keys import Given, answer, press_key, put_away

KEYS: dict[str, Any] = {"keyboard": [["Yes", "No"], [{"text": "Later", "style": "primary"}]]}
ROWS = [[{"text": "Yes"}, {"text": "No"}], [{"text": "Later", "style": "primary"}]]


def keyboard_of(room: Any, user: int, chat: int = 1) -> Any:
    return room.playground.chat(user, chat)["reply_keyboard"]


async def shown(room: Any, user: int, markup: dict[str, Any], **values: Any) -> dict[str, Any]:
    message: dict[str, Any] = await room.done(
        "sendMessage", **{"chat_id": user, "text": "Ready?", "reply_markup": markup} | values
    )
    return message


def test_a_keyboard_is_on_the_phone_and_not_in_the_message(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await shown(room, aki, KEYS | {"resize_keyboard": True, "input_field_placeholder": "?" * 70})
        assert "reply_markup" not in sent
        assert keyboard_of(room, aki) == {
            "message_id": sent["message_id"],
            "hidden": False,
            "keyboard": ROWS,
            "resize_keyboard": True,
            "input_field_placeholder": "?" * 64,
        }

    asyncio.run(evening())


def test_a_key_sends_its_words_as_an_ordinary_message(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await shown(room, aki, KEYS)
        press_key(room.playground.telegram, aki, 1, (0, 1))
        (update,) = await room.updates()
        assert update["message"]["text"] == "No"
        assert "reply_to_message" not in update["message"]
        assert keyboard_of(room, aki)["hidden"] is False

    asyncio.run(evening())


def test_in_a_group_a_key_answers_the_bot_so_that_it_reads_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki, with_bot=True)
        sent = await shown(room, group, KEYS)
        await room.updates()
        press_key(room.playground.telegram, aki, group, (1, 0))
        (update,) = await room.updates()
        assert update["message"]["text"] == "Later"
        assert update["message"]["reply_to_message"]["message_id"] == sent["message_id"]

    asyncio.run(evening())


def test_a_one_time_keyboard_hides_after_use_unless_it_is_persistent(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        for persistent, hidden in ((False, True), (True, False)):
            await shown(room, aki, KEYS | {"one_time_keyboard": True, "is_persistent": persistent})
            press_key(room.playground.telegram, aki, 1, (0, 0))
            assert keyboard_of(room, aki)["hidden"] is hidden

    asyncio.run(evening())


def test_a_keyboard_stays_until_another_message_replaces_or_removes_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        first = await shown(room, aki, KEYS)
        await room.done("sendMessage", chat_id=aki, text="More")
        assert keyboard_of(room, aki)["message_id"] == first["message_id"]
        second = await shown(room, aki, {"keyboard": [["One"]]})
        assert keyboard_of(room, aki)["message_id"] == second["message_id"]
        await shown(room, aki, {"remove_keyboard": True})
        assert keyboard_of(room, aki) is None

    asyncio.run(evening())


def test_a_keyboard_goes_with_its_message(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await shown(room, aki, KEYS)
        await room.done("deleteMessage", chat_id=aki, message_id=sent["message_id"])
        assert keyboard_of(room, aki) is None
        with pytest.raises(Impossible):
            press_key(room.playground.telegram, aki, 1, (0, 0))

    asyncio.run(evening())


def test_a_selective_keyboard_is_for_whoever_is_answered(room: Any) -> None:
    async def evening() -> None:
        aki, mio = await room.person("Aki"), await room.person("Mio")
        group = room.playground.add_group("We", aki, [mio], with_bot=True)
        asked = room.playground.say(aki, group, "/need@attune_bot")
        reply = {"reply_parameters": {"message_id": asked["message_id"]}}
        await shown(room, group, KEYS | {"selective": True}, **reply)
        assert keyboard_of(room, aki, group)["keyboard"] == ROWS
        assert keyboard_of(room, mio, group) is None
        await shown(room, group, {"keyboard": [["All"]]})
        await shown(room, group, {"remove_keyboard": True, "selective": True}, **reply)
        assert keyboard_of(room, aki, group) is None
        assert keyboard_of(room, mio, group)["keyboard"] == [[{"text": "All"}]]

    asyncio.run(evening())


@pytest.mark.parametrize("method", ["sendMessage", "sendPhoto"])
def test_a_selective_markup_is_for_whoever_is_named(room: Any, method: str) -> None:
    async def evening() -> None:
        aki, mio = await room.person("Aki"), await room.person("Mio")
        named = await room.client.post(f"/sim/users/{mio}/username", json={"username": "@Mio_at_home"})
        assert named.status_code == 200
        group = room.playground.add_group("We", aki, [mio], with_bot=True)
        room.playground.photo(mio, 1)
        *_, update = await room.updates()
        assert update["message"]["from"]["username"] == "Mio_at_home"
        said = {"text": "🌙 @mio_at_home, you?", "chat_id": group}
        if method == "sendPhoto":
            photo = update["message"]["photo"][0]["file_id"]
            said = {"caption": said["text"], "photo": photo, "chat_id": group}
        await room.done(method, reply_markup=KEYS | {"selective": True}, **said)
        assert keyboard_of(room, mio, group)["keyboard"] == ROWS
        assert keyboard_of(room, aki, group) is None
        await shown(room, group, KEYS)
        await room.done(method, reply_markup={"remove_keyboard": True, "selective": True}, **said)
        assert (keyboard_of(room, mio, group), keyboard_of(room, aki, group)["keyboard"]) == (None, ROWS)
        await room.done(method, reply_markup={"force_reply": True, "selective": True}, **said)
        asked = ["forced_reply" in room.playground.chat(one, group) for one in (aki, mio)]
        assert asked == [False, True]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("username", "status"),
    [("mio", 400), ("mio at home", 400), ("attune_bot", 409), ("AKI_here", 409), ("", 200)],
)
def test_a_user_name_is_for_one(room: Any, username: str, status: int) -> None:
    async def evening() -> None:
        aki, mio = await room.person("Aki"), await room.person("Mio")
        await room.client.post(f"/sim/users/{aki}/username", json={"username": "aki_here"})
        answer = await room.client.post(f"/sim/users/{mio}/username", json={"username": username})
        assert answer.status_code == status

    asyncio.run(evening())


def test_a_forced_reply_prepares_the_answer(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        asked = await shown(room, aki, {"force_reply": True, "input_field_placeholder": "In your words"})
        assert room.playground.chat(aki, 1)["forced_reply"] == {
            "message_id": asked["message_id"],
            "hidden": False,
            "force_reply": True,
            "input_field_placeholder": "In your words",
        }
        answer(room.playground.telegram, aki, 1, "I am tired")
        (update,) = await room.updates()
        assert update["message"]["reply_to_message"]["message_id"] == asked["message_id"]
        assert "forced_reply" not in room.playground.chat(aki, 1)

    asyncio.run(evening())


def test_a_forced_reply_can_be_put_away(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await shown(room, aki, {"force_reply": True})
        put_away(room.playground.telegram, aki, 1)
        assert "forced_reply" not in room.playground.chat(aki, 1)
        with pytest.raises(Impossible):
            answer(room.playground.telegram, aki, 1, "I am tired")

    asyncio.run(evening())


def test_keys_share_a_phone_number_and_a_place(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        rows = [[{"text": "Number", "request_contact": True}, {"text": "Place", "request_location": True}]]
        await shown(room, aki, {"keyboard": rows})
        telegram = room.playground.telegram
        press_key(telegram, aki, 1, (0, 0))
        press_key(telegram, aki, 1, (0, 1), Given(place=(34.5, 135.25)))
        number, place = await room.updates()
        assert number["message"]["contact"] == {
            "phone_number": f"1555010{aki % 10_000:04d}",
            "first_name": "Aki",
            "user_id": aki,
        }
        assert place["message"]["location"] == {"latitude": 34.5, "longitude": 135.25}

    asyncio.run(evening())


def test_a_key_shares_people(room: Any) -> None:
    async def evening() -> None:
        aki, mio = await room.person("Aki"), await room.person("Mio")
        wanted = {"request_id": 7, "user_is_bot": False, "request_name": True}
        await shown(room, aki, {"keyboard": [[{"text": "Who?", "request_users": wanted}]]})
        telegram = room.playground.telegram
        for wrong in ([], [mio, aki], [1]):
            with pytest.raises(Impossible):
                press_key(telegram, aki, 1, (0, 0), Given(users=wrong))
        press_key(telegram, aki, 1, (0, 0), Given(users=[mio]))
        (update,) = await room.updates()
        assert update["message"]["users_shared"] == {
            "request_id": 7,
            "users": [{"user_id": mio, "first_name": "Mio"}],
        }

    asyncio.run(evening())


def test_a_key_shares_a_group(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        with_bot = room.playground.add_group("We", aki, with_bot=True)
        without = room.playground.add_group("Others", aki)
        await room.updates()
        wanted = {"request_id": -7, "chat_is_channel": False, "bot_is_member": True, "request_title": True}
        await shown(room, aki, {"keyboard": [[{"text": "Where?", "request_chat": wanted}]]})
        telegram = room.playground.telegram
        with pytest.raises(Impossible):
            press_key(telegram, aki, 1, (0, 0), Given(group=without))
        press_key(telegram, aki, 1, (0, 0), Given(group=with_bot))
        (update,) = await room.updates()
        assert update["message"]["chat_shared"] == {"request_id": -7, "chat_id": with_bot, "title": "We"}

    asyncio.run(evening())


def test_a_key_opens_a_poll_of_the_kind_that_is_asked_for(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await shown(room, aki, {"keyboard": [[{"text": "Ask", "request_poll": {"type": "quiz"}}]]})
        poll = {"question": "Tea?", "options": ["Yes", "No"]}
        telegram = room.playground.telegram
        with pytest.raises(Impossible):
            press_key(telegram, aki, 1, (0, 0), Given(poll=poll | {"quiz": False}))
        press_key(telegram, aki, 1, (0, 0), Given(poll=poll))
        (update,) = await room.updates()
        assert update["message"]["poll"]["question"] == "Tea?"
        assert update["message"]["poll"]["type"] == "quiz"

    asyncio.run(evening())


ONLY_PRIVATE = [
    ({"request_contact": True}, "phone number can be requested in private chats only"),
    ({"request_location": True}, "location can be requested in private chats only"),
    ({"request_poll": {}}, "poll can be requested in private chats only"),
    ({"request_users": {"request_id": 1}}, "users can be requested in private chats only"),
    ({"request_chat": {"request_id": 1}}, "chats can be requested in private chats only"),
    ({"web_app": {"url": "https://a.com"}}, "web App buttons can be used in private chats only"),
]


@pytest.mark.parametrize(("request_", "description"), ONLY_PRIVATE)
def test_in_a_group_a_key_may_only_send_its_words(room: Any, request_: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki, with_bot=True)
        keyboard = {"keyboard": [[{"text": "Go"} | request_]]}
        error = await room.error("sendMessage", chat_id=group, text="?", reply_markup=keyboard)
        assert error == f"Bad Request: {description}"
        assert "message_id" in await shown(room, aki, keyboard)

    asyncio.run(evening())


WRONG = [
    ({"keyboard": "x"}, 'field "keyboard" must be of type Array'),
    ({"keyboard": ["x"]}, 'field "keyboard" must be an Array of Arrays'),
    ({"keyboard": [[5]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    (
        {"keyboard": [[{"text": "a", "request_contact": "yes"}]]},
        'can\'t parse keyboard button: Field "request_contact" must be of type Boolean',
    ),
    (
        {"keyboard": [[{"text": "a", "request_users": {}}]]},
        "can't parse keyboard button: Can't find field \"request_id\"",
    ),
    (
        {"keyboard": [[{"text": "a", "web_app": {"url": "http://a.com"}}]]},
        "keyboard button Web App URL 'http://a.com' is invalid: Only HTTPS links are allowed",
    ),
    ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
    ({"remove_keyboard": True, "selective": 1}, 'field "selective" must be of type Boolean'),
    ("x", "object expected as reply markup"),
]


@pytest.mark.parametrize(("markup", "description"), WRONG)
def test_a_keyboard_that_telegram_refuses_is_refused(room: Any, markup: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        given = f'"{markup}"' if isinstance(markup, str) else markup
        error = await room.error("sendMessage", chat_id=aki, text="?", reply_markup=given)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


def test_a_row_has_twelve_keys_and_none_without_words(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await shown(room, aki, {"keyboard": [["", *(str(number) for number in range(20))], [""]]})
        assert keyboard_of(room, aki)["keyboard"] == [[{"text": str(number)} for number in range(12)]]

    asyncio.run(evening())


BUTTONS = [
    (
        {"login_url": {"url": "http://a.com"}},
        "inline keyboard button login URL 'http://a.com' is invalid: Only HTTPS links are allowed",
    ),
    ({"login_url": {"url": "https://a.com"}}, "BOT_DOMAIN_INVALID"),
    ({"login_url": {"url": "tg://user?id=5"}}, "link to a user can't be used in login URL buttons"),
    ({"web_app": {"url": "tg://user?id=5"}}, "link to a user can't be used in Web App URL buttons"),
    (
        {"login_url": {"url": "https://a.com", "bot_username": "a-b"}},
        "can't parse inline keyboard button: LoginUrl bot username is invalid",
    ),
    (
        {"copy_text": "x"},
        'can\'t parse inline keyboard button: Field "copy_text" must be of type Object',
    ),
    ({"switch_inline_query_chosen_chat": {"query": "a"}}, "at least one chat type must be allowed"),
    (
        {"switch_inline_query_current_chat": {}},
        'can\'t parse inline keyboard button: Field "switch_inline_query_current_chat" must be of type String',
    ),
]


@pytest.mark.parametrize(("button", "description"), BUTTONS)
def test_buttons_of_every_kind_are_checked(room: Any, button: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        markup = {"inline_keyboard": [[{"text": "Go"} | button]]}
        error = await room.error("sendMessage", chat_id=aki, text="?", reply_markup=markup)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


def test_buttons_of_every_kind_are_kept(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        row = [
            {"text": "Copy", "copy_text": {"text": "words"}},
            {"text": "Here", "switch_inline_query_current_chat": ""},
            {"text": "There", "switch_inline_query": "tea"},
            {"text": "Somebody", "url": f"tg://user?id={aki}"},
        ]
        sent = await shown(room, aki, {"inline_keyboard": [row]})
        assert sent["reply_markup"] == {"inline_keyboard": [row]}

    asyncio.run(evening())


def test_the_control_interface_presses_keys(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await shown(room, aki, KEYS)
        pressed = await room.client.post("/sim/key", json={"user": aki, "chat": 1, "button": [0, 0]})
        (update,) = await room.updates()
        assert pressed.json() == {"message_id": update["message"]["message_id"]}
        missing = await room.client.post("/sim/key", json={"user": aki, "chat": 1, "button": [5, 5]})
        assert (missing.status_code, missing.json()) == (404, {"error": "There is no such key."})

    asyncio.run(evening())
