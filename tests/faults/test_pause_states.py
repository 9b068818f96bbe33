"""Two couples pause, come back, pause again and write meanwhile: one pause, its time as it was set, and words wait."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis.stateful import initialize
from sqlmodel import col, select

from conversations.dialogue.outcomes.pauses import back_time
from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import Value, say
from conversations.records.database import transaction
from conversations.records.drafts import HeldDraft
from conversations.records.needs import Need, NeedState
from conversations.records.partners import Partner
from conversations.records.pauses import Pause
from tests.faults.beginning import Lives, lives_through, two_homes
from tests.faults.homes import Homes, Key, Post, buttons
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import Phone

EXAMPLES, STEPS = sized(2, 14), sized(25, 120)
ZONE = {"ja": "Asia/Tokyo", "en": "Europe/London"}
READY = ("settled", "nearly")
SHORTEST, MINUTE = timedelta(minutes=20), timedelta(minutes=1)
ENDS = ("pause.rest.text", "pause.turns.text", "pause.be_together.text", "pause.leave.text")
BECOMES = {  # flows.md 9.5; a new pause ends one that nobody closed
    "": {"running"}, "running": {"returning"}, "returning": {"running", "back", "over"}, "back": {"over"}, "over": set(),
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A pause as its row has it."""

    id: int
    couple: int
    state: str
    back_at: datetime
    started_at: datetime
    extended: bool
    levels: tuple[str, str]


@dataclass(frozen=True)
class Held:
    """Words that wait for their author."""

    id: int
    author: int  # Telegram id
    until: datetime
    couple: int | None  # of a card: it is between two


