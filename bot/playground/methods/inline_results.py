"""The results a bot offers to an inline query: read one by one, and refused as Telegram refuses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Refused, bad_request
from ..network.accounts import Account
from ..network.inline import Result
from ..network.world import Json
from .calls import Call
from .keyboards import read_markup
from .kinds import ANIMATION, AUDIO, DOCUMENT, PHOTO, STICKER, VIDEO, VOICE, Medium
from .messages import link_preview
from .uploads import caption_of, read_captioned
from .wording import read_text

MOST_RESULTS = 50
LONGEST_ID = 64
READING = "can't parse inline query result: "
READ_AT_ONCE = ("can't parse", "message text is empty", "object expected", "field ", "text is too long")
FILES: Mapping[str, tuple[Medium, str, str]] = {  # by type: what it is, and the fields of its address and id
    "photo": (PHOTO, "photo_url", "photo_file_id"),
    "document": (DOCUMENT, "document_url", "document_file_id"),
    "sticker": (STICKER, "", "sticker_file_id"),
    "gif": (ANIMATION, "gif_url", "gif_file_id"),
    "mpeg4_gif": (ANIMATION, "mpeg4_url", "mpeg4_file_id"),
    "video": (VIDEO, "video_url", "video_file_id"),
    "audio": (AUDIO, "audio_url", "audio_file_id"),
    "voice": (VOICE, "voice_url", "voice_file_id"),
}
TITLED = ("article", "document", "video", "voice", "location", "venue")
DOCUMENT_TYPES = ("application/pdf", "application/zip")
VIDEO_TYPES = ("video/mp4", "text/html")
LISTED = ("type", "id", "title", "description", "url", "thumbnail_url", "photo_url", "photo_file_id")


def read_results(account: Account, call: Call) -> tuple[Result, ...]:
    """Raises `Refused`."""
    given = call.parsed("results", "can't parse JSON encoded inline query results") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of inline query results")
    if len(given) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    results = tuple(_result(account, one) for one in given)
    ids = [result.id for result in results]
    if "" in ids:
        raise bad_request("RESULT_ID_EMPTY")
    if any(len(one.encode()) > LONGEST_ID for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def _result(account: Account, given: object) -> Result:
    if not isinstance(given, dict):
        raise _unreadable("Inline query result must be an object")
    kind, result_id = _text(given, "type").lower(), _text(given, "id")
    try:
        markup = read_markup(Call("", {"reply_markup": given.get("reply_markup")}))
        content, preview = _content(account, kind, given)
    except Refused as refused:
        raise _placed(refused) from None
    if markup.other is not None:
        raise bad_request("inline keyboard expected")
    shown = {name: given[name] for name in LISTED if given.get(name)}
    return Result(result_id, shown, content, markup.inline, preview)


def _content(account: Account, kind: str, given: Json) -> tuple[Json, Json | None]:
    """What is sent: the words, place or person that are named, else the file itself; and the preview."""
    if kind in TITLED and not _text(given, "title") and kind == "article":
        raise bad_request("ARTICLE_TITLE_EMPTY")
    instead = given.get("input_message_content")
    if instead is None and (kind == "article" or given.get("message_text")):
        instead = {"message_text": _text(given, "message_text")} | {
            name: given[name]
            for name in ("parse_mode", "entities", "disable_web_page_preview")
            if name in given
        }
    itself = _itself(account, kind, given, is_sent=instead is None)
    if instead is None:
        return itself, None
    if not isinstance(instead, dict):
        raise _unreadable('Field "input_message_content" must be of type Object')
    named = _named(account, instead)
    if named is None and kind == "article":
        raise _unreadable("Input message content is not specified")
    return named or (itself, None)


def _named(account: Account, given: Json) -> tuple[Json, Json | None] | None:
    """An InputMessageContent: text, location, venue or contact; None for what is none of them."""
    if given.get("message_text"):
        call = Call("", {**given, "text": _text(given, "message_text")})
        ready = read_text(account, call)
        content: Json = {"text": ready.text} | ({"entities": ready.entities} if ready.entities else {})
        return content, link_preview(call)
    if "latitude" in given and "longitude" in given:
        return _venue(given) if "title" in given and "address" in given else _place(given), None
    return (_contact(given), None) if "phone_number" in given else None


def _itself(account: Account, kind: str, given: Json, *, is_sent: bool) -> Json:
    match kind:
        case "article":
            return {}
        case "location":
            return _place(given)
        case "venue":
            return _venue(given)
        case "contact":
            return _contact(given)
    if kind not in FILES:
        raise _unreadable(f'type "{kind}" is unsupported for the inline query result')
    medium, address, file_id = FILES[kind]
    if given.get(address):
        return _from_web(account, given, medium, address)
    call = Call("", {**given, medium.name: _text(given, file_id)})
    return read_captioned(account, call, medium) if is_sent else {}


def _from_web(account: Account, given: Json, medium: Medium, address: str) -> Json:
    """A file that the server would fetch when it is sent: here only its address and caption are kept."""
    kind = given.get("mime_type", "")
    if medium is DOCUMENT and kind not in DOCUMENT_TYPES:
        raise bad_request("unallowed document MIME type")
    if medium is VIDEO and kind not in VIDEO_TYPES:
        raise bad_request("unallowed video MIME type")
    if medium is PHOTO and not given.get("thumbnail_url") and not given.get("thumb_url"):
        raise bad_request("PHOTO_THUMB_URL_EMPTY")
    return {"from_web": given[address]} | caption_of(account, Call("", given), medium.name)


def _place(given: Json) -> Json:
    latitude, longitude = _number(given, "latitude"), _number(given, "longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _venue(given: Json) -> Json:
    place = _place(given)
    return {"venue": place | {name: _text(given, name) for name in ("title", "address")}} | place


def _contact(given: Json) -> Json:
    contact = {name: _text(given, name).strip() for name in ("phone_number", "first_name")}
    if not contact["phone_number"]:
        raise bad_request('field "phone_number" must contain a valid phone number')
    if not contact["first_name"]:
        raise bad_request('field "first_name" must be non-empty')
    contact |= {name: str(given[name]) for name in ("last_name", "vcard") if given.get(name)}
    return {"contact": contact}


def _text(given: Json, name: str) -> str:
    value: Any = given.get(name)
    if value is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    if not isinstance(value, str):
        raise _unreadable(f'Field "{name}" must be of type String')
    return value


def _number(given: Json, name: str) -> float:
    value = given.get(name)
    if value is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _unreadable(f'Field "{name}" must be of type Number') from None


def _unreadable(words: str) -> Refused:
    return bad_request(f"{READING}{words}")


def _placed(refused: Refused) -> Refused:
    """What goes wrong in reading a result is said of the result; what is checked afterwards is not."""
    words = refused.description.removeprefix("Bad Request: ")
    if words.startswith(READING) or not words.startswith(READ_AT_ONCE):
        return refused
    return _unreadable(words[0].upper() + words[1:])
