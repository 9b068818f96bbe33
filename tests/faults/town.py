"""Four people, two groups and the links between them: what they do, and what each of it may lead to (G-9, T-1, T-2, T-7)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from sqlmodel import col, select

from conversations.dialogue.events import Blocked, BotAdded, BotRemoved, ChatKind, Unblocked, Where
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.invites import Invite
from conversations.records.partners import Partner
from tests.stage import GROUP, Phone, Stage, fresh_stage

PEOPLE = (("Aki", "ja"), ("Mika", "en"), ("Noa", "en"), ("Ren", "ja"))
GROUPS = (GROUP, GROUP - 1)
DAY = timedelta(hours=24)  # a link's life
CITY = {"ja": "東京", "en": "London"}

Chats = dict[int, list[tuple[int, str]]]  # what stands in each
Pairing = frozenset[int]  # Telegram ids


@dataclass
class Link:
    """A link into the private chat that somebody was given."""

    payload: str
    owner: int  # whose invitation it is, or for whom alone a group's button gave it
    made_at: datetime
    couple: int | None  # of the group it came from
    open: bool = True  # not used, not taken back, and neither of a couple that has ended


@dataclass(frozen=True)
class Standing:
    """Who is with whom, as the database has it."""

    couples: dict[int, tuple[str, Pairing]]  # state and people, by id
    groups: dict[int, int]  # the couple that shares a group
    guests: frozenset[tuple[int, int]] = (
        frozenset()
    )  # who gave out a link, and who said yes to it and is asked about

    def of(self, person: int) -> tuple[int, str, Pairing] | None:
        found = ((id, state, both) for id, (state, both) in self.couples.items() if person in both)
        return next(found, None)

    def active(self) -> set[Pairing]:
        return {both for state, both in self.couples.values() if state == "active"}

    def group_of(self, couple: int) -> set[int]:
        return {chat for chat, id in self.groups.items() if id == couple}


@dataclass
class Town:
    """The people and what the world outside of Attune knows of them."""

    stage: Stage = field(default_factory=fresh_stage)
    people: list[Phone] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    in_group: dict[int, set[int]] = field(default_factory=lambda: {group: set() for group in GROUPS})
    attune_in: set[int] = field(default_factory=set)  # groups

    def __post_init__(self) -> None:
        self.people = [self.stage.person(*who) for who in PEOPLE]

    # --- what they do

    def says_hello(self, phone: Phone) -> None:
        phone.says("/start")
        self.goes_on(phone, "yes")

    def goes_on(self, phone: Phone, choice: str) -> None:
        """Answer what the welcome asks, and choose this on the card at its end."""
        for _ in range(6):
            keys = {key.data.partition(":")[2]: key.data for key in self.keys(phone.shown[-1:])}
            if "z0" in keys or "clock" in keys:
                phone.says(CITY[phone.language])
                continue
            known = "yes" if "no" in keys else choice  # a city was guessed
            answer = next((one for one in (phone.language, "evening", known) if one in keys), None)
            if answer is None:
                return
            phone.presses(keys[answer], phone.shown[-1].id)

    def keys(self, shown: list[Any]) -> list[Any]:
        return [key for one in shown for key in chain(*one.message.keyboard) if not key.url]

    def invites(self, phone: Phone) -> None:
        """The link in the newest message, if one was made."""
        phone.says("/invite")
        head, found, payload = phone.sees.partition("?start=")
        if found:
            self.closes_own(phone.telegram_id)
            self.links.append(Link(payload.split()[0], phone.telegram_id, self.stage.now, None))

    def confirms(self, phone: Phone, answer: str = "yes", what: int = -1) -> None:
        """Say of one who came by a link whether it is the partner; mostly of the newest. Old questions stay in reach."""
        asked = [key.data for key in self.keys(phone.shown) if key.data.startswith("joined ")]
        if of_this := [data for data in asked if data.endswith(answer)]:
            phone.presses(of_this[what], None)

    def sets_up(self, phone: Phone, group: int) -> None:
        """The button in a group; only those who are in it see it."""
        phone.presses("setup", None, Where(group, ChatKind.SHARED))
        payload = phone.link.partition("?start=")[2]
        if payload:
            couple = self.standing().groups[group]
            self.links.append(Link(payload, phone.telegram_id, self.stage.now, couple))

    def leaves(self, phone: Phone) -> None:
        phone.says("/leave")
        self.presses_end(phone, ":leave")

    def deletes(self, phone: Phone) -> None:
        phone.presses("delete", None)
        for end in (":everything", ":yes"):
            self.presses_end(phone, end)

    def presses_end(self, phone: Phone, end: str) -> None:
        data = next((key.data for key in self.keys(phone.shown[-1:]) if key.data.endswith(end)), None)
        if data is not None:
            phone.presses(data, phone.shown[-1].id)

    def blocks(self, phone: Phone, blocked: bool) -> None:
        kind = Blocked if blocked else Unblocked
        self.stage.happens(lambda id: kind(id, phone.who, phone.private))

    def asks(self, phone: Phone, word: str, way: str) -> None:
        """A need with a word that nobody else writes."""
        phone.says("/need")
        for end in (":listen", ":none"):
            self.presses_end(phone, end)
        phone.says(word)
        for end in (":enough", way):
            self.presses_end(phone, end)

    def adds_attune(self, phone: Phone, group: int) -> None:
        self.attune_in.add(group)
        where, humans = Where(group, ChatKind.SHARED), len(self.in_group[group])
        self.stage.happens(lambda id: BotAdded(id, phone.who, where, humans))

    def removes_attune(self, phone: Phone, group: int) -> None:
        self.attune_in.discard(group)
        self.stage.happens(lambda id: BotRemoved(id, phone.who, Where(group, ChatKind.SHARED)))

    def joins(self, phone: Phone, group: int) -> None:
        self.in_group[group].add(phone.telegram_id)
        if group in self.attune_in:
            self.stage.group(group).changes(phone, len(self.in_group[group]), (phone.telegram_id,))

    def goes(self, phone: Phone, group: int) -> None:
        self.in_group[group].discard(phone.telegram_id)
        if group in self.attune_in:
            self.stage.group(group).changes(phone, len(self.in_group[group]), left=phone.telegram_id)

    # --- what follows from it

    def closes_own(self, *owners: int) -> None:
        """The links that these people made for themselves, into no couple yet."""
        for link in self.links:
            link.open = link.open and not (link.owner in owners and link.couple is None)

    def closes_into(self, couple: int) -> None:
        for link in self.links:
            link.open = link.open and link.couple != couple

    def alive(self, link: Link) -> bool:
        return link.open and self.stage.now < link.made_at + DAY

    def standing(self) -> Standing:
        seal = self.stage.attune.sealer
        with transaction(self.stage.engine) as session:
            people = session.exec(select(Partner)).all()
            couples = session.exec(select(Couple)).all()
            with_whom: dict[int, set[int]] = {one.id: set() for one in couples}
            for person in people:
                if person.couple_id is not None:
                    with_whom[person.couple_id].add(seal.open_id(person.telegram_id))
            states = {one.id: (one.state, frozenset(with_whom[one.id])) for one in couples}
            groups = {seal.open_id(one.chat): one.id for one in couples if one.chat}
            ids = {one.id: seal.open_id(one.telegram_id) for one in people}
            asked = select(Invite.inviter_id, Invite.used_by).where(
                col(Invite.couple_id).is_(None),
                col(Invite.used_by).is_not(None),
                Invite.expires_at > self.stage.now,
            )
            return Standing(states, groups, frozenset((ids[a], ids[b]) for a, b in session.exec(asked)))  # type: ignore[index]

    def chats(self) -> Chats:
        return {chat: [(one.id, one.text) for one in shown] for chat, shown in self.stage.chats.items()}
