"""What goes into a rewording and what comes out of it, as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["en", "ja"]
Style = Literal["gentle", "short", "firm", "both_sides"]
SlotName = Literal["happened", "feeling", "need", "request", "theirs"]
ChoiceName = SlotName | Literal["topic", "limit", "safe"]
Kind = Literal["self_harm", "threat", "violence_reported", "coercion", "sexual_coercion", "monitoring"]


class Source(StrEnum):
    """Where the value of a slot comes from."""

    DRAFT = "draft"  # the writer's own words
    GUESS = "guess"  # the engine's guess; shown first, to be confirmed
    PERSON = "person"  # tapped or typed by the writer when asked


@dataclass(frozen=True)
class Slot:
    """One part of a softened start-up. `value` is text, or the id of a feeling or need from the lexicon."""

    value: str
    source: Source


@dataclass(frozen=True)
class Draft:
    """What someone would blurt, and what they have tapped about it so far."""

    text: str
    language: Language
    choices: dict[ChoiceName, str] = field(default_factory=dict)
    tone: Literal["plain", "softer", "firmer", "warmer", "casual"] = "plain"
    variation: int = 0  # another surface form, on an explicit tap only
    fine: tuple[str, ...] = ()  # words the writer is fine with: they are no signal


@dataclass(frozen=True)
class Signal:
    """What makes a draft land hard: a reason code (`absolute`, `label`, ...) and where it stands."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Candidate:
    """One gentler way to say it."""

    style: Style
    text: str


@dataclass(frozen=True)
class Chip:
    """A choice offered for a slot: `id` travels in the button, `text` is what the writer reads."""

    id: str
    text: str


@dataclass(frozen=True)
class Gentle:
    """Already gentle, or nothing to soften: leave it alone. `why`: gentle, logistics, joke, limit, thanks, refusal ..."""

    why: str


@dataclass(frozen=True)
class Ask:
    """One part is missing: ask for it, first guess first. Typing is always possible.

    The slot `safe` asks whether anybody is in danger, where the words leave it open.

    `candidates`: what can be said all the same, where nobody could be asked.
    """

    slot: SlotName | Literal["topic", "safe"]
    chips: tuple[Chip, ...]
    signals: tuple[Signal, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Reworded:
    """Candidates that passed every check, and what was kept and changed."""

    candidates: tuple[Candidate, ...]
    signals: tuple[Signal, ...]
    slots: dict[SlotName, Slot]
    parked: tuple[str, ...] = ()  # other topics, for another time
    kept: tuple[str, ...] = ()  # runs of the writer's own words in the first candidate
    ask: Ask | None = None  # what would bring it nearer, where nobody was asked yet


@dataclass(frozen=True)
class Boundary:
    """It may be a limit or a threat: ask which. `limit` is what a calm limit could sound like, if one could be framed."""

    limit: str | None
    chips: tuple[Chip, ...]
    signals: tuple[Signal, ...] = ()
    candidates: tuple[Candidate, ...] = ()  # without the limit, where nobody could be asked


@dataclass(frozen=True)
class Stop:
    """Danger: a card, never a rewording. Nothing of the draft may be stored, sent or logged."""

    kind: Kind


@dataclass(frozen=True)
class Odd:
    """Not something to reword: empty, noise, a command, an instruction to a machine, another language; or asked of
    the bot itself, which gives no verdict and no name, and speaks for nobody (F58)."""

    why: Literal[
        "empty", "noise", "command", "instruction", "language", "too_long", "harm", "verdict", "errand"
    ]


Rewording = Gentle | Reworded | Ask | Boundary | Stop | Odd
