"""Texts that carry their entities in marks: HTML, MarkdownV2, and the first Markdown."""

from __future__ import annotations

from ..errors import bad_request
from ..network.world import Json
from .html_text import from_html
from .markdown_old import from_old_markdown
from .markdown_text import from_markdown

PLAIN = ("", "none")


def is_plain(parse_mode: str) -> bool:
    return parse_mode.lower() in PLAIN


def from_marks(source: str, parse_mode: str) -> tuple[str, list[Json]]:
    """The text and the entities its marks mean; mentions carry a `user_id` still to be looked up.

    Raises `Refused` for a mode that Telegram does not know and for marks that it cannot read.
    """
    match parse_mode.lower():
        case "html":
            return from_html(source)
        case "markdownv2":
            return from_markdown(source)
        case "markdown":
            return from_old_markdown(source)
        case _:
            raise bad_request("unsupported parse_mode")
