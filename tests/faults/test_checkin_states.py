"""Two couples check in, change it, pass, wait and move about, in every order: sealed until both are in, then as approved."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis.stateful import initialize
from sqlmodel import select

from conversations.dialogue.phrases import say
from conversations.localtime import local_date
from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.database import transaction
from conversations.records.partners import Partner
from tests.faults.beginning import Lives, lives_through, two_homes
from tests.faults.homes import Homes, Key, Post
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import Phone

EXAMPLES, STEPS = sized(2, 14), sized(25, 120)
PARTS = ("room", "word", "could", "line", "week")
CITIES = ("London", "東京", "New York", "Auckland", "Honolulu")
LATE = timedelta(hours=2)  # a question that would come later than this is left out
WORKS = ("checkin", "respond", "add_line", "alone")


@dataclass(frozen=True)
class Page:
    """A sheet as its row has it."""

    couple: int
    day: date
    state: str
    closes_at: datetime


@dataclass(frozen=True)
class Half:
    """One person's half of a sheet."""

    done_at: datetime | None
    passed_at: datetime | None
    shown_at: datetime | None
    body: bytes | None


@dataclass(frozen=True)
class Approved:
    """What somebody looked at when they said "Done": the lines of it, their words in it, and what stays theirs."""

    lines: tuple[str, ...]
    shared: frozenset[str]
    kept: frozenset[str]


Mine = tuple[int, int]  # a sheet and a Telegram id


