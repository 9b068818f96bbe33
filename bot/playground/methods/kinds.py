"""The kinds of files a bot may send: what each is called, where it lies, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..errors import bad_request
from ..network.files import picture_size
from ..network.world import Json
from .calls import Call, Upload

LONGEST_SIDES = 10_000
LONGEST_DURATION = 24 * 60 * 60
STICKER_SIDE = 512
USUAL_LENGTH = 240
LONGEST_LENGTH = 640

Facts = Callable[[Call, Upload], Json]


@dataclass(frozen=True)
class Medium:
    """One kind of file: its name in a message, where it lies, what it is called in complaints."""

    name: str
    folder: str
    said: str  # "can't use file of type ..."
    usual: str  # the type of a file whose name does not tell
    facts: Facts
    mime: str = ""  # what the type must begin with
    covers: bool = False  # whether a caption and a spoiler may lie over it
    keeps_name: bool = True


def _lasting(call: Call) -> Json:
    return {"duration": _between(call, "duration", LONGEST_DURATION)}


def _wide(call: Call) -> Json:
    return {name: _between(call, name, LONGEST_SIDES) for name in ("width", "height")}


def _between(call: Call, name: str, most: int) -> int:
    return min(max(call.number(name), 0), most)


def _of_photo(call: Call, upload: Upload) -> Json:
    size = picture_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > LONGEST_SIDES or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}


def _of_document(call: Call, upload: Upload) -> Json:
    return {}


def _of_voice(call: Call, upload: Upload) -> Json:
    return _lasting(call)


def _of_video(call: Call, upload: Upload) -> Json:
    return _wide(call) | _lasting(call)


def _of_video_note(call: Call, upload: Upload) -> Json:
    """A round film, as wide as high."""
    length = _between(call, "length", LONGEST_SIDES)
    if length > LONGEST_LENGTH:
        raise bad_request("wrong video note length")
    return _lasting(call) | {"length": length or USUAL_LENGTH}


def _of_audio(call: Call, upload: Upload) -> Json:
    named = {name: call.text(name).strip() for name in ("performer", "title")}
    return _lasting(call) | {name: words for name, words in named.items() if words}


def _of_sticker(call: Call, upload: Upload) -> Json:
    """A picture, `.tgs` that moves, or `.webm` film."""
    width, height = picture_size(upload.content) or (STICKER_SIDE, STICKER_SIDE)
    facts: Json = {"type": "regular", "width": width, "height": height}
    facts |= {"is_animated": upload.name.endswith(".tgs"), "is_video": upload.name.endswith(".webm")}
    return facts | ({"emoji": call.text("emoji")} if call.text("emoji") else {})


PHOTO = Medium("photo", "photos", "Photo", "image/jpeg", _of_photo, covers=True, keeps_name=False)
DOCUMENT = Medium("document", "documents", "Document", "application/octet-stream", _of_document)
VIDEO = Medium("video", "videos", "Video", "video/mp4", _of_video, "video/", covers=True)
ANIMATION = Medium("animation", "animations", "Animation", "video/mp4", _of_video, covers=True)
AUDIO = Medium("audio", "music", "Audio", "audio/mpeg", _of_audio, "audio/")
VOICE = Medium("voice", "voice", "VoiceNote", "audio/ogg", _of_voice, "audio/", keeps_name=False)
STICKER = Medium("sticker", "stickers", "Sticker", "image/webp", _of_sticker, keeps_name=False)
VIDEO_NOTE = Medium(
    *("video_note", "video_notes", "VideoNote", "video/mp4", _of_video_note, "video/"), keeps_name=False
)
MEDIA = (PHOTO, DOCUMENT, VIDEO, ANIMATION, AUDIO, VOICE, STICKER, VIDEO_NOTE)
IN_PLACE = (PHOTO, DOCUMENT, VIDEO, ANIMATION, AUDIO)  # what an album or an edit may bring
WITH_CAPTION = ("photo", "document", "video", "animation", "audio", "voice")
SHOWN = frozenset(medium.name for medium in MEDIA)
COVERED = tuple(medium.name for medium in MEDIA if medium.covers)
SAID = {medium.folder: medium.said for medium in MEDIA} | {"thumbnails": "Thumbnail"}


def medium_in(content: Json) -> Medium | None:
    """Of which kind the file in a message is, if it carries one."""
    if "animation" in content:
        return ANIMATION
    return next((medium for medium in MEDIA if medium.name in content), None)
