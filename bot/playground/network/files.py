"""Files: what was uploaded, under ids and paths by which it can be fetched again, and what each is shown as.

Each bot knows a file by an id of its own, all by the same `file_unique_id`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from .world import Json

FOLDERS = {  # by what the file is; real ids begin differently for each
    "photos": "AgAC",
    "documents": "BQAC",
    "videos": "BAAC",
    "voice": "AwAC",
    "music": "CQAC",
    "animations": "CgAC",
    "stickers": "CAAC",
    "thumbnails": "AAMC",
    "video_notes": "DQAC",
}
SIDES = (90, 320, 800, 1280)  # into which a picture is made to fit, by its longer side
IDS = ("file_id", "small_file_id", "big_file_id")


@dataclass(frozen=True)
class File:
    """Stored bytes with the names Telegram gives them. `facts` is what only this kind of file tells."""

    id: str
    unique_id: str
    path: str
    name: str
    kind: str
    content: bytes
    facts: Json = field(default_factory=dict)
    smaller: tuple[File, ...] = ()  # of a picture, the smallest first

    @property
    def folder(self) -> str:
        """What it is: one of `FOLDERS`."""
        return self.path.partition("/")[0]

    def shown(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}

    def sizes(self) -> list[Json]:
        """The PhotoSize objects of a picture, the smallest first, itself last."""
        return [one.shown() | one.facts for one in (*self.smaller, self)]


class Files:
    """Every stored file, by id and by path."""

    def __init__(self) -> None:
        self.by_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}
        self._whole: dict[str, File] = {}  # by the id of a smaller picture
        self._count = 0

    def add(
        self,
        folder: str,
        name: str,
        kind: str,
        content: bytes,
        facts: Json | None = None,
        smaller: tuple[File, ...] = (),
    ) -> File:
        self._count += 1
        number = self._count
        suffix = PurePosixPath(name).suffix
        file = File(
            f"{FOLDERS[folder]}Playground{number:06d}",
            f"AQAD{number:06d}",
            f"{folder}/file_{number}{suffix}",
            name,
            kind,
            content,
            facts or {},
            smaller,
        )
        self.by_id[file.id] = self.by_path[file.path] = file
        return file

    def add_picture(self, name: str, kind: str, content: bytes, sides: Sequence[int] = SIDES) -> File:
        """A PNG or JPEG with smaller ones beside it. Nothing here can draw it anew: those are plain sketches."""
        size = picture_size(content) or (0, 0)
        smaller = tuple(self._sketch(fitted(size, side)) for side in sides if side < max(size))
        whole = self.add("photos", name, kind, content, _measures(size), smaller)
        self._whole |= {one.id: whole for one in smaller}
        return whole

    def _sketch(self, size: tuple[int, int]) -> File:
        return self.add("photos", "sketch.png", "image/png", evening_picture(*size), _measures(size))

    def of_bot(self, file_id: str, bot_id: int) -> File | None:
        """The file a bot knows by this id. Any size of a picture stands for the whole."""
        found = self.size_of_bot(file_id, bot_id)
        return None if found is None else self._whole.get(found.id, found)

    def size_of_bot(self, file_id: str, bot_id: int) -> File | None:
        """As `of_bot`, but of a picture just this size."""
        bare, _, owner = file_id.rpartition("-")
        return self.by_id.get(bare) if owner == str(bot_id) else None

    def is_anothers(self, file_id: str) -> bool:
        """Whether some other bot knows a file by this id."""
        return file_id.rpartition("-")[0] in self.by_id

    def clear(self) -> None:
        self.by_id.clear()
        self.by_path.clear()
        self._whole.clear()


def known_to(bot_id: int, shown: Any) -> Any:
    """The same content with every file under the id that this bot knows it by."""
    if isinstance(shown, list):
        return [known_to(bot_id, one) for one in shown]
    if not isinstance(shown, dict):
        return shown
    return {
        name: f"{value}-{bot_id}" if name in IDS else known_to(bot_id, value) for name, value in shown.items()
    }


def fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Width and height with the longer one `side`."""
    width, height = (max(1, round(measure * side / max(size))) for measure in size)
    return width, height


def _measures(size: tuple[int, int]) -> Json:
    return {"width": size[0], "height": size[1]}


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG, None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walks the segments up to the frame header, which tells the size."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
    return None


def evening_picture(width: int = 96, height: int = 64) -> bytes:
    """The picture a person sends from their phone: an evening sky, as PNG."""
    tones = (
        (40 + 2 * tone, 50 + tone, 110 - tone // 2) for tone in (64 * y // height for y in range(height))
    )
    rows = (bytes([0]) + bytes(tone) * width for tone in tones)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in pieces)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
