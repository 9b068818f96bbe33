"""What a person sends besides words: pictures, files, voices, places, contacts, albums, dice and polls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Impossible
from ..methods import copies, media
from ..network import polls
from ..network.files import evening_picture, picture_size
from ..network.places import still
from ..network.polls import Poll
from ..network.server import Telegram
from ..network.world import Json, Message
from .writing import may_write, worded

LONGEST_QUESTION = 255
LONGEST_OPTION = 100
MOST_OPTIONS = 12
MOST_IN_ALBUM = 10
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
VOICE = b"OggS"
FILM = b"\x00\x00\x00\x18ftypmp42"


@dataclass(frozen=True)
class Picked:
    """A file somebody picked on their phone, with the words under it."""

    content: bytes
    name: str
    caption: str = ""


@dataclass(frozen=True)
class Asked:
    """A poll somebody made on their phone; `correct` makes it a quiz."""

    question: str
    options: Sequence[str]
    anonymous: bool = True
    several: bool = False
    correct: Sequence[int] = ()
    explanation: str = ""


def _send(telegram: Telegram, user_id: int, chat_id: int, content: Json, album: str = "") -> Message:
    chat = telegram.chat_of(user_id, chat_id)
    may_write(chat)
    message = telegram.new_message(chat, telegram.person(user_id), content)
    message.album = album
    return telegram.post(message)


def _under(content: Json, caption: str) -> Json:
    return content | worded("caption", caption) if caption.strip() else content


def send_photo(telegram: Telegram, user_id: int, chat_id: int, picked: Picked | None = None) -> Message:
    """A picture as PNG or JPEG; without one, an evening sky."""
    return _send(telegram, user_id, chat_id, photo_of(telegram, picked))


def photo_of(telegram: Telegram, picked: Picked | None) -> Json:
    """What a message carries of a picture. Raises `Impossible` for what is none."""
    picked = picked or Picked(evening_picture(), "evening.png")
    if picture_size(picked.content) is None:
        raise Impossible(400, "A picture must be PNG or JPEG.")
    kind = "image/png" if picked.content.startswith(b"\x89PNG") else "image/jpeg"
    file = telegram.files.add_picture(picked.name, kind, picked.content)
    return _under({"photo": file.sizes()}, picked.caption)


def send_document(telegram: Telegram, user_id: int, chat_id: int, picked: Picked, kind: str) -> Message:
    """A file of the type `kind`, as text/plain. Raises `Impossible` for an empty one."""
    if not picked.content:
        raise Impossible(400, "A file must not be empty.")
    file = telegram.files.add("documents", picked.name, kind, picked.content)
    shown = file.shown() | {"file_name": picked.name, "mime_type": kind}
    return _send(telegram, user_id, chat_id, _under({"document": shown}, picked.caption))


def send_voice(
    telegram: Telegram, user_id: int, chat_id: int, content: bytes | None = None, seconds: int = 3
) -> Message:
    """A voice message, as OGG; without sound, one that cannot be played."""
    facts = {"duration": max(seconds, 0)}
    file = telegram.files.add("voice", "voice.oga", "audio/ogg", content or VOICE, facts)
    shown = file.shown() | facts | {"mime_type": "audio/ogg"}
    return _send(telegram, user_id, chat_id, {"voice": shown})


def send_video_note(
    telegram: Telegram, user_id: int, chat_id: int, content: bytes | None = None, seconds: int = 3
) -> Message:
    """A round film, as MP4; without one, one that cannot be played."""
    facts = {"duration": max(seconds, 0), "length": 240}
    file = telegram.files.add("video_notes", "note.mp4", "video/mp4", content or FILM, facts)
    return _send(telegram, user_id, chat_id, {"video_note": file.shown() | facts})


def send_album(telegram: Telegram, user_id: int, chat_id: int, items: Sequence[Picked]) -> list[Message]:
    """Two to ten pictures that belong together; each arrives as a message of its own."""
    if not 2 <= len(items) <= MOST_IN_ALBUM:
        raise Impossible(400, "An album has 2 to 10 pictures.")
    may_write(telegram.chat_of(user_id, chat_id))
    contents = [photo_of(telegram, item) for item in items]
    album = str(next(telegram.albums))
    return [_send(telegram, user_id, chat_id, content, album) for content in contents]


def send_location(
    telegram: Telegram, user_id: int, chat_id: int, latitude: float, longitude: float
) -> Message:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Impossible(400, "There is no such place on earth.")
    place = {"latitude": float(latitude), "longitude": float(longitude)}
    return _send(telegram, user_id, chat_id, {"location": place})


def send_contact(
    telegram: Telegram, user_id: int, chat_id: int, of: int | None, phone_number: str, first_name: str
) -> Message:
    """Somebody's telephone number; `of` is their id, if they are on Telegram."""
    person = telegram.person(of) if of is not None else None
    name = first_name or (person.first_name if person is not None else "")
    if not phone_number or not name:
        raise Impossible(400, "A contact needs a number and a name.")
    contact: Json = {"phone_number": phone_number, "first_name": name}
    contact |= {"user_id": person.id} if person is not None else {}
    return _send(telegram, user_id, chat_id, {"contact": contact})


