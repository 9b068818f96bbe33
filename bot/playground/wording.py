"""The words of a call: a text or caption with its entities or tags, checked against Telegram's limits."""

from __future__ import annotations

from . import views
from .accounts import Account
from .calls import Call, whole_number
from .errors import bad_request
from .formatting import Formatted, formatted
from .links import checked_link
from .markup import from_html
from .world import Json, Person

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_SOURCE = 32_768
FOUND_ALONE = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
)
PLAIN = (
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
)


def read_text(account: Account, call: Call) -> Formatted:
    """The `text` of a call. Raises `Refused`."""
    source = call.text("text")
    if not source:
        raise bad_request("message text is empty")
    if len(source.encode()) > LARGEST_SOURCE:
        raise bad_request("text is too long")
    ready = _read(account, call, source, "entities")
    if not ready.text:
        raise bad_request("text must be non-empty")
    if len(ready.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return ready


def read_caption(account: Account, call: Call) -> Formatted:
    """The `caption` of a call, which may be empty. Raises `Refused`."""
    ready = _read(account, call, call.text("caption"), "caption_entities")
    if len(ready.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ready


def _read(account: Account, call: Call, source: str, entities: str) -> Formatted:
    match call.text("parse_mode").lower():
        case "" | "none":
            return formatted(source, _read_entities(account, call, entities))
        case "html":
            text, marks = from_html(source)
            return formatted(text, marks)
        case _:
            raise bad_request("unsupported parse_mode")


def _read_entities(account: Account, call: Call, name: str) -> list[Json]:
    given = call.parsed(name, "can't parse entities JSON object")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    marks = [_read_entity(account, entity) for entity in given]
    return [mark for mark in marks if mark is not None]


def _read_entity(account: Account, given: object) -> Json | None:
    """An entity as Telegram keeps it; those it finds by itself are ignored when a bot gives them."""
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
    for name in ("offset", "length"):
        if not isinstance(given.get(name), int):
            raise _unreadable(f'Can\'t find field "{name}"')
    kind = given.get("type")
    if kind in FOUND_ALONE:
        return None
    mark: Json = {"type": kind, "offset": given["offset"], "length": given["length"]}
    match kind:
        case "text_link":
            return mark | {"url": checked_link(_needed(given, "url"), "entity URL")}
        case "pre":
            return mark | ({"language": given["language"]} if given.get("language") else {})
        case "text_mention":
            return mark | {"user": views.user(_mentioned(account, _needed(given, "user")))}
        case "custom_emoji":
            return mark | {"custom_emoji_id": _emoji_id(_needed(given, "custom_emoji_id"))}
        case "date_time":
            return mark | _moment(given)
        case _ if kind in PLAIN:
            return mark
        case _:
            raise _unreadable("Unsupported type specified")


def _mentioned(account: Account, given: object) -> Person:
    """A person the bot knows."""
    user_id = whole_number(given.get("id") if isinstance(given, dict) else None, "id")
    person = account.world.someone(user_id) if user_id in account.known else None
    if person is None:
        raise bad_request("user not found")
    return person


def _emoji_id(given: object) -> object:
    if not str(given).isdecimal() or int(str(given)) >= 2**63:
        raise _unreadable('Field "custom_emoji_id" must be a valid Number')
    return given


def _moment(given: Json) -> Json:
    moment: Json = {"unix_time": whole_number(_needed(given, "unix_time"), "unix_time")}
    if given.get("date_time_format"):
        moment["date_time_format"] = given["date_time_format"]
    return moment


def _needed(given: Json, name: str) -> object:
    if name not in given:
        raise _unreadable(f'Can\'t find field "{name}"')
    return given[name]


def _unreadable(words: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {words}")
