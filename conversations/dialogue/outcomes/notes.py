"""A few words from one to the other that ask for nothing: sent, answered, put off, kept, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from conversations.dialogue.outcomes import Button, Outcome, Rows
from conversations.dialogue.phrases import Value, say


@dataclass(frozen=True)
class SendNote(Outcome):
    """Bring these words to my partner. `kind` is one of WAYS, `place` is "us" or "partner"."""

    kind: str
    card: Value  # my own words; who says them is put around
    place: str


@dataclass(frozen=True)
class AnswerNote(Outcome):
    """My answer to a note, each `how` once. Its author reads `KIND.answered.HOW` with {name} and {line}."""

    note: int
    how: str
    line: Value = None


@dataclass(frozen=True)
class AddToNote(Outcome):
    """Something more from the one who wrote the note. The other reads `KIND.added` with {name} and {line}."""

    note: int
    line: Value


@dataclass(frozen=True)
class PutOffNote(Outcome):
    """Not yet; I will come back to it at this time. Its author reads `KIND.answered.later` with {name} and {at}."""

    note: int
    at: datetime


@dataclass(frozen=True)
class TakeBackNote(Outcome):
    """My note is taken back, as long as it has no answer; a copy that was kept goes with it."""

    note: int


@dataclass(frozen=True)
class KeepNote(Outcome):
    """A copy for me; nobody is told."""

    note: int


@dataclass(frozen=True)
class DropKeepsake(Outcome):
    """I keep this one no longer."""

    id: int


@dataclass(frozen=True)
class Way:
    """How one kind of note goes: the conversation its buttons start, and which buttons there are, row by row."""

    flow: str
    answers: tuple[tuple[str, ...], ...]  # for the reader
    card: str  # key of what the reader sees, with {me} and {card}
    sent: str  # key of what its author reads then, with {partner}
    review: str = "notes.review"  # the question below the preview
    not_sent: str = "notes.not_sent.text"
    added: str = ""  # key of what the author adds later, with {name} and {line}
    through_pause: bool = False  # it reaches the other while the two are pausing
    again: str = ""  # key of what the reader is told at the time they named, with {partner}
    after: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # for the author, by how it was answered


WAYS: dict[str, Way] = {
    "thanks": Way(
        "thanked",
        (("heart", "more"), ("keep",)),
        "thanks.card",
        "thanks.sent.text",
        added="thanks.added",
        after={"more": ("reply",)},
    ),
    "news": Way(
        "cheered",
        (("felt", "proud"), ("mark",), ("own",)),
        "news.card",
        "news.sent.text",
        added="news.added",
        after={how: ("reply",) for how in ("felt", "proud", "mark", "own")},
    ),
    "repair": Way("mended", (("together",), ("later",), ("first",)), "repair.card", "repair.sent.text", through_pause=True, again="repair.again.text"),
    "limit": Way(
        "limit",
        (("heard", "ask"),),
        "limits.card",
        "limits.sent.text",
        added="limits.added",
        after={"ask": ("reply",)},
    ),
    "proposal": Way("proposed", (("yes", "change"), ("not_now",)), "agreements.card", "agreements.sent.text"),
    "apology": Way("apologised", (("thank",), ("time",), ("missing",)), "sorry.card", "sorry.sent.text", "sorry.review", "sorry.dropped.text",
                   added="sorry.added", after={"missing": ("reply",)}),
}  # fmt: skip


def note_buttons(kind: str, id: int) -> Rows:
    """What the reader can answer, under the card."""
    return tuple(tuple(note_button(kind, id, how) for how in row) for row in WAYS[kind].answers)


def author_buttons(kind: str, id: int, how: str) -> Rows:
    """What the author can do about an answer of this kind."""
    return tuple((note_button(kind, id, one),) for one in WAYS[kind].after.get(how, ()))


def note_button(kind: str, id: int, how: str) -> Button:
    """One button about a note: `KIND.button.HOW`."""
    return Button(say(_button_key(kind, how)), f"{WAYS[kind].flow} {id} {how}")


def said_below(kind: str, me: str, line: Value) -> Value:
    """What the other one reads below a note when its author adds a line."""
    return say(WAYS[kind].added, name=me, line=line)


def answered(kind: str, how: str, **values: Value) -> Value:
    """What the author reads of an answer: `KIND.answered.HOW`."""
    return say(_answered_key(kind, how), **values)


def _button_key(kind: str, how: str) -> str:
    match kind:
        case "thanks":
            return f"thanks.button.{how}"
        case "news":
            return f"news.button.{how}"
        case "repair":
            return f"repair.button.{how}"
        case "limit":
            return f"limits.button.{how}"
        case "proposal":
            return f"agreements.button.{how}"
        case _:
            return f"sorry.button.{how}"


def _answered_key(kind: str, how: str) -> str:
    match kind:
        case "thanks":
            return f"thanks.answered.{how}"
        case "news":
            return f"news.answered.{how}"
        case "repair":
            return f"repair.answered.{how}"
        case "limit":
            return f"limits.answered.{how}"
        case "proposal":
            return f"agreements.answered.{how}"
        case _:
            return f"sorry.answered.{how}"
