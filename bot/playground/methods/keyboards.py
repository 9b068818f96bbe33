"""Buttons under a message and in place of the letters: read, and refused as Telegram refuses them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import Refused, bad_request
from ..network.world import Chat, ChatKind, Json
from ..text.links import checked_link, checked_web_app, mentioned_user
from .calls import Call
from .keys import read_keys, refuse_requests

ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
OBJECTS = ("switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text")
ALLOWED_CHATS = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
STYLES = ("danger", "success", "primary")
WISHES = ("selective", "one_time_keyboard", "is_persistent", "resize_keyboard")
SWITCHES = ("remove_keyboard", "force_reply")
MOST_BUTTONS = 100
LONGEST_PLACEHOLDER = 64
NO_ACTION = "Text buttons are unallowed in the inline keyboard"
COMPLAINT = "can't parse reply keyboard markup JSON object"


@dataclass(frozen=True)
class Markup:
    """The reply_markup of a call: buttons under the message, or anything else a keyboard can be."""

    inline: list[list[Json]] | None = None
    other: Json | None = None


def read_markup(call: Call) -> Markup:
    """Raises `Refused`. An empty inline keyboard is none."""
    given = call.parsed("reply_markup", COMPLAINT)
    if given is None:
        return Markup()
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    keys = [read_keys(row) for row in _rows(given, "keyboard", "")]
    inline, wishes = _inline(given), _wishes(given)
    match given:
        case {"keyboard": [_, *_]}:
            rows = [row for row in keys if row]
            return Markup(other={"keyboard": rows} | wishes if rows else None)
        case {"inline_keyboard": [_, *_]}:
            return Markup(inline=inline or None)
        case {"remove_keyboard": True}:
            return Markup(other={"remove_keyboard": True} | wishes)
        case {"force_reply": True}:
            return Markup(other={"force_reply": True} | wishes)
    return Markup()


def must_fit(markup: Markup, chat: Chat) -> None:
    """Some buttons belong into private chats only. Raises `Refused`."""
    if chat.kind is ChatKind.PRIVATE:
        return
    refuse_requests((markup.other or {}).get("keyboard", []))
    if any("web_app" in button for row in markup.inline or [] for button in row):
        raise bad_request("BUTTON_TYPE_INVALID")


def _inline(given: Json) -> list[list[Json]]:
    place = " of the InlineKeyboardMarkup"
    rows = _rows(given, "inline_keyboard", place)
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in keyboard) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def _rows(given: Json, name: str, place: str) -> list[list[object]]:
    rows = given.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}"{place} must be an Array of Arrays')
    return rows


def _button(given: object) -> Json:
    """One button with the first action it names; Telegram ignores the others, and those that are empty."""
    if not isinstance(given, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in given:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(given["text"], str):
        raise _unreadable('Field "text" must be of type String')
    if not given["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    action = next((name for name in ACTIONS if _is_given(given, name)), None)
    if action is None:
        raise _unreadable(NO_ACTION)
    button: Json = {"text": given["text"], action: _checked(action, given[action])}
    return button | ({"style": given["style"]} if given.get("style") in STYLES else {})


def _is_given(button: Json, name: str) -> bool:
    return bool(button.get(name)) if name in ("url", "callback_data") else button.get(name) is not None


def _unreadable(words: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _checked(action: str, value: object) -> object:
    """What is kept of an action. Raises `Refused`."""
    if action in OBJECTS and not isinstance(value, dict):
        raise _unreadable(f'Field "{action}" must be of type Object')
    match action:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > 64:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            return checked_link(value, "inline keyboard button URL")
        case "web_app":
            _refuse_person(value, "Web App URL")
            checked_web_app(_field(value, "url"), "inline keyboard button Web App URL")
        case "copy_text":
            if not 1 <= len(_field(value, "text")) <= 256:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "pay" | "callback_game":
            raise bad_request("BUTTON_TYPE_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat" if not isinstance(value, str):
            raise _unreadable(f'Field "{action}" must be of type String')
        case "switch_inline_query_chosen_chat":
            if not any(_field(value, name) == "True" for name in ALLOWED_CHATS):
                raise bad_request("at least one chat type must be allowed")
        case "login_url":
            _refuse_login(value)
    return value


def _field(value: object, name: str) -> str:
    return str(value.get(name) or "") if isinstance(value, dict) else ""


def _refuse_person(value: object, kind: str) -> None:
    if mentioned_user(_field(value, "url")) is not None:
        raise bad_request(f"link to a user can't be used in {kind} buttons")


def _refuse_login(value: object) -> None:
    """No bot here has a web page of its own, so that every log-in button is refused in the end."""
    if not re.fullmatch(r"@?[A-Za-z0-9_]+|", _field(value, "bot_username")):
        raise _unreadable("LoginUrl bot username is invalid")
    _refuse_person(value, "login URL")
    checked_web_app(_field(value, "url"), "inline keyboard button login URL")
    raise bad_request("BOT_DOMAIN_INVALID")


def _wishes(given: Json) -> Json:
    """How the keyboard is to be shown. Raises `Refused`."""
    wishes: Json = {name: True for name in WISHES if is_true(given, name)}
    for name in SWITCHES:
        is_true(given, name)
    placeholder = given.get("input_field_placeholder", "")
    if not isinstance(placeholder, str):
        raise bad_request('field "input_field_placeholder" must be of type String')
    if placeholder:
        wishes["input_field_placeholder"] = placeholder[:LONGEST_PLACEHOLDER]
    return wishes


def is_true(given: Json, name: str) -> bool:
    if not isinstance(given.get(name, False), bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return bool(given.get(name))
