"""MarkdownV2 is read as Telegram reads it: what must be escaped, what lies in what, and its complaints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown, mention_markdown

from bot.playground.errors import Refused
from bot.playground.network.world import Json
from bot.playground.text.markdown_text import from_markdown


def mark(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


# Lines of the example in Telegram's documentation of MarkdownV2 style.
DOCUMENTED = [
    (r"*bold \*text*", "bold *text", [mark("bold", 0, 10)]),
    (r"_italic \*text_", "italic *text", [mark("italic", 0, 12)]),
    ("__underline__", "underline", [mark("underline", 0, 9)]),
    ("~strikethrough~", "strikethrough", [mark("strikethrough", 0, 13)]),
    ("||spoiler||", "spoiler", [mark("spoiler", 0, 7)]),
    (
        "*bold _italic bold ~strike ||spoiler||~ __underline italic bold___ bold*",
        "bold italic bold strike spoiler underline italic bold bold",
        [
            mark("bold", 0, 58),
            mark("italic", 5, 48),
            mark("strikethrough", 17, 14),
            mark("spoiler", 24, 7),
            mark("underline", 32, 21),
        ],
    ),
    (
        "[inline URL](http://www.example.com/)",
        "inline URL",
        [mark("text_link", 0, 10, url="http://www.example.com/")],
    ),
    ("[a mention](tg://user?id=123456789)", "a mention", [mark("text_mention", 0, 9, user_id=123_456_789)]),
    (
        "![👍](tg://emoji?id=5368324170671202286)",
        "👍",
        [mark("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
    ),
    (
        "![22:45 tomorrow](tg://time?unix=1647531900&format=wDT)",
        "22:45 tomorrow",
        [mark("date_time", 0, 14, unix_time=1_647_531_900, date_time_format="wDT")],
    ),
    (
        "![22:45 tomorrow](tg://time?unix=1647531900)",
        "22:45 tomorrow",
        [mark("date_time", 0, 14, unix_time=1_647_531_900)],
    ),
    ("`inline code`", "inline code", [mark("code", 0, 11)]),
    ("```\na block\n```", "a block\n", [mark("pre", 0, 8)]),
    ("```python\na block\n```", "a block\n", [mark("pre", 0, 8, language="python")]),
    (">one\n>two\nafter", "one\ntwo\nafter", [mark("blockquote", 0, 8)]),
    (
        ">one\n>two\n**>folded\n>to the end||\nafter",
        "one\ntwo\nfolded\nto the end\nafter",
        [mark("blockquote", 0, 8), mark("expandable_blockquote", 8, 18)],
    ),
]


@pytest.mark.parametrize(("source", "text", "entities"), DOCUMENTED)
def test_the_documented_examples_are_read(source: str, text: str, entities: list[Json]) -> None:
    assert from_markdown(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (r"\a\1\\", "a1\\", []),
        ("\\あ", "\\あ", []),
        ("____ ** `` ||||", "   ", []),
        ("___a_**b**__", "ab", [mark("underline", 0, 2), mark("italic", 0, 1)]),
        ("__a _b_**__", "a b", [mark("underline", 0, 3), mark("italic", 2, 1)]),
        ("`a*b_c[`", "a*b_c[", [mark("code", 0, 6)]),
        (r"`a\`b\\c`", "a`b\\c", [mark("code", 0, 5)]),
        ("```\r\nx```", "x", [mark("pre", 0, 1)]),
        ("```x```", "x", [mark("pre", 0, 1)]),
        ("```x y```", " y", [mark("pre", 0, 2, language="x")]),
        ("[a]", "a", []),
        (r"[example\.com]", "example.com", [mark("text_link", 0, 11, url="http://example.com/")]),
        (r"[a](example.com/\)\\)", "a", [mark("text_link", 0, 1, url="http://example.com/)\\")]),
        ("[*a*](example.com)", "a",
         [mark("text_link", 0, 1, url="http://example.com/"), mark("bold", 0, 1)]),
        ("[a](nowhere)", "a", []),
        ("😀*あ*", "😀あ", [mark("bold", 2, 1)]),
        (">a\n\n>b", "a\n\nb", [mark("blockquote", 0, 2), mark("blockquote", 3, 1)]),
        ("a\n>b", "a\nb", [mark("blockquote", 2, 1)]),
        (">*a*\n>_b_", "a\nb", [mark("blockquote", 0, 3), mark("bold", 0, 1), mark("italic", 2, 1)]),
        (r"\>a", ">a", []),
        (">a||", "a", [mark("expandable_blockquote", 0, 1)]),
        (">a||b||", "ab", [mark("blockquote", 0, 2), mark("spoiler", 1, 1)]),
        (">a||\r\nb", "a\r\nb", [mark("expandable_blockquote", 0, 3)]),
        ("*>a||\n*", "a\n", [mark("expandable_blockquote", 0, 2), mark("bold", 0, 2)]),
        (">", "", []),
    ],
)  # fmt: skip
def test_marks_and_escapes(source: str, text: str, entities: list[Json]) -> None:
    assert from_markdown(source) == (text, entities)


@pytest.mark.parametrize("sign", "]()#+-=|{}.!")
def test_a_reserved_character_must_be_escaped(sign: str) -> None:
    with pytest.raises(Refused) as refused:
        from_markdown(f"あ{sign}")
    assert refused.value.description == (
        f"Bad Request: can't parse entities: Character '{sign}' is reserved"
        " and must be escaped with the preceding '\\'"
    )
    assert from_markdown(f"あ\\{sign}") == (f"あ{sign}", [])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("あ_a", "Can't find end of Italic entity at byte offset 3"),
        ("あ__a_", "Can't find end of Italic entity at byte offset 6"),
        ("*a _b*", "Can't find end of Bold entity at byte offset 5"),
        ("_a__", "Can't find end of Underline entity at byte offset 2"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```a b", "Can't find end of PreCode entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        (">a||b\n", "Can't find end of Spoiler entity at byte offset 2"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        (r"[a](b\)", "Can't find end of a URL at byte offset 4"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![a](https://example.com)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a](tg://emoji?id=012)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a](tg://time?unix=-1)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a](tg://time?unix=1&format=x)", "Invalid date format used"),
        ("a>b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ],
)
def test_broken_markdown_is_refused_with_the_place(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        from_markdown(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_the_mention_helper_of_the_library_is_understood() -> None:
    source = mention_markdown(7, "Aki (me)", version=2)
    assert from_markdown(source) == ("Aki (me)", [mark("text_mention", 0, 8, user_id=7)])


@given(st.text())
def test_text_escaped_by_the_library_comes_back_as_it_was(text: str) -> None:
    assert from_markdown(escape_markdown(text, version=2)) == (text, [])


@given(st.text(min_size=1))
def test_code_escaped_by_the_library_comes_back_as_it_was(text: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    source = f"`{escape_markdown(text, version=2, entity_type='code')}`"
    assert from_markdown(source) == (text, [mark("code", 0, units)])


@given(st.text(st.characters(codec="utf-8", min_codepoint=33), min_size=1))
def test_an_address_escaped_by_the_library_comes_back_as_it_was(path: str) -> None:
    url = f"https://example.com/{path}"
    source = f"[a]({escape_markdown(url, version=2, entity_type='text_link')})"
    kept = url.rstrip(" \t\r\n\0\v")
    assert from_markdown(source) == ("a", [mark("text_link", 0, 1, url=kept)])
