"""Two couples ask, answer, take back, leave and come again, in every order: each answer once, each word to one reader."""

import re
from dataclasses import dataclass
from datetime import datetime
from random import Random

import pytest
from hypothesis.stateful import initialize
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.needs import NO_KIND, REST_AFTER_NO, Need
from tests.faults.beginning import Lives, lives_through, two_homes
from tests.faults.homes import Homes, Key, Post
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import Phone

EXAMPLES, STEPS = sized(2, 14), sized(25, 120)
MOST_OPEN, MOST_ROUNDS = 3, 2  # flows.md 9.3
KINDS = ("listen", "comfort", "space", "help")

LIVE = ("open", "heard", "accepted", "deferred", "declined", "offered")
WAITING = ("open", "heard", "deferred")
BY_READER: dict[str, tuple[str, ...]] = {  # where the one who is asked may bring a card, and from where
    "heard": ("open",),
    "accepted": (*WAITING, "declined", "offered"),
    "deferred": ("open", "heard"),
    "declined": WAITING,
    "offered": (*WAITING, "declined"),
    "closed": LIVE,  # let it rest
}
READERS_MARKS, AUTHORS_MARKS = {"line", "ask", "mode"}, {"got", "more", "reply", "mode_said"}
ANSWERS = ("heard", "can", "later", "back", "ask", "mode", "cant", "offer", "write", "line attend_go_on", "rest",
           "more", "hear")  # fmt: skip
REPLIES = ("yes", "almost", "not_quite", "reply", "listen", "solve", "helps", "honest", "talk", "withdraw", "helped",
           "partly", "closer", "missed", "rest", "drop")  # fmt: skip
AGAIN = ("look", "again", "change", "anew")

CLOCK = re.compile(r"\d{1,2}:\d\d")


@dataclass(frozen=True)
class Card:
    """A card as its row has it."""

    id: int
    couple: int
    author: int  # Telegram id
    state: str
    kind: str
    told: frozenset[str]
    rounds: int
    moved: bool
    how: str  # it was closed
    declined_at: datetime | None
    has_words: bool