class Pauses(Lives):
    """What a pause does and what waits for its end is written down here once more (flows.md 9.5)."""

    @initialize()
    def two_couples(self) -> None:
        self.homes: Homes = two_homes()
        self.pauses: dict[int, Seen] = {}
        self.held: dict[int, Held] = {}
        self.came_back: Counter[int] = Counter()  # what was held -> times its author was shown it
        self.said: Counter[tuple[str, int, datetime, int]] = Counter()  # line, pause, its time, reader
        self.hands: set[str] = set()  # words of a hand held out: they go through a pause
        self.resting: set[int] = set()
        self.have_rested: set[int] = set()  # whoever wakes up after a question is not asked it again
        self.set_for: datetime | None = None  # when the pause that is being chosen is to end

    # --- what people do

    def starts(self, phone: Phone, chance: Random) -> None:
        length = chance.choice(("20", "30", "60", "tomorrow"))
        self.says(phone, "/pause")
        if chance.random() < 0.3:
            self.time_passes(phone, chance)
        self.chooses_length(phone, length)

    def starts_at_once(self, phone: Phone, chance: Random) -> None:
        """Without a choice, as a button on a card offers it."""
        self.presses(phone, ("pause 20", None, phone.private))
        self.set_for = _full_minute(self.homes.stage.now + SHORTEST)
        self.chooses(phone, ":start")
        self.set_for = None

    def both_start(self, phone: Phone, chance: Random) -> None:
        """The first who chooses has chosen for both."""
        both = [one for one in (phone, self.homes.other(phone)) if one is not None]
        for one in both:
            self.says(one, "/pause")
        for one in both:
            self.chooses_length(one, chance.choice(("20", "30", "60")))

    def chooses_length(self, phone: Phone, length: str) -> None:
        now = self.homes.stage.now
        if length == "tomorrow":
            there = (now - timedelta(hours=4)).astimezone(ZoneInfo(ZONE[phone.language])) + timedelta(days=1)
            self.set_for = there.replace(hour=9, minute=0, second=0, microsecond=0)
        else:
            self.set_for = _full_minute(now + timedelta(minutes=int(length)))
        self.chooses(phone, f":{length}")
        self.set_for = None

    def comes_back(self, phone: Phone, chance: Random) -> None:
        how = chance.choice(("settled", "settled", "nearly", "not_yet", "turns", "together", "leave", ""))
        if (pause := self.some_pause(phone, chance)) is not None:
            self.presses(phone, (f"back {pause.id} {how}".strip(), None, phone.private))
            if any(option in ("1", "3", "12") for option in self.homes.options(phone)):
                hours = chance.choice(("1", "3", "12", "rest"))
                later = timedelta(hours=int(hours)) if hours != "rest" else timedelta()
                self.set_for = _full_minute(self.homes.stage.now + later)
                self.chooses(phone, f":{hours}")
                self.set_for = None

    def both_come_back(self, phone: Phone, chance: Random) -> None:
        for one in (phone, self.homes.other(phone)):
            if one is not None and (pause := self.some_pause(one, chance)) is not None:
                for _ in range(chance.choice((1, 1, 2))):
                    how = chance.choice(READY)
                    self.presses(one, (f"back {pause.id} {how}", None, one.private))

    def some_pause(self, phone: Phone, chance: Random) -> Seen | None:
        """The newest of theirs; sometimes any."""
        couple = self.homes.couple_of(phone)
        ours = [one for one in self.pauses.values() if one.couple == couple]
        if chance.random() < 0.1:
            return chance.choice(list(self.pauses.values())) if self.pauses else None
        return ours[-1] if ours else None

    def writes(self, phone: Phone, chance: Random) -> None:
        """A card or a note, from its first word to the button that sends it."""
        word, kind = self.homes.word(phone), chance.choice(("need", "thanks", "thanks", "news"))
        if kind == "need":
            self.says(phone, "/need")
            for end in (f":{chance.choice(('listen', 'help', 'comfort'))}", ":none"):
                self.chooses(phone, end)
            self.says(phone, word)
            self.chooses(phone, ":enough")
        else:
            self.says(phone, f"/{kind} {word}")
            self.chooses(phone, ":-skip", ":skip")
        if kind == "need" and chance.random() < 0.3:
            self.chooses(phone, ":hold")
            self.chooses(phone, ":twenty")
        elif chance.random() < 0.8:
            self.goes(phone, word, chance.choice((":partner", ":us")))

    def goes(self, phone: Phone, word: str, way: str) -> None:
        """Outside of a pause it is brought at once; within, it is held. Never both, never neither."""
        asked = {":partner", ":us"} & {f":{option}" for option in self.homes.options(phone)}
        if not asked or word not in phone.sees:
            return
        before, runs = self.held.keys(), self.running(self.homes.couple_of(phone))
        posts = self.chooses(phone, way, ":partner")
        went = {
            post.chat for post in posts if word in post.text and post.author == phone.telegram_id != post.chat
        }
        kept = [one for id, one in self.held.items() if id not in before]
        if runs is None:
            rests = not posts or "reword" in {key.data for key in buttons(phone.shown[-1:])}
            assert (len(went) == 1 or rests) and not kept, (word, posts)
        else:
            assert not went, (word, posts)
            assert [one.until for one in kept] in ([runs.back_at], []), (word, runs, kept)
            assert kept or "reword" in {key.data for key in buttons(phone.shown[-1:])}, (word, posts)

    def needs_help_with_words(self, phone: Phone, chance: Random) -> None:
        """A draft that comes in a pause is kept as it is."""
        word, runs = self.homes.word(phone), self.running(self.homes.couple_of(phone))
        before = set(self.held)
        self.says(phone, f"/help_me_say_this You never listen to me about {word}.")
        if runs is not None:
            assert [one.until for id, one in self.held.items() if id not in before] == [runs.back_at]
        else:
            self.goes_on(phone, chance)

    def holds(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, ("hold", None, phone.private))
        self.says(phone, f"Not now {self.homes.word(phone)}.")
        self.chooses(phone, f":{chance.choice(('twenty', 'evening'))}")

    def holds_out_a_hand(self, phone: Phone, chance: Random) -> None:
        """One of each person goes through a pause."""
        word = self.homes.word(phone)
        self.hands.add(word)
        self.says(phone, f"/repair {word}")
        self.chooses(phone, ":partner", ":us")

    def takes_turns(self, phone: Phone, chance: Random) -> None:
        """A pause may come in the middle of it."""
        self.says(phone, f"/turns {self.homes.word(phone)}")
        for end in (":10", ":me", ":in"):
            self.chooses(phone, end)

    def goes_on(self, phone: Phone, chance: Random) -> None:
        """With whatever is asked."""
        for _ in range(4):
            if not self.homes.options(phone):
                return
            self.look(self.homes.finishes(phone, chance, most=1), phone, "goes on")

    def presses_something(self, phone: Phone, chance: Random) -> None:
        whose = phone if chance.random() < 0.8 else chance.choice(self.homes.people)
        keys = self.homes.keys(whose)
        keys = keys[-10:] if chance.random() < 0.7 else keys
        keys = [key for key in keys if not key[0].startswith(("leave", "delete", "set ", "invite"))]
        if not keys:
            return
        data, message, where = chance.choice(keys)
        key = (data, message, phone.private if where == whose.private else where)
        for _ in range(chance.choice((1, 1, 2))):
            self.presses(phone, key)
        self.goes_on(phone, chance)

    def keeps_quiet(self, phone: Phone, chance: Random) -> None:
        """Alone, and nobody is told."""
        how = "wake" if phone.telegram_id in self.resting else "rest"
        posts = self.homes.presses(phone, (f"set {how}", None, phone.private))
        assert {post.chat for post in posts} <= {phone.telegram_id}
        self.look(posts, phone, how)

    def breathes(self, phone: Phone, chance: Random) -> None:
        self.presses(phone, (chance.choice(("breathe", "idea", "breathe stop")), None, phone.private))

    def time_passes(self, phone: Phone, chance: Random) -> None:
        minutes = chance.choice((1, 2, 5, 18, 20, 20, 30, 60, 60 * 11, 60 * 25))
        self.look(self.homes.time_goes_by(minutes, tidies=chance.random() < 0.1), None, "time")

    def parts(self, phone: Phone, chance: Random) -> None:
        self.look(self.homes.leaves(phone), phone, "leaves")
        alone = [one for one in self.homes.people if self.homes.couple_of(one) is None]
        if len(alone) > 1:
            self.homes.pair(*chance.sample(alone, 2))

    # --- small steps

    def says(self, phone: Phone, text: str) -> list[Post]:
        return self.look(self.homes.says(phone, text), phone, text)

    def chooses(self, phone: Phone, *ends: str) -> list[Post]:
        return self.look(self.homes.chooses(phone, *ends), phone, ends[0])

    def presses(self, phone: Phone, key: Key) -> list[Post]:
        return self.look(self.homes.presses(phone, key), phone, key[0])

    def running(self, couple: int | None) -> Seen | None:
        found = (one for one in self.pauses.values() if one.couple == couple and one.state == "running")
        return next(found, None)

    def text(self, phone: Phone, what: Value) -> str:
        """As this person reads it."""
        book = self.homes.stage.attune.book
        return book.render(what, Reader(phone.language, ZONE[phone.language])).text

    # --- what holds

    def look(self, posts: list[Post], phone: Phone | None, what: str) -> list[Post]:
        before, held = self.pauses, self.held
        self.read()
        self.one_at_a_time(what)
        for id, new in self.pauses.items():
            if new.couple in self.homes.standing.couples and self.both_of(new.couple):
                self.may_become(before.get(id), new, posts, phone, what)
        self.nothing_comes_meanwhile(before, posts, phone, what)
        self.what_was_held_comes_back(before, held, posts, phone)
        return posts

    def both_of(self, couple: int) -> list[Phone]:
        state, both = self.homes.standing.couples[couple]
        return [self.homes.stage.phones[id] for id in both] if state == "active" else []

    def one_at_a_time(self, what: str) -> None:
        live = Counter(one.couple for one in self.pauses.values() if one.state != "over")
        assert [couple for couple, many in live.items() if many > 1] == [], what

    def may_become(
        self, old: Seen | None, new: Seen, posts: list[Post], phone: Phone | None, what: str
    ) -> None:
        """From state to state by who may, and each reads what follows once, on their own clock."""
        story, now = (what, old, new, posts), self.homes.stage.now
        was = old.state if old is not None else ""
        self.lines_come_once(new, posts, phone, story)
        if old is not None and (was, old.levels) == (new.state, new.levels):
            assert old == new, ("nothing else changes", *story)
            return
        assert was == new.state or new.state in BECOMES[was] or "over" == new.state, story
        if was == "running" and new.state == "over":
            raise AssertionError("a pause that runs is not ended before its time", *story)
        if (was, new.state) == ("running", "returning"):
            assert phone is None and new.back_at <= now, story
            return
        assert phone is not None and self.homes.couple_of(phone) == new.couple, ("by one of the two", *story)
        if new.state == "running":
            self.both_are_told(
                "pause.started.text" if old is None else "pause.longer.text", new, posts, story
            )
        elif was == new.state == "returning":
            self.nobody_learns_how_it_is(old, new, posts, phone, story)
        elif new.state == "back":
            assert old is not None and all(one in READY for one in new.levels), story
            self.once_to_both(say("pause.together.text"), new, posts, story)
        elif new.state == "over" and self.running(new.couple) is None:
            self.the_other_reads_how_it_goes_on(new, posts, phone, story)

    def the_other_reads_how_it_goes_on(
        self, new: Seen, posts: list[Post], phone: Phone, story: object
    ) -> None:
        """Whoever chooses first has chosen for both."""
        other = self.homes.other(phone)
        assert other is not None, story
        places = self.homes.standing.group_of(new.couple) or {other.telegram_id}
        told = [self.text(other, say(key)) for key in ENDS]
        read = [post for post in posts if post.chat in places and any(one in post.text for one in told)]
        assert len(read) == 1, (read, story)

    def both_are_told(self, key: str, new: Seen, posts: list[Post], story: object) -> None:
        """The same words, and the time that was set."""
        now = self.homes.stage.now
        assert new.started_at == now and new.back_at >= now + SHORTEST, story
        assert new.back_at.second == new.back_at.microsecond == 0, story
        if self.set_for is not None:
            assert new.back_at == max(self.set_for, _full_minute(now + SHORTEST)), (self.set_for, story)
        for one in self.both_of(new.couple):
            told = self.text(one, say(key, back=back_time(new.back_at, now)))
            assert [post.text for post in posts if post.chat == one.telegram_id].count(told) == 1, (
                told,
                story,
            )

    def nobody_learns_how_it_is(
        self, old: Seen | None, new: Seen, posts: list[Post], phone: Phone, story: object
    ) -> None:
        assert old is not None, story
        assert sum(one != other for one, other in zip(old.levels, new.levels, strict=True)) == 1, story
        assert {post.chat for post in posts} <= {phone.telegram_id}, story

    def once_to_both(self, what: Value, new: Seen, posts: list[Post], story: object) -> None:
        """Where they talk, or to each in private."""
        for one in self.both_of(new.couple):
            shared = self.homes.standing.group_of(new.couple)
            told = self.text(one, what)
            seen = [post for post in posts if told in post.text and post.chat in {one.telegram_id, *shared}]
            assert len(seen) == 1, (told, story)

    def lines_come_once(self, new: Seen, posts: list[Post], phone: Phone | None, story: object) -> None:
        """The line before, the question at the end and the line after it: once for each time that was set."""
        now = self.homes.stage.now
        fits = {
            "soon": new.state == "running" and new.back_at - 2 * MINUTE <= now < new.back_at,
            "level": new.state == "returning" and new.back_at <= now,
            "still": new.state == "returning" and new.back_at + 30 * MINUTE <= now,
        }
        if phone is not None or new.state not in ("running", "returning"):
            return
        for one in self.both_of(new.couple):
            self.lines_for(one, new, posts, fits, story)
            asked = self.said["level", new.id, new.back_at, one.telegram_id]
            may_be_left_out = one.telegram_id in self.have_rested
            assert asked or new.state != "returning" or may_be_left_out, ("not asked", story)

    def lines_for(
        self, one: Phone, new: Seen, posts: list[Post], fits: dict[str, bool], story: object
    ) -> None:
        for line, may in fits.items():
            told = self.text(one, say(f"pause.{line}.text"))
            if came := [post.text for post in posts if post.chat == one.telegram_id].count(told):
                at = (line, new.id, new.back_at, one.telegram_id)
                self.said[at] += came
                assert self.said[at] == 1, ("said before", line, story)
                assert may and one.telegram_id not in self.resting, (line, story)

    def nothing_comes_meanwhile(
        self, before: dict[int, Seen], posts: list[Post], phone: Phone | None, what: str
    ) -> None:
        """While nobody has to solve anything, nothing of one comes to the other but a hand held out."""
        quiet = {
            one.couple for id, one in self.pauses.items() if one.state == "running" and before.get(id) == one
        }
        for post in posts:
            if phone is not None and post.chat == phone.telegram_id:
                continue
            for word in [word for word in self.homes.words if word in post.text]:
                by = self.homes.words[word]
                waits = by.couple in quiet and word not in self.hands and post.chat != by.author
                assert not waits, ("it ought to wait", what, word, post)

    def what_was_held_comes_back(
        self, before: dict[int, Seen], held: dict[int, Held], posts: list[Post], phone: Phone | None
    ) -> None:
        """Once, in its order, to its author alone, and not before the end."""
        if phone is not None:
            return
        now = self.homes.stage.now
        back = [(post, id) for post in posts for key in buttons_of(post)
                if (id := _looked_at(key)) is not None and id in held]  # fmt: skip
        for post, id in back:
            self.came_back[id] += 1
            assert post.chat == held[id].author and self.came_back[id] == 1, (post, held[id])
            runs = self.running(self.homes.couple_of(self.homes.stage.phones[post.chat]))
            assert held[id].until <= now and (runs is None or runs.back_at <= now), (post, held[id], runs)
        for author in {held[id].author for _, id in back}:
            same = [(held[id].until, id) for _, id in back if held[id].author == author]
            assert same == sorted(same) or len({until for until, _ in same}) > 1, same
        for id, one in held.items():
            couple = self.homes.standing.of(one.author)
            ran = any(
                p.couple == (couple[0] if couple else None) and p.state == "running" for p in before.values()
            )
            gone = one.couple is not None and (couple is None or couple[0] != one.couple)
            assert self.came_back[id] or one.until > now or ran or gone or id not in self.held, (
                "it is lost",
                one,
            )

    def read(self) -> None:
        with transaction(self.homes.stage.engine) as session:
            pauses = session.exec(select(Pause).order_by(col(Pause.id))).all()
            drafts = session.exec(select(HeldDraft)).all()
            cards = session.exec(select(Need).where(Need.state == NeedState.HELD)).all()
            resting = session.exec(select(Partner.id).where(col(Partner.resting_since).is_not(None))).all()
        person = self.homes.person
        self.pauses = {one.id: Seen(one.id, one.couple_id, one.state, one.back_at, one.started_at, one.extended,
                                    (one.first_level, one.second_level)) for one in pauses}  # fmt: skip
        self.held = {one.id: Held(one.id, person(one.partner_id), one.until, None) for one in drafts}
        self.held |= {one.id: Held(one.id, person(one.author_id), one.kept_at or one.created_at, one.couple_id)
                      for one in cards}  # fmt: skip
        self.resting = {person(id) for id in resting}
        self.have_rested |= self.resting


def buttons_of(post: Post) -> list[str]:
    return [key.data for row in post.message.keyboard for key in row]


def _looked_at(data: str) -> int | None:
    """What was held, from the button below it."""
    flow, _, rest = data.partition(" ")
    id, _, how = rest.partition(" ")
    return int(id) if flow in ("held", "reopen") and how == "look" else None


def _full_minute(moment: datetime) -> datetime:
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + MINUTE


Pauses.weights = {
    Pauses.starts: 4, Pauses.starts_at_once: 2, Pauses.both_start: 2, Pauses.comes_back: 6, Pauses.both_come_back: 4,
    Pauses.writes: 6, Pauses.needs_help_with_words: 3, Pauses.holds: 2, Pauses.holds_out_a_hand: 2,
    Pauses.takes_turns: 2, Pauses.goes_on: 3, Pauses.presses_something: 6, Pauses.keeps_quiet: 1, Pauses.breathes: 1,
    Pauses.time_passes: 8, Pauses.parts: 1,
}  # fmt: skip


@pytest.mark.timeout(sized(120, 1800))
def test_there_is_one_pause_and_what_ought_to_wait_waits() -> None:
    lives_through(Pauses, SEED, EXAMPLES, STEPS)
