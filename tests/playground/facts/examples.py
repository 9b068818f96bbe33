"""One call of every method as a bot might make it, at an evening where each of them can succeed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.network.files import evening_picture

Json = dict[str, Any]


@dataclass(frozen=True)
class Evening:
    """Aki's private chat with the bot, and a supergroup of Aki, Mika and the bot, who is an admin there."""

    aki: int
    mika: int
    noa: int  # asks to come into the group
    group: int
    said: int  # by Aki, in private
    heard: int  # by Mika, in the group
    sent: int  # by the bot, in private, with a button
    captioned: int  # the same, a photo
    photo: str  # what Aki sent, by file_id
    voice: str
    sticker: str
    press: str
    poll: int  # of the bot, in private
    live: int  # the same, a place that moves
    link: str  # into the group, by the bot
    query: str  # what Aki typed to the bot in a chat


async def evening(room: Any) -> Evening:
    """Let it become evening; what the bot did not need to answer has been read."""
    phones = room.playground
    aki, mika = await room.person("Aki", "ja"), await room.person("Mika")
    group = phones.migrate(phones.add_group("Us", aki, [mika], with_bot=True))
    await room.call("setMyDefaultAdministratorRights", rights=RIGHTS)  # what Aki's phone proposes then
    phones.promote(group, aki, phones.bot_id)
    heard = phones.say(mika, group, "good evening")["message_id"]
    await room.done("pinChatMessage", chat_id=group, message_id=heard)
    said = phones.say(aki, phones.bot_id, "/need a walk")["message_id"]
    phones.photo(aki, phones.bot_id, "our evening")
    phones.voice(aki, phones.bot_id)
    phones.sticker(aki, phones.bot_id)
    photo, voice, sticker = [update["message"] for update in (await room.updates())[-3:]]
    button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    sent = await room.done("sendMessage", chat_id=aki, text="Ready?", reply_markup=button)
    file = photo["photo"][-1]["file_id"]
    captioned = await room.done("sendPhoto", chat_id=aki, photo=file, caption="Look")
    poll = await room.done("sendPoll", chat_id=aki, **POLL)
    live = await room.done("sendLocation", chat_id=aki, **PLACE, live_period=3600)
    link = await room.done("createChatInviteLink", chat_id=group)
    noa = await room.person("Noa")
    await sim(room, f"groups/{group}/requests", by=aki, on=True)
    await sim(room, f"groups/{group}/ask", user=noa)
    query = await sim(room, "inline", user=aki, chat=phones.bot_id, text="@attune_bot tea")
    return Evening(
        *(aki, mika, noa, group, said, heard, sent["message_id"], captioned["message_id"], file),
        voice=voice["voice"]["file_id"],
        sticker=sticker["sticker"]["file_id"],
        press=phones.tap(aki, phones.bot_id, sent["message_id"], button=(0, 0)),
        poll=poll["message_id"],
        live=live["message_id"],
        link=link["invite_link"],
        query=query["query_id"],
    )


async def sim(room: Any, action: str, **values: object) -> Json:
    """An action of people over the control interface; it must succeed."""
    response = await room.client.post(f"/sim/{action}", json=values)
    answer: Json = response.json()
    assert "error" not in answer, answer
    return answer


async def example(room: Any, name: str, here: Evening) -> Json:
    """The whole answer to the example of this method; what is bytes goes as a file."""
    if name in FIRST:
        await example(room, FIRST[name], here)
    values = EXAMPLES[name](here)
    files = {key: (f"{key}.bin", value) for key, value in values.items() if isinstance(value, bytes)}
    if not files:
        answer: Json = await room.call(name, **values)
        return answer
    plain = {key: str(value) for key, value in values.items() if key not in files}
    response = await room.client.post(f"/bot1:demo/{name}", data=plain, files=files)
    answer = response.json()
    return answer


def nothing(here: Evening) -> Json:
    return {}