class Needs(Lives):
    """What may happen to a card, and to whom word of it goes, is written down here once more (flows.md 9.3)."""

    @initialize()
    def two_couples(self) -> None:
        self.homes: Homes = two_homes()
        self.cards: dict[int, Card] = {}
        self.written: dict[str, int] = {}  # word on a card -> its author

    # --- what people do

    def asks(self, phone: Phone, chance: Random) -> None:
        """From the first button to the last, or left somewhere between."""
        kind = chance.choice(KINDS)
        if not self.begins(phone, kind):
            return
        self.steps(phone, ":none", ":quietly_here")
        self.writes(phone)
        if chance.random() < 0.4:
            self.writes(phone)  # the request as well
        self.steps(phone, ":enough")
        if kind == "space":
            self.steps(phone, ":hour", ":twenty")
        way = chance.choice((":us", ":us", ":partner", ":partner", ":hold", ":drop", ":edit", "cancel", ""))
        if way == "cancel":
            self.look(self.homes.says(phone, "/cancel"), phone, "cancels")
        elif way == ":edit":
            self.steps(phone, way)
            self.look_at_all(phone, chance)
        elif way:
            self.goes(phone, way)
        if way == ":hold":
            self.steps(phone, ":twenty", ":evening")

    def asks_for_much(self, phone: Phone, chance: Random) -> None:
        """One card after the other, until there is no room for one more."""
        for _ in range(5):
            self.asks(phone, chance)

    def begins(self, phone: Phone, kind: str) -> bool:
        """Whether it may: three wait for an answer at most, and a kind that was declined rests for a day."""
        posts = self.homes.says(phone, "/need")
        full = self.open_cards(phone, ()) >= MOST_OPEN
        alone = self.homes.couple_of(phone) is None
        self.look(posts, phone, "/need")
        assert (f":{kind}" not in self.ends(phone)) == (full or alone), ("may begin", full, alone)
        if full or alone:
            return False
        self.steps(phone, f":{kind}")
        rests = kind in self.resting(phone)
        assert (":none" not in self.ends(phone)) == rests, ("rests", kind)
        return not rests

    def goes(self, phone: Phone, way: str) -> None:
        """What arrives is what was looked at, to the letter; and it arrives once."""
        preview, reader = _timeless(phone.sees), self.homes.other(phone)
        before = self.cards
        posts = self.homes.chooses(phone, way, ":partner")
        self.look(posts, phone, f"sends {way}")
        cards = [
            post for post in posts if post.author == phone.telegram_id and post.chat != phone.telegram_id
        ]
        fresh = [card for id, card in self.cards.items() if id not in before and card.state == "open"]
        assert len(cards) == len(fresh) <= 1, (way, posts)
        for post in cards:
            assert reader is not None
            assert way == ":us" or post.chat == reader.telegram_id
            lines = [line for line in _timeless(post.text).split("\n") if line]
            if (
                fresh[0].kind == NO_KIND
            ):  # a plain message is looked at in its author's language: its frame differs
                lines = [line for line in lines if "zq" in line]
            assert [line for line in lines if line not in preview] == [], (preview, post.text)

    def answers(self, phone: Phone, chance: Random) -> None:
        """By the one who is asked."""
        card, other = self.some_card(phone, chance, mine=False), self.homes.other(phone)
        if card is not None:
            self.presses(
                phone,
                (f"answer {card.id} {chance.choice(_fitting(card, ANSWERS, chance))}", None, phone.private),
            )
            self.look_at_all(phone, chance)
        elif other is not None:
            self.asks(other, chance)

    def replies(self, phone: Phone, chance: Random) -> None:
        """By the one who asked."""
        if (card := self.some_card(phone, chance, mine=True)) is not None:
            self.presses(
                phone,
                (f"asked {card.id} {chance.choice(_fitting(card, REPLIES, chance))}", None, phone.private),
            )
            self.look_at_all(phone, chance)

    def takes_it_back(self, phone: Phone, chance: Random) -> None:
        """A card that was taken back cannot be answered."""
        card, reader = self.some_card(phone, chance, mine=True), self.homes.other(phone)
        if card is None or reader is None:
            return
        self.presses(phone, (f"asked {card.id} withdraw", None, phone.private))
        for how in chance.sample(ANSWERS, 2) if self.cards[card.id].how == "withdrawn" else ():
            self.presses(reader, (f"answer {card.id} {how}", None, reader.private))
            assert not self.homes.options(reader), how

    def opens_again(self, phone: Phone, chance: Random) -> None:
        """A held card, one that waits, or one that is over; to be looked at before it goes."""
        if (card := self.some_card(phone, chance, mine=True)) is None:
            return
        self.presses(phone, (f"reopen {card.id} {chance.choice(AGAIN)}", None, phone.private))
        if any(end in (":partner", ":us") for end in self.ends(phone)):
            self.goes(phone, chance.choice((":us", ":partner")))
        else:
            self.look_at_all(phone, chance)

    def both_at_once(self, phone: Phone, chance: Random) -> None:
        """Both begin to say something about one card; then both go on to its end."""
        card, other = self.some_card(phone, chance, mine=True), self.homes.other(phone)
        if card is None or other is None:
            return
        both = [(phone, f"asked {card.id} {chance.choice(REPLIES)}"), (other, f"answer {card.id} {chance.choice(ANSWERS)}")]  # fmt: skip
        chance.shuffle(both)
        for one, data in both:
            self.presses(one, (data, None, one.private))
        for one, _ in both:
            self.look_at_all(one, chance)

    def presses_something(self, phone: Phone, chance: Random) -> None:
        """Anything they can see, mostly of late; perhaps two times; perhaps one that only another can see."""
        whose = phone if chance.random() < 0.8 else chance.choice(self.homes.people)
        keys = self.homes.keys(whose)
        recent = keys[-12:] if chance.random() < 0.6 else keys
        about = [key for key in recent if not key[0].startswith(("leave", "delete", "set ", "invite"))]
        if not about:
            return
        data, message, where = chance.choice(about)
        key = (data, message, phone.private if where == whose.private else where)
        if chance.random() < 0.3:
            self.look(self.homes.presses_twice(phone, key), phone, f"{data} twice")
        else:
            self.presses(phone, key)

    def pauses(self, phone: Phone, chance: Random) -> None:
        self.look(self.homes.says(phone, "/pause"), phone, "pauses")
        self.steps(phone, ":20")

    def time_passes(self, phone: Phone, chance: Random) -> None:
        minutes = chance.choice((1, 25, 70, 60 * 5, 60 * 14, 60 * 25, 60 * 49))
        self.look(self.homes.time_goes_by(minutes, tidies=chance.random() < 0.3), None, "time")

    def parts(self, phone: Phone, chance: Random) -> None:
        """Nothing of it appears any more; later they may be with each other again, or with somebody else."""
        self.look(self.homes.leaves(phone), phone, "leaves")
        assert self.homes.couple_of(phone) is None
        self.answers(phone, chance)
        self.comes_together(phone, chance)

    def comes_together(self, phone: Phone, chance: Random) -> None:
        alone = [one for one in self.homes.people if self.homes.couple_of(one) is None]
        if len(alone) > 1 and chance.random() < 0.7:
            self.homes.pair(*chance.sample(alone, 2))

    # --- small steps

    def ends(self, phone: Phone) -> list[str]:
        return [f":{option}" for option in self.homes.options(phone)]

    def steps(self, phone: Phone, *ends: str) -> None:
        self.look(self.homes.chooses(phone, *ends), phone, ends[0])

    def presses(self, phone: Phone, key: Key) -> None:
        self.look(self.homes.presses(phone, key), phone, key[0])

    def writes(self, phone: Phone) -> None:
        word = self.homes.word(phone)
        self.written[word] = phone.telegram_id
        self.look(self.homes.says(phone, word), phone, word)

    def look_at_all(self, phone: Phone, chance: Random) -> None:
        """Answer what is asked, one thing at a time, and look at what each of it led to."""
        for _ in range(5):
            if not self.homes.options(phone):
                return
            self.look(self.homes.finishes(phone, chance, most=1), phone, "goes on")

    def some_card(self, phone: Phone, chance: Random, mine: bool) -> Card | None:
        """One of theirs, mostly one that is not over; sometimes anybody's."""
        couple = self.homes.couple_of(phone)
        ours = [
            one
            for one in self.cards.values()
            if one.couple == couple and (one.author == phone.telegram_id) == mine
        ]
        live = [one for one in ours if one.state != "closed"]
        if chance.random() < 0.1:
            return chance.choice(list(self.cards.values())) if self.cards else None
        wide = live or (ours if chance.random() < 0.3 else [])
        return chance.choice(wide) if wide else None

    def open_cards(self, phone: Phone, but: tuple[str, ...]) -> int:
        mine = [one for one in self.cards.values() if one.author == phone.telegram_id]
        return sum(one.state == "open" and one.kind not in but for one in mine)

    def resting(self, phone: Phone) -> set[str]:
        since = self.homes.stage.now - REST_AFTER_NO
        return {
            one.kind
            for one in self.cards.values()
            if one.author == phone.telegram_id and one.declined_at and one.declined_at > since
        }

    # --- what holds

    def look(self, posts: list[Post], phone: Phone | None, what: str) -> None:
        """Compare every card with how it was, and what was said of it with what became of it."""
        before, self.cards = self.cards, self.read()
        for id in before.keys() | self.cards.keys():
            old, new = before.get(id), self.cards.get(id)
            brought = [one for one in posts if one.about == f"need {id}" and one.author is not None]
            self.may_become(old, new, brought, phone, what)
        self.goes_only_when_sent(before, posts, what)
        for one in self.homes.people:
            assert self.open_cards(one, (NO_KIND,)) <= MOST_OPEN, (what, one.name)

    def may_become(
        self, old: Card | None, new: Card | None, brought: list[Post], phone: Phone | None, what: str
    ) -> None:
        story = (what, old, new, brought)
        if new is None:
            assert old is not None and old.state == "held" and not brought, story
            return
        if old == new:
            assert not brought, story
            return
        assert phone is not None, ("time changes no card", *story)
        assert self.homes.couple_of(phone) == new.couple, ("of another couple", *story)
        mine = phone.telegram_id == new.author
        if old is None:
            assert mine and new.state in ("open", "held"), story
            assert new.state == "held" or new.kind not in self.resting(phone) - {NO_KIND}, story
            assert self.messages(brought) == (new.state == "open"), story
            return
        self.may_follow(old, new, mine, story)
        assert self.messages(brought) in _said(old, new, mine), story
        other = self.homes.other(phone)
        for post in brought:
            assert post.author == phone.telegram_id, story
            assert other is not None and (
                post.chat in (other.telegram_id, phone.telegram_id) or post.chat < 0
            ), story

    def messages(self, brought: list[Post]) -> int:
        """How many there were, whatever the number of chats each went to."""
        return max((sum(post.chat == chat for post in brought) for chat in {post.chat for post in brought}), default=0)  # fmt: skip

    def may_follow(self, old: Card, new: Card, mine: bool, story: object) -> None:
        """Who did it may do it, from where the card stood."""
        assert old.state in LIVE, ("it was over, or not sent", story)
        marks = new.told - old.told
        assert old.told <= new.told and marks <= (AUTHORS_MARKS if mine else READERS_MARKS), story
        assert new.rounds - old.rounds in ((0,) if mine else (0, 1)) and new.rounds <= MOST_ROUNDS, story
        if new.state != old.state and mine:
            assert new.state == "closed", story
        elif new.state != old.state:
            assert old.state in BY_READER[new.state], story
            assert new.state != "closed" or new.how == "rested", story
        assert (new.how != "") == (new.state == "closed"), story
        assert new.has_words == (new.how != "withdrawn"), story

    def goes_only_when_sent(self, before: dict[int, Card], posts: list[Post], what: str) -> None:
        """A word on a card is brought to the other one with the card, and not sooner."""
        sent = {one.author for id, one in self.cards.items() if one.state == "open" and id not in before}
        for post in posts:
            words = [
                word
                for word, author in self.written.items()
                if post.author == author != post.chat and word in post.text
            ]
            assert not words or post.author in sent, (what, words, post)

    def read(self) -> dict[int, Card]:
        with transaction(self.homes.stage.engine) as session:
            rows = session.exec(select(Need)).all()
        return {one.id: self.seen(one) for one in rows}

    def seen(self, need: Need) -> Card:
        marks = need.told.split()
        assert len(set(marks)) == len(marks), "each mark stands once"
        author = self.homes.person(need.author_id)
        return Card(need.id, need.couple_id, author, need.state, need.kind, frozenset(marks), need.rounds, need.moved,
                    need.closed_as, need.declined_at, need.card is not None)  # fmt: skip


