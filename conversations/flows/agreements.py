"""Agreements: one proposes a sentence, the other says yes, changes a word, or not now; either may let go of it."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.agreed_on import AgreementSeen
from conversations.dialogue.here import NoteSeen
from conversations.dialogue.outcomes import Begin, Button, Outcome, Rows, Show, Toast, rows
from conversations.dialogue.outcomes.agreements import (
    Counter,
    LetGoOf,
    LookAgain,
    ProposeChange,
    SayYes,
    parts_of,
    proposal,
)
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import AnswerNote, TakeBackNote
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.steps import Choose, Flow, Here, Step, Write, with_values
from conversations.flows.gone import gone
from conversations.flows.notes import look_over
from conversations.flows.own_doing import end_of, look_at
from conversations.flows.preview import NOT_SENT, as_read

MOST = 8  # agreements that stand, before another one is proposed
LONGEST = 160  # characters: one sentence
PAUSED = Toast(say("notes.paused"))

Drafted = Generator[Step, Any, Value | list[Outcome]]  # a card, or how it ended without one


def propose(here: Here) -> Flow:
    """One sentence, and when to look at it again; it goes once its author has seen it as it will be read."""
    if len(here.agreements) >= MOST:
        return [Show(say("agreements.full.text"), _back())]
    while True:
        card = yield from _draft(Write("agreements.words", limit=LONGEST), here)
        if isinstance(card, list):
            return card
        followed = yield from look_over("proposal", card, here)
        if followed is not None:
            return followed


def _draft(question: Write, here: Here) -> Drafted:
    while True:
        words: str = yield question
        verdict = yield from look_at("", words, words, here, mine=False)
        if verdict == "fine":
            again = yield Choose("agreements.again", preview=words)
            return proposal(words, again)
        if verdict != "change":
            return list(end_of(verdict, here))


def proposed(here: Here) -> Flow:
    """`proposed NOTE how`: the answers to a proposal. What one said yes to, or worded anew, has moved on."""
    note = here.note
    if note is None or note.kind != "proposal" or note.state == "withdrawn":
        return [gone(note)]
    match here.args[1:]:
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)] if here.pause is None else [PAUSED]
        case ("yes" | "not_now" | "change" | "write",) if note.mine:
            return [Toast(say("dialogue.foreign", name=here.partner))]
        case ("yes" | "not_now" | "change" | "write",) if {"yes", "change"} & set(note.answered):
            return [Toast(say("dialogue.moved_on"))]
        case ("yes" | "not_now" | "change" | "write",) if here.pause is not None:
            return [PAUSED]
        case ("yes",):
            return [SayYes(note.id)]
        case ("not_now",):
            return [AnswerNote(note.id, "not_now")]
        case ("change",):
            return [LeaveCard(), Begin("proposed", (str(note.id), "write"))]
        case ("write",):
            return (yield from _counter(note, here))
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def _counter(note: NoteSeen, here: Here) -> Flow:
    """Mine instead: the other one is asked in turn."""
    words, _ = parts_of(note.card)
    card = yield from _reviewed(Write("agreements.change", preview=words, limit=LONGEST), ("send",), here)
    return card if isinstance(card, list) else [Counter(note.id, card[0])]


def _reviewed(question: Write, places: tuple[str, ...], here: Here) -> Generator[Step, Any, Any]:
    """A card and its place, as their author has seen them; or how it ended."""
    while True:
        card = yield from _draft(question, here)
        if isinstance(card, list):
            return card
        shown = as_read(say("agreements.card", me=here.me, card=card), here)
        asked = with_values(partner=here.partner)
        match (yield Choose("agreements.review", asked, shown, only=(*places, "edit", "drop"))):
            case "drop":
                return [NOT_SENT]
            case "edit":
                continue
            case place:
                return card, place


def agreement(here: Here) -> Flow:
    """`agreement ID how`: look at it, keep it, change it, look again another day, let go of it."""
    one = next((one for one in here.agreements if here.args[:1] == (str(one.id),)), None)
    if one is None:
        return [Toast(say("dialogue.moved_on"))]
    match here.args[1:]:
        case ("keep",):
            return [Show(say("agreements.stays.text"))]
        case ("again",):
            return (yield from _look_again(one))
        case ("reword" | "let_go",) if here.pause is not None:
            return [PAUSED]
        case ("reword",):
            return (yield from _change(one, here))
        case ("let_go",):
            yield Choose("agreements.let_go", with_values(partner=here.partner), _words(one))
            return [LetGoOf(one.id)]
        case _:
            return [Show(_card(one, here), _ways(one))]


def _look_again(one: AgreementSeen) -> Flow:
    again = yield Choose("agreements.when", preview=_words(one), table="agreements.again.options")
    return [LookAgain(one.id, again)]


def _change(one: AgreementSeen, here: Here) -> Flow:
    """It stands as it is until both have said yes to the new words."""
    question = Write("agreements.change", preview=_words(one), limit=LONGEST)
    places = ("us", "partner") if here.shared_chat else ("partner",)
    card = yield from _reviewed(question, places, here)
    return card if isinstance(card, list) else [ProposeChange(one.id, *card)]


def _words(one: AgreementSeen) -> Value:
    return one.words or say("dialogue.taken_back")


def _card(one: AgreementSeen, here: Here) -> Value:
    look = say("limits.list.look", at=Moment(one.look_at, "date", here.zone)) if one.look_at else None
    since = say("agreements.one.text", since=Moment(one.at, "date", here.zone))
    return paragraphs(_words(one), since, look)


def _ways(one: AgreementSeen) -> Rows:
    ways = ("again", "reword", "let_go") if one.words else ("let_go",)
    buttons = (Button(say(f"agreements.button.{way}"), f"agreement {one.id} {way}") for way in ways)
    return (*rows(*buttons, wide=2), *_back())


def _back() -> Rows:
    return rows(Button(say("limits.button.list"), "limits"))
