"""Two people tap in every order, twice, and in the same second: one legal state, each message once, Noa sees nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import Session, col, func, select

from conversations.dialogue.events import ChatKind, Tap, Where
from conversations.dialogue.turn import handle
from conversations.records.deliveries import Delivery
from conversations.records.needs import LIVE, Need
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder, ReminderKind
from tests.flows.needing import tap, told
from tests.stage import GROUP, Phone, Shown, Stage, fresh_stage, paired

KINDS = ("listen", "space", "help")
WAYS = ("us", "partner", "hold")
FROM: dict[str, set[str]] = {  # flows.md 9.3; "" is before it was made, or after it was let go
    "": {"held", "open"},
    "held": {""},
    "open": {"heard", "accepted", "deferred", "declined", "offered", "closed"},
    "heard": {"accepted", "deferred", "declined", "offered", "closed"},
    "deferred": {"accepted", "declined", "offered", "closed"},
    "declined": {"accepted", "offered", "closed"},
    "offered": {"accepted", "closed"},
    "accepted": {"closed"},
    "closed": set(),
}
ABOUT_NEEDS = {ReminderKind.NEED_KEPT, ReminderKind.NEED_DEFERRED, ReminderKind.NEED_QUIET,
               ReminderKind.NEED_UNANSWERED, ReminderKind.NEED_HELD, ReminderKind.FOLLOW_THROUGH}  # fmt: skip

ANSWERED_ONCE = ("line attend_go_on", "write", "back", "ask", "mode")
REPLIED_ONCE = ("yes", "almost", "not_quite", "reply", "listen")
TALK = (("answer", ANSWERED_ONCE), ("asked", REPLIED_ONCE))
ENDS = (("asked", ("withdraw", "rest")), ("answer", ("rest",)))
FITTING: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {  # what is pressed where a card stands so
    "held": (("reopen", ("look",)), ("asked", ("drop",))),
    "open": (("answer", ("heard", "can", "later", "cant", "offer")), *TALK, ("reopen", ("again", "change"))),
    "heard": (("answer", ("can", "later", "cant", "offer")), *TALK),
    "deferred": (("answer", ("can", "later", "cant", "offer")), *TALK),
    "declined": (("answer", ("can", "offer")), ("asked", ("honest", "talk"))),
    "offered": (("answer", ("can",)), ("asked", ("helps", "honest", "talk"))),
    "accepted": (("asked", ("helped", "closer", "missed")), *TALK),
    "closed": (*ENDS, ("reopen", ("anew",))),
}
CHANCE = st.randoms(use_true_random=True)  # seeded by hypothesis: it varies more than its own choices
PRESSED = ("need", "unsure", "reopen", "answer", "asked", "back")  # and every answer to a question

Key = tuple[str, int | None, Where]  # what a button carries, the message it is on, and where


@dataclass(frozen=True)
class Seen:
    """A card as its row shows it, and how many messages there were about it."""

    state: str
    rounds: int
    told: frozenset[str]
    moved: bool
    closed_as: str
    kept_at: datetime | None
    sent: int
    author: int


class Cards(RuleBasedStateMachine):
    """Aki and Mika have cards between them; Noa is in neither chat and presses what she can get hold of."""

    @initialize()
    def two_people(self) -> None:
        self.stage: Stage = fresh_stage()
        self.aki, self.mika = paired(self.stage)
        self.noa = self.stage.person("Noa", "en")
        with Session(self.stage.engine) as session:
            self.aki_id = session.exec(select(Partner.id).where(Partner.language == "ja")).one()
        self.made = 0
        self.known: dict[int, Seen] = {}
        self.authors: dict[int, int] = {}
        self.readers: dict[str, Phone] = {}  # of the word on each card
        self.shared: set[str] = set()
        self.somebody_makes_a_card(True, "listen", "partner")

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.stage.engine.dispose()

    @rule(asks=st.booleans(), kind=st.sampled_from(KINDS), way=st.sampled_from(WAYS))
    def somebody_makes_a_card(self, asks: bool, kind: str, way: str) -> None:
        author = self.aki if asks else self.mika
        author.says("/need")
        if told(author, "need.kind.text") not in author.sees:
            return  # three are open
        tap(author, f"needs.kind.options.{kind}")
        if told(author, "need.feeling.text") not in author.sees:
            return  # this kind rests
        self.made += 1
        self.readers[f"tea{self.made}."] = self.mika if asks else self.aki
        tap(author, "feelings.none")
        author.says(f"tea{self.made}")
        tap(author, "need.enough")
        if kind == "space":
            tap(author, "needs.request.space.hour")
        tap(author, f"need.review.options.{way}")
        if way == "hold":
            tap(author, "reword.hold.options.twenty")
        self.look(f"makes a card: {kind}, {way}")

    @precondition(lambda self: bool(self.known))
    @rule(chance=CHANCE)
    def a_card_is_answered(self, chance: Random) -> None:
        """By who is asked or who asked, as far as the questions that follow lead."""
        id = self.some_card(chance)
        for _ in range(6):
            (phone, key), *_ = self.answers(id, chance)
            self.press(phone, key)
            self.finish(phone, chance)

    @precondition(lambda self: bool(self.known))
    @rule(chance=CHANCE)
    def both_answer_in_the_same_second(self, chance: Random) -> None:
        both = self.answers(self.some_card(chance), chance)
        for phone, key in both:
            self.press(phone, key)
        for phone, _ in both:
            self.finish(phone, chance)

    def some_card(self, chance: Random) -> int:
        """One that is live, if there is one."""
        live = [id for id, one in self.known.items() if one.state not in ("held", "closed")]
        return chance.choice(live or list(self.known))

    def answers(self, id: int, chance: Random) -> list[tuple[Phone, Key]]:
        """Two things to press about a card; most of the time such as fit where it stands."""
        state = self.known[id].state if id in self.known else "closed"
        found: list[tuple[Phone, Key]] = []
        for flow, hows in chance.sample((*FITTING[state], *FITTING[chance.choice(list(FITTING))]), k=2):
            phone = self.reader_of(id) if flow == "answer" else self.author_of(id)
            found.append((phone, (f"{flow} {id} {chance.choice(hows)}", None, phone.private)))
        return found

    def finish(self, phone: Phone, chance: Random) -> None:
        """Tap or write until nothing is asked, or five times."""
        for _ in range(5):
            keys = [key.data for key in _keys_of(phone.shown[-1]) if ":" in key.data]
            options = [one for one in keys if not one.endswith(("-back", "-close"))]
            if options:
                chosen = chance.choice(options)
                self.press(phone, (chosen, phone.shown[-1].id, phone.private))
            elif keys:
                phone.says("a walk by the river")
                self.look("writes")
            else:
                return

    @rule(chance=CHANCE, who=st.booleans(), times=st.integers(1, 2))
    def somebody_presses_a_button(self, chance: Random, who: bool, times: int) -> None:
        phone = self.aki if who else self.mika
        if keys := self.keys(phone):
            key = chance.choice(keys)
            for _ in range(times):
                self.press(phone, key)

    @rule(chance=CHANCE, first=st.booleans())
    def both_press_in_the_same_second(self, chance: Random, first: bool) -> None:
        phones = (self.aki, self.mika) if first else (self.mika, self.aki)
        chosen = [(phone, chance.choice(keys)) for phone in phones if (keys := self.keys(phone))]
        for phone, key in chosen:
            self.press(phone, key)

    @rule(chance=CHANCE, who=st.booleans())
    def one_press_arrives_twice(self, chance: Random, who: bool) -> None:
        phone = self.aki if who else self.mika
        if keys := self.keys(phone):
            carried, message, where = chance.choice(keys)
            id = next(self.stage.ids)
            for _ in range(2):
                handle(
                    Tap(id, phone.who, where, carried, message, f"q{id}"), self.stage.now, self.stage.attune
                )
                self.stage.deliver()
            self.look(f"{carried}, sent twice")

    @rule(who=st.booleans(), words=st.sampled_from(("rain", "21:00", "いつも遅い", "a walk by the river")))
    def somebody_writes(self, who: bool, words: str) -> None:
        (self.aki if who else self.mika).says(words)
        self.look(f"writes {words}")

    @rule(chance=CHANCE)
    def noa_presses_a_button(self, chance: Random) -> None:
        if keys := [*self.keys(self.aki), *self.keys(self.mika)]:
            carried, message, _ = chance.choice(keys)
            self.noa.presses(carried, message, Where(GROUP, ChatKind.SHARED))
            self.look("Noa presses")

    @rule(minutes=st.sampled_from((1, 25, 70, 60 * 14, 60 * 25)))
    def time_goes_by(self, minutes: int) -> None:
        self.stage.wait(minutes=minutes)
        self.stage.ticks()
        self.look("time goes by")

    @precondition(lambda self: self.made > 3)
    @rule(who=st.booleans())
    def somebody_pauses(self, who: bool) -> None:
        phone = self.aki if who else self.mika
        phone.says("/pause")
        if told(phone, "pause.length.text") in phone.sees:
            phone.taps(phone.buttons[0][0])
        self.look("pauses")

    @invariant()
    def noa_sees_nothing(self) -> None:
        assert not hasattr(self, "noa") or self.noa.shown == []

    @invariant()
    def what_is_promised_is_promised_once(self) -> None:
        with Session(self.stage.engine) as session:
            reminders = session.exec(select(Reminder).where(col(Reminder.kind).in_(ABOUT_NEEDS))).all()
            states = dict(session.exec(select(Need.id, Need.state)).all())
        assert [
            times for times in Counter((one.kind, one.subject) for one in reminders).values() if times > 1
        ] == []
        assert [one.kind for one in reminders if states.get(one.subject, "closed") == "closed"] == []

    def keys(self, phone: Phone) -> list[Key]:
        """The buttons of needs that this person can press: in private, and in the chat they share."""
        places = ((phone.shown, phone.private), (self.stage.group().shown, Where(GROUP, ChatKind.SHARED)))
        return [(key.data, shown.id, where) for messages, where in places
                for shown in messages for key in _keys_of(shown) if key.data.split(" ")[0] in PRESSED or ":" in key.data]  # fmt: skip

    def author_of(self, id: int) -> Phone:
        return self.aki if self.authors[id] == self.aki_id else self.mika

    def reader_of(self, id: int) -> Phone:
        return self.mika if self.author_of(id) is self.aki else self.aki

    def press(self, phone: Phone, key: Key) -> None:
        phone.presses(*key)
        self.look(f"{phone.name} presses {key[0]}")

    def look(self, what: str) -> None:
        """Compare every card with how it was before the last event."""
        before, self.known = self.known, self.read()
        self.authors |= {id: one.author for id, one in self.known.items()}
        for id in before.keys() | self.known.keys():
            old, new = before.get(id, NOTHING), self.known.get(id, NOTHING)
            assert new.state == old.state or new.state in FROM[old.state], (what, old, new)
            assert new.sent - old.sent in _messages(old, new), (what, old, new)
            assert bool(new.closed_as) == (new.state == "closed"), (what, new)
            if new.state in ("accepted", "deferred") and new.kept_at != old.kept_at:
                assert new.kept_at is not None and new.kept_at > self.stage.now, (what, new)
        opened = {id for id, one in self.known.items() if one.state == "open" and id not in before}
        fresh = self.read_by_others() - self.shared
        self.shared |= fresh
        assert opened or not fresh, (what, "the other has read what was not sent")

    def read_by_others(self) -> set[str]:
        """The words of cards that stand on the other one's phone, or in the chat the two share."""
        group = self.stage.group().texts
        return {word for word, reader in self.readers.items()
                if any(word in text.replace("。", ".") for text in (*reader.texts, *group))}  # fmt: skip

    def read(self) -> dict[int, Seen]:
        with Session(self.stage.engine) as session:
            about = dict(
                session.exec(
                    select(Delivery.about, func.count())
                    .where(col(Delivery.author_id).is_not(None))  # a reminder says nothing new
                    .group_by(col(Delivery.about))
                ).all()
            )
            return {need.id: _seen(need, about) for need in session.exec(select(Need))}


