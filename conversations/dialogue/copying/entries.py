"""What went between two people, and what one kept for themselves, as the page tells it: one entry after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from conversations.dialogue.outcomes.rituals import Hour, said_as, said_when
from conversations.dialogue.phrases import Moment, Value, lines, listed, say
from conversations.flows.checkin_card import halves_card, private_note
from conversations.flows.pulse import LEVELS
from conversations.records.export_agreed import Agreed, Habit, LeftOut, Limit, Written
from conversations.records.export_kinds import (
    Card,
    Copy,
    Day,
    Draft,
    Felt,
    Half,
    Kept,
    Looked,
    Paused,
    Talk,
    Tense,
    View,
)

NOTES = {
    "thanks": "thanks",
    "repair": "repair",
    "apology": "sorry",
    "news": "news",
    "limit": "limits",
    "proposal": "agreements",
}  # kind -> its content file
ANSWERS = ("heard", "accepted", "deferred", "declined", "offered", "later")
WITH_A_TIME = ("accepted", "deferred", "later")
ENDS = ("helped", "partly", "no", "rested")
GONE = say("export.page.taken_back")


@dataclass(frozen=True)
class Entry:
    """Something of one day."""

    at: datetime
    kind: str
    heading: Value
    body: tuple[Value, ...]
    day: date | None = None  # where it is of a date and not of a moment


def entries_of(copy: Copy) -> list[Entry]:
    """Everything with a date."""
    me = copy.me.name
    return [
        *(_day(one, me) for one in copy.checkins),
        *(_card(one, me) for one in copy.cards),
        *(_draft(one) for one in copy.drafts),
        *(_kept(one) for one in copy.kept),
        *(_talk(one) for one in copy.talks),
        *(_pause(one) for one in copy.pauses),
        *(_ritual(one) for one in copy.rituals),
        *(_tension(one) for one in copy.tension),
        *(_loop(one) for one in copy.loops),
        *(_view(one) for one in copy.friend_views),
        *(_limit(one) for one in copy.limits),
        *(_agreed(one) for one in copy.agreements),
        *(_week(one) for one in copy.weeks),
        *(_written(one, me) for one in copy.own_questions),
        *(_left_out(one, me) for one in copy.left_out),
    ]


def _day(day: Day, me: str) -> Entry:
    halves = [(me, day.mine), (day.other or say("export.page.someone"), day.theirs)]
    there = [(name, half) for name, half in halves if half is not None]
    return Entry(day.at, "checkin", say("export.entry.checkin"), tuple(_checkin(there, day)), day.day)


def _checkin(there: Sequence[tuple[Value, Half]], day: Day) -> Iterator[Value]:
    shown = [(name, half.answered) for name, half in there if half.answered is not None]
    if shown:
        yield halves_card(*shown)
    if day.mine is not None and day.mine.answered is not None:
        yield private_note(day.mine.answered)
    for name, half in there:
        if half.passed:
            yield say("export.line.passed", who=name)
        if half.taken_back:
            yield say("export.line.half_taken_back", who=name, gone=GONE)
        if half.responded:
            said = listed(*(say(f"checkin.respond.{how}.button") for how in half.responded))
            yield say("export.line.responded", who=name, what=said)


def _card(card: Card, me: str) -> Entry:
    other = card.other or say("export.page.someone")
    author, reader = (me, other) if card.mine else (other, me)
    kind = card.kind if card.kind in NOTES or card.kind == "words" else "need"
    heard = say("export.line.heard", who=reader, words=card.said_back) if card.said_back else None
    ended = say(f"export.ended.{card.closed_as}") if card.closed_as in ENDS else None
    body = (GONE if card.taken_back else _quoted(card.words), heard, _answers(card), _state(card), ended)
    return Entry(card.at, kind, say(f"export.entry.{kind}", who=author), body)


def _quoted(words: Value) -> Value:
    return say("export.line.quoted", words=words)


def _answers(card: Card) -> Value:
    """As they stand on the buttons."""
    if not card.answered:
        return None
    labels = (say(f"{NOTES[card.kind]}.button.{how}") for how in card.answered)
    return say("export.line.answer", what=listed(*labels))


def _state(card: Card) -> Value:
    if card.state not in ANSWERS:
        return None
    what = say(f"export.state.{card.state}")
    at = Moment(card.time, "day_time") if card.time is not None and card.state in WITH_A_TIME else None
    answer = say("export.line.time", what=what, at=at) if at is not None else what
    return say("export.line.answer", what=answer)


def _draft(draft: Draft) -> Entry:
    until = say("export.line.until", at=Moment(draft.until, "day_time")) if draft.until else None
    return Entry(draft.at, "draft", say("export.entry.draft"), (_quoted(draft.words), until))


def _kept(kept: Kept) -> Entry:
    return Entry(kept.at, "kept", say("export.entry.kept"), (kept.words,))


def _talk(talk: Talk) -> Entry:
    said = tuple(say(f"export.said.{line.kind}", words=line.words) for line in talk.lines)
    return Entry(talk.at, "talk", say("export.entry.talk", minutes=talk.minutes), said)


def _pause(pause: Paused) -> Entry:
    level = say(f"pause.level.buttons.{pause.my_level}") if pause.my_level else None
    back = say("export.line.back_at", at=Moment(pause.back_at))
    body = (back, say("export.line.level", level=level) if level is not None else None)
    return Entry(pause.at, "pause", say("export.entry.pause"), body)


def _ritual(habit: Habit) -> Entry:
    hour = Hour(habit.days, habit.hour, habit.clock) if habit.hour is not None else None
    state = say(f"export.state.{habit.state}") if habit.state != "running" else None
    hushed = say("export.line.hushed") if habit.hushed else None
    body = (said_as(habit.kind, habit.words or ""), said_when(hour, habit.at), state, hushed)
    return Entry(habit.at, "ritual", say("export.entry.ritual"), body)


def _tension(tense: Tense) -> Entry:
    heading = say("export.entry.tension", level=say(f"tense_levels.level.{tense.level}.label"))
    reasons = listed(*(say(f"tense_levels.reason.options.{one}") for one in tense.reasons))
    return Entry(
        tense.at, "tension", heading, (say("export.line.reasons", what=reasons),) if tense.reasons else ()
    )


def _loop(look: Looked) -> Entry:
    step = say("export.line.step", step=look.step) if look.step else None
    return Entry(
        look.at, "loop", say("export.entry.loop"), (lines(say(f"loop.move.said.{look.move}"), step),)
    )


def _limit(limit: Limit) -> Entry:
    return Entry(limit.at, "own_limit", say("export.entry.own_limit"), (limit.words,))


def _agreed(agreed: Agreed) -> Entry:
    look = Moment(agreed.look_at, "date") if agreed.look_at is not None else None
    body = (GONE if agreed.taken_back else agreed.words, say("limits.list.look", at=look) if look else None)
    return Entry(agreed.at, "agreement", say("export.entry.agreement"), body)


def _view(view: View) -> Entry:
    if not view.parts:
        return Entry(view.at, "friend", say("export.entry.friend"), (say("export.entry.friend_mark"),))
    parts = tuple(say(f"friend.part.{part.question}", words=part.words) for part in view.parts)
    return Entry(view.at, "friend", say("export.entry.friend"), parts)


def _week(felt: Felt) -> Entry:
    """In the words that were tapped. An answer that no longer has a word is left out."""
    said = {level: option for option, level in LEVELS.items()}
    answers = tuple(
        say(f"pulse.said.{question}", answer=say(f"pulse.scale.options.{said[level]}"))
        for question, level in felt.answers.items()
        if level in said
    )
    moment = say("export.line.moment", words=felt.moment) if felt.moment else None
    return Entry(felt.at, "pulse", say("export.entry.pulse"), (lines(*answers), moment))


def _written(question: Written, me: str) -> Entry:
    return Entry(question.at, "question", say("export.entry.question", who=me), (_quoted(question.words),))


def _left_out(left: LeftOut, me: str) -> Entry:
    return Entry(left.at, "left_out", say("export.entry.left_out", who=me), (_quoted(left.question),))
