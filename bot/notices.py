"""Tells everybody who uses this Attune what they have to know: from a file that the host writes, in private, once."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.lines import line, tell, words_of
from bot.problems import BadSettings
from bot.settings import Settings, read_settings
from bot.storage import Storage, open_beside
from conversations.dialogue.phrasebook import LANGUAGES, Phrasebook, Reader, load_phrasebook, utf16_length
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.telling_all import What, tell_some
from conversations.records.advisory import TELLING, AdvisoryLock
from conversations.records.database import transaction
from conversations.records.notices import count_to_tell, count_told

PARTS = ("happened", "when", "data", "done", "you")  # of the file, in each language
MOST = 4096  # UTF-16 units in one message (Bot API)


@dataclass(frozen=True)
class Breach:
    """What the host has written about it."""

    id: str
    contact: str
    parts: Mapping[str, Mapping[str, str]]  # by language

    @property
    def notice(self) -> str:
        return f"breach {self.id}"

    def said(self, language: str) -> Value:
        return say("notices.breach.text", contact=self.contact, **self.parts[language])


def tell_of_breach(file: Path, yes: bool) -> bool:
    """Show what would be posted and to how many, ask, and post it; False when the host did not say yes.

    Without the file, one to be filled in is written. Raises `BadSettings`.
    """
    settings = read_settings()
    if not file.exists():
        write_template(file, settings)
        raise BadSettings(say("cli.notice.written", path=str(file)))
    breach, book = read_breach(file), load_phrasebook()
    said = {language: breach.said(language) for language in LANGUAGES}
    refuse_too_long(said, book)
    storage = open_beside(settings)
    try:
        return tell_all(storage, breach.notice, said, lambda one: said[one.language], yes)
    finally:
        storage.close()


def tell_all(storage: Storage, notice: str, said: Mapping[str, Value], what: What, yes: bool) -> bool:
    """Previews, a question, and the posting. `said` is what the previews show, by language."""
    with transaction(storage.engine) as session:
        waiting, before = count_to_tell(session, notice), count_told(session, notice)
    if before:
        tell("notice.told_before", count=before)
    if not waiting:
        tell("notice.nobody")
        return True
    show(said, waiting)
    if not (yes or confirmed("notice.sure", str(sum(waiting.values())), count=sum(waiting.values()))):
        tell("notice.kept_back")
        return False
    tell("notice.posted", count=post_to_all(storage, notice, what))
    return True


def post_to_all(storage: Storage, notice: str, what: What) -> int:
    """To everybody who was not told yet. Broken off, it goes on where it was. Raises `BadSettings`."""
    book, lock, count = load_phrasebook(), AdvisoryLock(storage.engine, TELLING), 0
    if not lock.is_mine():
        raise BadSettings(say("cli.notice.somebody_else"))
    try:
        while some := _post_some(storage, book, notice, what):
            count += some
    finally:
        lock.close()
    return count


def _post_some(storage: Storage, book: Phrasebook, notice: str, what: What) -> int:
    with transaction(storage.engine) as session:
        return tell_some(session, storage.sealer, book, notice, what, datetime.now(UTC))


def show(said: Mapping[str, Value], waiting: Mapping[str, int]) -> None:
    """What each language reads, and how many read it."""
    book = load_phrasebook()
    for language, what in said.items():
        tell("notice.preview", language=say(f"cli.notice.in.{language}"), count=waiting.get(language, 0))
        print(f"\n{book.render(what, Reader(language)).text}\n", flush=True)


def confirmed(key: str, wanted: str, **values: Value) -> bool:
    """Whether the host types what they are asked to; nobody is there to do so where nothing can be typed."""
    try:
        return input(f"{line(key, **values)} ").strip() == wanted
    except EOFError:
        print()
        return False


def write_template(file: Path, settings: Settings) -> None:
    """A file to be filled in. Raises `BadSettings`."""
    today = datetime.now(UTC).date().isoformat()
    contact = json.dumps(settings.operator_contact, ensure_ascii=False)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as made:
            made.write(words_of("cli.notice.template", day=today, contact=contact))
    except OSError:
        raise BadSettings(say("cli.notice.unwritable", path=str(file))) from None


def read_breach(file: Path) -> Breach:
    """What stands in the file; everything in it has to be filled in. Raises `BadSettings`."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        raise BadSettings(say("cli.notice.unreadable", path=str(file))) from None
    parts = {language: {name: _text(found.get(language), name) for name in PARTS} for language in LANGUAGES}
    breach = Breach(_text(found, "id"), _text(found, "contact"), parts)
    empty = [name for name in ("id", "contact") if not getattr(breach, name)]
    empty += [f"{language}.{name}" for name in PARTS for language in LANGUAGES if not parts[language][name]]
    if empty:
        raise BadSettings(*(say("cli.notice.empty", name=name, path=str(file)) for name in empty))
    return breach


def _text(table: Any, name: str) -> str:
    value = table.get(name, "") if isinstance(table, Mapping) else ""
    return value.strip() if isinstance(value, str) else ""


def refuse_too_long(said: Mapping[str, Value], book: Phrasebook) -> None:
    """One message has to hold it. Raises `BadSettings`."""
    lengths = {
        language: utf16_length(book.render(what, Reader(language)).text) for language, what in said.items()
    }
    if too_long := {language: length for language, length in lengths.items() if length > MOST}:
        raise BadSettings(
            *(
                say(
                    "cli.notice.too_long", language=say(f"cli.notice.in.{language}"), length=length, most=MOST
                )
                for language, length in too_long.items()
            )
        )
