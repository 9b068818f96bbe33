"""Two people of whom every table holds something, and each word says whose it is and whether the other has seen it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session, select

from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.phrasebook import Text
from conversations.dialogue.transcript import Answer
from conversations.records.agreements import agree
from conversations.records.checkins import Sheet, SheetAnswer, keep_half, reveal_sheet, show_half
from conversations.records.consents import ConsentLine
from conversations.records.conversations import keep_conversation
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, Urgency, post
from conversations.records.drafts import HeldDraft, hold_draft
from conversations.records.floor_lines import LineKind, add_line
from conversations.records.floors import Floor
from conversations.records.friend import keep_view
from conversations.records.left_out import leave_out
from conversations.records.lines_shown import LineShown
from conversations.records.loops import keep_report
from conversations.records.needs import Need, NeedState, add_need, keep_said_back
from conversations.records.notes import Note, add_note, keep_copy
from conversations.records.own_limits import keep_limit
from conversations.records.own_questions import add_question
from conversations.records.partners import Partner, find_partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, keep_tension
from conversations.records.practice import LessonRead, Practice
from conversations.records.profiles import keep_words
from conversations.records.pulse import PictureWish, keep_week
from conversations.records.reminders import ReminderKind, remind
from conversations.records.rituals import Ritual, RitualState, add_ritual
from conversations.records.sealing import Sealer, person
from conversations.records.waiting_notes import put_by
from conversations.records.wordings import WordingDay, add_fine_word
from tests.stage import GROUP, Phone, Stage

PRIVATE = (
    "draft", "held-card", "tension", "loop", "friend", "moment", "word", "under", "asked", "aside", "said", "agreed",
    "kept-part", "kept-week", "one-sided", "keepsake", "on-its-way", "given-up", "unopened", "pattern", "drill",
    "lesson", "phrase", "host", "version", "limit", "profile", "suggested", "unasked", "left-out", "pack",
)  # fmt: skip
SHOWN = ("line", "card", "heard", "words", "thanks", "alone", "sentence", "ritual")
ARRIVED = (*SHOWN, "on-its-way")  # what waited in the outbox comes as soon as anything does
SOLO = (
    "draft",
    "held-card",
    "tension",
    "loop",
    "friend",
    "moment",
    "profile",
    "word",
    "under",
    "asked",
    "aside",
    "said",
    "agreed",
    "limit",
)


def mark(name: str, what: str) -> str:
    """A word that stands in one place alone."""
    return f"{name}-{'shown' if what in SHOWN else 'private'}-{what}"


def marks(name: str, of: tuple[str, ...]) -> set[str]:
    return {mark(name, what) for what in of}


def lead(stage: Stage, first: Phone, second: Phone, days: int = 1, length: int = 0) -> None:
    """All of it for both; `days` check-ins that both have seen, with lines of `length` letters."""
    with transaction(stage.engine) as session:
        people = [find_partner(session, stage.attune.sealer, phone.telegram_id) for phone in (first, second)]
        one, other = [found for found in people if found is not None]
        for me, you, name, name_of_other in (
            (one, other, first.name, second.name),
            (other, one, second.name, first.name),
        ):
            life = Life(session, stage.attune.sealer, me, you, name, name_of_other, stage.now)
            life.alone()
            life.together()
        life.daily(days, length)


@dataclass
class Life:
    """One person's side of it."""

    session: Session
    sealer: Sealer
    me: Partner
    you: Partner
    name: str
    name_of_other: str
    now: datetime

    def says(self, what: str) -> str:
        return mark(self.name, what)

    def alone(self) -> None:
        session, sealer, me, now = self.session, self.sealer, self.me, self.now
        me.zone = "Pacific/Chatham" if me.id < self.you.id else "Pacific/Apia"
        me.checkin_at, me.keeps_days = time(3, 33) if me.id < self.you.id else time(4, 44), 365
        me.lends_to, me.packs = self.says("host"), self.says("pack")
        add_question(session, sealer, self._couple(), me.id, self.says("unasked"), now)
        asked = add_question(session, sealer, self._couple(), me.id, self.says("left-out"), now)
        leave_out(session, me.id, [asked.prompt], now)
        draft = HeldDraft(partner_id=me.id, body=b"", until=now + timedelta(hours=3), created_at=now)
        hold_draft(session, sealer, draft, self.says("draft"))
        keep_tension(session, sealer, me.id, 4, [self.says("tension")], now)
        keep_report(session, sealer, me.id, "reach", self.says("loop"), now)
        keep_view(session, sealer, me.id, {"happened": self.says("friend")}, True, now)
        keep_limit(session, sealer, me.id, self.says("limit"), now)
        week = (now - timedelta(days=now.weekday())).date()
        keep_week(session, sealer, (me.id, self.you.id), week, {"close": 4}, self.says("moment"), now)
        session.add(PictureWish(partner_id=me.id, couple_id=self._couple(), at=now))
        add_fine_word(session, sealer, me.id, self.says("word"), now)
        keep_words(session, sealer, me.id, "home_sad", self.says("profile"), now)
        answers = (Answer("kind", self.says("conversation")),)
        keep_conversation(session, sealer, me.id, "need", ((), ""), answers, now)
        today = now.date()
        session.add_all([
            Pattern(partner_id=me.id, kind=self.says("pattern"), times=3),
            WordingDay(partner_id=me.id, day=today, times=2),
            LineShown(partner_id=me.id, line=self.says("phrase"), shown_on=today),
            Practice(partner_id=me.id, drill=self.says("drill"), box=1, times=1, due_on=today),
            LessonRead(partner_id=me.id, lesson=self.says("lesson"), read_on=today),
            ConsentLine(partner_id=me.id, purpose="model", version=self.says("version"), given=True, at=now),
        ])  # fmt: skip
        remind(session, me.id, ReminderKind.NUDGE, 1, now + timedelta(hours=20))

    def together(self) -> None:
        session, sealer, now = self.session, self.sealer, self.now
        self._need("held-card", state=NeedState.HELD, place="")
        card = self._need("card", state=NeedState.HEARD)
        keep_said_back(session, sealer, card, mark(self.name_of_other, "heard"))
        self._need("words", "words", NeedState.HEARD)
        taken_back = self._need("gone")
        taken_back.card, taken_back.state, taken_back.closed_as = None, NeedState.CLOSED, "withdrawn"
        self._undelivered("given-up", DeliveryState.DEAD)
        self._undelivered("on-its-way", DeliveryState.PENDING)
        unopened = self._need("unopened")
        put_by(session, sealer, self.you.id, Message(Text("a card")), now, f"need {unopened.id}")
        note = self._note("thanks")
        keep_copy(session, sealer, note, self.me.id, self.says("keepsake"), now)
        self._talk()
        for what, state in (("ritual", RitualState.RUNNING), ("suggested", RitualState.PROPOSED)):
            self._ritual(what, state)
        couple_id = self._couple()
        agree(session, sealer, couple_id, self.me.id, self.says("sentence"), now)
        session.add(Pause(couple_id=couple_id, started_by=self.me.id, back_at=now, started_at=now, state="over",
                          first_level="settled", second_level="not_yet"))  # fmt: skip
        first = 0 if self.me.id < self.you.id else 40
        self._half(self._sheet(first + 2), "one-sided")
        self._half(self._sheet(first + 4), "alone", shown=True)
        session.flush()

    def daily(self, days: int, length: int) -> None:
        """Check-ins of both, opened; one part of each line's day is kept private."""
        for day in range(days):
            sheet = self._sheet(day + 100)
            for one in (self, self._other()):
                one._half(sheet, "line", "x" * length, shown=True)
            reveal_sheet(self.session, sheet.id, self.now)
        self._kept_parts()

    def _kept_parts(self) -> None:
        sheet = self._sheet(99)
        for one in (self, self._other()):
            half = one._asked(sheet)
            private = frozenset({"line", "week", "word"})
            answered = Answered("some", "sad", "lonely", "", f"prompts.{one.says('kept-part')}", one.says("kept-part"),
                                private, "help", one.says("kept-week"))  # fmt: skip
            assert keep_half(self.session, self.sealer, half, answered, one.now)
            show_half(self.session, half.id, one.now)
        reveal_sheet(self.session, sheet.id, self.now)

    def _other(self) -> "Life":
        return Life(self.session, self.sealer, self.you, self.me, self.name_of_other, self.name, self.now)

    def _couple(self) -> int:
        assert self.me.couple_id is not None
        return self.me.couple_id

    def _need(
        self, what: str, kind: str = "listen", state: NeedState = NeedState.OPEN, place: str = "us"
    ) -> Need:
        need = Need(
            couple_id=self._couple(), author_id=self.me.id, reader_id=self.you.id, kind=kind, place=place, state=state,
            created_at=self.now, changed_at=self.now,
        )  # fmt: skip
        return add_need(self.session, self.sealer, need, self.says(what))

    def _undelivered(self, what: str, state: DeliveryState) -> None:
        need = self._need(what)
        post(self.session, self.sealer, self.you.telegram_id, person(self.you.id), Message(Text(self.says(what))),
             self.now, Urgency.RELAY, self.me.id, f"need {need.id}")  # fmt: skip
        waits = self.session.exec(select(Delivery).where(Delivery.about == f"need {need.id}")).one()
        waits.state = state

    def _note(self, what: str) -> Note:
        note = Note(
            couple_id=self._couple(), author_id=self.me.id, reader_id=self.you.id, kind="thanks", place="us",
            answered_as="heart ", created_at=self.now, changed_at=self.now,
        )  # fmt: skip
        return add_note(self.session, self.sealer, note, self.says(what))

    def _ritual(self, what: str, state: RitualState) -> None:
        ritual = Ritual(
            couple_id=self._couple(), proposed_by=self.me.id, kind="own", state=state, created_at=self.now
        )
        add_ritual(self.session, self.sealer, ritual, self.says(what))

    def _talk(self) -> None:
        floor = Floor(
            couple_id=self._couple(), proposed_by=self.me.id, speaker_id=self.me.id, minutes=10, created_at=self.now,
            moved_at=self.now, closed_at=self.now,
        )  # fmt: skip
        self.session.add(floor)
        self.session.flush()
        for kind in (LineKind.UNDER, LineKind.ASKED, LineKind.ASIDE, LineKind.SAID, LineKind.AGREED):
            add_line(self.session, self.sealer, floor, self.me.id, kind, self.says(kind))

    def _sheet(self, days_ago: int) -> Sheet:
        at = self.now - timedelta(days=days_ago)
        sheet = Sheet(
            couple_id=self._couple(), day=at.date(), prompt="", closes_at=self.now + timedelta(hours=6)
        )
        self.session.add(sheet)
        self.session.flush()
        return sheet

    def _asked(self, sheet: Sheet) -> SheetAnswer:
        half = SheetAnswer(
            sheet_id=sheet.id, partner_id=self.me.id, asked_at=self.now, closes_at=sheet.closes_at
        )
        self.session.add(half)
        self.session.flush()
        return half

    def _half(self, sheet: Sheet, what: str, more: str = "", shown: bool = False) -> None:
        half = self._asked(sheet)
        answered = Answered("some", question="prompts.joy_01", line=self.says(what) + more)
        assert keep_half(self.session, self.sealer, half, answered, self.now)
        if shown:
            show_half(self.session, half.id, self.now)


def partner(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def another_couple(stage: Stage) -> tuple[Phone, Phone]:
    """Ren and Sora, made without their evening."""
    ren, sora = stage.person("Ren", "ja"), stage.person("Sora", "en")
    for phone in (ren, sora):
        phone.says("/menu")
    with transaction(stage.engine) as session:
        pair = Couple(state="active", chat=stage.attune.sealer.seal_id(GROUP - 1), created_at=stage.now)
        session.add(pair)
        session.flush()
        for phone in (ren, sora):
            found = find_partner(session, stage.attune.sealer, phone.telegram_id)
            assert found is not None
            found.couple_id, found.consent = pair.id, "together"
    return ren, sora


def found_in(text: str, *names: str) -> set[str]:
    """Which marks of these people stand there."""
    every = {mark(name, what) for name in names for what in (*PRIVATE, *SHOWN, "conversation", "gone")}
    return {one for one in every if f"{one}" in text}
