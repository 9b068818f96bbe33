"""The file in a call: a picture, voice message, video or document, read and refused as Telegram does."""

from __future__ import annotations

import mimetypes
import re

from ..errors import bad_request
from ..network.accounts import Account
from ..network.files import File, picture_size
from ..network.world import Json
from .calls import Call, Upload
from .kinds import (
    ANIMATION,
    COVERED,
    DOCUMENT,
    IN_PLACE,
    MEDIA,
    PHOTO,
    SAID,
    STICKER,
    VIDEO,
    VIDEO_NOTE,
    VOICE,
    Medium,
)
from .wording import read_caption

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_THUMBNAIL = 204_799
OF_A_FILE_ID = re.compile(r"[A-Za-z0-9_-]+")


def read_media(account: Account, call: Call, medium: Medium) -> Json:
    """What a message shows of the file, without its caption. Raises `Refused`."""
    upload = uploaded(call, medium.name)
    file = _stored(account, call, medium) if upload is None else _taken(account, call, medium, upload)
    content = shown(file, medium)
    if medium.covers and call.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    if medium is VIDEO and call.number("start_timestamp") > 0:
        content["video"]["start_timestamp"] = call.number("start_timestamp")
    return content


def read_captioned(account: Account, call: Call, medium: Medium) -> Json:
    """The file and the words under it."""
    return read_media(account, call, medium) | caption_of(account, call, medium.name)


def read_input(account: Account, call: Call) -> Json:
    """The `media` of a call: an InputMedia with its caption. Raises `Refused`."""
    if not call.text("media"):
        raise bad_request('parameter "media" is required')
    return read_item(account, call, call.parsed("media", "can't parse input media JSON object"))


def read_item(account: Account, call: Call, item: object) -> Json:
    """One InputMedia, read as if it were a call that sends it alone."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(item.get("type", ""))
    medium = next((one for one in MEDIA if one.name == kind and one in IN_PLACE), None)
    file_id = item.get("media")
    alone = Call(call.method, {**item, kind: file_id or ""}, call.uploads)
    if not file_id or (str(file_id).startswith("attach://") and uploaded(alone, kind) is None):
        raise bad_request("can't parse InputMedia: media not found")
    if "type" not in item:
        raise bad_request("can't parse InputMedia: Can't find field \"type\"")
    if medium is None:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    return read_captioned(account, alone, medium)


def caption_of(account: Account, call: Call, name: str) -> Json:
    """The caption of a call for a file of this name; nothing for one without words."""
    ready = read_caption(account, call)
    told: Json = {"caption": ready.text} if ready.text else {}
    if ready.entities:
        told["caption_entities"] = ready.entities
    if name in COVERED and call.flag("show_caption_above_media"):
        told["show_caption_above_media"] = True
    return told


def shown(file: File, medium: Medium) -> Json:
    """A stored file as a message carries it; a moving picture is there as a document, too."""
    seen = file.shown() | file.facts
    if medium is PHOTO:
        return {"photo": file.sizes()}
    if medium not in (STICKER, VIDEO_NOTE):
        seen["mime_type"] = file.kind
    if medium.keeps_name:
        seen["file_name"] = file.name
    if medium is not ANIMATION:
        return {medium.name: seen}
    plain = {name: value for name, value in seen.items() if name not in ("width", "height", "duration")}
    return {"animation": seen, "document": plain}


def uploaded(call: Call, name: str) -> Upload | None:
    """A file that came under the field's name or as attach://name."""
    given = call.text(name)
    if given.startswith("attach://"):
        return call.uploads.get(given.removeprefix("attach://"))
    return call.uploads.get(name) if not given else None


def _taken(account: Account, call: Call, medium: Medium, upload: Upload) -> File:
    """A new file. What is larger than 50 MB does not come this far."""
    size = len(upload.content)
    if not size:
        raise bad_request("file must be non-empty")
    if medium is PHOTO and size > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    facts = medium.facts(call, upload)
    if medium is PHOTO:
        return account.files.add_picture(upload.name, type_of(upload, medium), upload.content)
    if medium not in (VOICE, STICKER):
        facts |= _thumbnail(account, call)
    return account.files.add(medium.folder, upload.name, type_of(upload, medium), upload.content, facts)


def type_of(upload: Upload, medium: Medium) -> str:
    """What the name of the file says, if that may be; else what is usual."""
    guessed = mimetypes.guess_type(upload.name)[0]
    if medium in (DOCUMENT, PHOTO, STICKER):
        return guessed or upload.kind or medium.usual
    return guessed if guessed and medium.mime and guessed.startswith(medium.mime) else medium.usual


def _thumbnail(account: Account, call: Call) -> Json:
    """A small picture that came along; one that is empty, large or no picture is left out."""
    picture = uploaded(call, "thumbnail") or uploaded(call, "thumb")
    size = picture_size(picture.content) if picture is not None else None
    if picture is None or size is None or len(picture.content) > LARGEST_THUMBNAIL:
        return {}
    facts = {"width": size[0], "height": size[1]}
    file = account.files.add("thumbnails", picture.name, picture.kind, picture.content, facts)
    return {"thumbnail": file.shown() | facts}


def _stored(account: Account, call: Call, medium: Medium) -> File:
    """An earlier file of the same kind. This Telegram has no web: no address can be fetched."""
    file_id = call.text(medium.name).strip()
    if not file_id or file_id.startswith("attach://"):
        raise bad_request(f"there is no {medium.name.replace('_', ' ')} in the request")
    file = account.files.of_bot(file_id, account.bot.id)
    if file is None:
        raise bad_request(_unknown(file_id))
    if file.folder != medium.folder:
        raise bad_request(f"can't use file of type {SAID[file.folder]} as {medium.said}")
    return file


def _unknown(file_id: str) -> str:
    if "." in file_id:
        return "failed to get HTTP URL content"
    if not OF_A_FILE_ID.fullmatch(file_id):
        return "wrong remote file identifier specified: Wrong character in the string"
    return "wrong file identifier/HTTP URL specified"
