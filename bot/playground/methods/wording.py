"""The words of a call: a text or caption with its entities or tags, checked against Telegram's limits."""

from __future__ import annotations

from ..errors import Refused, bad_request
from ..network import views
from ..network.accounts import Account
from ..network.world import Json
from ..text.formatting import Formatted, check_encoding, formatted
from ..text.links import checked_link, mentioned_user
from ..text.marked_text import date_style, whole
from ..text.markup import from_marks, is_plain
from .calls import Call

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_SOURCE = 32_768
LARGEST_USER_ID = (1 << 40) - 1
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
    check_encoding(source)
    if len(source.encode()) > LARGEST_SOURCE:
        raise bad_request("text is too long")
    mode = call.text("parse_mode")
    if not source or is_plain(mode):
        return formatted(source, _read_entities(account, call, entities))
    text, marks = from_marks(source, mode)
    return formatted(text, _with_people(account, marks))


def _with_people(account: Account, marks: list[Json]) -> list[Json]:
    """Mentions by a link name the person; of somebody the bot never met only the words stay."""
    kept = []
    for mark in marks:
        user_id = mark.pop("user_id", None)
        person = account.world.someone(user_id) if user_id in account.known else None
        if person is not None:
            kept.append(mark | {"user": views.user(person)})
        elif user_id is None:
            kept.append(mark)
    return kept


def _read_entities(account: Account, call: Call, name: str) -> list[Json]:
    """As Telegram does, a list that cannot be read counts as none."""
    try:
        given = call.parsed(name, "")
    except Refused:
        return []
    if not isinstance(given, list):
        return []
    marks = [_read_entity(account, entity) for entity in given]
    return [mark for mark in marks if mark is not None]


def _read_entity(account: Account, given: object) -> Json | None:
    """An entity as Telegram keeps it; those it finds by itself are ignored when a bot gives them."""
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
    mark: Json = {"offset": _number(given, "offset", 32), "length": _number(given, "length", 32)}
    kind = _string(given, "type")
    if not kind:
        raise _unreadable("Type is not specified")
    if kind in FOUND_ALONE:
        return None
    mark["type"] = kind
    match kind:
        case "text_link":
            return _link(account, mark, _string(given, "url"))
        case "pre":
            return mark | ({"language": _string(given, "language")} if given.get("language") else {})
        case "text_mention":
            return _mention(account, mark, _needed(given, "user"))
        case "custom_emoji":
            return mark | {"custom_emoji_id": str(_number(given, "custom_emoji_id", 64))}
        case "date_time":
            return mark | _moment(given)
        case _ if kind in PLAIN:
            return mark
        case _:
            raise _unreadable("Unsupported type specified")


def _link(account: Account, mark: Json, url: str) -> Json | None:
    """A link, or the person it mentions."""
    user_id = mentioned_user(url)
    if user_id is None:
        return mark | {"url": checked_link(url, "entity URL")}
    return _known(account, mark, user_id)


def _mention(account: Account, mark: Json, given: object) -> Json | None:
    if not isinstance(given, dict):
        raise _unreadable('Field "user" must be of type Object')
    user_id = _number(given, "id", 64)
    if not 0 < user_id <= LARGEST_USER_ID:
        raise bad_request("user not found")
    return _known(account, mark, user_id)


def _known(account: Account, mark: Json, user_id: int) -> Json | None:
    """The mark with the person; none where the bot never met them."""
    return next(iter(_with_people(account, [mark | {"type": "text_mention", "user_id": user_id}])), None)


def _moment(given: Json) -> Json:
    """A time with its style as Telegram writes it back."""
    moment: Json = {"unix_time": _number(given, "unix_time", 32)}
    if moment["unix_time"] <= 0:
        raise bad_request("invalid date specified")
    style = date_style(_string(given, "date_time_format") if given.get("date_time_format") else "")
    if style is None:
        raise _unreadable("Invalid date format used")
    return moment | ({"date_time_format": style} if style else {})


def _number(given: Json, name: str, bits: int) -> int:
    """A whole number, which may be written as a string."""
    value = _needed(given, name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _unreadable(f'Field "{name}" must be of type Number')
    number = whole(str(value), bits)
    if number is None:
        raise _unreadable(f'Field "{name}" must be a valid Number')
    return number


def _string(given: Json, name: str) -> str:
    value = _needed(given, name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _unreadable(f'Field "{name}" must be of type String')
    check_encoding(str(value))
    return str(value)


def _needed(given: Json, name: str) -> object:
    if given.get(name) is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    return given[name]


def _unreadable(words: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {words}")
