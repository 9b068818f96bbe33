"""A year goes by: time jumps from one thing that is due to the next, and the two people do what they would do."""

import heapq
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlmodel import func, select

from conversations.dialogue.events import ChatKind, Where
from conversations.records.database import transaction
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder
from scheduler.housekeeping import tidy
from tests.a_year.answering import Writer, checks_in, looks_back, offers, press
from tests.a_year.diary import Chapter, Scene
from tests.a_year.recording import QUESTION, WEEK, Came, Recorded
from tests.stage import Phone

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
TIDIES = 7 * DAY  # every so often; oftener costs a year too much time
FOREVER = datetime.max.replace(tzinfo=UTC)

Act = Callable[[], None]


@dataclass
class Home:
    """Where somebody's clock hangs, and when they are asked, from some date on."""

    since: date
    zone: str
    wall: time
    lands: time = time()  # on that date: until then the home before counts

    @property
    def landing(self) -> datetime:
        return _moment(self.since, self.lands, self.zone)

    def hour(self, day: date) -> datetime:
        """When somebody who lives there is asked about a date."""
        return _moment(day, self.wall, self.zone)


@dataclass
class Life:
    """Two people, their phones, and all that is still to happen."""

    stage: Recorded
    phones: dict[str, Phone]
    homes: dict[str, list[Home]]
    chapters: Sequence[Chapter]
    seed: int
    writers: dict[str, Writer] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)  # who and which sheet
    wrote: set[tuple[str, str]] = field(default_factory=set)  # who wrote something to which question
    tidied_at: datetime = FOREVER
    _agenda: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)
    _read: int = 0  # of what was seen

    def __post_init__(self) -> None:
        self.writers = {name: Writer(name) for name in self.phones}
        self.tidied_at = self.stage.now

    # --- clocks

    def home(self, who: str, at: datetime) -> Home:
        """Where somebody lives at this moment, by their own calendar."""
        homes = self.homes[who]
        there = [home for home in homes if at >= home.landing]
        return there[-1] if there else homes[0]

    def local(self, who: str, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.home(who, at).zone))

    def moment(self, who: str, day: date, wall: time) -> datetime:
        """When somebody's clock shows this, where they live then."""
        noon = datetime.combine(day, time(12), UTC)
        for home in reversed(self.homes[who]):
            at = _moment(day, wall, home.zone)
            if self.home(who, at) is home:
                return at
        return _moment(day, wall, self.home(who, noon).zone)

    def chapter(self, day: date) -> Chapter:
        return next((one for one in self.chapters if one.begins <= day <= one.ends), self.chapters[-1])

    def aways(self) -> list[tuple[datetime, datetime]]:
        """When Attune was not there."""
        found = [away for one in self.chapters for away in one.away]
        return sorted((_utc(away.day, away.begins), _utc(away.day, away.ends)) for away in found)

    # --- what happens

    def lives(self) -> None:
        """All chapters, to the end of the last."""
        for chapter in self.chapters:
            for scene in chapter.scenes:
                self._later(self.moment(scene.who, scene.day, scene.wall), self._playing(scene))
        end = datetime.combine(self.chapters[-1].ends + DAY, time(15), UTC)
        aways = self.aways()
        while (at := self._next_at()) < end:
            self._goes_to(at)
            for begins, ends in aways:
                if begins <= self.stage.now < ends:
                    self._goes_to(ends)
            self._what_is_due()
            self._what_they_do()

    def _goes_to(self, at: datetime) -> None:
        self.stage.now = max(self.stage.now, at)

    def _next_at(self) -> datetime:
        return min([*(at for at, *_ in self._agenda[:1]), self._due_at()])

    def _due_at(self) -> datetime:
        """When Attune thinks that something is due."""
        with transaction(self.stage.engine) as session:
            planned = session.exec(select(func.min(Partner.next_checkin_at))).one()
            weekly = session.exec(select(func.min(Partner.next_pulse_at))).one()
            promised = session.exec(select(func.min(Reminder.due_at))).one()
        return min((at for at in (planned, weekly, promised) if at is not None), default=FOREVER)

    def _what_is_due(self) -> None:
        if self.stage.now - self.tidied_at >= TIDIES:
            self.tidied_at = self.stage.now
            tidy(self.stage.now, self.stage.attune)
        if self._due_at() <= self.stage.now:
            self.stage.ticks()
        self._read_news()

    def _what_they_do(self) -> None:
        while self._agenda and self._agenda[0][0] <= self.stage.now:
            heapq.heappop(self._agenda)[2]()
            self._read_news()

    def _later(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._agenda, (at, next(self._order), act))

    def _playing(self, scene: Scene) -> Act:
        def act() -> None:
            for step in scene.does:
                step(self.phones[scene.who])

        return act

    # --- what they read, and what they make of it

    def _read_news(self) -> None:
        """Whatever came since: a question is answered sooner or later, a card gets a heart or none."""
        fresh, self._read = self.stage.seen[self._read :], len(self.stage.seen)
        for one in fresh:
            if isinstance(one, Came) and not one.changed:
                self._reads(one)

    def _reads(self, came: Came) -> None:
        flows = {data.split(" ")[0] for data in came.data}
        who = next((name for name, phone in self.phones.items() if phone.telegram_id == came.chat), "")
        if who and came.because == QUESTION and came.sheet:
            self._is_asked(who, came)
        elif who and came.because == WEEK:
            self._is_asked_for_the_week(who, came)
        elif who and came.because == "sheet_end":
            self._is_left_alone(who, came)
        elif not who and "respond" in flows:
            for name in self.phones:
                self._sees_both(name, came)

    def _is_asked(self, who: str, came: Came) -> None:
        day, sheet = self.local(who, came.at).date(), came.sheet
        habit, rng = self.chapter(day).habit(who), self._chance(who, day, "asked")
        if rng.random() >= habit.answers:
            return
        late = rng.random() < habit.late
        after = rng.randrange(100, 330) if late else rng.randrange(2, 55)

        def act() -> None:
            if (who, sheet) not in self.answered:
                self.answered.add((who, sheet))
                self.writers[who].is_read = {day, day + DAY} & {*self.chapter(day).shown} != set()
                checks_in(self.phones[who], sheet, habit, self.writers[who], rng)
                self.wrote |= {(who, question) for question in self.writers[who].asked}

        self._later(came.at + after * MINUTE, act)

    def _is_asked_for_the_week(self, who: str, came: Came) -> None:
        day = self.local(who, came.at).date()
        rng = self._chance(who, day, "week")
        if rng.random() < self.chapter(day).habit(who).looks_back:
            shown = next(one for one in reversed(self.phones[who].shown) if one.id == came.id)
            after = rng.randrange(60, 85)  # minutes; the check-in comes first
            self._later(
                came.at + after * MINUTE, lambda: looks_back(self.phones[who], shown, self.writers[who], rng)
            )

    def _is_left_alone(self, who: str, came: Came) -> None:
        """In the morning: keep it, send it, or leave the question where it is."""
        day = self.local(who, came.at).date()
        choice = self._chance(who, day, "alone").choice(("keep", "keep", "send", ""))
        if choice in offers(self.phones[who].shown[-1]):
            shown = self.phones[who].shown[-1]
            self._later(self.moment(who, day, time(8, 20)), lambda: press(self.phones[who], shown, choice))

    def _sees_both(self, who: str, came: Came) -> None:
        day = self.local(who, came.at).date()
        rng = self._chance(who, day, "sees")
        if rng.random() < self.chapter(day).habit(who).hearts:
            heart = next(data for data in came.data if data.endswith(" heart"))
            at = came.at + rng.randrange(3, 50) * MINUTE
            group = self.stage.group().shown[-1]
            self._later(at, lambda: self._presses_in_us(who, heart, group.id))

    def _presses_in_us(self, who: str, data: str, message: int) -> None:
        self.phones[who].presses(data, message, Where(self.stage.group().id, ChatKind.SHARED))

    def _chance(self, who: str, day: date, what: str) -> Random:
        """What chance has in store for somebody on a day, whatever came before."""
        return Random(f"{self.seed} {who} {day} {what}")  # noqa: S311 (how people behave)


def _moment(day: date, wall: time, zone: str) -> datetime:
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)


def _utc(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, UTC)