def _fitting(card: Card, hows: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    """What can be said where a card stands, most of the time; else anything."""
    fits = {"heard": ("open",), "can": (*WAITING, "declined", "offered"), "later": WAITING, "cant": WAITING,
            "offer": (*WAITING, "declined"), "helps": ("offered",), "honest": ("offered", "declined"),
            "talk": ("offered", "declined"), "drop": ("held",),
            **dict.fromkeys(("helped", "partly", "closer", "missed"), ("accepted",))}  # fmt: skip
    fitting = tuple(how for how in hows if card.state in fits.get(how, LIVE))
    marks = {"yes": card.rounds, "almost": card.rounds, "not_quite": card.rounds, "reply": "ask" in card.told,
             "listen": "mode" in card.told, "solve": "mode" in card.told}  # fmt: skip
    fitting = tuple(how for how in fitting if marks.get(how, True))
    return fitting if fitting and chance.random() < 0.75 else hows


def _timeless(text: str) -> str:
    """Each reads a time on their own clock, also in a preview."""
    return CLOCK.sub("a time", text)


def _said(old: Card, new: Card, mine: bool) -> set[int]:
    """How many messages bring this to the other one."""
    if new.state == "closed" and mine:
        if new.how == "withdrawn":
            return {1}
        answered = old.state in ("offered", "declined")
        return {0, 1} if answered and new.how in ("helped", "rested") else {0}
    return {1}


Needs.weights = {
    Needs.asks: 8, Needs.asks_for_much: 2, Needs.answers: 14, Needs.replies: 7, Needs.takes_it_back: 1, Needs.opens_again: 3,
    Needs.both_at_once: 3, Needs.presses_something: 8, Needs.pauses: 1, Needs.time_passes: 4, Needs.parts: 1,
    Needs.comes_together: 2,
}  # fmt: skip


@pytest.mark.timeout(sized(120, 1800))
def test_each_answer_comes_once_and_each_word_has_one_reader() -> None:
    lives_through(Needs, SEED, EXAMPLES, STEPS)
