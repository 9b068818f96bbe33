"""The Bot API methods that send sounds, films, stickers, albums, contacts and dice."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ..errors import Refused, bad_request
from ..network.accounts import Account
from ..network.files import known_to
from ..network.world import ChatKind, Json
from .calls import Call, required
from .kinds import ANIMATION, AUDIO, STICKER, VIDEO, VIDEO_NOTE, VOICE, Medium, medium_in
from .messages import send
from .rights import chat_to_write
from .uploads import read_captioned, read_item, read_media
from .wording import read_text

MOST_IN_ALBUM = 10
APART = ("document", "audio")  # never in an album with anything else
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
MOST_PHOTOS = 100


def _sender(medium: Medium) -> Callable[[Account, Call], Json]:
    """The method that sends one file of this kind with its caption."""

    def send_file(account: Account, call: Call) -> Json:
        return send(account, call, read_captioned(account, call, medium))

    return send_file


def send_sticker(account: Account, call: Call) -> Json:
    return send(account, call, read_media(account, call, STICKER))


def send_video_note(account: Account, call: Call) -> Json:
    """A round film, which has no caption."""
    return send(account, call, read_media(account, call, VIDEO_NOTE))


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


def send_contact(account: Account, call: Call) -> Json:
    contact: Json = {name: required(call, name) for name in ("phone_number", "first_name")}
    for name in ("last_name", "vcard"):
        if call.text(name):
            contact[name] = call.text(name)
    return send(account, call, {"contact": contact})


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
    photos = known_to(account.bot.id, person.portraits[offset : offset + limit])
    return {"total_count": len(person.portraits), "photos": photos}


METHODS = {
    "sendvoice": _sender(VOICE),
    "sendvideo": _sender(VIDEO),
    "sendaudio": _sender(AUDIO),
    "sendanimation": _sender(ANIMATION),
    "sendsticker": send_sticker,
    "sendvideonote": send_video_note,
    "sendmediagroup": send_media_group,
    "sendcontact": send_contact,
    "senddice": send_dice,
    "sendmessagedraft": send_message_draft,
    "getuserprofilephotos": get_user_profile_photos,
}
SENDING = tuple(name for name in METHODS if name.startswith("send") and name != "sendmessagedraft")
