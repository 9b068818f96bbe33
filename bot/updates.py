"""Turns Telegram's updates into our events, and leaves out everything that is not for us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.typed import ForAnotherBot, TypedCommand, clean, clean_name, read_command
from conversations.dialogue.events import (
    Blocked,
    BotAdded,
    BotDemoted,
    BotPromoted,
    BotRemoved,
    ChatKind,
    ChatMoved,
    Command,
    Event,
    MembersChanged,
    NotWords,
    Rewritten,
    Tap,
    Unblocked,
    Where,
    Who,
    Words,
)
from conversations.records.database import LARGEST_ID

Json = Mapping[str, Any]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
NOT_WORDS = frozenset(
    "animation audio checklist contact dice document game gift location paid_media photo poll sticker story"
    " venue video video_note voice".split()
)
ADMIN = frozenset({"administrator", "creator"})
PRESENT = ADMIN | {"member"}


@dataclass(frozen=True)
class Me:
    """The bot as Telegram knows it, and the commands it understands."""

    id: int
    username: str
    commands: frozenset[str]
    language: str = "en"  # spoken to people whose phone does not say theirs


def read_update(raw: Json, me: Me, humans: int = 0) -> Event | None:
    """What happened, or None when it is nothing for us. `humans` are in the group of `group_that_changed`.

    Fields that nobody asked for are ignored. Raises `KeyError`, `TypeError` or the like for a shape that no
    Telegram sends.
    """
    match raw:
        case {"update_id": int(id), "message": Mapping() as message}:
            return _read_message(id, message, me, humans)
        case {"update_id": int(id), "edited_message": Mapping() as message}:
            return _read_edit(id, message, me)
        case {"update_id": int(id), "callback_query": Mapping() as query}:
            return _read_tap(id, query, me)
        case {"update_id": int(id), "my_chat_member": Mapping() as change}:
            return _read_own_standing(id, change, me, humans)
        case {"update_id": int(id), "chat_member": Mapping() as change}:
            return _read_standing(id, change, me, humans)
        case _:
            return None


def group_that_changed(raw: Json, me: Me) -> int | None:
    """The group whose people have to be counted before this update can be understood."""
    event = read_update(raw, me)
    return event.where.chat_id if isinstance(event, BotAdded | MembersChanged) else None


def private_message_in(raw: Json) -> tuple[int, int] | None:
    """The chat and the number of a message in a private chat, whatever is in it."""
    match raw:
        case {"message": {"chat": {"type": "private", "id": int(chat)}, "message_id": int(number)}}:
            return (chat, number) if max(abs(chat), abs(number)) <= LARGEST_ID else None
        case _:
            return None


def channel_entered(raw: Json, me: Me) -> int | None:
    """The channel that the bot was put into: there is nobody there that it could be for."""
    match raw:
        case {
            "my_chat_member": {
                "chat": {"type": "channel", "id": int(id)},
                "new_chat_member": Mapping() as now,
            }
        }:
            return id if _is_in(now) else None
        case _:
            return None


def _read_message(id: int, message: Json, me: Me, humans: int) -> Event | None:
    where = _where(message["chat"])
    if where is None:
        return None
    if where.kind == ChatKind.SHARED and (news := _read_service(id, message, where, me, humans)):
        return news
    who = _person(message.get("from"), me)
    if who is None or "sender_chat" in message:  # anonymous admins and channels: nobody we could know
        return None
    number = number_in(message["message_id"])
    if isinstance(message.get("text"), str):
        return _read_text(id, message["text"], who, where, number, me)
    if where.kind == ChatKind.PRIVATE and NOT_WORDS & message.keys():
        return NotWords(id, who, where, number)
    return None


def _read_edit(id: int, message: Json, me: Me) -> Event | None:
    """Telegram also says "edited" of what nobody touched, a message that got a reaction: then there is no date."""
    where, who = _where(message["chat"]), _person(message.get("from"), me)
    if where is None or where.kind == ChatKind.SHARED or who is None or not message.get("edit_date"):
        return None
    text = message.get("text")
    return (
        Rewritten(id, who, where, clean(text), number_in(message["message_id"]))
        if isinstance(text, str)
        else None
    )


def _read_text(id: int, typed: str, who: Who, where: Where, number: int, me: Me) -> Event | None:
    text = clean(typed)
    try:
        command = read_command(text, me.commands, me.username)
    except ForAnotherBot:
        return None
    if where.kind == ChatKind.SHARED:
        return _read_in_group(id, command, who, where, number) if command else None
    if command is not None:
        return Command(id, who, where, command.name, command.rest, number)
    return Words(id, who, where, text, number) if text.strip() else None


def _read_in_group(id: int, command: TypedCommand, who: Who, where: Where, number: int) -> Event | None:
    """Commands are read in a group, and nothing else, not even when an admin could.

    `/start` with a payload is what Telegram types there by itself when the bot is added.
    """
    if command.name == "start" and command.rest:
        return None
    return Command(id, who, where, command.name, command.rest, number)


def _read_service(id: int, message: Json, where: Where, me: Me, humans: int) -> Event | None:
    who = _person(message.get("from"), me) or Who(0, "?")
    match message:
        case {"migrate_to_chat_id": int(new)}:
            return ChatMoved(id, who, where, new)
        case {"new_chat_members": list(people)}:
            joined = tuple(number_in(one["id"]) for one in people if one["id"] != me.id)
            return MembersChanged(id, who, where, humans, joined) if joined else None
        case {"left_chat_member": {"id": int(left)}} if left != me.id:
            return MembersChanged(id, who, where, humans, left=left)
        case _:
            return None


def _read_tap(id: int, query: Json, me: Me) -> Event | None:
    who, message = _person(query["from"], me), query.get("message")
    where = _where(message["chat"]) if message else None
    if who is None or where is None or not isinstance(query.get("data"), str):
        return None
    number = (
        number_in(message["message_id"]) or None if message else None
    )  # 0: a message only its reader sees
    return Tap(id, who, where, clean(query["data"]), number, str(query["id"]))


def _read_own_standing(id: int, change: Json, me: Me, humans: int) -> Event | None:
    where, who = _where(change["chat"]), _person(change["from"], me) or Who(0, "?")
    before, after = change["old_chat_member"], change["new_chat_member"]
    if where is None:
        return None
    if where.kind == ChatKind.PRIVATE:
        return Unblocked(id, who, where) if _is_in(after) else Blocked(id, who, where)
    match (_is_in(before), _is_in(after)):
        case (False, True):
            return BotAdded(id, who, where, humans)
        case (True, False):
            return BotRemoved(id, who, where)
        case (True, True) if (before["status"] in ADMIN) != (after["status"] in ADMIN):
            return (BotPromoted if after["status"] in ADMIN else BotDemoted)(id, who, where)
        case _:
            return None


def _read_standing(id: int, change: Json, me: Me, humans: int) -> Event | None:
    """Someone else came or went; told only while the bot is an admin."""
    where, who = _where(change["chat"]), _person(change["from"], me) or Who(0, "?")
    was, is_in = _is_in(change["old_chat_member"]), _is_in(change["new_chat_member"])
    whom = number_in(change["new_chat_member"]["user"]["id"])
    if where is None or where.kind != ChatKind.SHARED or was == is_in or whom == me.id:
        return None
    if is_in:
        return MembersChanged(id, who, where, humans, (whom,))
    return MembersChanged(id, who, where, humans, left=whom)


def _is_in(member: Json) -> bool:
    restricted = member["status"] == "restricted" and member.get("is_member") is True
    return member["status"] in PRESENT or restricted


def _where(chat: Json) -> Where | None:
    match chat["type"]:
        case "private":
            return Where(number_in(chat["id"]), ChatKind.PRIVATE)
        case "group" | "supergroup":
            return Where(number_in(chat["id"]), ChatKind.SHARED)
        case _:
            return None


def _person(user: Json | None, me: Me) -> Who | None:
    if user is None or user.get("is_bot"):
        return None
    language = user.get("language_code") or me.language
    name = clean_name(user.get("first_name"), user.get("last_name"), user.get("username"))
    return Who(number_in(user["id"]), name, str(language))


def number_in(value: Any) -> int:
    """A number that a database can keep. Raises `OverflowError` for one that no Telegram gives."""
    number = int(value)
    if abs(number) > LARGEST_ID:
        raise OverflowError("a number of more than 64 bits")
    return number
