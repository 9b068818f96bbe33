"""What people do with a bot's keyboard: press a key, answer what a bot asked to be answered, or put it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Impossible
from ..network import reply_keyboards
from ..network.polls import Poll, opened
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, HeldKeyboard, Json, Message, Person, Standing
from . import writing

HOME = (35.6812, 139.7671)  # Tokyo Station
MOST_OPTIONS = 12


@dataclass(frozen=True)
class Given:
    """What a person gives when a key asks for it: a place, people or a group, a poll, a Web App's data.

    A poll is `{"question": "...", "options": ["...", "..."], "quiz": false, "correct": 0}`.
    """

    place: tuple[float, float] = HOME
    users: Sequence[int] = ()
    group: int = 0
    poll: Json | None = None
    data: str = ""


def press_key(
    telegram: Telegram, user_id: int, chat_id: int, button: tuple[int, int], given: Given | None = None
) -> Message:
    """Press a key by row and column, both from 0: its words are sent, or what it asks for.

    In a group what is sent answers the keyboard's message, so that the bot reads it. Raises `Impossible`.
    """
    chat = telegram.chat_of(user_id, chat_id)
    held = _held(chat, user_id, "keyboard")
    row, column = button
    try:
        key = (held.message.other_markup or {})["keyboard"][row][column]
    except IndexError:
        raise Impossible(404, "There is no such key.") from None
    message = _sent(telegram, user_id, held, key, given or Given())
    reply_keyboards.used(held)
    telegram.touched(chat)
    return message


def answer(telegram: Telegram, user_id: int, chat_id: int, text: str) -> Message:
    """Write into the field as the phone prepared it: as a reply to what the bot asked to be answered."""
    held = _held(telegram.chat_of(user_id, chat_id), user_id, "force_reply")
    return writing.say(telegram, user_id, chat_id, text, held.message.id)


def put_away(telegram: Telegram, user_id: int, chat_id: int) -> None:
    """Close the prepared reply, or hide the keyboard."""
    chat = telegram.chat_of(user_id, chat_id)
    held = reply_keyboards.held_by(chat, user_id)
    if held is None:
        raise Impossible(404, "There is no keyboard here.")
    if "force_reply" in (held.message.other_markup or {}):
        del chat.keyboards[user_id]
    else:
        held.hidden = True
    telegram.touched(chat)


def _held(chat: Chat, user_id: int, kind: str) -> HeldKeyboard:
    held = reply_keyboards.held_by(chat, user_id)
    if held is None or kind not in (held.message.other_markup or {}):
        raise Impossible(404, "The bot shows nothing of this kind here.")
    return held


def _sent(telegram: Telegram, user_id: int, held: HeldKeyboard, key: Json, given: Given) -> Message:
    """By what the key asks for. A phone number and a place answer the keyboard's message."""
    asked, person = held.message, telegram.person(user_id)
    match key:
        case {"request_contact": True}:
            return _send(telegram, person, asked.chat, {"contact": _contact(person)}, asked.id)
        case {"request_location": True}:
            place = dict(zip(("latitude", "longitude"), given.place, strict=True))
            return _send(telegram, person, asked.chat, {"location": place}, asked.id)
        case {"request_users": wanted}:
            return _send(
                telegram, person, asked.chat, {"users_shared": _users(telegram, wanted, given.users)}
            )
        case {"request_chat": wanted}:
            shared = _group(telegram, person, asked.chat.bot_id, wanted, given.group)
            return _send(telegram, person, asked.chat, {"chat_shared": shared})
        case {"request_poll": wanted}:
            return _send(telegram, person, asked.chat, {"poll": _poll(telegram, person, wanted, given.poll)})
        case {"web_app": _}:
            told = {"data": given.data, "button_text": key["text"]}
            return _send(telegram, person, asked.chat, {"web_app_data": told})
    reply_to = None if asked.chat.kind is ChatKind.PRIVATE else asked.id
    return writing.say(telegram, user_id, telegram.name_on_phone(asked.chat), key["text"], reply_to)


def _send(
    telegram: Telegram, person: Person, chat: Chat, content: Json, reply_to: int | None = None
) -> Message:
    writing.may_write(chat)
    message = telegram.new_message(chat, person, content)
    message.reply_to = reply_to
    return telegram.post(message)


def _contact(person: Person) -> Json:
    """A number that nobody has."""
    number = f"1555010{person.id % 10_000:04d}"
    return {"phone_number": number, "first_name": person.first_name, "user_id": person.id}


def _users(telegram: Telegram, wanted: Json, chosen: Sequence[int]) -> Json:
    """Whom the person chose, with what was asked about them."""
    if not 1 <= len(set(chosen)) <= wanted.get("max_quantity", 1):
        raise Impossible(400, f"Choose between 1 and {wanted.get('max_quantity', 1)}.")
    shared = []
    for user_id in dict.fromkeys(chosen):
        person = telegram.world.someone(user_id)
        if person is None or not _is_wanted(person, wanted):
            raise Impossible(409, "The bot does not ask for somebody like this.")
        shared.append(_told(person, wanted))
    return {"request_id": wanted["request_id"], "users": shared}


def _is_wanted(person: Person, wanted: Json) -> bool:
    """Nobody here pays for Telegram."""
    return wanted.get("user_is_bot", person.is_bot) is person.is_bot and not wanted.get("user_is_premium")


def _told(person: Person, wanted: Json) -> Json:
    told: Json = {"user_id": person.id}
    if wanted.get("request_name"):
        told["first_name"] = person.first_name
    if wanted.get("request_username") and person.username:
        told["username"] = person.username
    return told


def _group(telegram: Telegram, person: Person, bot_id: int, wanted: Json, group_id: int) -> Json:
    """The group the person chose; there are no channels, forums or public groups here."""
    chat = telegram.chat_of(person.id, group_id)
    needs_bot = wanted.get("bot_is_member") or wanted.get("bot_administrator_rights")
    suits = (
        chat.kind is not ChatKind.PRIVATE
        and not any(wanted.get(name) for name in ("chat_is_channel", "chat_is_forum", "chat_has_username"))
        and (not wanted.get("chat_is_created") or chat.standing(person.id) is Standing.CREATOR)
        and (not wanted.get("user_administrator_rights") or chat.is_admin(person.id))
        and (not needs_bot or chat.has(bot_id))
        and (not wanted.get("bot_administrator_rights") or chat.is_admin(bot_id))
    )
    if not suits:
        raise Impossible(409, "The bot does not ask for a chat like this.")
    title = {"title": chat.title} if wanted.get("request_title") else {}
    return {"request_id": wanted["request_id"], "chat_id": chat.id} | title


def _poll(telegram: Telegram, person: Person, wanted: Json, given: Json | None) -> Poll:
    """The poll the person made: the bot may have asked for a quiz, or for none."""
    question, options = str((given or {}).get("question", "")), (given or {}).get("options", [])
    quiz = bool((given or {}).get("quiz", wanted.get("type") == "quiz"))
    if not question or not 2 <= len(options) <= MOST_OPTIONS:
        raise Impossible(400, "A poll needs a question and at least two answers.")
    if wanted.get("type", "quiz" if quiz else "regular") != ("quiz" if quiz else "regular"):
        raise Impossible(409, "The bot asks for another kind of poll.")
    poll = Poll(person.id, {"question": question}, [{"text": str(one)} for one in options], quiz=quiz)
    if quiz:
        poll.correct, poll.revoting = [int((given or {}).get("correct", 0))], False
    return opened(telegram, poll)
