"""/prompts: what two people make of the deck of questions, each for themselves."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.our_deck import DeckSeen, QuestionSeen
from conversations.dialogue.outcomes import Begin, Button, Rows, Show, rows
from conversations.dialogue.outcomes.prompts import PACKS, AddQuestion, LetCome, TakeQuestionBack, WantPack
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Choose, Flow, Here, Step, Write, with_values

LIMIT = 160  # characters of a question
MOST = 50  # questions of one person: nearly one a week


def prompts(here: Here) -> Flow:
    """Packs, questions of one's own, and what one has left out (F12, F14). Of the other one nothing is shown."""
    deck = here.deck or DeckSeen()
    match here.args:
        case ("packs",):
            return [Show(say("deck.packs.text"), _packs(deck))]
        case ("want", pack) if pack in PACKS:
            return [WantPack(pack, True), Begin("prompts", ("packs",))]
        case ("drop", pack) if pack in PACKS:
            return [WantPack(pack, False), Begin("prompts", ("packs",))]
        case ("write",) if len(deck.own) < MOST:
            return (yield from _write(here))
        case ("own",) if deck.own:
            one = yield from _look("own", deck.own)
            yield Choose("deck.own_sure", preview=_asked(one.words))
            return [TakeQuestionBack(int(one.key))]
        case ("left_out",) if deck.left_out:
            one = yield from _look("left_out", deck.left_out)
            return [LetCome(one.key)]
        case _:
            return [Show(say("deck.start.text"), _ways(deck))]


def _ways(deck: DeckSeen) -> Rows:
    """Only what there is something behind."""
    there = {"packs": True, "write": len(deck.own) < MOST, "own": deck.own, "left_out": deck.left_out}
    names = [name for name, so in there.items() if so]
    return rows(*(Button(say(f"deck.button.{name}"), f"prompts {name}") for name in names), wide=2)


def _packs(deck: DeckSeen) -> Rows:
    """Each turned on or off by itself; a button says which, so that tapping it twice is as good as once."""
    return rows(*(_pack(name, name in deck.packs) for name in PACKS), wide=2)


def _pack(name: str, wanted: bool) -> Button:
    label = say(f"deck.pack.buttons.{name}")
    if wanted:
        return Button(say("deck.wanted.button", pack=label), f"prompts drop {name}")
    return Button(label, f"prompts want {name}")


def _write(here: Here) -> Flow:
    """Looked at as it will be asked, then it is theirs."""
    while True:
        words: str = yield Write("deck.write", with_values(partner=here.partner), limit=LIMIT)
        shown = paragraphs(say("checkin.own"), _asked(words))
        match (yield Choose("deck.review", preview=shown)):
            case "add":
                return [AddQuestion(words), Show(say("deck.added.text"))]
            case "drop":
                return [Show(say("deck.dropped.text"))]


def _asked(words: Value) -> Value:
    return say("deck.question", question=words)


def _look(which: str, questions: Sequence[QuestionSeen]) -> Generator[Step, Any, QuestionSeen]:
    """One at a time, the newest first; the one that something is done with."""
    number = 0
    while True:
        one = questions[number]
        more = ("next",) if number + 1 < len(questions) else ()
        told = with_values(number=number + 1, all=len(questions))
        if (yield Choose(f"deck.{which}", told, _asked(one.words), only=(*more, "do"))) == "do":
            return one
        number += 1
