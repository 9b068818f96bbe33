"""Couples in many zones who live through months in seconds: all that Attune says by itself is what ought to be said."""

import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import NamedTuple

from sqlmodel import Session, func, select

from conversations.dialogue.turn import Attune
from conversations.dialogue.wording import OfflineWording
from conversations.records.checkins import Sheet, SheetState
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.partners import Consent, Partner, add_partner, find_partner
from conversations.records.reminders import Reminder
from conversations.records.sealing import Sealer
from scheduler.checkins import plan_due
from scheduler.claims import take_over
from scheduler.housekeeping import tidy
from tests.faults.member import DAY, HOUR, LONG_AGO, Member, Said, is_night
from tests.stage import Shown, Stage, fresh_stage

TOO_LATE, WINDOW, NUDGE_AFTER = 2 * HOUR, 6 * HOUR, 4.5 * HOUR  # flows.md 9.2
KEPT = 6  # messages that a phone remembers
ANSWERS = ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done")


class Downtime(NamedTuple):
    """The process is not there, from the one moment until the other."""

    begins: datetime
    ends: datetime


@dataclass
class Year:
    """A whole Attune in memory, its couples, and what ought to be said to each of them."""

    now: datetime
    downtimes: list[Downtime] = field(default_factory=list)
    stage: Stage = field(default_factory=fresh_stage)
    members: list[Member] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    tidied_at: datetime = LONG_AGO
    _events: list[tuple[datetime, int, str, int]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)
    _days: dict[int, date] = field(default_factory=dict)  # of sheets

    def couple(self, *homes: tuple[str, time]) -> None:
        """Two people who live there and are asked at that time."""
        self.stage.now = self.now
        with transaction(self.stage.engine) as session:
            pair = Couple(state=CoupleState.ACTIVE, created_at=self.now)
            session.add(pair)
            session.flush()
            for zone, wall in homes:
                self.members.append(self._member(session, pair.id, zone, wall))

    def _member(self, session: Session, pair: int, zone: str, wall: time) -> Member:
        phone = self.stage.person("P", "en")
        member = Member(phone, zone, wall)
        member.plan(self.now)
        long_ago = self.now - 30 * DAY
        row = add_partner(session, self.stage.attune.sealer, phone.telegram_id, "P", "en", long_ago)
        row.couple_id, row.consent, row.zone, row.checkin_at = pair, Consent.TOGETHER, zone, wall
        row.next_checkin_at = member.due_at
        return member

    def later(self, at: datetime, what: str, number: int) -> None:
        """A member "answers", or moves to a "zone Asia/Tokyo" or an "hour 19:15", as soon as somebody can hear it."""
        heapq.heappush(self._events, (at, next(self._order), what, number))

    def lives_until(self, end: datetime, rng: Random) -> None:
        """Go from one thing that is due to the next. Raises `AssertionError` where something else is said than
        ought to be, or anything once more after a restart."""
        while (next_at := self._next_at()) < end:
            self.now = max(self.now, next_at)
            self._sleep_through(rng)
            self._tidies()
            self._ticks()
            while self._events and self._events[0][0] <= self.now:
                _, _, what, number = heapq.heappop(self._events)
                self._happens(what, number)

    def _next_at(self) -> datetime:
        """When Attune, or somebody who knows better, thinks that something is due."""
        with transaction(self.stage.engine) as session:
            planned = session.exec(select(func.min(Partner.next_checkin_at))).one()
            promised = session.exec(select(func.min(Reminder.due_at))).one()
        known = [member.due_at for member in self.members]
        happens = [at for at, *_ in self._events[:1]]
        return min(at for at in (planned, promised, *known, *happens) if at is not None)

    def _sleep_through(self, rng: Random) -> None:
        """If the process is away just now, it comes back at the end; sometimes it had died in the middle of a plan."""
        while self.downtimes and self.downtimes[0].begins <= self.now:
            away = self.downtimes.pop(0)
            if away.ends > self.now:
                if rng.random() < 0.5:
                    self._dies_while_it_plans()
                self.now = away.ends
                self._restarts()

    def _dies_while_it_plans(self) -> None:
        with Session(self.stage.engine) as session:
            plan_due(session, self.now, self.stage.attune)
            session.rollback()

    def _restarts(self) -> None:
        """Another process, which remembers nothing but what is written."""
        self.counts["restarts"] += 1
        old = self.stage.attune
        self.stage.attune = Attune(old.engine, Sealer(bytes(32)), old.book, OfflineWording(), old.bot)
        with transaction(self.stage.engine) as session:
            take_over(session, self.now)

    def _tidies(self) -> None:
        if self.now - self.tidied_at >= DAY:
            self.tidied_at = self.now
            tidy(self.now, self.stage.attune)

    def _ticks(self) -> None:
        """What is said must be what ought to be; and nothing when it is asked again at once."""
        self.stage.now = self.now
        ought, says = Counter(self._ought()), Counter(self._says())
        assert says == ought, f"at {self.now}: {self._told(says - ought)} and not {self._told(ought - says)}"
        assert self._says() == [], f"once more at {self.now}"

    def _told(self, said: Iterable[Said]) -> list[tuple[Said, Member]]:
        return [(one, self.members[one.member]) for one in said]

    def _says(self) -> list[Said]:
        newest = next(self.stage.ids)
        self.stage.ticks()
        found = []
        for number, member in enumerate(self.members):
            shown = self.stage.chats.get(member.phone.telegram_id, [])
            found += [self._read(number, one) for one in shown if one.id > newest]
            del shown[:-KEPT]
        self.counts.update(one.what for one in found)
        return [one for one in found if one.what not in ("alone", "pulse")]

    def _read(self, number: int, shown: Shown) -> Said:
        """Which date a message is about stands in its buttons."""
        flow, sheet, *what = shown.message.keyboard[0][0].data.split(" ")
        if flow == "rhythm":  # in the nudge's place; it names no date
            return Said(number, "nudged", max(self.members[number].asked), shown.message.silent)
        if flow in ("alone", "pulse"):  # not about asking for the day
            return Said(number, flow, date.min, shown.message.silent)
        day = self._day_of(int(sheet))
        return Said(number, "asked" if what else "nudged", day, shown.message.silent)

    def _day_of(self, sheet: int) -> date:
        if sheet not in self._days:
            with transaction(self.stage.engine) as session:
                self._days[sheet] = session.get_one(Sheet, sheet).day
        return self._days[sheet]

    # --- What ought to be ---------------------------------------------------------------------------------

    def _ought(self) -> Iterator[Said]:
        for number, member in enumerate(self.members):
            other = self.members[number ^ 1]
            if member.due_at <= self.now:
                yield from self._question(number, member, other)
            for day in [day for day, at in member.nudge_at.items() if at <= self.now]:
                del member.nudge_at[day]
                if self.now < member.asked[day] + WINDOW:
                    yield Said(number, "nudged", day, True)

    def _question(self, number: int, member: Member, other: Member) -> Iterator[Said]:
        day, at = member.day, member.due_at
        if day in member.over:
            member.last = day
            self.counts["over"] += 1
        elif self.now - at <= TOO_LATE:
            member.last, member.asked[day] = day, self.now
            yield Said(number, "asked", day, is_night(self.now, member.zone))
            if day in other.answered:
                member.nudge_at[day] = self.now + NUDGE_AFTER
        else:
            self.counts["left out"] += 1
        member.plan(self.now)

    # --- What people do -----------------------------------------------------------------------------------

    def _happens(self, what: str, number: int) -> None:
        what, _, where = what.partition(" ")
        self.counts[what] += 1
        if what == "answers":
            self._answers(number)
        else:
            self._moves(self.members[number], what, where)

    def _moves(self, member: Member, what: str, where: str) -> None:
        """To another "zone" or to another "hour", by the settings."""
        member.phone.presses(f"set {what}", None)
        member.phone.says(where)
        with transaction(self.stage.engine) as session:
            row = find_partner(session, self.stage.attune.sealer, member.phone.telegram_id)
            assert row is not None and row.checkin_at is not None
            member.zone, member.wall = row.zone, row.checkin_at
            member.plan(self.now)
            its_sheet = select(Sheet.id).where(Sheet.couple_id == row.couple_id, Sheet.day == member.day)
            if session.exec(its_sheet.where(Sheet.state == SheetState.CLOSED)).first() is not None:
                member.over.add(member.day)

    def _answers(self, number: int) -> None:
        """The question that was asked last, if it is still there to be answered."""
        member, other = self.members[number], self.members[number ^ 1]
        day = member.last
        if day not in member.asked or day in member.answered or self.now >= member.asked[day] + WINDOW:
            return
        for label in ANSWERS:
            member.phone.taps(label)
        member.answered[day] = self.now
        member.nudge_at.pop(day, None)
        nudge_at = other.asked[day] + NUDGE_AFTER if day in other.asked else self.now
        if day not in other.answered and nudge_at > self.now:
            other.nudge_at[day] = nudge_at
