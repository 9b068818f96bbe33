"""Two replicas take what four people do with links at the same moments: nobody is in two couples, none has a third (T-7)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from conversations.dialogue.events import Event, Tap
from conversations.dialogue.turn import Attune, handle
from conversations.records.couples import Couple
from conversations.records.database import open_database, transaction
from conversations.records.invites import Invite
from conversations.records.partners import Partner
from tests.databases import BOTH
from tests.faults.size import sized
from tests.faults.town import PEOPLE
from tests.seed import SEED
from tests.stage import Phone, Stage, fresh_stage
from tests.threats.test_invitations import says_yes

ROUNDS = sized(120, 1500)
DEEDS = (
    "invite",
    "invite",
    "open",
    "open",
    "open",
    "yes",
    "yes",
    "yes",
    "yes",
    "no",
    "cancel",
    "leave",
    "parts",
    "later",
)


@dataclass
class Street:
    """Four people who have said yes for themselves, and two processes that serve them."""

    stage: Stage
    replicas: tuple[Attune, Attune]
    chance: Random
    people: list[Phone] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ever: int = 0  # couples there have been

    def tap(self, phone: Phone, data: str) -> Tap:
        id = next(self.stage.ids)
        return Tap(id, phone.who, phone.private, data, None, f"q{id}")

    def deed(self) -> Event | None:
        """What somebody does now: one tap, mostly on what is newest."""
        phone, what = self.chance.choice(self.people), self.chance.choice(DEEDS)
        match what:
            case "invite" | "leave" | "cancel":
                return self.tap(phone, {"cancel": "invite cancel"}.get(what, what))
            case "open" if self.links:
                phone.says(f"/start {self.chance.choice(self.links[-3:])}")
                return self.find(phone, ":yes")
            case "yes" | "no":
                return self.find(phone, f" {what}")
            case "parts":
                return self.find(phone, ":leave")
            case "later":
                self.stage.wait(hours=self.chance.choice((1, 13, 25)))
        return None

    def find(self, phone: Phone, end: str) -> Tap | None:
        """Of a few newest messages, a button whose data ends so."""
        keys = [key.data for one in phone.shown[-4:] for row in one.message.keyboard for key in row]
        found = [data for data in keys if data.endswith(end) and data.startswith(("joined", *"0123456789"))]
        return self.tap(phone, self.chance.choice(found)) if found else None

    def round(self) -> set[tuple[int, int]]:
        """A few deeds at once, each in the hands of either process, some in the hands of both; who was asked about."""
        events = [one for one in (self.deed() for _ in range(self.chance.randint(1, 4))) if one is not None]
        calls = [(one, self.chance.choice(self.replicas)) for one in events]
        calls += [(one, self.chance.choice(self.replicas)) for one in events if self.chance.random() < 0.2]
        asked = self.asked()
        with ThreadPoolExecutor(max(1, len(calls))) as threads:
            list(threads.map(lambda call: self.take(*call), calls))
        self.stage.deliver()
        for phone in self.people:
            self.links += [
                one.text.partition("?start=")[2].split()[0] for one in phone.shown if "?start=i-" in one.text
            ]
        self.links = list(dict.fromkeys(self.links))
        return asked

    def take(self, event: Event, attune: Attune) -> None:
        """As Telegram does: again, when the database would not have it. Two who wait for each other: one is first."""
        for _ in range(5):
            try:
                handle(event, self.stage.now, attune)
                return
            except OperationalError:
                continue
        raise AssertionError("the database takes nothing any more")

    def holds(self, asked: set[tuple[int, int]]) -> None:
        """A couple has two, who both said yes; a new one was asked about just before; nobody paired is waited for."""
        with transaction(self.stage.engine) as session:
            couples = {one.id: one.state for one in session.exec(select(Couple))}
            people = session.exec(select(Partner)).all()
            members = {id: [one for one in people if one.couple_id == id] for id in couples}
        for id, state in couples.items():
            assert len(members[id]) == {"active": 2, "ended": 0}[state], (state, len(members[id]))
        assert {one.consent for both in members.values() for one in both} <= {"together"}
        paired = {one.id for both in members.values() for one in both}
        assert not {one for pair in self.asked() for one in pair} & paired
        for id in sorted(couples)[self.ever :]:
            ids = {one.id for one in members[id]}
            assert not ids or any(set(pair) == ids for pair in asked), "nobody was asked about them"
        self.ever = len(couples)

    def asked(self) -> set[tuple[int, int]]:
        """Who gave out a link, and who is asked about because of it."""
        with transaction(self.stage.engine) as session:
            open_ones = select(Invite.inviter_id, Invite.used_by).where(
                col(Invite.used_by).is_not(None), Invite.expires_at > self.stage.now
            )
            return {(a, b) for a, b in session.exec(open_ones) if a is not None and b is not None}


@pytest.fixture(params=BOTH)
def street(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Street]:
    on_file = f"sqlite:///{tmp_path}/attune.db"
    url = on_file if request.param == "sqlite" else request.getfixturevalue("postgres_schema")
    stage, second = fresh_stage(url), open_database(url)
    street = Street(stage, (stage.attune, replace(stage.attune, engine=second)), Random(SEED))  # noqa: S311
    street.people = [stage.person(*who) for who in PEOPLE]
    for phone in street.people:
        says_yes(phone)
    yield street
    second.dispose()
    stage.engine.dispose()


def test_two_replicas_and_nobody_is_in_two_couples(street: Street) -> None:
    print(f"ATTUNE_SEED={SEED}")
    rounds = 0
    while rounds < ROUNDS or not street.ever:
        street.holds(asked=street.round())
        rounds += 1
        assert rounds < 20 * ROUNDS, "somebody is paired"
