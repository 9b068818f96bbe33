"""Control actions for what people send besides words: pictures, files, places, dice, polls and votes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import Impossible
from ..network import polls
from ..network.files import evening_picture
from ..network.world import Json, Message
from ..people import media
from ..people.media import Asked, Picked
from .wishes import Wish

if TYPE_CHECKING:
    from ..playground import Playground


def send_photo(playground: Playground, wish: Wish) -> Json:
    content, caption = _bytes(wish.values), wish.optional_text("caption") or ""
    picked = Picked(content, "photo.jpg", caption) if content is not None else None
    if picked is None:
        return {"message_id": playground.photo(*_where(wish), caption)["message_id"]}
    return _id(media.send_photo(playground.telegram, *_where(wish), picked))


def send_document(playground: Playground, wish: Wish) -> Json:
    content = _bytes(wish.values)
    if content is None:
        content = wish.text("text").encode()
    picked = Picked(content, wish.text("file_name"), wish.optional_text("caption") or "")
    kind = wish.optional_text("mime_type") or "text/plain"
    return _id(media.send_document(playground.telegram, *_where(wish), picked, kind))


def send_voice(playground: Playground, wish: Wish) -> Json:
    seconds = wish.optional_number("duration")
    sound = (_bytes(wish.values), 3 if seconds is None else seconds)
    return _id(media.send_voice(playground.telegram, *_where(wish), *sound))


def send_video_note(playground: Playground, wish: Wish) -> Json:
    seconds = wish.optional_number("duration")
    film = (_bytes(wish.values), 3 if seconds is None else seconds)
    return _id(media.send_video_note(playground.telegram, *_where(wish), *film))


def send_album(playground: Playground, wish: Wish) -> Json:
    given = wish.values.get("photos")
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise Impossible(400, "photos must be a list of objects.")
    items = [_picked(item) for item in given]
    sent = media.send_album(playground.telegram, *_where(wish), items)
    return {"message_ids": [message.id for message in sent]}


def _picked(item: Json) -> Picked:
    content = _bytes(item)
    caption = item.get("caption", "")
    if not isinstance(caption, str):
        raise Impossible(400, "caption must be a text.")
    return Picked(evening_picture() if content is None else content, "photo.png", caption)


def send_location(playground: Playground, wish: Wish) -> Json:
    latitude, longitude = wish.optional_seconds("latitude"), wish.optional_seconds("longitude")
    if latitude is None or longitude is None:
        raise Impossible(400, "latitude and longitude are missing.")
    return _id(media.send_location(playground.telegram, *_where(wish), latitude, longitude))


def send_contact(playground: Playground, wish: Wish) -> Json:
    number, name = wish.text("phone_number"), wish.optional_text("first_name") or ""
    of = wish.optional_number("contact")
    return _id(media.send_contact(playground.telegram, *_where(wish), of, number, name))


def send_dice(playground: Playground, wish: Wish) -> Json:
    emoji, value = wish.optional_text("emoji") or "🎲", wish.optional_number("value")
    return _id(media.send_dice(playground.telegram, *_where(wish), emoji, value))


def send_poll(playground: Playground, wish: Wish) -> Json:
    options = wish.values.get("options")
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        raise Impossible(400, "options must be a list of texts.")
    asked = Asked(
        wish.text("question"),
        options,
        anonymous=bool(wish.values.get("anonymous", True)),
        several=wish.flag("several"),
        correct=wish.numbers("correct"),
        explanation=wish.optional_text("explanation") or "",
    )
    return _id(media.send_poll(playground.telegram, *_where(wish), asked))


def vote(playground: Playground, wish: Wish) -> None:
    where = (*_where(wish), wish.number("message_id"))
    polls.vote(playground.telegram, *where, wish.numbers("options"))


def stop_poll(playground: Playground, wish: Wish) -> None:
    media.stop_poll(playground.telegram, *_where(wish), wish.number("message_id"))


def forward(playground: Playground, wish: Wish) -> Json:
    what = wish.number("from_chat"), wish.number("message_id")
    return _id(media.forward(playground.telegram, *_where(wish), *what))


def give_portrait(playground: Playground, wish: Wish) -> None:
    media.give_portrait(playground.telegram, wish.number("user_id"), _bytes(wish.values))


def take_name(playground: Playground, wish: Wish) -> None:
    media.take_name(playground.telegram, wish.number("user_id"), wish.optional_text("username") or "")


def hide_in_forwards(playground: Playground, wish: Wish) -> None:
    hidden = bool(wish.values.get("hidden", True))
    media.hide_in_forwards(playground.telegram, wish.number("user_id"), hidden=hidden)


def _where(wish: Wish) -> tuple[int, int]:
    return wish.number("user"), wish.number("chat")


def _id(message: Message) -> Json:
    return {"message_id": message.id}


def _bytes(values: Json) -> bytes | None:
    """The `content`, written as Base64; None when there is none."""
    given: Any = values.get("content")
    if given is None:
        return None
    try:
        return base64.b64decode(given, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise Impossible(400, "content must be Base64.") from None


ACTIONS: dict[str, Callable[[Playground, Wish], Json | None]] = {
    "POST /sim/photo": send_photo,
    "POST /sim/document": send_document,
    "POST /sim/voice": send_voice,
    "POST /sim/video_note": send_video_note,
    "POST /sim/album": send_album,
    "POST /sim/location": send_location,
    "POST /sim/contact": send_contact,
    "POST /sim/dice": send_dice,
    "POST /sim/poll": send_poll,
    "POST /sim/poll/stop": stop_poll,
    "POST /sim/vote": vote,
    "POST /sim/forward": forward,
    "POST /sim/users/{user_id:int}/portrait": give_portrait,
    "POST /sim/users/{user_id:int}/username": take_name,
    "POST /sim/users/{user_id:int}/forwards": hide_in_forwards,
}
