"""What Telegram takes out of a text: control characters, white space at its ends; entities move along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import Refused, bad_request
from ..network.world import Json
from .marks import end_of, placed

DROPPED = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
DIRECTIONS = re.compile(r"[\u200e\u200f](?=[\u200e\u200f])")
UNSEEN = re.compile(
    r"[ \n\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufffc\ufeff\u00a0\U000e0000-\U000e007f]*"
)
SPACE = " \n"
LARGEST_PLACE = 1_000_000


def check_bounds(marks: list[Json]) -> None:
    for one in marks:
        for field in ("offset", "length"):
            if not 0 <= one[field] <= LARGEST_PLACE:
                raise bad_request(f"receive an entity with incorrect {field} {one[field]}")


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in it."""
    return UNSEEN.fullmatch(text) is not None


def cleaned(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """The text without control characters. Raises `Refused` when an entity cuts a character or leaves it."""
    if marks:
        moved = _new_places(text)
        _check_fit(text, marks, moved)
        marks = [placed(one, moved[one["offset"]], moved[end_of(one)]) for one in marks]
    text = DIRECTIONS.sub("\u200c", BLANKED.sub(" ", DROPPED.sub("", text)))
    return text, [one for one in marks if one["length"] > 0]


def _new_places(text: str) -> dict[int, int]:
    """For every UTF-16 place between two characters the place it has after cleaning."""
    moved = {0: 0}
    before = after = 0
    for character in text:
        width = 2 if character > "\uffff" else 1
        before += width
        after += 0 if DROPPED.match(character) else width
        moved[before] = after
    return moved


def _check_fit(text: str, marks: list[Json], moved: dict[int, int]) -> None:
    last = max(moved)
    splits = [
        (place, kind, one)
        for one in reversed(marks)
        for kind, place in enumerate((end_of(one), one["offset"]))
        if one["offset"] <= last and place < last and place not in moved
    ]
    if splits:
        raise _splits(text, *min(splits, key=lambda split: split[:2]))
    for one in marks:
        if one["offset"] > last:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {one['offset']}")
    for one in reversed(marks):
        if end_of(one) > last:
            raise bad_request(
                f"entity beginning at UTF-16 offset {one['offset']} ends after the end of the text"
                f" at UTF-16 offset {end_of(one)}"
            )


def _splits(text: str, place: int, kind: int, one: Json) -> Refused:
    # The place lies inside a pair; Telegram names the byte after the whole character.
    whole = text.encode("utf-16-le")[: 2 * (place + 1)].decode("utf-16-le")
    where = f"in a middle of a UTF-16 symbol at byte offset {len(whole.encode())}"
    if kind:
        return bad_request(f"entity begins {where}")
    return bad_request(f"entity beginning at UTF-16 offset {one['offset']} ends {where}")


def trimmed(text: str, marks: list[Json], at: Sequence[int]) -> tuple[str, list[Json]]:
    """Without white space at the end, and at the beginning unless an entity holds it.

    `at` gives the UTF-16 offset of each character, the end included.
    """
    kept = text.rstrip(SPACE)
    end = at[len(kept)]
    marks = [placed(one, one["offset"], min(end_of(one), end)) for one in marks if one["offset"] < end]
    blank = len(kept) - len(kept.lstrip(SPACE))
    blank = min([blank, *(one["offset"] for one in marks)])
    return kept[blank:], [placed(one, one["offset"] - blank, end_of(one) - blank) for one in marks]
