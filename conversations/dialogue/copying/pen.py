"""Writes phrases down for one reader, even those that a later version no longer knows to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.dialogue.phrasebook import Phrasebook, Reader, Text, UnknownPhrase
from conversations.dialogue.phrases import Joined, Phrase, Spoken, Value


@dataclass(frozen=True)
class Pen:
    """For whom a copy is written."""

    book: Phrasebook
    language: str
    zone: str

    def text(self, value: Value) -> Text:
        """In words. Of a phrase that is not there any more, what somebody wrote into it."""
        try:
            return self.book.render(value, Reader(self.language, self.zone))
        except UnknownPhrase:
            return Text("\n".join(_own_words(value)))

    def words(self, value: Value) -> str:
        """The bare text."""
        return self.text(value).text

    def here(self, at: datetime) -> datetime:
        """On this person's clock."""
        return at.astimezone(ZoneInfo(self.zone))


def _own_words(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Phrase(_, values):
            for _, part in values:
                yield from _own_words(part)
        case Joined(parts, _):
            for part in parts:
                yield from _own_words(part)
        case Spoken(_, what):
            yield from _own_words(what)
