"""Puts phrases on their way as messages, each in its reader's language."""

from base64 import b64encode
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from conversations.dialogue.asking import in_rows
from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrasebook import Phrasebook, Reader, Text
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.two_languages import in_both
from conversations.dialogue.what_is_kept import Hosting
from conversations.localtime import is_quiet
from conversations.records.couples import Couple, share_chat
from conversations.records.deliveries import Key, Message, Ready, Urgency, post
from conversations.records.partners import Partner, partners_of
from conversations.records.sealing import Sealer, couple, person
from conversations.records.waiting_notes import put_by


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
    hosting: Hosting = field(default_factory=Hosting)  # what the host states about themselves
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
        rings: bool = False,
    ) -> None:
        """One person's private chat. In their quiet hours nothing rings but what they set themselves; apart, what
        another one sends waits."""
        message = self._worded(reader, what, buttons, urgency, edits, silent)
        message = replace(message, silent=False) if rings else message
        self.pass_on(reader, message, urgency, author, about)

    def picture_to(
        self,
        reader: Partner,
        picture: bytes,
        caption: Value,
        urgency: Urgency = Urgency.ANSWER,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """A PNG for one person's private chat, with the caption below it."""
        message = self._worded(reader, caption, (), urgency, None, False)
        self.pass_on(reader, replace(message, picture=b64encode(picture).decode()), urgency, author, about)

    def pass_on(
        self,
        reader: Partner,
        message: Message,
        urgency: Urgency = Urgency.RELAY,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """What is in words already; apart, what another one sends waits."""
        if reader.apart_since is None or urgency == Urgency.ANSWER:
            self._bring(reader, message, urgency, author, about)
        elif urgency == Urgency.RELAY and author is not None:
            put_by(self.session, self.sealer, reader.id, message, self.now, about)

    def to_author(self, author: Partner, what: Value, buttons: Rows = (), silent: bool = False) -> None:
        """What somebody put off themselves comes back to them, or why it did not arrive: apart or not."""
        message = self._worded(author, what, buttons, Urgency.RELAY, None, silent)
        self._bring(author, message, Urgency.RELAY)

    def _worded(
        self, reader: Partner, what: Value, buttons: Rows, urgency: Urgency, edits: int | None, silent: bool
    ) -> Message:
        text = self.book.render(what, Reader(reader.language, reader.zone or "UTC"))
        hushed = silent or (urgency != Urgency.ANSWER and self._is_quiet(reader))
        return Message(text, self.keys(buttons, reader.language), edits, hushed)

    def _bring(
        self,
        reader: Partner,
        message: Message,
        urgency: Urgency,
        author: Partner | None = None,
        about: str = "",
    ) -> None:
        """As it is; or, where a preview is to say nothing, a line that opens it."""
        if reader.discreet and urgency != Urgency.ANSWER and message.edits is None:
            id = put_by(self.session, self.sealer, reader.id, message, self.now, about)
            message = self.cover(reader.language, f"note {id}", message.silent)
        self.post(reader, message, urgency, author, about)

    def cover(self, language: str, command: str, silent: bool) -> Message:
        """A line that says nothing but that there is something; its button runs the command."""
        text = self.book.render(say("waiting.cover.text"), Reader(language))
        return Message(
            text, self.keys(((Button(say("waiting.button.open"), command),),), language), None, silent
        )

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
        rings: bool = False,
    ) -> None:
        """The shared chat when it is just the two of them; otherwise each one's private chat."""
        both = partners_of(self.session, pair.id)
        if not share_chat(pair):
            for reader in both:
                self.to_person(
                    reader, what, buttons, urgency, silent=silent, author=author, about=about, rings=rings
                )
            return
        hushed = not rings and (silent or any(self._is_quiet(reader) for reader in both))
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
        self.post_to(pair.chat, couple(pair.id), replace(message, for_two=True), urgency, author, about)

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
        return keyboard_of(buttons, language, self.book, self.bot)

    def keys_for(self, buttons: Rows, languages: list[str]) -> tuple[tuple[Key, ...], ...]:
        """Buttons that two people read: both labels on each where their languages differ."""
        first, *others = dict.fromkeys(languages)
        if not others:
            return self.keys(buttons, first)
        keys = [self._key_for(button, (first, *others)) for row in buttons for button in row]
        return tuple(tuple(row) for row in in_rows(keys, lambda key: key.label))

    def link(self, payload: str) -> str:
        """A link that opens the private chat with Attune and starts something there."""
        return link_to(self.bot, payload)

    def _key_for(self, button: Button, languages: tuple[str, ...]) -> Key:
        labels = dict.fromkeys(self.book.words(button.label, language) for language in languages)
        return replace(_key(button, languages[0], self.book, self.bot), label=" · ".join(labels))

    def _is_quiet(self, reader: Partner) -> bool:
        return bool(reader.zone) and is_quiet(self.now, reader.zone, reader.quiet_from, reader.quiet_until)


def keyboard_of(buttons: Rows, language: str, book: Phrasebook, bot: str) -> tuple[tuple[Key, ...], ...]:
    """Buttons with their labels in words. `bot` is the username that links lead to."""
    return tuple(tuple(_key(button, language, book, bot) for button in row) for row in buttons)


def link_to(bot: str, payload: str) -> str:
    """A link that opens the private chat with a bot and starts something there."""
    return f"https://t.me/{bot}?start={payload}"


def _key(button: Button, language: str, book: Phrasebook, bot: str) -> Key:
    url = link_to(bot, button.start) if button.start else button.url
    return Key(book.words(button.label, language), button.command, url)