class CheckIns(Lives):
    """What may become of a sheet, and who reads what of it, is written down here once more (flows.md 9.2)."""

    @initialize()
    def two_couples(self) -> None:
        self.homes: Homes = two_homes()
        self.pages: dict[int, Page] = {}
        self.halves: dict[Mine, Half] = {}
        self.approved: dict[Mine, Approved] = {}
        self.of_sheets: set[str] = set()  # words of lines: sealed
        self.added: set[str] = set()  # words below a reveal
        self.asked: Counter[tuple[object, ...]] = Counter()  # what was asked of whom, about what
        self.zones: dict[int, str] = {}
        self.before: tuple[dict[int, Page], dict[Mine, Half]] = ({}, {})  # as they were when last looked at
        self.nudged_no_more: set[int] = set()
        self.read()

    # --- what people do

    def looks_at_today(self, phone: Phone, chance: Random) -> None:
        self.says(phone, "/today")
        self.fills(phone, chance)

    def answers(self, phone: Phone, chance: Random) -> None:
        """A day's message, new or old, of one's own or of somebody else."""
        whose = phone if chance.random() < 0.9 else chance.choice(self.homes.people)
        keys = [key for key in self.homes.keys(whose) if key[0].startswith("checkin ")]
        keys = keys[-6:] if chance.random() < 0.7 else keys
        if keys:
            data, message, _ = chance.choice(keys)
            self.presses(phone, (data, message, phone.private))
            if len(data.split()) < 3 or data.split()[2] not in ("not_today", "fewer"):
                self.fills(phone, chance)

    def both_answer(self, phone: Phone, chance: Random) -> None:
        """Both fill it in, then both say that it is done."""
        both = [one for one in (phone, self.homes.other(phone)) if one is not None]
        for one in both:
            self.says(one, "/today")
            self.fills(one, chance, done=False)
        for one in both:
            self.approves(one)

    def fills(self, phone: Phone, chance: Random, done: bool = True) -> None:
        """One question after the other, to the last one or to somewhere between."""
        for _ in range(14):
            options = set(self.homes.options(phone))
            if {"done", "change"} <= options:
                break
            if not options:
                rooms = [key for key in self.homes.keys(phone)[-12:] if key[1] == phone.shown[-1].id]
                rooms = [key for key in rooms if key[0].startswith("checkin ")]
                if not rooms or chance.random() < 0.05:
                    return
                self.presses(phone, chance.choice(rooms))
            elif options & {"skip", "-skip"} and not {"listen"} & options and chance.random() < 0.75:
                self.writes_line(phone)
            else:
                self.chooses(phone, f":{chance.choice(sorted(options - {'-close', '-back'}) or ['-close'])}")
        if done and chance.random() < 0.9:
            self.looks_over(phone, chance)

    def writes_line(self, phone: Phone) -> None:
        word = self.homes.word(phone)
        self.of_sheets.add(word)
        self.says(phone, f"the {word}, twice.")

    def looks_over(self, phone: Phone, chance: Random) -> None:
        """Parts are kept private or shared again, one is changed; then it is done."""
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            if options := [one for one in self.homes.options(phone) if one in (*PARTS, "change")]:
                self.chooses(phone, f":{chance.choice(options)}")
        for _ in range(8):
            asked = set(self.homes.options(phone))
            if not asked or "done" in asked:
                break
            if "-skip" in asked or ("skip" in asked and "listen" not in asked):
                self.writes_line(phone)
            else:
                self.chooses(phone, f":{chance.choice(sorted(asked - {'-close', '-back'}))}")
        self.approves(phone)

    def approves(self, phone: Phone) -> None:
        """What is on the screen when "Done" is tapped is what the other one will read, to the letter."""
        if "done" not in self.homes.options(phone):
            return
        before, seen = dict(self.halves), self.on_the_screen(phone)
        posts = self.homes.chooses(phone, ":done")
        self.read_rows()
        changed = [
            mine for mine, half in self.halves.items()
            if before.get(mine) != half and half.body is not None and mine[1] == phone.telegram_id
            and (mine not in before or before[mine].body != half.body)
        ]  # fmt: skip
        assert len(changed) <= 1, changed
        for mine in changed:
            self.approved[mine] = seen
        self.look(posts, phone, ":done", {mine[0] for mine in changed})

    def on_the_screen(self, phone: Phone) -> Approved:
        """Without the last paragraph, which asks, and those about what is kept private, of rest, or left out."""
        paragraphs = phone.sees.split("\n\n")[:-1]
        notes = [one for one in paragraphs if one.startswith("👁")]
        book = self.homes.stage.attune.book
        aside = [book.words(say(key), phone.language) for key in ("checkin.rest", "checkin.left_out")]
        shown = [one for one in paragraphs if one not in (*notes, *aside)]
        lines = tuple(line for one in shown for line in one.split("\n"))
        words = {word for word in self.of_sheets if any(word in line for line in lines)}
        kept = {word for word in self.of_sheets if any(word in note for note in notes)}
        assert not words & kept, ("kept private, and shown", phone.sees)
        return Approved(lines, frozenset(words), frozenset(kept))

    def passes(self, phone: Phone, chance: Random) -> None:
        keys = [key for key in self.homes.keys(phone) if key[0].endswith(("not_today", "fewer"))]
        if keys:
            self.presses(phone, chance.choice(keys[-3:]))

    def says_something_back(self, phone: Phone, chance: Random) -> None:
        keys = [key for key in self.homes.keys(phone) if key[0].startswith(("respond ", "alone "))]
        if not keys:
            return
        key = chance.choice(keys[-8:] if chance.random() < 0.8 else keys)
        for _ in range(chance.choice((1, 1, 2))):
            self.presses(phone, key)
        if phone.shown[-1].message.ask_words and self.homes.options(phone):
            self.adds_a_line(phone, chance)

    def adds_a_line(self, phone: Phone, chance: Random) -> None:
        word = self.homes.word(phone)
        self.added.add(word)
        posts = self.says(phone, word)
        assert [post for post in posts if word in post.text and post.chat != phone.telegram_id] == []
        self.chooses(phone, chance.choice((":send", ":send", ":drop", ":rewrite")))

    def presses_something(self, phone: Phone, chance: Random) -> None:
        whose = phone if chance.random() < 0.8 else chance.choice(self.homes.people)
        keys = [key for key in self.homes.keys(whose) if key[0].split()[0] in WORKS or ":" in key[0]]
        if keys:
            data, message, where = chance.choice(keys)
            done = data.endswith(":done")
            place = phone.private if where == whose.private else where
            if not done:  # that is pressed where one looks at it
                self.presses(phone, (data, message, place))

    def sets_an_hour(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, ("set hour", None, phone.private))
        self.says(phone, f"{chance.randrange(24)}:{chance.choice(('00', '15', '45'))}")

    def moves(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, ("set zone", None, phone.private))
        self.chooses(phone, ":no")
        self.says(phone, chance.choice(CITIES))
        self.chooses(phone, ":z0", ":yes")

    def rests_or_wakes(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, (f"set {chance.choice(('rest', 'wake', 'wake'))}", None, phone.private))

    def wants_weekly(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, (f"set {chance.choice(('weekly', 'weekly', 'weekly_off'))}", None, phone.private))

    def pauses(self, phone: Phone, chance: Random) -> None:
        self.says(phone, "/pause")
        self.chooses(phone, ":20")

    def time_passes(self, phone: Phone, chance: Random) -> None:
        minutes, times = chance.choice(((5, 1), (30, 1), (90, 1), (60, 4), (110, 6), (110, 13), (60 * 30, 1)))
        for _ in range(times):
            self.look(self.homes.time_goes_by(minutes, tidies=chance.random() < 0.2), None, "time")

    def parts(self, phone: Phone, chance: Random) -> None:
        """Old sheets stay with the two they were of."""
        self.look(self.homes.leaves(phone), phone, "leaves")
        alone = [one for one in self.homes.people if self.homes.couple_of(one) is None]
        if len(alone) > 1:
            self.homes.pair(*chance.sample(alone, 2))
        for one in (phone, *alone):
            self.answers(one, chance)
            self.says_something_back(one, chance)

    # --- small steps

    def says(self, phone: Phone, text: str) -> list[Post]:
        return self.look(self.homes.says(phone, text), phone, text)

    def chooses(self, phone: Phone, *ends: str) -> list[Post]:
        return self.look(self.homes.chooses(phone, *ends), phone, ends[0])

    def presses(self, phone: Phone, key: Key) -> list[Post]:
        return self.look(self.homes.presses(phone, key), phone, key[0])

    # --- what holds

    def look(
        self, posts: list[Post], phone: Phone | None, what: str, done: frozenset[int] | set[int] = frozenset()
    ) -> list[Post]:
        before, halves = self.before if what == ":done" else (self.pages, self.halves)
        self.read_rows()
        self.before = self.pages, self.halves
        assert len({(one.couple, one.day) for one in self.pages.values()}) == len(self.pages)
        for id, page in self.pages.items():
            self.may_become(id, before.get(id), page, posts, phone, what)
        for mine in self.halves:
            self.may_change(mine, halves.get(mine), self.halves[mine], before, phone, (what, done, posts))
        self.words_stay_sealed(before, posts, phone, what)
        if phone is None:
            self.is_asked_once(posts)
        elif what != ":done" or not self.opened(before):
            self.only_what_is_sent_goes(posts, phone, what)
        return posts

    def opened(self, before: dict[int, Page]) -> set[int]:
        """Sheets that are open for both since just now."""
        return {id for id, page in self.pages.items()
                if page.state == "revealed" and (id not in before or before[id].state != "revealed")}  # fmt: skip

    def may_become(
        self, id: int, old: Page | None, new: Page, posts: list[Post], phone: Phone | None, what: str
    ) -> None:
        story, now = (what, old, new, posts), self.homes.stage.now
        if old is None:
            assert new.state == "open", story
            return
        assert (old.couple, old.day) == (new.couple, new.day), story
        cards = [post for post in posts if post.about == f"sheet {id}" and post.author is None]
        if (old.state, new.state) == ("open", "revealed"):
            assert phone is not None and what == ":done" and now < old.closes_at, story
            self.both_read_what_was_approved(id, new, cards, story)
            return
        assert not cards, story
        if old.state != new.state:
            assert (old.state, new.state) == ("open", "closed") and phone is None and new.closes_at <= now, (
                story
            )

    def both_read_what_was_approved(self, id: int, page: Page, cards: list[Post], story: object) -> None:
        """One card where they talk, or one for each; in it every line that was approved, and nothing that was not."""
        state, both = self.homes.standing.couples[page.couple]
        shared = self.homes.standing.group_of(page.couple)
        assert state == "active" and len(cards) == (1 if shared else 2), story
        assert {post.chat for post in cards} == (shared or both), story
        for person in both:
            mine = self.approved[id, person]
            [card] = [post for post in cards if post.chat in {person, *shared}]
            assert [line for line in mine.lines if line not in card.text.split("\n")] == [], (mine, story)
            words = {word for word in self.of_sheets if word in card.text}
            assert words == frozenset[str]().union(*(self.approved[id, one].shared for one in both)), story

    def may_change(
        self,
        mine: Mine,
        old: Half | None,
        new: Half,
        before: dict[int, Page],
        phone: Phone | None,
        story: object,
    ) -> None:
        """By whose it is, while the sheet is open; what is not done is not shown."""
        page, was = self.pages[mine[0]], before.get(mine[0])
        body = old.body if old is not None else None
        if new.body != body:
            assert phone is not None and phone.telegram_id == mine[1], story
            assert was is not None and was.state == "open" and self.homes.stage.now < was.closes_at, story
            assert self.homes.couple_of(phone) == page.couple, ("of another couple", story)
        if new.shown_at is not None and (old is None or old.shown_at is None):
            assert page.state == "revealed" or (page.state == "closed" and phone is not None and
                                                phone.telegram_id == mine[1]), story  # fmt: skip
            assert phone is not None and self.homes.couple_of(phone) == page.couple, (
                "of another couple",
                story,
            )

    def words_stay_sealed(
        self, before: dict[int, Page], posts: list[Post], phone: Phone | None, what: str
    ) -> None:
        """A line reaches the other one on the card of both, or when its author sends it alone."""
        for post in posts:
            for word in [word for word in self.of_sheets if word in post.text]:
                by = self.homes.words[word].author
                if post.chat == by:
                    continue
                kind, _, id = post.about.partition(" ")
                assert kind == "sheet" and phone is not None, ("sealed", what, word, post)
                sent = self.approved[int(id), by]
                assert word in sent.shared, ("not what was approved", what, word, post, sent)
                both = int(id) in self.opened(before)
                alone = what.startswith(f"alone {id} send") and phone.telegram_id == by
                assert both or (alone and self.pages[int(id)].state == "closed"), (what, word, post)

    def only_what_is_sent_goes(self, posts: list[Post], phone: Phone, what: str) -> None:
        """That somebody looks, answers, changes or passes is told to nobody."""
        flow, option = what.split(" ")[0], what.rpartition(":")[2]
        tells = (
            flow in ("respond", "alone", "leaves") or option in ("send", "20") or what.startswith("/pause")
        )
        others = [post for post in posts if post.chat != phone.telegram_id]
        assert tells or not others, (what, others)
        for post in others:
            known = post.about.startswith("sheet ") or post.author == phone.telegram_id or option == "20"
            assert known or what == "leaves", (what, post)

    def is_asked_once(self, posts: list[Post]) -> None:
        """One question a date, one nudge a sheet, one question about what becomes of it; each to who it concerns."""
        for post in posts:
            for what, id in _asks(post):
                page, mine = self.pages[id], (id, post.chat)
                self.asked[what, post.chat, id] += 1
                assert self.asked[what, post.chat, id] == 1, (what, post)
                assert self.homes.couple_of(self.homes.stage.phones[post.chat]) == page.couple, (what, post)
                half, other = (
                    self.halves[mine],
                    [h for (s, who), h in self.halves.items() if s == id and who != post.chat],
                )
                other_done = any(one.done_at is not None for one in other)
                if what == "day":
                    days = {
                        local_date(self.homes.stage.now - ago, self.zones[post.chat])
                        for ago in (timedelta(), LATE)
                    }
                    assert page.day in days and half.done_at is None, (post, page, half)
                    self.asked["date", post.chat, page.couple, page.day] += 1
                    assert self.asked["date", post.chat, page.couple, page.day] == 1, post
                elif what == "nudge":
                    assert page.state == "open" and other_done and half.done_at is half.passed_at is None, (
                        post,
                        half,
                    )
                    assert post.chat not in self.nudged_no_more, post
                else:
                    assert page.state == "closed" and half.done_at is not None and not other_done, (
                        post,
                        half,
                        other,
                    )

    def read(self) -> None:
        self.read_rows()
        self.before = self.pages, self.halves

    def read_rows(self) -> None:
        with transaction(self.homes.stage.engine) as session:
            pages, halves = session.exec(select(Sheet)).all(), session.exec(select(SheetAnswer)).all()
            people = session.exec(select(Partner)).all()
        person = self.homes.person
        self.pages = {one.id: Page(one.couple_id, one.day, one.state, one.closes_at) for one in pages}
        self.halves = {(one.sheet_id, person(one.partner_id)): Half(one.done_at, one.passed_at, one.shown_at, one.body)
                       for one in halves}  # fmt: skip
        self.zones = {person(one.id): one.zone for one in people}
        self.nudged_no_more = {person(one.id) for one in people if not one.nudge}


