"""Notes to take along as two files: a page to print, which loads nothing and runs nothing, and plain text."""

from collections.abc import Sequence
from datetime import datetime

from conversations.dialogue.copying.documents import file_name
from conversations.dialogue.copying.marks import to_html
from conversations.dialogue.copying.page import template
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.phrases import Moment, Value, say
from conversations.records.deliveries import Document

Parts = Sequence[tuple[str, Value]]  # heading and words


def notes_of(parts: Parts, name: str, pen: Pen, now: datetime) -> tuple[Document, Document]:
    """The names say no more than that they are notes: files are seen in a folder, too."""
    file = f"attune-notes-{file_name(name)}"
    return (
        Document(f"{file}.html", "text/html", _page(parts, name, pen, now)),
        Document(f"{file}.txt", "text/plain", _plain(parts, name, pen, now)),
    )


def _page(parts: Parts, name: str, pen: Pen, now: datetime) -> str:
    return template().substitute(
        language=pen.language,
        title=_html(say("take_along.page.title", name=name), pen),
        lead=f"<p>{_html(_lead(name, now), pen)}</p>",
        private=_html(say("export.page.private"), pen),
        months="",
        main="\n".join(_section(heading, words, pen) for heading, words in parts),
        end=_html(say("export.page.end", day=Moment(now, "date")), pen),
    )


def _section(part: str, words: Value, pen: Pen) -> str:
    heading = _html(say(f"take_along.heading.{part}"), pen)
    body = f'<div dir="auto">{_html(words, pen)}</div>'
    return f'<section id="{part}">\n<h2>{heading}</h2>\n<article>\n{body}\n</article>\n</section>'


def _plain(parts: Parts, name: str, pen: Pen, now: datetime) -> str:
    title = pen.words(say("take_along.page.title", name=name))
    head = f"{title}\n{pen.words(_lead(name, now))}"
    told = (f"{pen.words(say(f'take_along.heading.{part}'))}\n{pen.words(words)}" for part, words in parts)
    return "\n\n".join([head, *told]) + "\n"


def _lead(name: str, now: datetime) -> Value:
    return say("take_along.page.lead", name=name, day=Moment(now, "date"))


def _html(value: Value, pen: Pen) -> str:
    return to_html(pen.text(value))
