"""Nothing that one partner does in private changes what the other can see: not a byte, not a second (T-3, G-10)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from conversations.dialogue import carry_out, looks, needs_seen, sheets
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Args, Turn
from conversations.records import database
from conversations.records.database import count_rows
from conversations.records.deliveries import Urgency
from conversations.records.needs import Need
from conversations.records.partners import Partner
from conversations.records.pauses import keep_tension
from conversations.records.reminders import Reminder
from scheduler.pacing import Pacing
from tests.faults.size import sized
from tests.seed import SEED
from tests.threats.comparing import is_void, leaks, live_both, parts_at, shortest, story
from tests.threats.differences import set_apart
from tests.threats.schedules import Course, Lived, Pair, live, some_pairs, told

COURSES, SECRETS_OF_EACH = sized(4, 170), sized(5, 12)
MOST_VOID = 0.2  # of all pairs: in these B does something else for both to see


@pytest.mark.timeout(sized(120, 3000))
def test_what_one_does_in_private_leaves_no_trace_with_the_other() -> None:
    """T-3, checks 1, 3, 6 and 10: the same days with and without it, one view."""
    void = pairs = 0
    for course in range(SEED, SEED + COURSES):
        without: dict[Course, Lived] = {}
        for pair in map(set_apart, some_pairs(course, SECRETS_OF_EACH)):
            if pair.joint not in without:
                without[pair.joint] = live(pair.coins, pair.watched, pair.joint)
            less, more = without[pair.joint], live(pair.coins, pair.watched, pair.more)
            pairs, void = pairs + 1, void + is_void(pair, less, more)
            if parts_at(less, more) is not None and not is_void(pair, less, more):
                pytest.fail(f"ATTUNE_SEED={course}\n{story(shortest(pair))}")
    print(f"ATTUNE_SEED={SEED}: {pairs} pairs, {void} void")
    assert void <= MOST_VOID * pairs, f"ATTUNE_SEED={SEED}"


MENDED: dict[str, Pair] = {  # what was once to be seen, each with the least it takes
    "when the sheet closes, while B rests": told(0, ["20 12:00 A check_in 1"], ["20 10:00 B rest begins 1"]),
    "when B, who rests, opened it": told(
        0, ["20 12:00 A check_in 1"], ["20 10:00 B rest begins 1", "20 23:00 B open_check_in 1"]
    ),
    "a short sheet, since B is tense": told(0, ["20 12:00 A check_in 1"], ["20 11:00 B flooded_alone 1"]),
    "the next question, since B looked at this one": told(1, ["22 06:20 A check_in 999919"], ["21 15:48 B pass_today 105549"]),
    "no end of the time for turns": told(
        1, ["20 12:00 A propose_turns 1", "20 12:01 B move_in_turn 1", "20 12:02 A move_in_turn 1"], ["20 12:04 B delete_notes 1"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", MENDED)
def test_what_was_once_to_be_seen_is_not(what: str) -> None:
    """T-3: the shortest courses in which a view differed."""
    less, more = live_both(MENDED[what])
    assert all(more.did[act] for some in MENDED[what].secrets for act in some)
    assert parts_at(less, more) is None, story(MENDED[what])


def _tell_of_reading(turn: Turn, args: Args) -> dict[str, Any]:
    if turn.partner is not None:
        turn.desk.to_person(turn.partner, say("notes.passed_on"), urgency=Urgency.RELAY)
    return {}


def _count_held_too(session: Session, author_id: int) -> int:
    return count_rows(session, Need)


def _put_everything_off(*given: Any) -> Any:
    session: Session = given[0]
    for reminder in session.exec(select(Reminder)):
        reminder.due_at += timedelta(seconds=1)
    return keep_tension(*given)


def _for_both(session: Session, couples: set[int], now: datetime) -> set[int]:
    return set(session.exec(select(Partner.id))) if sheets_tense(session, couples, now) else set()


Leak = tuple[object, str, object]  # what is put in its place, and where
sheets_tense = sheets._tense
PLANTED: dict[str, tuple[Leak, Pair]] = {
    "read": (
        (looks.LOOKS, "answer", (_tell_of_reading, *looks.LOOKS["answer"])),
        told(0, ["20 11:00 A ask 1"], ["20 11:05 B open_card 1"]),
    ),
    "a limit for both": (
        (needs_seen, "count_open", _count_held_too),
        told(0, ["20 12:00 A look_for_a_need 1"], [f"20 11:0{at} B hold_card {at}" for at in (1, 2, 3)]),
    ),
    "ids that count up": (
        (database, "RANDOM_BITS", 0),
        told(0, ["20 11:00 A ask 1", "20 12:00 A check_in 1"], ["20 11:30 B reword_alone 7"]),
    ),
    "a second later": (
        (carry_out.pauses, "keep_tension", _put_everything_off),
        told(0, ["20 12:00 A check_in 1"], ["20 13:00 B tense_alone 1"]),
    ),
    "a short sheet for both": (
        (sheets, "_tense", _for_both),
        MENDED["a short sheet, since B is tense"],
    ),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_leak_is_found(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put in on purpose: reading that is told, a limit both share, rows that count, a second, a shorter form."""
    (where, name, leak), pair = PLANTED[what]
    assert not leaks(pair), story(pair)
    if isinstance(where, dict):
        monkeypatch.setitem(where, name, leak)
    else:
        monkeypatch.setattr(where, name, leak)
    assert leaks(pair)


def test_a_course_that_fails_is_made_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be read then is the leak and nothing beside it."""
    monkeypatch.setattr(sheets, "_tense", _for_both)
    joint = ("20 09:30 A note 3", "20 10:00 B ask 2", "20 12:00 A check_in 1", "20 15:00 A look 4")
    secrets = ("20 09:40 B look_for_help 1", "20 11:00 B flooded_alone 1", "20 13:00 B send_photo 1")
    short = shortest(told(0, joint, secrets))
    assert [act.what for act in short.more] == ["flooded_alone", "check_in"]


def test_what_waits_for_one_chat_delays_no_other() -> None:
    """T-3, G-13: places in the queue of B's chat, and what Telegram refuses there, are none of A's."""
    now = [0.0]
    pacing = Pacing(clock=lambda: now[0])
    for _ in range(20):
        pacing.take_for(2)
    pacing.refused(2, 30)
    assert pacing.take_for(2) > 0
    assert pacing.take_for(1) == 0
    assert pacing.reserve() == 0