def send_dice(
    telegram: Telegram, user_id: int, chat_id: int, emoji: str = "🎲", value: int | None = None
) -> Message:
    """A throw; with `value` one that falls as wished."""
    emoji = emoji.replace("\ufe0f", "")
    most = media.DICE.get(emoji)
    if most is None or (value is not None and not 1 <= value <= most):
        raise Impossible(400, "There are no such dice.")
    dice = media.thrown(emoji) if value is None else {"emoji": emoji, "value": value}
    return _send(telegram, user_id, chat_id, {"dice": dice})


def send_poll(telegram: Telegram, user_id: int, chat_id: int, asked: Asked) -> Message:
    """A person's poll is theirs: no bot is told who votes in it."""
    may_write(telegram.chat_of(user_id, chat_id))
    poll = polls.opened(telegram, _poll_of(user_id, asked))
    return _send(telegram, user_id, chat_id, {"poll": poll})


def _poll_of(user_id: int, asked: Asked) -> Poll:
    question, options = asked.question.strip(), [option.strip() for option in asked.options]
    if not 1 <= len(question) <= LONGEST_QUESTION:
        raise Impossible(400, "A question has 1 to 255 characters.")
    if not 1 <= len(options) <= MOST_OPTIONS or not all(1 <= len(one) <= LONGEST_OPTION for one in options):
        raise Impossible(400, "A poll has 1 to 12 answers of 1 to 100 characters.")
    if any(at not in range(len(options)) for at in asked.correct):
        raise Impossible(400, "There is no such answer.")
    words: Json = {"question": question}
    if asked.correct and asked.explanation.strip():
        words["explanation"] = asked.explanation.strip()
    quiz = bool(asked.correct)
    answers: list[Json] = [{"text": option} for option in options]
    poll = Poll(user_id, words, answers, asked.anonymous, quiz, asked.several, revoting=not quiz)
    poll.correct = sorted(set(asked.correct))
    return poll


def stop_poll(telegram: Telegram, user_id: int, chat_id: int, message_id: int) -> None:
    """End an own poll."""
    chat = telegram.chat_of(user_id, chat_id)
    poll = polls.poll_in(chat, message_id)
    if poll.owner != user_id or chat.messages[message_id].origin is not None:
        raise Impossible(409, "Only an own poll can be stopped.")
    if poll.closed:
        raise Impossible(409, "This poll is closed.")
    polls.close(telegram, poll)


def forward(telegram: Telegram, user_id: int, chat_id: int, from_chat: int, message_id: int) -> Message:
    """Bring a message into another chat, with who wrote it first."""
    original = telegram.chat_of(user_id, from_chat).messages.get(message_id)
    if original is None:
        raise Impossible(404, "There is no such message.")
    if original.protected or not copies.may_travel(original):
        raise Impossible(409, "This message cannot be forwarded.")
    chat = telegram.chat_of(user_id, chat_id)
    may_write(chat)
    message = telegram.new_message(chat, telegram.person(user_id), dict(still(original.content)))
    message.origin = copies.origin_of(original)
    message.keyboard = copies.working_anywhere(original.keyboard)
    return telegram.post(message)


def give_portrait(telegram: Telegram, user_id: int, content: bytes | None = None) -> None:
    """A new picture of oneself, before the older ones."""
    sizes = photo_of(telegram, Picked(content, "portrait.jpg") if content is not None else None)["photo"]
    telegram.person(user_id).portraits.insert(0, sizes)
    telegram.events.tell("state", {})


def take_name(telegram: Telegram, user_id: int, username: str) -> None:
    """The name they are mentioned by, as `@aki_at_home`; an empty one gives it up."""
    person, name = telegram.person(user_id), username.removeprefix("@")
    everybody = (*telegram.world.people.values(), *telegram.world.bots.values())
    if name and not USERNAME.fullmatch(name):
        raise Impossible(400, "A user name has 5 to 32 letters, digits and underscores.")
    if any((one.username or "").lower() == name.lower() for one in everybody if one is not person and name):
        raise Impossible(409, "Somebody has this user name already.")
    person.username = name or None
    telegram.events.tell("state", {})


def hide_in_forwards(telegram: Telegram, user_id: int, *, hidden: bool) -> None:
    """Whether what they wrote names them without a link when it is forwarded."""
    telegram.person(user_id).hides_in_forwards = hidden
