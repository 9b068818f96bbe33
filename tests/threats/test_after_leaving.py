"""Who has left is left in peace: every button and link ever shown to either does nothing, and says nothing (T-2).

`ATTUNE_SEED` walks the same way again.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from conversations.dialogue.events import ChatKind, Event, Where
from conversations.dialogue.turn import Handled
from conversations.flows import FLOWS, Wants
from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Message
from conversations.records.floor_lines import FloorLine
from conversations.records.floors import Floor, FloorSide
from conversations.records.needs import Need
from conversations.records.notes import Note
from conversations.records.partners import Partner
from conversations.records.pauses import Pause
from tests.faults.size import sized
from tests.flows.needing import tap, told
from tests.flows.shared_evening import lived, thank
from tests.seed import SEED
from tests.stage import GROUP, Phone, Stage, lives_in

SHARED = (Couple, Floor, FloorLine, FloorSide, Need, Note, Pause, Sheet, SheetAnswer)
NOT_IN_THE_WALK = ("leave", "delete", "agreed", "hide", "gate", "keep_for")
NEUTRAL = {
    "", *(f"dialogue.{key}" for key in ("moved_on", "not_yours", "parted.text", "alone.text", "in_private")),
    "lobby.not_now", "welcome.expired.text",
}  # fmt: skip


@dataclass
class Remembering(Stage):
    """A stage that remembers every button and link it ever showed, and to whom."""

    shown: dict[tuple[int, str], int] = field(
        default_factory=dict
    )  # chat and what a tap carries: the message
    links: set[str] = field(default_factory=set)

    def _arrive(self, chat: int, message: Message) -> int | None:
        number = super()._arrive(chat, message)
        for key in (key for row in message.keyboard for key in row):
            if key.data and number is not None:
                self.shown[chat, key.data] = number
        self.links |= {key.url.partition("?start=")[2] for row in message.keyboard for key in row if key.url}
        return number

    def happens(self, make: Callable[[int], Event]) -> Handled:
        handled = super().happens(make)
        self.links |= {handled.link.partition("?start=")[2]} - {""}
        return handled


@pytest.fixture
def stage(database: Engine) -> Remembering:
    return Remembering(database)


def wander(stage: Remembering, phones: tuple[Phone, Phone], steps: int) -> None:
    """The two tap whatever they see, and write where words are awaited, but do not leave."""
    chance = random.Random(SEED)  # noqa: S311 (play)
    for _ in range(steps):
        phone = chance.choice(phones)
        if phone.shown[-1].message.ask_words and chance.random() < 0.5:
            phone.says(chance.choice(("tea at nine", "水がほしい", "21:00")))
            continue
        found = [one for one in stage.shown if one[0] in (phone.telegram_id, GROUP) and may_wander(one[1])]
        chat, data = chance.choice(found[-24:])
        press(phone, stage, chat, data)
        stage.wait(minutes=chance.choice((0, 0, 1, 20, 90)))
        stage.ticks()


def may_wander(data: str) -> bool:
    return data.partition(" ")[0] not in NOT_IN_THE_WALK


def press(phone: Phone, stage: Remembering, chat: int, data: str) -> None:
    place = Where(GROUP, ChatKind.SHARED) if chat == GROUP else None
    phone.presses(data, stage.shown[chat, data], place)


def shared_rows(stage: Stage, tables: tuple[type[SQLModel], ...] = SHARED) -> dict[str, list[Any]]:
    """Everything two people share, as it stands."""
    with transaction(stage.engine) as session:
        found = {one.__tablename__: session.connection().execute(select(one)).all() for one in tables}
        return {str(name): sorted(map(repr, rows)) for name, rows in found.items()}


def portions(of: list[Any]) -> Iterator[list[Any]]:
    """A few at a time: to look at every row takes longer than a tap."""
    return (of[at : at + 16] for at in range(0, len(of), 16))


def is_for_two(data: str) -> bool:
    """Whether a button starts something that takes two."""
    flow = data.partition(" ")[0]
    return flow in FLOWS and FLOWS[flow].wants is Wants.PARTNER


def evening(stage: Remembering) -> tuple[Phone, Phone]:
    """Everything that has buttons, and then whatever comes of it; at last Mika leaves."""
    aki, mika = phones = lived(stage)
    thank(aki, "おいしいごはん")
    for phone in phones:
        for command in ("/menu", "/need", "/turns", "/pause", "/repair", "/sorry", "/news", "/today", "/tense", "/settings",
                        "/coach", "/loop", "/friend", "/pulse", "/practice", "/learn", "/kept", "/privacy", "/support"):  # fmt: skip
            phone.says(command)
    wander(stage, phones, sized(60, 500))
    mika.says("/leave")
    mika.taps("Leave quietly")
    return aki, mika


def is_neutral(phone: Phone, before: list[str]) -> bool:
    """Nothing is said but one of a few lines that name nobody."""
    lines = {told(phone, key) if key else "" for key in NEUTRAL}
    new = [text for text in phone.texts if text not in before]
    return phone.toast in lines and all(text in lines for text in new)


def test_every_button_ever_shown_does_nothing_once_somebody_has_left(stage: Remembering) -> None:
    """T-2: pressed by either, in the chat where it stood; whatever takes two is answered with a neutral line."""
    print(f"ATTUNE_SEED={SEED}")
    aki, mika = evening(stage)
    rows, group = shared_rows(stage), stage.group().texts.copy()
    buttons = list(stage.shown)
    assert {flow for _, data in buttons if (flow := data.partition(" ")[0]) in FLOWS} > {
        "answer",
        "respond",
        "thanked",
        "need",
    }
    for phone, other in ((aki, mika), (mika, aki)):
        theirs = other.texts.copy()
        for some in portions(buttons):
            for chat, data in some:
                before = phone.texts.copy()
                press(phone, stage, chat, data)
                assert is_neutral(phone, before) or not is_for_two(data), (data, phone.toast, phone.sees)
            assert (shared_rows(stage), other.texts, stage.group().texts) == (rows, theirs, group), some
        for some in portions(
            [*stage.links, *(data.replace(" ", "-") for _, data in buttons if is_for_two(data))]
        ):
            for link in some:
                before = phone.texts.copy()
                phone.says(f"/start {link}")
                assert is_neutral(phone, before) or not is_for_two(link.replace("-", " ")), (link, phone.sees)
            assert (shared_rows(stage), other.texts, stage.group().texts) == (rows, theirs, group), some
    messages = len(aki.shown), len(mika.shown)
    stage.wait(minutes=5)
    stage.ticks()  # whoever breathed alone sees the end of it in its place
    both = aki.texts.copy(), mika.texts.copy()
    assert (len(aki.shown), len(mika.shown)) == messages
    stage.wait(days=8)
    stage.ticks()
    assert (aki.texts, mika.texts, stage.group().texts) == (*both, group), "nothing falls due"
    assert [one.couple_id for one in people(stage)] == [None, None], "nobody is brought together again"


def people(stage: Stage) -> list[Partner]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Partner)))


def pairs_anew(stage: Stage, known: Phone, new: Phone) -> None:
    """Two who are free, in a group of their own. Who is known need only say yes."""
    group = stage.group(-1002)
    group.adds_attune(known)
    for phone in (known, new):
        phone.taps(group.shown[0].buttons[0][0], group)
        phone.opens_link()
    tap(known, "welcome.consent.options.yes")
    new.taps("English")
    lives_in(new, "London")
    new.taps("Evening 20:30")
    tap(new, "welcome.consent.options.yes")


def test_old_buttons_do_nothing_to_somebody_new(stage: Remembering) -> None:
    """T-2: who is with somebody else since brings nothing of before along, and nobody of before reaches them."""
    print(f"ATTUNE_SEED={SEED}")
    aki, mika = evening(stage)
    buttons = [(chat, data) for chat, data in stage.shown if any(len(part) > 10 for part in data.split())]
    noa = stage.person("Noa", "en")
    pairs_anew(stage, aki, noa)
    assert noa.sees.startswith("You're connected.")
    rows, seen = shared_rows(stage), noa.texts.copy()
    new_group = stage.group(-1002).texts.copy()
    for phone in (mika, aki):
        for some in portions(buttons):
            for chat, data in some:
                press(phone, stage, chat, data)
            assert (shared_rows(stage), noa.texts, stage.group(-1002).texts) == (rows, seen, new_group), some
        for link in stage.links:
            phone.says(f"/start {link}")
            assert (shared_rows(stage), noa.texts) == (rows, seen), link


def test_leaving_can_be_told_in_words_that_were_read_before(stage: Remembering) -> None:
    aki, mika = lived(stage)
    mika.says("/leave")
    mika.taps("Tell them for me")
    line = "Mikaさんは、ふたりでAttuneを使うのをやめました。ここからは、もう何も届きません。"
    assert line in mika.sees
    there = stage.group().texts.copy()
    mika.taps("Leave and tell")
    assert (aki.sees, stage.group().texts) == (line, there)
    assert mika.sees.startswith("Done.")
    aki.says("/need")
    assert aki.sees == told(aki, "dialogue.parted.text")


def test_who_looks_at_the_words_may_still_leave_quietly_or_stay(stage: Remembering) -> None:
    aki, mika = lived(stage)
    before = aki.texts.copy()
    mika.says("/leave")
    mika.taps("Tell them for me")
    mika.taps("Stay")
    thank(mika, "more soup")
    assert "more soup" in aki.sees
    before = aki.texts.copy()
    mika.says("/leave")
    mika.taps("Tell them for me")
    mika.taps("Leave quietly")
    assert aki.texts == before


def test_it_is_said_before_that_the_other_will_guess(stage: Remembering) -> None:
    """Of two people, the one who did not leave knows who did (flows.md 9.10)."""
    _, mika = lived(stage)
    mika.says("/leave")
    assert "will probably guess it was you" in mika.sees
    assert [label for row in mika.buttons for label in row] == [
        "Leave quietly",
        "Tell them for me",
        "Stay",
        "Close",
    ]