NOTHING = Seen("", 0, frozenset(), False, "", None, 0, 0)


def _keys_of(shown: Shown) -> chain[Any]:
    return chain(*shown.message.keyboard)


def _seen(need: Need, about: dict[str, int]) -> Seen:
    marks = need.told.split()
    assert len(set(marks)) == len(marks), "each mark stands once"
    kept = need.kept_at if need.state in LIVE else None
    return Seen(
        need.state,
        need.rounds,
        frozenset(marks),
        need.moved,
        need.closed_as,
        kept,
        about.get(f"need {need.id}", 0),
        need.author_id,
    )


def _messages(old: Seen, new: Seen) -> set[int]:
    """How many messages may have gone about a card that was `old` and is `new`."""
    said = len(new.told - old.told) + new.rounds - old.rounds
    if old.state == new.state:
        return {said + (new.moved and not old.moved)}
    match new.state:
        case "held" | "":
            return {-old.sent}
        case "open":
            return {1}
        case "heard":
            return {1}  # "I hear you", or what was said back
        case "closed" if new.closed_as == "withdrawn":
            return {1}
        case "closed" if old.state == "accepted" and new.closed_as != "rested":
            return {0}
        case "closed":
            return {0, 1}  # its author lets it rest, or replaces it, without a word
        case _:
            return {1}


TestCards = Cards.TestCase
TestCards.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    phases=(Phase.explicit, Phase.generate),  # shrinking whole evenings takes longer than reading one
    suppress_health_check=list(HealthCheck),
)
