"""Who there is and what was written: the people, the chats and the messages of this one small Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .invites import InviteLink, JoinRequest
from .terms import EVERY_PERMISSION, PLAIN, Terms

Json = dict[str, Any]


class ChatKind(StrEnum):
    PRIVATE = "private"  # one person and one bot
    GROUP = "group"  # a basic group: what an app creates first
    SUPERGROUP = "supergroup"  # what a basic group becomes for good


class Standing(StrEnum):
    CREATOR = "creator"  # made the group
    ADMINISTRATOR = "administrator"  # was promoted
    MEMBER = "member"  # is in it
    RESTRICTED = "restricted"  # may not do everything; is in it, or left and may not when back
    LEFT = "left"  # went by themselves, or never was in it
    KICKED = "kicked"  # was removed


PRESENT = (Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER)
ADMINS = (Standing.CREATOR, Standing.ADMINISTRATOR)


@dataclass
class Person:
    """A user of Telegram, or a bot."""

    id: int
    first_name: str
    language_code: str | None = None
    is_bot: bool = False
    username: str | None = None
    hides_in_forwards: bool = False  # what they wrote names them without a link
    portraits: list[list[Json]] = field(default_factory=list)  # newest first, each in all its sizes
    is_deleted: bool = False  # nobody reads or writes as this person any more


# Whom Telegram names as the writer where an admin writes in the name of the group.
GROUP_ANONYMOUS = Person(1_087_968_824, "Group", is_bot=True, username="GroupAnonymousBot")


@dataclass
class Message:
    """A message as it is kept; `views` makes it into what a bot or a phone reads."""

    id: int
    chat: Chat
    sender: Person
    date: int
    content: Json
    reply_to: int | None = None
    quote: Json | None = None
    keyboard: list[list[Json]] | None = None
    other_markup: Json | None = None
    edit_date: int | None = None
    silent: bool = False
    protected: bool = False
    link_preview: Json | None = None
    effect_id: str = ""
    reactions: dict[int, list[str]] = field(default_factory=dict)
    via_bot: Person | None = None  # whose inline result a person sent
    inline_id: str = ""  # by which that bot may edit it
    as_group: bool = False  # an anonymous admin wrote it
    origin: Json | None = None  # who wrote first what was forwarded, and when
    album: str = ""  # the number its items share


@dataclass
class HeldKeyboard:
    """What a phone shows in place of its letters, or the reply it opened: which message brought it.

    A one-time keyboard is hidden after it was used, and comes back at a touch.
    """

    message: Message
    hidden: bool = False


@dataclass
class Chat:
    """A conversation. A private one has the id of its person; `started` and `blocked` speak of those."""

    id: int
    kind: ChatKind
    bot_id: int = 0  # of a private chat
    title: str = ""
    members: dict[int, Standing] = field(default_factory=dict)
    terms: dict[int, Terms] = field(default_factory=dict)  # by member
    permissions: frozenset[str] = EVERY_PERMISSION  # what every member may do
    description: str = ""
    photo: list[Json] = field(default_factory=list)  # its sizes, the smallest first
    joins_by_request: bool = False
    is_deleted: bool = False  # a basic group whose creator ended it
    links: list[InviteLink] = field(default_factory=list)
    requests: dict[int, JoinRequest] = field(default_factory=dict)  # by person
    messages: dict[int, Message] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)  # whose the deleted messages were
    started: bool = False
    blocked: bool = False
    last_bot: int = 0  # who of the bots spoke last
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    live: set[int] = field(default_factory=set)  # messages with a place that still moves
    unread: dict[int, int] = field(default_factory=dict)
    read_up_to: dict[int, int] = field(default_factory=dict)
    last_id: int = 0
    keyboards: dict[int, HeldKeyboard] = field(default_factory=dict)  # by person

    def standing(self, user_id: int) -> Standing:
        return self.members.get(user_id, Standing.LEFT)

    def terms_of(self, user_id: int) -> Terms:
        return self.terms.get(user_id, PLAIN)

    def has(self, user_id: int) -> bool:
        standing = self.standing(user_id)
        return standing in PRESENT or (standing is Standing.RESTRICTED and self.terms_of(user_id).is_inside)

    def is_admin(self, user_id: int) -> bool:
        return self.members.get(user_id) in ADMINS

    def present(self) -> list[int]:
        return [user_id for user_id in self.members if self.has(user_id)]


class World:
    """Everything that exists. Ids are never used twice, not even after `clear`."""

    def __init__(self) -> None:
        self.bots: dict[int, Person] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}  # by person and bot
        self._next_person = 7_000_000_001
        self._next_group = -4_000_000_001
        self._next_supergroup = -1_002_000_000_001
        self._shared_message_id = 0

    def clear(self) -> None:
        """Nobody is there any more, but for the bots."""
        self.people.clear()
        self.groups.clear()
        self.private.clear()

    def add_person(self, first_name: str, language_code: str | None, user_id: int | None) -> Person:
        """A new person. Their id is above 32 bits, as many real ones are, unless one is asked for."""
        if user_id is None:
            user_id = self._next_person
            self._next_person += 1
        self._next_person = max(self._next_person, user_id + 1)
        person = Person(user_id, first_name, language_code)
        self.people[user_id] = person
        for bot_id in self.bots:
            self._open_private(user_id, bot_id)
        return person

    def add_bot(self, bot: Person) -> None:
        """Everybody can find it; nobody has pressed Start."""
        self.bots[bot.id] = bot
        for user_id in self.people:
            self._open_private(user_id, bot.id)

    def _open_private(self, user_id: int, bot_id: int) -> None:
        both = {user_id: Standing.MEMBER, bot_id: Standing.MEMBER}
        self.private[user_id, bot_id] = Chat(user_id, ChatKind.PRIVATE, bot_id, members=both)

    def add_group(self, title: str, kind: ChatKind) -> Chat:
        if kind is ChatKind.SUPERGROUP:
            chat_id, self._next_supergroup = self._next_supergroup, self._next_supergroup - 1
        else:
            chat_id, self._next_group = self._next_group, self._next_group - 1
        chat = self.groups[chat_id] = Chat(chat_id, kind, title=title)
        return chat

    def someone(self, user_id: int) -> Person | None:
        return self.bots.get(user_id) or self.people.get(user_id)

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share one counter; each supergroup has its own."""
        if chat.kind is ChatKind.SUPERGROUP:
            return chat.last_id + 1
        self._shared_message_id += 1
        return self._shared_message_id

    def chats_of(self, user_id: int) -> Iterator[Chat]:
        """The chats on one person's phone; a group that became a supergroup is no longer listed."""
        for chat in (*self.private.values(), *self.groups.values()):
            if chat.has(user_id) and chat.migrated_to is None:
                yield chat
