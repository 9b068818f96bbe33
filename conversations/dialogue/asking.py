"""Shows a question: its text, its buttons, and always a way back and out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar
from unicodedata import east_asian_width

from conversations.dialogue.phrasebook import Phrasebook, Reader
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Choose, ChooseOrWrite, Question, Write
from conversations.records.deliveries import Key, Message

T = TypeVar("T")
BACK, CLOSE, SKIP = "-back", "-close", "-skip"
# Cells that a label may take, by how many stand in its row: a narrow phone makes them equally wide (flows.md).
WIDEST = {1: 38, 2: 18, 3: 10}
WITH_HELP = ("reword", "hear")  # files whose every question keeps a quiet way to help (flows.md 9.7)


def options_of(step: Question, book: Phrasebook, language: str) -> dict[str, str]:
    """What may be tapped: option id -> label, in order."""
    if isinstance(step, Write):
        return {SKIP: book.words(say("dialogue.button.skip"), language)} if step.optional else {}
    chips = {chip.id: book.words(chip.label, language) for chip in step.chips}
    last = {chip.id: book.words(chip.label, language) for chip in step.last}
    table = step.table or f"{step.key}.options"
    filed = book.table(table, language) if step.only != () and book.has(table) else {}
    kept = {id: label for id, label in filed.items() if step.only is None or id in step.only}
    marked = step.marked if isinstance(step, Choose) else frozenset()
    return {id: f"✓ {label}" if id in marked else label for id, label in {**chips, **kept, **last}.items()}


def show_question(
    step: Question, turn: int, may_go_back: bool, book: Phrasebook, reader: Reader, note: Value = None
) -> Message:
    """The message of a question. `turn` goes into its buttons; `note` is said first."""
    text = book.render(paragraphs(note, step.preview, say(f"{step.key}.text", **dict(step.values))), reader)
    options = options_of(step, book, reader.language)
    keyboard = [[Key(label, f"{turn}:{id}") for id, label in row] for row in _rows_of(step, options)]
    exits = (BACK, CLOSE) if may_go_back else (CLOSE,)
    keyboard.append([Key(book.words(say(f"dialogue.button{id.replace('-', '.')}"), reader.language), f"{turn}:{id}")
                     for id in exits])  # fmt: skip
    if step.key.partition(".")[0] in WITH_HELP:
        keyboard.append([Key(book.words(say("dialogue.button.not_safe"), reader.language), "support")])
    return Message(text, tuple(tuple(row) for row in keyboard), ask_words=not isinstance(step, Choose))


def _rows_of(step: Question, options: dict[str, str]) -> Iterator[list[tuple[str, str]]]:
    """The options side by side; a chip that stands alone has a row of its own."""
    chips = () if isinstance(step, Write) else (*step.chips, *step.last)
    alone = {chip.id for chip in chips if chip.alone}
    for stands_alone, some in groupby(options.items(), lambda option: option[0] in alone):
        shown = list(some)
        yield from [[one] for one in shown] if stands_alone else in_rows(shown, lambda option: option[1])


def limit_of(step: Question) -> int:
    """How many characters an answer may have; 0 when it cannot be written."""
    return step.limit if isinstance(step, Write | ChooseOrWrite) else 0


def in_rows(shown: Iterable[T], label: Callable[[T], str]) -> list[list[T]]:
    """Buttons side by side as far as their labels leave room: at most three in a row, in their order."""
    packed: list[list[T]] = []
    for one in shown:
        if packed and fits([label(other) for other in (*packed[-1], one)]):
            packed[-1].append(one)
        else:
            packed.append([one])
    return packed


def fits(labels: list[str]) -> bool:
    """Whether these can stand side by side in one row of a narrow phone."""
    return max(map(width, labels)) <= WIDEST.get(len(labels), 0)


def width(label: str) -> int:
    """Cells that a label takes: a full-width character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in label)
