"""The keys of a reply keyboard: read from a call, each with what it sends or asks for."""

from __future__ import annotations

from typing import Any

from ..errors import Refused, bad_request
from ..network.world import Json
from ..text.links import checked_web_app, mentioned_user

LONGEST_ROW = 12
MOST_ASKED = 10
STYLES = ("danger", "success", "primary")
ONLY_IN_PRIVATE = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
}
ABOUT_USERS = {
    "user_is_bot": bool,
    "user_is_premium": bool,
    "max_quantity": int,
    "request_name": bool,
    "request_username": bool,
    "request_photo": bool,
}
ABOUT_CHATS = {
    "chat_is_channel": bool,
    "chat_is_forum": bool,
    "chat_has_username": bool,
    "chat_is_created": bool,
    "user_administrator_rights": dict,
    "bot_administrator_rights": dict,
    "bot_is_member": bool,
    "request_title": bool,
    "request_username": bool,
    "request_photo": bool,
}
NAMES: dict[type, str] = {bool: "Boolean", int: "Number", dict: "Object", str: "String"}


def read_keys(row: list[object]) -> list[Json]:
    """One row; keys without words are left out, as are those beyond the twelfth. Raises `Refused`."""
    return [key for key in map(_key, row) if key["text"]][:LONGEST_ROW]


def refuse_requests(rows: list[list[Json]]) -> None:
    """In a group a key may only send its words. Raises `Refused`."""
    for key in (key for row in rows for key in row):
        for name, words in ONLY_IN_PRIVATE.items():
            if name in key:
                raise bad_request(words)


def _key(given: object) -> Json:
    """The words, and the first request that is named; Telegram ignores the others."""
    if isinstance(given, str):
        return {"text": given}
    if not isinstance(given, dict):
        raise _unreadable("KeyboardButton must be a String or an Object")
    key: Json = {"text": _value(given, "text", str, needed=True)} | _request(given)
    return key | ({"style": given["style"]} if given.get("style") in STYLES else {})


def _request(given: Json) -> Json:
    for name in ("request_contact", "request_location"):
        if _value(given, name, bool):
            return {name: True}
    if (poll := _value(given, "request_poll", dict)) is not None:
        kind = poll.get("type")
        return {"request_poll": {"type": kind} if kind in ("quiz", "regular") else {}}
    if (web_app := _value(given, "web_app", dict)) is not None:
        return {"web_app": {"url": _web_app(_value(web_app, "url", str, needed=True))}}
    for name in ("request_users", "request_user"):
        if (users := _value(given, name, dict)) is not None:
            return {"request_users": _asked(users, ABOUT_USERS)}
    chat = _value(given, "request_chat", dict)
    return {} if chat is None else {"request_chat": _asked(chat, ABOUT_CHATS)}


def _web_app(url: str) -> str:
    if mentioned_user(url) is not None:
        raise bad_request("link to a user can't be used in Web App URL buttons")
    return checked_web_app(url, "keyboard button Web App URL")


def _asked(given: Json, known: dict[str, type]) -> Json:
    """Whom or what is asked for; how many, between one and ten."""
    asked: Json = {"request_id": _value(given, "request_id", int, needed=True)}
    for name, kind in known.items():
        if (value := _value(given, name, kind)) is not None:
            asked[name] = value
    if "max_quantity" in asked:
        asked["max_quantity"] = min(max(asked["max_quantity"], 1), MOST_ASKED)
    return asked


def _value(given: Json, name: str, kind: type, *, needed: bool = False) -> Any:
    """The value where it is given and of the kind. Raises `Refused`."""
    value = given.get(name)
    if value is None:
        if needed:
            raise _unreadable(f'Can\'t find field "{name}"')
        return None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _unreadable(f'Field "{name}" must be of type {NAMES[kind]}')
    return value


def _unreadable(words: str) -> Refused:
    return bad_request(f"can't parse keyboard button: {words}")