def to_aki(**more: object) -> Callable[[Evening], Json]:
    return lambda here: {"chat_id": here.aki, **more}


def in_group(**more: object) -> Callable[[Evening], Json]:
    return lambda here: {"chat_id": here.group, **more}


def about_mika(**more: object) -> Callable[[Evening], Json]:
    return lambda here: {"chat_id": here.group, "user_id": here.mika, **more}


def from_aki(here: Evening) -> Json:
    return {"chat_id": here.group, "from_chat_id": here.aki}


PICTURE = evening_picture()
LARGE_PICTURE = evening_picture(640, 640)
PLACE: Json = {"latitude": 35.6762, "longitude": 139.6503}
SOUND = b"OggS\x00\x02 as short as a breath"

POLL: Json = {"question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}], "is_anonymous": False}
ARTICLE: Json = {
    "type": "article",
    "id": "tea",
    "title": "Tea",
    "input_message_content": {"message_text": "Tea?"},
}
RIGHTS: Json = {"is_anonymous": False} | dict.fromkeys(
    (
        *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
        *("can_promote_members", "can_change_info", "can_invite_users", "can_pin_messages"),
        *("can_post_stories", "can_edit_stories", "can_delete_stories"),
    ),
    True,
)

EXAMPLES: dict[str, Callable[[Evening], Json]] = {
    "getMe": nothing,
    "getUpdates": nothing,
    "setWebhook": lambda here: {"url": "http://127.0.0.1:9/hook", "allowed_updates": ["message"]},
    "deleteWebhook": nothing,
    "getWebhookInfo": nothing,
    "logOut": nothing,
    "close": nothing,
    "sendMessage": lambda here: {
        "chat_id": here.aki,
        "text": "<b>Good</b> /evening 🌙",
        "parse_mode": "HTML",
        "reply_parameters": {"message_id": here.said},
    },
    "forwardMessage": lambda here: from_aki(here) | {"message_id": here.said},
    "forwardMessages": lambda here: from_aki(here) | {"message_ids": [here.said, here.sent]},
    "copyMessage": lambda here: from_aki(here) | {"message_id": here.said},
    "copyMessages": lambda here: from_aki(here) | {"message_ids": [here.said, here.sent]},
    "sendPhoto": to_aki(photo=PICTURE, caption="Look", has_spoiler=True),
    "sendDocument": to_aki(document=b"{}", caption="yours"),
    "sendVoice": lambda here: {"chat_id": here.aki, "voice": here.voice, "caption": "listen"},
    "sendVideo": to_aki(video=b"\x00\x00\x00\x18ftypmp42", duration=2, width=96, height=64),
    "sendVideoNote": to_aki(video_note=b"\x00\x00\x00\x18ftypmp42", duration=2, length=240),
    "sendAudio": to_aki(audio=SOUND, duration=3, title="Rain", performer="The roof"),
    "sendAnimation": to_aki(animation=b"GIF89a", width=96, height=64, duration=1),
    "sendSticker": lambda here: {"chat_id": here.aki, "sticker": here.sticker},
    "sendMediaGroup": lambda here: {
        "chat_id": here.aki,
        "media": [
            {"type": "photo", "media": here.photo, "caption": "two"},
            {"type": "photo", "media": here.photo},
        ],
    },
    "sendLocation": to_aki(**PLACE),
    "sendVenue": to_aki(**PLACE, title="The park", address="Shibuya"),
    "sendContact": to_aki(phone_number="+819012345678", first_name="Mika"),
    "sendDice": to_aki(),
    "sendPoll": to_aki(**POLL),
    "stopPoll": lambda here: {"chat_id": here.aki, "message_id": here.poll},
    "sendChatAction": to_aki(action="typing"),
    "sendMessageDraft": to_aki(draft_id=1, text="Good eve"),
    "setMessageReaction": lambda here: {
        "chat_id": here.aki,
        "message_id": here.said,
        "reaction": [{"type": "emoji", "emoji": "❤"}],
    },
    "editMessageText": lambda here: {"chat_id": here.aki, "message_id": here.sent, "text": "Ready"},
    "editMessageCaption": lambda here: {"chat_id": here.aki, "message_id": here.captioned, "caption": "See"},
    "editMessageMedia": lambda here: {
        "chat_id": here.aki,
        "message_id": here.captioned,
        "media": {"type": "photo", "media": here.photo, "caption": "the same again"},
    },
    "editMessageReplyMarkup": lambda here: {"chat_id": here.aki, "message_id": here.sent},
    "editMessageLiveLocation": lambda here: {
        "chat_id": here.aki,
        "message_id": here.live,
        "latitude": 35.7,
        "longitude": 139.7,
        "heading": 90,
    },
    "stopMessageLiveLocation": lambda here: {"chat_id": here.aki, "message_id": here.live},
    "deleteMessage": lambda here: {"chat_id": here.aki, "message_id": here.sent},
    "deleteMessages": lambda here: {"chat_id": here.aki, "message_ids": [here.sent, here.said]},
    "pinChatMessage": lambda here: {"chat_id": here.group, "message_id": here.heard},
    "unpinChatMessage": in_group(),
    "unpinAllChatMessages": in_group(),
    "answerCallbackQuery": lambda here: {"callback_query_id": here.press, "text": "Noted"},
    "answerInlineQuery": lambda here: {"inline_query_id": here.query, "results": [ARTICLE]},
    "getChat": in_group(),
    "getChatMember": about_mika(),
    "getChatMemberCount": in_group(),
    "getChatAdministrators": in_group(),
    "leaveChat": in_group(),
    "promoteChatMember": about_mika(can_pin_messages=True),
    "restrictChatMember": about_mika(permissions={"can_send_messages": False}),
    "banChatMember": about_mika(),
    "unbanChatMember": about_mika(only_if_banned=True),
    "setChatAdministratorCustomTitle": about_mika(custom_title="the kind one"),
    "setChatTitle": in_group(title="Home"),
    "setChatDescription": in_group(description="Where we talk"),
    "setChatPhoto": in_group(photo=LARGE_PICTURE),
    "deleteChatPhoto": in_group(),
    "setChatPermissions": in_group(permissions={"can_send_messages": True}),
    "exportChatInviteLink": in_group(),
    "createChatInviteLink": in_group(name="for friends", member_limit=2),
    "editChatInviteLink": lambda here: {"chat_id": here.group, "invite_link": here.link, "name": "for us"},
    "revokeChatInviteLink": lambda here: {"chat_id": here.group, "invite_link": here.link},
    "approveChatJoinRequest": lambda here: {"chat_id": here.group, "user_id": here.noa},
    "declineChatJoinRequest": lambda here: {"chat_id": here.group, "user_id": here.noa},
    "setMyCommands": lambda here: {"commands": [{"command": "need", "description": "Ask"}]},
    "getMyCommands": nothing,
    "deleteMyCommands": nothing,
    "setMyName": lambda here: {"name": "Attune"},
    "getMyName": nothing,
    "setMyDescription": lambda here: {"description": "For two"},
    "getMyDescription": nothing,
    "setMyShortDescription": lambda here: {"short_description": "For two"},
    "getMyShortDescription": nothing,
    "setChatMenuButton": to_aki(menu_button={"type": "commands"}),
    "getChatMenuButton": to_aki(),
    "setMyDefaultAdministratorRights": lambda here: {"rights": RIGHTS},
    "getMyDefaultAdministratorRights": nothing,
    "getFile": lambda here: {"file_id": here.photo},
    "getUserProfilePhotos": lambda here: {"user_id": here.aki},
}

# Before this method can succeed, the example of that one is called.
FIRST = {"setChatAdministratorCustomTitle": "promoteChatMember", "deleteChatPhoto": "setChatPhoto"}

# The bot has not run for ten minutes.
REFUSED = ("close",)
