"""The two files of a copy, ready to be sent."""

import unicodedata
from datetime import datetime

from conversations.dialogue.copying.data import data_of
from conversations.dialogue.copying.page import page_of
from conversations.dialogue.copying.pen import Pen
from conversations.records.deliveries import Document
from conversations.records.export_kinds import Copy

LONGEST_NAME = 40  # letters


def documents_of(copy: Copy, pen: Pen, now: datetime) -> tuple[Document, Document]:
    """One to read, one for other programs."""
    name = f"attune-{file_name(copy.me.name)}"
    return (
        Document(f"{name}.html", "text/html", page_of(copy, pen, now)),
        Document(f"{name}.json", "application/json", data_of(copy, pen, now)),
    )


def file_name(name: str) -> str:
    """A person's name as a part of a file's: letters, digits and hyphens."""
    signs = (sign if sign.isalnum() else "-" for sign in unicodedata.normalize("NFKC", name))
    words = [word for word in "".join(signs).split("-") if word]
    return "-".join(words)[:LONGEST_NAME].strip("-") or "copy"
