"""Two couples, each in two languages, and who reads what of theirs: the stage of a life in any order (G-9, G-11)."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st
from sqlmodel import col, func, select

from conversations.dialogue.at_hand import Direct
from conversations.dialogue.events import ChatKind, Tap, Where
from conversations.dialogue.turn import handle
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message
from conversations.records.partners import Partner
from scheduler.housekeeping import tidy
from tests.faults.town import Standing, Town
from tests.seed import SEED
from tests.stage import Phone, Shown, Stage

numbers = st.integers(
    0, 2**32
)  # what a step draws from hypothesis; for the rest it draws from `Homes.chance`

Key = tuple[str, int | None, Where]  # what a button carries, the message it is on, and where


@dataclass(frozen=True)
class Post:
    """A message that arrived."""

    chat: int
    message: Message
    author: int | None  # Telegram id of the one whose words or doings it brings
    about: str

    @property
    def text(self) -> str:
        return self.message.text.text


@dataclass(frozen=True)
class Word:
    """What nobody else writes, and who its author was with when they wrote it."""

    author: int
    couple: int


@dataclass
class WatchedStage(Stage):
    """A stage on which nothing arrives unseen, not even what is changed at once."""

    arrived: list[tuple[int, Message]] = field(default_factory=list)

    def _arrive(self, chat: int, message: Message) -> int | None:
        self.arrived.append((chat, message))
        return super()._arrive(chat, message)

    def receive(self, direct: Direct) -> None:
        """No delivery stands for it: private help is kept nowhere."""
        super()._arrive(direct.chat_id, direct.message)


@dataclass
class Homes:
    """The people, what they have written, and what has reached whom."""

    town: Town
    words: dict[str, Word] = field(default_factory=dict)
    brought: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # a word, and what it was about, to the other
    standing: Standing = field(init=False)
    ids: dict[int, int] = field(default_factory=dict)  # partner -> Telegram
    steps: int = 0

    def __post_init__(self) -> None:
        self.standing = self.town.standing()

    @property
    def stage(self) -> WatchedStage:
        assert isinstance(self.town.stage, WatchedStage)
        return self.town.stage

    @property
    def people(self) -> list[Phone]:
        return self.town.people

    def chance(self, number: int) -> Random:
        """What the next step is decided by. Hypothesis likes to begin with the same number for every step of a life:
        with it, each step would be the same."""
        self.steps += 1
        return Random(f"{SEED} {self.steps} {number}")  # noqa: S311

    # --- who is there

    def couple_of(self, phone: Phone) -> int | None:
        """The couple, once both have said yes."""
        found = self.standing.of(phone.telegram_id)
        return found[0] if found is not None and found[1] == "active" else None

    def other(self, phone: Phone) -> Phone | None:
        found = self.standing.of(phone.telegram_id)
        both = found[2] - {phone.telegram_id} if found is not None and found[1] == "active" else ()
        return next((self.stage.phones[id] for id in both), None)

    def person(self, partner_id: int) -> int:
        """The Telegram id of a partner."""
        if partner_id not in self.ids:
            seal = self.stage.attune.sealer
            with transaction(self.stage.engine) as session:
                self.ids |= {one.id: seal.open_id(one.telegram_id) for one in session.exec(select(Partner))}
        return self.ids[partner_id]

    def is_of(self, chat: int, couple: int) -> bool:
        """Whether a chat belongs to somebody of this couple, or to both."""
        _, both = self.standing.couples.get(couple, ("", frozenset()))
        return chat in both or self.standing.groups.get(chat) == couple

    # --- what they do

    def word(self, phone: Phone) -> str:
        """A new one, for something that this person is about to write."""
        couple = self.couple_of(phone)
        word = f"zq{phone.name.lower()}{len(self.words)}z"
        self.words[word] = Word(phone.telegram_id, couple or 0)
        return word

    def says(self, phone: Phone, text: str) -> list[Post]:
        return self.acts(lambda: phone.says(text), phone, text)

    def presses(self, phone: Phone, key: Key) -> list[Post]:
        return self.acts(lambda: phone.presses(*key), phone, key[0])

    def presses_twice(self, phone: Phone, key: Key) -> list[Post]:
        """One press that arrives two times."""
        stage, (data, message, where) = self.stage, key
        tap = Tap(next(stage.ids), phone.who, where, data, message, "q")

        def arrives() -> None:
            for _ in range(2):
                handle(tap, stage.now, stage.attune)
                stage.deliver()

        return self.acts(arrives, phone, f"{data}, sent twice")

    def chooses(self, phone: Phone, *ends: str) -> list[Post]:
        """Press the first of these that is under the newest message; nothing where none of them is."""
        keys = {key.data: key for key in self.town.keys(phone.shown[-1:])}
        for end in ends:
            if data := next((data for data in keys if data.endswith(end)), None):
                return self.presses(phone, (data, phone.shown[-1].id, phone.private))
        return []

    def options(self, phone: Phone) -> list[str]:
        """What the newest message asks: the names of its answers. Empty where nothing is asked."""
        return [key.data.partition(":")[2] for key in self.town.keys(phone.shown[-1:]) if ":" in key.data]

    def finishes(self, phone: Phone, chance: Random, most: int = 6) -> list[Post]:
        """Answer whatever is asked until nothing is, by buttons and by words that nobody else writes."""
        posts: list[Post] = []
        for _ in range(most):
            options = self.options(phone)
            answers = [one for one in options if not one.startswith("-")]
            asks_words = phone.shown[-1].message.ask_words
            if not options:
                break
            if asks_words and (not answers or chance.random() < 0.5):
                posts += self.says(phone, self.word(phone))
            elif answers:
                posts += self.chooses(phone, f":{chance.choice(answers)}")
        return posts

    def keys(self, phone: Phone) -> list[Key]:
        """Every button that this person can see."""
        couple = self.standing.of(phone.telegram_id)
        groups = self.standing.group_of(couple[0]) if couple is not None else ()
        places = [(phone.shown, phone.private)]
        places += [(self.stage.group(id).shown, Where(id, ChatKind.SHARED)) for id in groups]
        return [(key.data, one.id, where) for shown, where in places
                for one in shown for key in self.town.keys([one])]  # fmt: skip

    def leaves(self, phone: Phone) -> list[Post]:
        return self.acts(lambda: self.town.leaves(phone), phone, "leaves")

    def pair(self, first: Phone, second: Phone) -> None:
        """By a link of the first one. Nothing where one of them is not alone."""
        before = len(self.town.links)
        self.acts(lambda: self.town.invites(first), first, "invites")
        if len(self.town.links) > before:
            self.says(second, f"/start {self.town.links[-1].payload}")
            self.acts(lambda: self.town.goes_on(second, "yes"), second, "says yes")
            self.acts(lambda: self.town.confirms(first), first, "confirms")

    def time_goes_by(self, minutes: float, tidies: bool = False) -> list[Post]:
        """A tick at its end; `tidies`: what is old is forgotten as well."""
        self.stage.wait(minutes=minutes)

        def falls_due() -> None:
            self.stage.ticks()
            if tidies:
                tidy(self.stage.now, self.stage.attune)

        return self.acts(falls_due, None, "time")

    # --- what holds

    def acts(self, act: Callable[[], Any], phone: Phone | None, what: str) -> list[Post]:
        """Let somebody do something; what arrives of it, none of it where it should not."""
        newest, was = self._newest(), self.standing
        self.stage.arrived.clear()
        act()
        posts = self._posts_after(newest)
        self.standing = self.town.standing()
        for post in posts:
            self._may_arrive(post, was, phone, what)
        self._look_again(posts, phone)
        return posts

    def _look_again(self, posts: list[Post], phone: Phone | None) -> None:
        """What its author looks at once more, about to send it, is from now on for whom they are with now."""
        for post in posts if phone is not None else ():
            keys = [key.data for row in post.message.keyboard for key in row]
            if phone is not None and any(key.endswith((":partner", ":us")) for key in keys):
                mine = [
                    word for word, by in self.words.items() if by.author == post.chat == phone.telegram_id
                ]
                shown = [word for word in mine if word in post.text]
                self.words |= {word: Word(post.chat, self.couple_of(phone) or 0) for word in shown}

    def _newest(self) -> int:
        with transaction(self.stage.engine) as session:
            return session.exec(select(func.max(Delivery.id))).one() or 0

    def _posts_after(self, newest: int) -> list[Post]:
        sent = (
            select(Delivery.author_id, Delivery.about)
            .where(Delivery.state == DeliveryState.SENT, col(Delivery.id) > newest)
            .order_by(col(Delivery.id))
        )
        with transaction(self.stage.engine) as session:
            rows = session.exec(sent).all()
        assert len(rows) == len(self.stage.arrived)
        return [
            Post(chat, message, self.person(author) if author is not None else None, about)
            for (author, about), (chat, message) in zip(rows, self.stage.arrived, strict=True)
        ]

    def _may_arrive(self, post: Post, was: Standing, phone: Phone | None, what: str) -> None:
        """Only those it was written for read a word, while they are together; and what is brought, once."""
        for word, by in self.words.items():
            if word not in post.text or post.chat == by.author:
                continue
            state, both = was.couples.get(by.couple, ("", frozenset()))
            story = (what, word, post)
            assert state == "active" and by.author in both, ("not together any more", *story)
            assert post.chat in both or was.groups.get(post.chat) == by.couple, (
                "somebody else reads it",
                *story,
            )
            if post.author == by.author:
                self.brought[word, post.about] += 1
                assert self.brought[word, post.about] == 1, ("it was brought before", *story)


def buttons(shown: list[Shown]) -> Iterator[Any]:
    """The keys under messages."""
    return itertools.chain(*(row for one in shown for row in one.message.keyboard))
