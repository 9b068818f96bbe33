"""Writes down what Telegram publishes about the methods served here: what each takes and gives, and every type.

    python tests/playground/facts/derive.py TABLE.json

The table is the Bot API as JSON: methods with fields and returns, types with fields or subtypes, as several
projects publish it. It may be newer than the playground: what came after Bot API 10.0 is left out by name.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
Row: TypeAlias = dict[str, Any]

# A method or type is one line in the files; these are the methods worth a line.
METHODS = """
getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close
sendMessage forwardMessage forwardMessages copyMessage copyMessages sendPhoto sendDocument sendVoice sendVideo sendVideoNote
sendAudio sendAnimation sendSticker sendMediaGroup sendLocation sendVenue sendContact sendDice sendPoll stopPoll
sendChatAction sendMessageDraft setMessageReaction
editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup editMessageLiveLocation
stopMessageLiveLocation deleteMessage deleteMessages
pinChatMessage unpinChatMessage unpinAllChatMessages answerCallbackQuery answerInlineQuery
getChat getChatMember getChatMemberCount getChatAdministrators leaveChat promoteChatMember restrictChatMember
banChatMember unbanChatMember setChatAdministratorCustomTitle setChatTitle setChatDescription setChatPhoto deleteChatPhoto setChatPermissions
exportChatInviteLink createChatInviteLink editChatInviteLink revokeChatInviteLink
approveChatJoinRequest declineChatJoinRequest
setMyCommands getMyCommands deleteMyCommands setMyName getMyName setMyDescription getMyDescription
setMyShortDescription getMyShortDescription setChatMenuButton getChatMenuButton
setMyDefaultAdministratorRights getMyDefaultAdministratorRights getFile getUserProfilePhotos
""".split()

# What came with 10.1.
LATER = """
Message.rich_message User.supports_join_request_queries ChatFullInfo.guard_bot ChatJoinRequest.query_id
PollMedia.link editMessageText.rich_message
""".split()

# What came later still, and clients of those versions cannot read an administrator without: it may be there.
NEEDED_LATER = {
    "ChatMemberAdministrator": {"can_send_welcome_messages": "Boolean?"},
    "ChatAdministratorRights": {"can_send_welcome_messages": "Boolean?"},
}

# Money, gifts, passports and shops: named where they could stand, but not described here.
ELSEWHERE = re.compile(
    r"(Unique)?Gift|Star|Passport|Invoice|Successful|Refunded|Shipping|PreCheckout|Paid|SuggestedPost|Giveaway"
    r"|Business|Checklist|Background|ChatBackground|Story|Game|ChatBoost|ManagedBot|DirectMessage|Birthdate"
    r"|UserRating|VideoQuality|LivePhoto|ProximityAlert|WebAppData|ForumTopic|GeneralForum"
)
ALSO_HERE = ("Story",)

# True where it stands, and left out otherwise; the table says so in prose only.
ONLY_TRUE = re.compile(
    r"is_(premium|forum|direct_messages|automatic_forward|paid_post|from_offline|manual|topic_message)$"
    r"|has_(protected_content|media_spoiler|private_forwards|restricted_voice_and_video_messages|hidden_members"
    r"|visible_history|aggressive_anti_spam_enabled)$"
    r"|added_to_attachment_menu|(join_to_send_messages|join_by_request|show_caption_above_media)$"
    r"|(delete_chat_photo|group_chat_created|supergroup_chat_created|channel_chat_created)$"
)
CLOSED = re.compile(r"always|can be|one of|must be|either", re.IGNORECASE)
ONLY_IN_GET_ME = "Returned only in getMe"


def main(table: Path) -> None:
    """Read the table and rewrite both files beside this script."""
    published = json.loads(table.read_text(encoding="utf-8"))
    methods = {name: method(published["methods"][name]) for name in METHODS}
    types = published["types"]
    described = {"Update": record(types["Update"])} | {"BotItself": bot_itself(types["User"])}
    waiting = [name for row in methods.values() for name in named(row["gives"], types)]
    waiting += [name for row in described.values() for field in row.values() for name in named(field, types)]
    waiting += ["ResponseParameters"]
    while waiting:
        name = waiting.pop()
        if name in described or not is_here(name):
            continue
        row = described[name] = union(types[name]) or record(types[name])
        fields = row["one of"] if "one of" in row else row.values()
        waiting += [found for field in fields for found in named(field, types)]
    write("methods.json", methods)
    write("types.json", dict(sorted(described.items())))


def is_here(name: str) -> bool:
    return name in ALSO_HERE or not ELSEWHERE.match(name)


def method(row: Row) -> Row:
    """What a method takes, and what it gives; one that can only succeed gives True."""
    gives = " or ".join(row["returns"]).replace("Boolean", "True")
    if row["name"] == "getMe":
        gives = "BotItself"
    return {"gives": gives, "takes": record(row)}


def record(row: Row) -> Row:
    """The fields by name: the types that may stand there, with a ? at the end where the field may be missing."""
    fields = [field for field in row.get("fields", []) if f"{row['name']}.{field['name']}" not in LATER]
    shown = {field["name"]: kind(field) for field in fields if ONLY_IN_GET_ME not in field["description"]}
    return shown | NEEDED_LATER.get(row["name"], {})


def bot_itself(user: Row) -> Row:
    """What getMe gives: a User with some fields nobody else has, and a name by which it is found."""
    always = {field["name"]: "Boolean" for field in user["fields"] if ONLY_IN_GET_ME in field["description"]}
    later = [name.partition(".")[2] for name in LATER]
    only = {name: what for name, what in always.items() if name not in later}
    return record(user) | {"username": "String"} | only


def kind(field: Row) -> str:
    words = field["description"]
    allowed = re.findall(r'"([^"]+)"', words) or re.findall(r"^Type of the button, must be (\w+)$", words)
    types = " or ".join(field["types"])
    if types == "String" and allowed and CLOSED.search(words) and is_closed(field["name"], words):
        types = " or ".join(f"'{value}'" for value in dict.fromkeys(allowed))
    elif types == "Boolean" and ONLY_TRUE.match(field["name"]) and not field["required"]:
        types = "True"
    elif types == "Integer" and words.startswith("Always 0"):
        types = "0"
    return types + ("" if field["required"] else "?")


def is_closed(name: str, words: str) -> bool:
    """Whether the values named in the prose are all there are, and not examples."""
    return name in ("type", "status", "source", "point", "chat_type", "style", "state") or (
        name == "emoji" and words.startswith("Reaction emoji")
    )


def union(row: Row) -> Row:
    return {"one of": row["subtypes"]} if row.get("subtypes") else {}


def named(what: str, types: Row) -> Iterable[str]:
    """The published types that stand in a field."""
    words = [
        word.removeprefix("Array of ").removeprefix("Array of ") for word in what.rstrip("?").split(" or ")
    ]
    return [word for word in words if word in types]


def write(name: str, rows: Row) -> None:
    """One line per entry: short to read, and a change shows where it belongs."""
    lines = [f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items()]
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
