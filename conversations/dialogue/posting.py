"""Puts phrases on their way as messages, each in its reader's language."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from conversations.dialogue.asking import in_rows
from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrasebook import Phrasebook, Reader, Text
from conversations.dialogue.phrases import Value
from conversations.dialogue.two_languages import in_both
from conversations.localtime import is_quiet
from conversations.records.couples import Couple, share_chat
from conversations.records.deliveries import Key, Message, Ready, Urgency, post
from conversations.records.partners import Partner, partners_of
from conversations.records.sealing import Sealer, couple, person


@dataclass
class Desk:
    """Where messages are written during one transaction."""

    session: Session
    sealer: Sealer
    book: Phrasebook
    now: datetime
    bot: str  # username, for links into the private chat
    operator: str = ""  # who hosts Attune
    model: str = ""  # the host of the language model that may help with the wording
    ready: list[Ready] = field(default_factory=list)  # of what was posted, what may be sent at once

    def to_person(
        self,
        reader: Partner,
        what: Value,
        buttons: Rows = (),
        urgency: Urgency = Urgency.ANSWER,
        edits: int | None = None,
        silent: bool = False,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """One person's private chat. In their quiet hours nothing rings."""
        text = self.book.render(what, Reader(reader.language, reader.zone or "UTC"))
        hushed = silent or (urgency != Urgency.ANSWER and self._is_quiet(reader))
        message = Message(text, self.keys(buttons, reader.language), edits, hushed)
        self.post(reader, message, urgency, author, about)

    def post(
        self,
        reader: Partner,
        message: Message,
        urgency: Urgency = Urgency.ANSWER,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """A message that is already in words, for one person."""
        self.post_to(reader.telegram_id, person(reader.id), message, urgency, author, about)

    def to_both(
        self,
        pair: Couple,
        what: Value,
        buttons: Rows = (),
        urgency: Urgency = Urgency.RELAY,
        silent: bool = False,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """The shared chat when it is just the two of them; otherwise each one's private chat."""
        both = partners_of(self.session, pair.id)
        if not share_chat(pair):
            for reader in both:
                self.to_person(reader, what, buttons, urgency, silent=silent, author=author, about=about)
            return
        hushed = silent or any(self._is_quiet(reader) for reader in both)
        keyboard = self.keys_for(buttons, [pair.language, *(reader.language for reader in both)])
        message = Message(self.for_both(pair, both, what), keyboard, silent=hushed)
        self.to_chat(pair, message, urgency, author, about)

    def to_chat(
        self,
        pair: Couple,
        message: Message,
        urgency: Urgency = Urgency.NOTICE,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """The shared chat, whoever is in it: only for lines that hold nothing private."""
        if pair.chat is None:
            return
        self.post_to(pair.chat, couple(pair.id), message, urgency, author, about)

    def post_to(
        self,
        chat: bytes,
        owner: str,
        message: Message,
        urgency: Urgency = Urgency.ANSWER,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """A message for a chat by its sealed id, under the key of `owner`."""
        author_id = author.id if author else None
        ready = post(self.session, self.sealer, chat, owner, message, self.now, urgency, author_id, about)
        if ready is not None:
            self.ready.append(ready)

    def for_both(self, pair: Couple, both: list[Partner], what: Value) -> Text:
        """One text for two readers: in both languages where they differ, the chat's own first."""
        zone = next(
            (reader.zone for reader in both if reader.language == pair.language and reader.zone), "UTC"
        )
        first = self.book.render(what, Reader(pair.language, zone))
        other = next((reader for reader in both if reader.language != pair.language), None)
        if other is None:
            return first
        second = self.book.render(what, Reader(other.language, other.zone or "UTC"))
        return in_both(first, second)

    def keys(self, buttons: Rows, language: str) -> tuple[tuple[Key, ...], ...]:
        """Buttons with their labels in words."""
        return tuple(tuple(self._key(button, language) for button in row) for row in buttons)

    def keys_for(self, buttons: Rows, languages: list[str]) -> tuple[tuple[Key, ...], ...]:
        """Buttons that two people read: both labels on each where their languages differ."""
        first, *others = dict.fromkeys(languages)
        if not others:
            return self.keys(buttons, first)
        keys = [self._key_for(button, (first, *others)) for row in buttons for button in row]
        return tuple(tuple(row) for row in in_rows(keys, lambda key: key.label))

    def link(self, payload: str) -> str:
        """A link that opens the private chat with Attune and starts something there."""
        return f"https://t.me/{self.bot}?start={payload}"

    def _key(self, button: Button, language: str) -> Key:
        url = self.link(button.start) if button.start else button.url
        return Key(self.book.words(button.label, language), button.command, url)

    def _key_for(self, button: Button, languages: tuple[str, ...]) -> Key:
        labels = dict.fromkeys(self.book.words(button.label, language) for language in languages)
        return replace(self._key(button, languages[0]), label=" · ".join(labels))

    def _is_quiet(self, reader: Partner) -> bool:
        return bool(reader.zone) and is_quiet(self.now, reader.zone, reader.quiet_from, reader.quiet_until)
