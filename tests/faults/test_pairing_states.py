"""People pair, part, come back and try what is old, in every order: two and no third, and nothing works afterwards (T-2, T-7)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from conversations.dialogue.events import ChatKind, Where
from conversations.dialogue.phrasebook import LANGUAGES, load_phrasebook
from conversations.dialogue.phrases import say
from conversations.records.database import transaction
from conversations.records.partners import Consent, Partner
from tests.faults.size import sized
from tests.faults.town import DAY, GROUPS, Chats, Link, Standing, Town
from tests.seed import SEED
from tests.stage import Phone

EXAMPLES, STEPS = sized(12, 90), sized(30, 40)

chance = st.randoms(use_true_random=True)  # seeded by hypothesis: it varies more than its own choices
CHOICES = ("yes", "yes", "yes", "yes", "solo", "later", "not_mine", "")
OVER = {load_phrasebook().words(say("invite.over.text"), language) for language in LANGUAGES}
WAYS = (":partner", ":partner", ":us", ":us", ":hold", "")


class Pairs(RuleBasedStateMachine):
    """Every word is written once, for whoever its author was with; whoever reads it must have been one of the two."""

    @initialize()
    def four_people(self) -> None:
        self.town = Town()
        self.opened: dict[int, Link] = {}
        self.words: dict[str, tuple[int, int | None]] = {}  # author, and the couple they were in
        self.agreed: dict[tuple[int, int], datetime] = {}  # a yes to a link, of which nobody has heard more
        self.standing: Standing = self.town.standing()
        self.chats: Chats = {}
        for phone in self.town.people:
            self.acts(phone, partial(self.town.says_hello, phone), "hello")
        for at, group in enumerate(GROUPS):
            for phone in self.town.people[2 * at : 2 * at + 2]:
                self.acts(phone, partial(self.town.joins, phone, group), "joins", group)
            self.acts(phone, partial(self.town.adds_attune, phone, group), "adds", group)

    def teardown(self) -> None:
        if hasattr(self, "town"):
            self.town.stage.engine.dispose()

    @rule(chance=chance)
    def something_happens(self, chance: Random) -> None:
        """One rule for all: with many, some are left out of a run and it does not get far."""
        (what,) = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
        what(self, chance.choice(self.town.people), chance)

    # --- what people do

    def invites(self, phone: Phone, chance: Random) -> None:
        self.acts(phone, partial(self.town.invites, phone), "invites")

    def takes_it_back(self, phone: Phone, chance: Random) -> None:
        self.town.closes_own(phone.telegram_id)
        self.acts(phone, lambda: phone.presses("invite cancel", None), "takes back")

    def opens_a_link(self, phone: Phone, chance: Random) -> None:
        """Mostly a new one; mostly to say yes."""
        if self.town.links:
            link = chance.choice(self.town.links[-3:] if chance.random() < 0.6 else self.town.links)
            self.opens(phone, link)
            self.says(phone, chance.choice(CHOICES))

    def two_pair_up(self, phone: Phone, chance: Random) -> None:
        """What most people do: one invites, the other says yes."""
        self.invites(phone, chance)
        other = chance.choice([one for one in self.town.people if one is not phone])
        if self.town.links and self.town.links[-1].owner == phone.telegram_id:
            self.opens(other, self.town.links[-1])
            self.says(other, "yes")
            self.answers(phone, chance)

    def answers_who_came(self, phone: Phone, chance: Random) -> None:
        """Also to what was asked long ago, or has been answered."""
        answer = chance.choice(("yes", "yes", "no"))
        self.acts(
            phone, partial(self.town.confirms, phone, answer, chance.choice((-1, -1, 0))), f"answers {answer}"
        )

    def answers(self, phone: Phone, chance: Random) -> None:
        if chance.random() < 0.7:
            self.answers_who_came(phone, chance)

    def two_want_the_same_link(self, phone: Phone, chance: Random) -> None:
        """Both look at the card, then both say yes."""
        self.invites(phone, chance)
        both = chance.sample(self.town.people, 2)
        for other in both if self.town.links else ():
            self.opens(other, self.town.links[-1])
        for other in both if self.town.links else ():
            self.says(other, "yes")
        self.answers(phone, chance)

    def sets_up_in_a_group(self, phone: Phone, chance: Random) -> None:
        """The link may be opened at once, later, by somebody else, or never."""
        group, before = chance.choice(GROUPS), len(self.town.links)
        if phone.telegram_id in self.town.in_group[group] and group in self.town.attune_in:
            self.acts(phone, partial(self.town.sets_up, phone, group), "sets up", group)
        if len(self.town.links) > before and chance.random() < 0.7:
            self.opens(phone, self.town.links[-1])
            self.says(phone, "yes")

    def two_set_up_in_their_group(self, phone: Phone, chance: Random) -> None:
        for one in self.town.people:
            self.sets_up_in_a_group(one, chance)

    def comes_or_goes(self, phone: Phone, chance: Random) -> None:
        group = chance.choice(GROUPS)
        is_in = phone.telegram_id in self.town.in_group[group]
        move = self.town.goes if is_in else self.town.joins
        self.acts(phone, partial(move, phone, group), "goes" if is_in else "joins", group)

    def adds_or_removes_attune(self, phone: Phone, chance: Random) -> None:
        group = chance.choice(GROUPS)
        if phone.telegram_id in self.town.in_group[group]:
            is_in = group in self.town.attune_in
            move = self.town.removes_attune if is_in else self.town.adds_attune
            self.acts(phone, partial(move, phone, group), "removes" if is_in else "adds", group)

    def leaves(self, phone: Phone, chance: Random) -> None:
        self.acts(phone, partial(self.town.leaves, phone), "leaves")
        assert not self.is_paired(phone.telegram_id)

    def deletes_everything(self, phone: Phone, chance: Random) -> None:
        self.acts(phone, partial(self.town.deletes, phone), "deletes")
        assert self.standing.of(phone.telegram_id) is None
        if chance.random() < 0.7:
            self.acts(phone, partial(self.town.says_hello, phone), "is back")

    def blocks(self, phone: Phone, chance: Random) -> None:
        self.acts(phone, partial(self.town.blocks, phone, chance.random() < 0.5), "blocks")

    def asks(self, phone: Phone, chance: Random) -> None:
        """The last of it, the sending, may come much later."""
        word, found = f"w{len(self.words)}w", self.standing.of(phone.telegram_id)
        self.words[word] = phone.telegram_id, found[0] if found else None
        self.acts(phone, partial(self.town.asks, phone, word, chance.choice(WAYS)), f"asks {word}")

    def presses_something(self, phone: Phone, chance: Random) -> None:
        """Any button that somebody has been shown, mostly one of the latest of one's own."""
        whose = phone if chance.random() < 0.7 else chance.choice(self.town.people)
        shown = whose.shown[-4:] if chance.random() < 0.6 else whose.shown
        if keys := [(key.data, one.id) for one in shown for key in self.town.keys([one])]:
            data, message = chance.choice(keys)
            self.acts(phone, lambda: phone.presses(data, message), f"presses {data}")

    def presses_in_a_group(self, phone: Phone, chance: Random) -> None:
        group = chance.choice(GROUPS)
        shown = self.town.stage.group(group).shown
        if keys := [(key.data, one.id) for one in shown for key in self.town.keys([one])]:
            (data, message), place = chance.choice(keys), Where(group, ChatKind.SHARED)
            self.acts(phone, lambda: phone.presses(data, message, place), f"presses {data}", group)

    def time_goes_by(self, phone: Phone, chance: Random) -> None:
        self.town.stage.wait(minutes=chance.choice((1, 40, 60 * 12, 60 * 25)))
        alone = [one.telegram_id for one in self.town.people if not self.is_paired(one.telegram_id)]
        before = self.town.chats()
        self.town.stage.ticks()
        self.look("time")
        told = {text for id in alone for _, text in set(self.chats.get(id, ())) - set(before.get(id, ()))}
        assert told <= OVER, "who is alone hears nothing, but that an invitation is over"
        for pair in [pair for pair, at in self.agreed.items() if at + DAY <= self.town.stage.now]:
            del self.agreed[pair]
        assert self.standing.guests <= self.agreed.keys(), "an answer is awaited for a day"

    def is_paired(self, id: int) -> bool:
        found = self.standing.of(id)
        return found is not None and found[1] == "active"

    def opens(self, phone: Phone, link: Link) -> None:
        self.opened[phone.telegram_id] = link
        self.acts(phone, lambda: phone.says(f"/start {link.payload}"), "opens")

    def says(self, phone: Phone, choice: str) -> None:
        if choice:
            self.acts(phone, partial(self.town.goes_on, phone, choice), choice)

    # --- what holds

    def acts(self, phone: Phone, act: Callable[[], None], what: str, group: int | None = None) -> None:
        """Let somebody do something, and look at whom it reached and at who is with whom now."""
        before, chats = self.standing, self.chats
        act()
        self.look(f"{phone.name} {what}")
        near = {phone.telegram_id, group}
        for standing in (before, self.standing):
            if (found := standing.of(phone.telegram_id)) is not None:
                near |= found[2] | standing.group_of(found[0])
        near |= {owner for owner, guest in self.standing.guests - before.guests if guest == phone.telegram_id}
        touched = {id for id in self.chats.keys() | chats.keys() if self.chats.get(id) != chats.get(id)}
        assert touched <= near, (phone.name, what, touched - near)
        self.somebody_paired(phone, before, what)

    def somebody_paired(self, phone: Phone, before: Standing, what: str) -> None:
        """Only by a link that was good for the two of them; then it and all of theirs are used up."""
        me = phone.telegram_id
        self.somebody_agreed(phone, before, what)
        joined, had = self.standing.of(me), before.of(me)
        if joined is not None and (had is None or had[0] != joined[0]) and joined[0] in self.of_a_group():
            link = self.opened[me]
            assert self.town.alive(link), (phone.name, what, link)
            assert (link.owner, link.couple) == (me, joined[0]), (phone.name, what, link)
            link.open = False
        elif joined is not None and (had is None or had[0] != joined[0]):
            (other,) = joined[2] - {me}
            assert (me, other) in self.agreed, (
                phone.name,
                what,
                "nobody came, or nobody is asked about any more",
            )
            assert what.startswith(("answers yes", "presses joined")), (
                "nobody but who gave out the link decides"
            )
        for both in self.standing.active() - before.active():
            self.town.closes_own(*both)
        for id, (_, both) in before.couples.items():
            if self.standing.couples.get(id, ("ended", both))[0] == "ended":
                self.town.closes_into(id)
        if (joined is None and had is not None) or "deletes" in what:
            self.town.closes_own(me)
        self.somebody_waits_no_more(phone, before, what)

    def of_a_group(self) -> set[int]:
        return {link.couple for link in self.town.links if link.couple is not None}

    def somebody_agreed(self, phone: Phone, before: Standing, what: str) -> None:
        """By a link that was good, and to nobody but the one who gave it out."""
        for owner, guest in self.standing.guests - before.guests:
            link = self.opened[guest]
            assert guest == phone.telegram_id != owner, (phone.name, what)
            assert link.owner == owner and link.couple is None and self.town.alive(link), (
                phone.name,
                what,
                link,
            )
            assert self.standing.of(guest) is None and not self.is_paired(owner), (phone.name, what)
            link.open = False
            self.agreed[owner, guest] = self.town.stage.now

    def somebody_waits_no_more(self, phone: Phone, before: Standing, what: str) -> None:
        """Whoever is paired, has left or is gone; and each answer is the last to its question."""
        me, over = phone.telegram_id, what in ("leaves", "deletes")
        gone = {pair for pair in self.agreed if me in pair and over}
        gone |= {pair for pair in self.agreed if any(self.is_paired(one) for one in pair)}
        gone |= {pair for pair in self.agreed if pair[0] == me and what in ("invites", "takes back")}
        assert not gone & self.standing.guests, (phone.name, what, gone)
        for pair in gone | (before.guests - self.standing.guests):
            self.agreed.pop(pair, None)

    def look(self, what: str) -> None:
        """What is new is read only by those it was written for, while they are with each other."""
        before, self.chats = self.chats, self.town.chats()
        was, self.standing = self.standing, self.town.standing()
        for chat, texts in self.chats.items():
            new = "\n".join(text for id, text in texts if (id, text) not in before.get(chat, []))
            for word, (author, couple) in self.words.items():
                if word in new and chat != author:
                    self.may_read(chat, author, couple, was, (what, word, chat))

    def may_read(self, chat: int, author: int, couple: int | None, was: Standing, what: object) -> None:
        state, both = was.couples.get(couple or 0, ("", frozenset()))
        assert state == "active" and author in both, (what, "not together any more")
        if chat < 0:
            assert was.groups.get(chat) == couple and self.town.in_group[chat] == both, what
        else:
            assert chat in both, what

    @invariant()
    def two_and_no_third(self) -> None:
        if not hasattr(self, "town"):
            return
        for state, both in self.standing.couples.values():
            assert len(both) in {"active": (2,), "setting_up": (0, 1), "ended": (0,)}[state], (state, both)
        with transaction(self.town.stage.engine) as session:
            paired = session.exec(select(Partner).where(Partner.couple_id.is_not(None))).all()  # type: ignore[union-attr]
        assert {one.consent for one in paired} <= {Consent.TOGETHER}


WEIGHTS: dict[Callable[[Pairs, Phone, Random], None], int] = {
    Pairs.two_pair_up: 5, Pairs.two_set_up_in_their_group: 3, Pairs.sets_up_in_a_group: 3, Pairs.two_want_the_same_link: 2,
    Pairs.answers_who_came: 4, Pairs.invites: 2, Pairs.opens_a_link: 6, Pairs.takes_it_back: 1, Pairs.asks: 6, Pairs.presses_something: 6,
    Pairs.presses_in_a_group: 3, Pairs.leaves: 3, Pairs.deletes_everything: 1, Pairs.blocks: 1, Pairs.comes_or_goes: 3,
    Pairs.adds_or_removes_attune: 2, Pairs.time_goes_by: 2,
}  # fmt: skip


def test_two_and_no_third_whatever_they_do() -> None:
    print(f"ATTUNE_SEED={SEED}")
    run_state_machine_as_test(
        seed(SEED)(Pairs),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
