"""The first Markdown of Telegram: four marks that do not lie in each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from bot.playground.errors import Refused
from bot.playground.network.world import Json
from bot.playground.text.markdown_old import from_old_markdown


def mark(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        # Telegram's documentation of the legacy mode
        ("*bold text*", "bold text", [mark("bold", 0, 9)]),
        ("_italic text_", "italic text", [mark("italic", 0, 11)]),
        ("[inline URL](http://www.example.com/)", "inline URL",
         [mark("text_link", 0, 10, url="http://www.example.com/")]),
        ("[a mention](tg://user?id=123456789)", "a mention",
         [mark("text_mention", 0, 9, user_id=123_456_789)]),
        ("`inline code`", "inline code", [mark("code", 0, 11)]),
        ("```\na block\n```", "a block\n", [mark("pre", 0, 8)]),
        ("```python\na block\n```", "a block\n", [mark("pre", 0, 8, language="python")]),
        (r"_snake_\__case_", "snake_case", [mark("italic", 0, 5), mark("italic", 6, 4)]),
        (r"*2*\**2=4*", "2*2=4", [mark("bold", 0, 1), mark("bold", 2, 3)]),
        # and what it leaves open
        ("1. a-b (c)! > ~d~ ||e||", "1. a-b (c)! > ~d~ ||e||", []),
        ("*a _b_*", "a _b_", [mark("bold", 0, 5)]),
        (r"*a\*b", "a\\b", [mark("bold", 0, 2)]),
        ("** __ ``", "  ", []),
        ("😀*あ*", "😀あ", [mark("bold", 2, 1)]),
        ("[example.com]", "example.com", [mark("text_link", 0, 11, url="http://example.com/")]),
        ("[a](example.com", "a", [mark("text_link", 0, 1, url="http://example.com/")]),
        ("[a](nowhere) b", "a b", []),
        ("\\", "\\", []),
    ],
)  # fmt: skip
def test_marks_and_escapes(source: str, text: str, entities: list[Json]) -> None:
    assert from_old_markdown(source) == (text, entities)


@pytest.mark.parametrize(("source", "place"), [("あ*a", 3), ("*a* _", 4), ("[a", 0), ("`a", 0), ("```a`", 0)])
def test_a_mark_without_an_end_is_refused_with_its_place(source: str, place: int) -> None:
    with pytest.raises(Refused) as refused:
        from_old_markdown(source)
    assert refused.value.description == (
        f"Bad Request: can't parse entities: Can't find end of the entity starting at byte offset {place}"
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\\")))
def test_text_escaped_by_the_library_comes_back_as_it_was(text: str) -> None:
    assert from_old_markdown(escape_markdown(text, version=1)) == (text, [])
