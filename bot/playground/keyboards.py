"""Buttons under a message: read from a call and refused as Telegram refuses them."""

from __future__ import annotations

from dataclasses import dataclass

from .calls import Call
from .errors import Refused, bad_request
from .links import checked_link, checked_web_app
from .world import Json

ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "copy_text",
)
MAY_BE_EMPTY = ("switch_inline_query", "switch_inline_query_current_chat", "callback_game")
STYLES = ("danger", "success", "primary")
WISHES = ("selective", "one_time_keyboard", "is_persistent", "resize_keyboard")
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
    if "inline_keyboard" in given:
        return Markup(inline=_inline(given) or None)
    return Markup(other=_other(given))


def _inline(given: Json) -> list[list[Json]]:
    keyboard = [[_button(button) for button in row] for row in _rows(given, "inline_keyboard") if row]
    if sum(len(row) for row in keyboard) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def _rows(given: Json, name: str) -> list[list[object]]:
    rows = given[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def _button(given: object) -> Json:
    """One button with the first action it names; Telegram ignores the others, and those that are empty."""
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
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
    return name in button and (bool(button[name]) or name in MAY_BE_EMPTY)


def _unreadable(words: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _checked(action: str, value: object) -> object:
    match action:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > 64:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            return checked_link(value, "inline keyboard button URL")
        case "web_app":
            checked_web_app(_field(value, "url"), "inline keyboard button Web App URL")
        case "copy_text":
            if not 1 <= len(_field(value, "text")) <= 256:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "pay" | "callback_game":
            raise bad_request("BUTTON_TYPE_INVALID")
        case "login_url":
            raise bad_request("BOT_DOMAIN_INVALID")
    return value


def _field(value: object, name: str) -> str:
    return str(value.get(name) or "") if isinstance(value, dict) else ""


def _other(given: Json) -> Json | None:
    """A reply keyboard, its removal, or a forced reply, as a phone shows it."""
    if "keyboard" in given:
        rows = [[_reply_button(button) for button in row] for row in _rows(given, "keyboard") if row]
        return {"keyboard": rows} | _wishes(given)
    if _is_true(given, "remove_keyboard"):
        return {"remove_keyboard": True} | _wishes(given)
    if _is_true(given, "force_reply"):
        return {"force_reply": True} | _wishes(given)
    return None


def _wishes(given: Json) -> Json:
    wishes: Json = {name: True for name in WISHES if _is_true(given, name)}
    placeholder = given.get("input_field_placeholder")
    if isinstance(placeholder, str) and placeholder:
        wishes["input_field_placeholder"] = placeholder[:LONGEST_PLACEHOLDER]
    return wishes


def _is_true(given: Json, name: str) -> bool:
    if not isinstance(given.get(name, False), bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return bool(given.get(name))


def _reply_button(given: object) -> Json:
    if isinstance(given, str):
        return {"text": given}
    if isinstance(given, dict) and isinstance(given.get("text"), str):
        return given
    raise bad_request("can't parse keyboard button: Can't find field \"text\"")
