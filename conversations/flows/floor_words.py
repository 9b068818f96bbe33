"""Words in one's own turn: looked at once more, and said only when their author says so."""

from collections.abc import Generator, Mapping
from typing import Any

from conversations.dialogue.here import FloorSeen
from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.floors import SayInTurn, StopTurns, card
from conversations.dialogue.outcomes.safety import ways_on
from conversations.dialogue.outcomes.words import with_help
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.steps import ChooseOrWrite, Chosen, Flow, Here, Reword, Step, Write, Wrote

LONGEST, MUCH = 400, 280  # characters, flows.md 9.6
# What the words of a step become: the end of the keys of their card and of their last question.
KINDS = {"speaking": "said", "reflecting": "heard", "confirming": "added", "validating": "sense"}
OPENINGS = ("so", "sounds", "feeling")

Found = Mapping[str, Any]
NOTHING: Found = {}


def say_in_turn(seen: FloorSeen, words: str, here: Here) -> Flow:
    """The exact preview. New words take the place of the old; a speaker's are looked at for what may land hard."""
    kind, helped = KINDS[seen.state], False
    words = yield from fit(words)
    while True:
        found = (yield from _look_at(words)) if kind == "said" and not helped else NOTHING
        if found.get("kind") == "stop":
            return [Show(say(f"safety.{found['danger']}.text"), ways_on(found["danger"]))]
        stands: Value = with_help(words, here.me) if helped else words
        shown = paragraphs(card(f"floor.card.{kind}", here.me, stands), _notes(words, found))
        only = ("send", "gentler", "stop") if found.get("candidates") else ("send", "stop")
        match (yield ChooseOrWrite(f"floor.{kind}", preview=shown, only=only)):
            case Wrote(other):
                words, helped = other, False
            case Chosen("send"):
                used = int(here.args[3]) if here.args[2] == "use" and words == seen.note else 0
                return [SayInTurn(seen.id, seen.step, stands, used)]
            case Chosen("gentler"):
                words, helped = str(found["candidates"][0]["text"]), True
            case _:
                return [StopTurns(seen.id)]


def fit(words: str) -> Generator[Step, Any, str]:
    """The words, once they are short enough to be heard in one go."""
    while len(words) > LONGEST:
        words = yield Write(
            "floor.shorter", preview=say("dialogue.too_long.text", limit=LONGEST, length=len(words))
        )
    return words


def _look_at(words: str) -> Generator[Step, Any, Found]:
    """What may land hard in it, and a gentler way. Nothing of it leaves."""
    found: Found = yield Reword(words, at_home=True)
    return found if found["kind"] == "stop" or _hard(found) else NOTHING


def _hard(found: Found) -> list[Found]:
    return [one for one in found.get("signals", ()) if one["words"] and one["why"]]


def _notes(words: str, found: Found) -> Value:
    """A good chunk, and one phrase that might land hard: said once, and left to their author."""
    hard = _hard(found)
    check = say("floor.check", words=hard[0]["words"], why=hard[0]["why"]) if hard else None
    return (
        lines(say("floor.chunk") if len(words) > MUCH else None, check)
        if check or len(words) > MUCH
        else None
    )


def begin_with(seen: FloorSeen, here: Here) -> Flow:
    """A way to begin saying back what was heard; the words are the listener's own."""
    opening = here.args[3] if here.args[3:] and here.args[3] in OPENINGS else OPENINGS[0]
    match (yield ChooseOrWrite("floor.echo", preview=say(f"floor.opening.{opening}"))):
        case Wrote(words):
            return (yield from say_in_turn(seen, words, here))
        case _:
            return [StopTurns(seen.id)]


def write_in_turn(seen: FloorSeen, how: str, here: Here) -> Flow:
    """What was almost heard, or why it makes sense."""
    match (yield ChooseOrWrite(f"floor.{how}")):
        case Wrote(words):
            return (yield from say_in_turn(seen, words, here))
        case _:
            return [StopTurns(seen.id)]
