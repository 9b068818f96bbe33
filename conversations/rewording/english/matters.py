"""Says plainly what a draft is at heart about, where none of its own sentences can be kept."""

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache

from conversations.rewording.english.plain import plain_english, unquoted
from conversations.rewording.language import words


@dataclass(frozen=True)
class Matter:
    """One thing couples quarrel about: how it is said and what is asked for; chips that go with it."""

    name: str
    pattern: re.Pattern[str]
    things: re.Pattern[str]  # what its sentences with a thing can be said of
    narrow: bool  # its sentences themselves speak of a thing, so that they fit no other
    about: tuple[str, ...]
    plain: tuple[str, ...]
    ask: tuple[str, ...]
    feelings: tuple[str, ...]
    requests: tuple[str, ...]


@cache
def _matters() -> tuple[Matter, ...]:
    return tuple(
        Matter(
            row["name"],
            re.compile(row["words"], re.I),
            re.compile(row.get("things", ""), re.I),
            bool(row.get("names_a_thing")),
            tuple(row.get("about", ())),
            tuple(row["plain"]),
            tuple(row["ask"]),
            tuple(row["feelings"]),
            tuple(row["requests"]),
        )
        for row in words("en", "matters")["matter"]
    )


@lru_cache(maxsize=8)  # within one answer only: nothing anyone wrote is kept longer
def matter_of(text: str) -> Matter | None:
    """What a draft is at heart about; None where no word tells."""
    text = unquoted(text)
    plain = plain_english(text)
    return next((one for one in _matters() if one.pattern.search(plain) or one.pattern.search(text)), None)


def named_in(matter: Matter, text: str) -> str:
    """What the words of a matter themselves name: "in front of my boss"; "" where they name nothing."""
    found = matter.pattern.search(plain_english(unquoted(text)))
    return (found.groupdict().get("about") or "") if found else ""


def names_rightly(matter: Matter, about: str) -> bool:
    """Whether a matter whose sentences speak of things of one kind fits the thing a draft names, if it names one."""
    if not (about and matter.narrow) or "about" in matter.pattern.groupindex:
        return True
    return bool(matter.things.search(about) if matter.things.pattern else matter.about)


def told_as(matter: Matter, about: str, seed: str, variation: int) -> str:
    """The matter as a sentence, with the thing it is about where the draft names one and the sentence takes it."""
    forms = matter.about if about and matter.about and matter.things.search(about) else matter.plain
    form = forms[(zlib.crc32(seed.encode()) + variation) % len(forms)]
    return form.format(about=about, About=about[:1].upper() + about[1:])


def asked_as(matter: Matter, seed: str, variation: int) -> str:
    """What is asked for in such a matter."""
    return matter.ask[(zlib.crc32(f"ask {seed}".encode()) + variation) % len(matter.ask)]


def asked_about(matter: Matter, told: str, thing: str, seed: str, variation: int) -> str:
    """What is asked for; where its sentence names nothing of the draft, a talk about the thing the draft names."""
    if not thing or thing.lower() in told.lower():
        return asked_as(matter, seed, variation)
    forms = words("en", "frames")["heart_about"]["talk"]
    return str(forms[(zlib.crc32(f"ask {seed}".encode()) + variation) % len(forms)]).format(about=thing)