def _asks(post: Post) -> set[tuple[str, int]]:
    """What a message asks about which sheet, from its buttons."""
    found = set()
    for key in (key for row in post.message.keyboard for key in row):
        flow, _, rest = key.data.partition(" ")
        id, _, how = rest.partition(" ")
        match flow, how:
            case "checkin", "plenty":
                found.add(("day", int(id)))
            case "checkin", "":
                found.add(("nudge", int(id)))
            case "alone", "send":
                found.add(("alone", int(id)))
    return found


CheckIns.weights = {
    CheckIns.looks_at_today: 6, CheckIns.answers: 8, CheckIns.both_answer: 4, CheckIns.passes: 1,
    CheckIns.says_something_back: 4, CheckIns.presses_something: 5, CheckIns.sets_an_hour: 2, CheckIns.moves: 2,
    CheckIns.rests_or_wakes: 1, CheckIns.wants_weekly: 1, CheckIns.pauses: 1, CheckIns.time_passes: 10,
    CheckIns.parts: 1,
}  # fmt: skip


@pytest.mark.timeout(sized(120, 1800))
def test_a_check_in_is_sealed_until_both_are_in_and_opens_as_it_was_approved() -> None:
    lives_through(CheckIns, SEED, EXAMPLES, STEPS)


def test_a_sheet_stays_with_the_two_it_was_of() -> None:
    """Noa's day with Ren stayed one-sided. What she may still send of it, she cannot send to Aki."""
    homes = two_homes()
    aki, mika, noa, ren = homes.people
    homes.says(noa, "/today")
    for end in (" some", ":none", ":nothing"):
        homes.chooses(noa, end)
    word = homes.word(noa)
    homes.says(noa, word)
    homes.chooses(noa, ":done")
    homes.time_goes_by(60 * 24)
    [send] = [key for key in homes.keys(noa) if key[0].startswith("alone ") and key[0].endswith("send")]
    for one in (noa, aki):
        homes.leaves(one)
    homes.pair(noa, aki)
    assert homes.presses(noa, send) == []
    assert noa.toast != ""
    assert [text for phone in (aki, mika, ren) for text in phone.texts if word in text] == []


def test_a_couple_has_a_sheet_of_its_own_on_the_day_it_begins() -> None:
    """Noa has checked in with Ren already; with Aki there is a new sheet, and the old one takes nothing more."""
    homes = two_homes()
    aki, _, noa, ren = homes.people
    homes.says(noa, "/today")
    old = [key for key in homes.keys(noa) if key[0].startswith("checkin ") and key[0].endswith("some")]
    for one in (ren, aki):
        homes.leaves(one)
    homes.pair(noa, aki)
    assert homes.presses(noa, old[-1]) == []
    homes.says(noa, "/today")
    assert noa.shown[-1].buttons[0] != []
    fresh = [key for key in homes.keys(noa) if key[0].startswith("checkin ") and key[0].endswith("some")]
    assert fresh[-1][0] != old[-1][0]
