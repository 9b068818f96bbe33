"""One person's turn: who they are, what they touched, and what is said back to them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from conversations.dialogue.outcomes import Begin, Rows
from conversations.dialogue.phrasebook import Text
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.posting import Desk
from conversations.localtime import local_date
from conversations.records.couples import Couple
from conversations.records.database import LARGEST_ID
from conversations.records.deliveries import Message, newest_about
from conversations.records.partners import Partner, name_of_partner
from conversations.records.sealing import Sealer


@dataclass
class Turn:
    """What is at hand while one event is handled. Lives as long as its transaction."""

    desk: Desk
    me: Partner
    couple: Couple | None = None  # once both have said yes, or while they set up
    partner: Partner | None = None  # the other one, once both have said yes
    tapped: int | None = None  # the message that was tapped, in the private chat: it is changed, not followed
    in_shared_chat: bool = False
    is_tap: bool = False
    toast: Value = None  # a short line over the chat
    link: str = ""  # where the tap leads: a payload for the private chat
    next: Begin | None = None  # another flow to go on with
    seen: dict[Any, Any] = field(default_factory=dict)  # what was read for a flow, so that it is read once

    @property
    def session(self) -> Session:
        return self.desk.session

    @property
    def sealer(self) -> Sealer:
        return self.desk.sealer

    @property
    def now(self) -> datetime:
        return self.desk.now

    @property
    def my_name(self) -> str:
        return self.name_of(self.me)

    @property
    def partner_name(self) -> str:
        return self.name_of(self.partner) if self.partner else ""

    def pair(self) -> tuple[Couple, Partner]:
        """The couple and the other one. Raises `LookupError` while alone."""
        if self.couple is None or self.partner is None:
            raise LookupError("alone")
        return self.couple, self.partner

    def name_of(self, partner: Partner) -> str:
        """What a person is called."""
        return name_of_partner(self.session, self.sealer, partner)

    def show(self, what: Value, buttons: Rows = (), anew: bool = False) -> None:
        """Say something to this person in their private chat; a tapped message is changed in place."""
        self.desk.to_person(self.me, what, buttons, edits=None if anew else self._screen())

    def ask(self, question: Message, number: int) -> None:
        """Show a question; it is noted which message it is, so that its buttons can be taken away."""
        self.desk.post(self.me, replace(question, edits=self._screen()), about=self._question(number))

    def put_question_away(self, number: int) -> None:
        """The open question was answered in words, or left for another: its buttons go."""
        asked = newest_about(self.session, self._question(number))
        if asked is not None and asked != self.tapped:
            self.desk.post(self.me, Message(Text(""), edits=asked))

    def _question(self, number: int) -> str:
        """By its number: a message that once was a question may be a card with other buttons by now."""
        return f"question {self.me.id} {number}"

    def toast_or_show(self, what: Value) -> None:
        """A line over the chat where there was a tap, a message where there was none."""
        if self.is_tap:
            self.toast = what
        else:
            self.show(what)

    def moved_on(self) -> None:
        """What was tapped no longer stands as it stood."""
        self.toast_or_show(say("dialogue.moved_on"))

    @property
    def today(self) -> date:
        """The date where this person is."""
        return local_date(self.now, self.me.zone or "UTC")

    def _screen(self) -> int | None:
        screen, self.tapped = self.tapped, None
        return screen


Args = tuple[str, ...]  # what stood after the name of a flow in a button or link
Loader = Callable[[Turn, Args], dict[str, Any]]  # reads some fields of `Here`


def id_in(args: Args, place: int = 0) -> int | None:
    """The id of a row that a button or link carries there; None for what can be none, whoever made it up."""
    found = args[place] if len(args) > place else ""
    id = int(found) if found.isascii() and found.isdecimal() and len(found) <= len(str(LARGEST_ID)) else None
    return id if id is not None and id <= LARGEST_ID else None
