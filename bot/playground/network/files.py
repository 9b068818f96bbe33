"""Files: what was uploaded, under ids and paths by which it can be fetched again, and what each is shown as."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

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
}


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

    @property
    def folder(self) -> str:
        """What it is: one of `FOLDERS`."""
        return self.path.partition("/")[0]

    def shown(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    """Every stored file, by id and by path."""

    def __init__(self) -> None:
        self.by_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}
        self._count = 0

    def add(self, folder: str, name: str, kind: str, content: bytes, facts: Json | None = None) -> File:
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
        )
        self.by_id[file.id] = self.by_path[file.path] = file
        return file

    def clear(self) -> None:
        self.by_id.clear()
        self.by_path.clear()


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


def evening_picture() -> bytes:
    """The small picture a person sends from their phone: an evening sky, as PNG."""
    width, height = 96, 64
    rows = (bytes([0]) + bytes((40 + 2 * y, 50 + y, 110 - y // 2)) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in pieces)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
