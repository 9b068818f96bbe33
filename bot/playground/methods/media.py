"""The Bot API methods that send sounds, films, stickers, albums, places, contacts and dice."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ..errors import Refused, bad_request
from ..network.accounts import Account
from ..network.world import ChatKind, Json
from .calls import Call
from .messages import send
from .rights import chat_to_write
from .uploads import (
    ANIMATION,
    AUDIO,
    STICKER,
    VIDEO,
    VOICE,
    Medium,
    medium_in,
    read_captioned,
    read_item,
    read_media,
)
from .wording import read_text

MOST_IN_ALBUM = 10
APART = ("document", "audio")  # never in an album with anything else
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
LEAST_ACCURATE = 1500
LIVE_FOREVER = 0x7FFFFFFF
LIVE = range(60, 86_401)
MOST_PHOTOS = 100


def _sender(medium: Medium) -> Callable[[Account, Call], Json]:
    """The method that sends one file of this kind with its caption."""

    def send_file(account: Account, call: Call) -> Json:
        return send(account, call, read_captioned(account, call, medium))

    return send_file


def send_sticker(account: Account, call: Call) -> Json:
    return send(account, call, read_media(account, call, STICKER))


def send_media_group(account: Account, call: Call) -> list[Json]:
    """An album of up to ten, as messages that share a number; one alone is no album."""
    if not call.text("media"):
        raise bad_request('parameter "media" is required')
    given = call.parsed("media", "can't parse media JSON object")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputMedia")
    contents = [_read_of_album(account, call, item) for item in given]
    check_album(contents)
    album = str(next(account.telegram.albums)) if len(contents) > 1 else ""
    bare = Call(call.method, {name: call.values[name] for name in call.values if name != "reply_markup"})
    return [send(account, bare, content, album) for content in contents]


def _read_of_album(account: Account, call: Call, item: object) -> Json:
    if isinstance(item, dict) and item.get("type") == "animation" and item.get("media"):
        raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    return read_item(account, call, item)


def check_album(contents: list[Json]) -> None:
    """Raises `Refused` for too many, none, or kinds that do not go together."""
    if not contents:
        raise bad_request("there are no messages to send")
    if len(contents) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = [medium.name for content in contents if (medium := medium_in(content)) is not None]
    apart = next((kind for kind in kinds if kind in APART), None)
    if apart is not None and set(kinds) != {apart}:
        raise bad_request(f"{apart} can't be mixed with other media types")
    if len({content.get("show_caption_above_media", False) for content in contents}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")


def send_location(account: Account, call: Call) -> Json:
    """A point on the map, which may be live."""
    place = _read_place(call, "live location" if call.number("live_period") else "location")
    return send(account, call, {"location": place | _read_live(call)})


def _read_live(call: Call) -> Json:
    period, heading = call.number("live_period"), call.number("heading")
    radius = call.number("proximity_alert_radius")
    if not period:
        return {}
    if period not in LIVE and period != LIVE_FOREVER:
        raise bad_request("wrong live location period specified")
    if heading not in range(361):
        raise bad_request("wrong live location heading specified")
    if radius not in range(100_001):
        raise bad_request("wrong live location proximity alert radius specified")
    live: Json = {"live_period": period}
    live |= {"heading": heading} if heading else {}
    return live | ({"proximity_alert_radius": radius} if radius else {})


def _read_place(call: Call, what: str) -> Json:
    """Where on earth. Raises `Refused`."""
    for name in ("latitude", "longitude"):
        if not call.text(name).strip():
            raise bad_request(f"{name} is empty")
    latitude, longitude = _real(call, "latitude"), _real(call, "longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request(f"invalid {what} specified")
    accuracy = min(max(_real(call, "horizontal_accuracy"), 0.0), LEAST_ACCURATE)
    place: Json = {"latitude": latitude, "longitude": longitude}
    return place | ({"horizontal_accuracy": float(-(-accuracy // 1))} if accuracy else {})


def _real(call: Call, name: str) -> float:
    """A number with a fraction; what is none counts as nought."""
    try:
        number = float(call.text(name))
    except ValueError:
        return 0.0
    return round(number, 6) if abs(number) < 1e9 else 1e9  # also for what is no number at all


def send_venue(account: Account, call: Call) -> Json:
    """A place with a name; the point alone is in the message, too."""
    place = _read_place(call, "venue location")
    venue: Json = {"location": place} | {name: _required(call, name) for name in ("title", "address")}
    provider = "foursquare" if call.text("foursquare_id") or call.text("foursquare_type") else "google_place"
    for name in (f"{provider}_id", f"{provider}_type"):
        if call.text(name):
            venue[name] = call.text(name)
    return send(account, call, {"venue": venue, "location": place})


def send_contact(account: Account, call: Call) -> Json:
    contact: Json = {name: _required(call, name) for name in ("phone_number", "first_name")}
    for name in ("last_name", "vcard"):
        if call.text(name):
            contact[name] = call.text(name)
    return send(account, call, {"contact": contact})


def _required(call: Call, name: str) -> str:
    if not call.text(name):
        raise bad_request(f'parameter "{name}" is required')
    return call.text(name)


def send_dice(account: Account, call: Call) -> Json:
    emoji = (call.text("emoji") or "🎲").replace("\ufe0f", "")
    if emoji not in DICE:
        raise bad_request("EMOTICON_INVALID")
    return send(account, call, {"dice": thrown(emoji)})


def thrown(emoji: str) -> Json:
    """Chance decides."""
    return {"emoji": emoji, "value": 1 + secrets.randbelow(DICE[emoji])}


def send_message_draft(account: Account, call: Call) -> bool:
    """What is being written, shown for a moment on the phone of a private chat; no message."""
    text = call.text("text")
    words: Json = {"text": ""}
    if text.strip():
        ready = read_text(account, call)
        words = {"text": ready.text} | ({"entities": ready.entities} if ready.entities else {})
    chat = chat_to_write(account, call)
    if chat.kind is not ChatKind.PRIVATE:
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    if not call.number("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")
    place: Json = {"chat": chat.bot_id, "user": chat.id, "draft_id": str(call.number("draft_id"))}
    account.events.tell("draft", place | words)
    return True


def get_user_profile_photos(account: Account, call: Call) -> Json:
    """The newest first; nobody has one who was not given one."""
    user_id = call.number("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    person = account.world.someone(user_id)
    if person is None or not (user_id in account.known or person.is_bot):
        raise Refused(400, "Bad Request: user not found")
    offset = max(call.number("offset"), 0)
    limit = min(max(call.number("limit", MOST_PHOTOS), 1), MOST_PHOTOS)
    photos = [[size] for size in person.portraits[offset : offset + limit]]
    return {"total_count": len(person.portraits), "photos": photos}


METHODS = {
    "sendvoice": _sender(VOICE),
    "sendvideo": _sender(VIDEO),
    "sendaudio": _sender(AUDIO),
    "sendanimation": _sender(ANIMATION),
    "sendsticker": send_sticker,
    "sendmediagroup": send_media_group,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendcontact": send_contact,
    "senddice": send_dice,
    "sendmessagedraft": send_message_draft,
    "getuserprofilephotos": get_user_profile_photos,
}
SENDING = tuple(name for name in METHODS if name.startswith("send") and name != "sendmessagedraft")
