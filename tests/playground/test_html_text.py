"""HTML is read as Telegram reads it: its tags, its escapes, and its complaints with their places in bytes."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import mention_html

from bot.playground.errors import Refused
from bot.playground.network.world import Json
from bot.playground.text.html_text import from_html


def mark(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


# Lines of the example in Telegram's documentation of HTML style.
DOCUMENTED = [
    ("<b>bold</b>, <strong>bold</strong>", "bold, bold", [mark("bold", 0, 4), mark("bold", 6, 4)]),
    ("<i>italic</i>, <em>italic</em>", "italic, italic", [mark("italic", 0, 6), mark("italic", 8, 6)]),
    (
        "<u>underline</u>, <ins>underline</ins>",
        "underline, underline",
        [mark("underline", 0, 9), mark("underline", 11, 9)],
    ),
    (
        "<s>a</s>, <strike>b</strike>, <del>c</del>",
        "a, b, c",
        [mark("strikethrough", 0, 1), mark("strikethrough", 3, 1), mark("strikethrough", 6, 1)],
    ),
    (
        '<span class="tg-spoiler">spoiler</span>, <tg-spoiler>spoiler</tg-spoiler>',
        "spoiler, spoiler",
        [mark("spoiler", 0, 7), mark("spoiler", 9, 7)],
    ),
    (
        "<b>bold <i>italic bold <s>strike <span class='tg-spoiler'>spoiler</span></s> <u>under</u></i> b</b>",
        "bold italic bold strike spoiler under b",
        [
            mark("bold", 0, 39),
            mark("italic", 5, 32),
            mark("strikethrough", 17, 14),
            mark("spoiler", 24, 7),
            mark("underline", 32, 5),
        ],
    ),
    (
        '<a href="http://www.example.com/">inline URL</a>',
        "inline URL",
        [mark("text_link", 0, 10, url="http://www.example.com/")],
    ),
    (
        '<a href="tg://user?id=123456789">a mention</a>',
        "a mention",
        [mark("text_mention", 0, 9, user_id=123_456_789)],
    ),
    (
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "👍",
        [mark("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
    ),
    (
        '<tg-time unix="1647531900" format="wDT">22:45 tomorrow</tg-time>',
        "22:45 tomorrow",
        [mark("date_time", 0, 14, unix_time=1_647_531_900, date_time_format="wDT")],
    ),
    (
        '<tg-time unix="1647531900">22:45 tomorrow</tg-time>',
        "22:45 tomorrow",
        [mark("date_time", 0, 14, unix_time=1_647_531_900)],
    ),
    ("<code>inline code</code>", "inline code", [mark("code", 0, 11)]),
    ("<pre>a block</pre>", "a block", [mark("pre", 0, 7)]),
    (
        '<pre><code class="language-python">a block</code></pre>',
        "a block",
        [mark("pre", 0, 7, language="python")],
    ),
    ("<blockquote>one\ntwo</blockquote>", "one\ntwo", [mark("blockquote", 0, 7)]),
    ("<blockquote expandable>one</blockquote>", "one", [mark("expandable_blockquote", 0, 3)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), DOCUMENTED)
def test_the_documented_examples_are_read(source: str, text: str, entities: list[Json]) -> None:
    assert from_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("1 &lt; 2 &amp;&amp; 3 &gt; &quot;2&quot;", '1 < 2 && 3 > "2"', []),
        ("&lt &#x3042;&#12354;&#128512;", "< ああ😀", []),
        ("&nbsp;&apos;&ltx;&#0;&#x110000;&#12345678;& &;", "&nbsp;&apos;&ltx;&#0;&#x110000;&#12345678;& &;", []),
        ("あ😀<b>い</b>", "あ😀い", [mark("bold", 3, 1)]),
        ("<B CLASS=x>a</b  >", "a", [mark("bold", 0, 1)]),
        ("<i>a</>", "a", [mark("italic", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<a href=example.com>x</a>", "x", [mark("text_link", 0, 1, url="http://example.com/")]),
        ("<a href='https://EXAMPLE.com?a=1&amp;b'>x</a>", "x",
         [mark("text_link", 0, 1, url="https://example.com/?a=1&b")]),
        ("<a>example.com</a>", "example.com", [mark("text_link", 0, 11, url="http://example.com/")]),
        ("<a>somewhere</a> <a href='nowhere'>b</a>", "somewhere b", []),
        ("<a href='tg:user?id=7'>x</a>", "x", [mark("text_mention", 0, 1, user_id=7)]),
        ("<pre><code>a</code></pre>", "a", [mark("pre", 0, 1), mark("code", 0, 1)]),
        ("<pre><code class='language-c'>a</code> </pre>", "a ", [mark("pre", 0, 2), mark("code", 0, 1)]),
        ("<code class='language-c'><pre>a</pre></code>", "a", [mark("pre", 0, 1, language="c")]),
        ("<code class='language-c'>a</code>", "a", [mark("code", 0, 1)]),
        ("<blockquote expandable=no>a</blockquote>", "a", [mark("expandable_blockquote", 0, 1)]),
        ("<tg-time unix=x>a</tg-time><tg-time>b</tg-time>", "ab", []),
        ("<tg-time unix='90' format='Ttw'>a</tg-time>", "a",
         [mark("date_time", 0, 1, unix_time=90, date_time_format="wt")]),
        ("<tg-time unix='90' format='R'>a</tg-time>", "a",
         [mark("date_time", 0, 1, unix_time=90, date_time_format="r")]),
    ],
)  # fmt: skip
def test_tags_and_escapes(source: str, text: str, entities: list[Json]) -> None:
    assert from_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <br/> b", 'Unsupported start tag "br/" at byte offset 2'),
        ("あ<i", "Unclosed start tag at byte offset 3"),
        ("あ<b>a</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>a", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<i   ", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a href=x?y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("あ<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 3'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-emoji emoji-id='012'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='90' format='q'>a</tg-time>", "Invalid date format used"),
        ("a\0b", "Text must not contain null bytes"),
        (
            "&#xd83d;&#xde00;",
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html_is_refused_with_the_place(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        from_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_the_mention_helper_of_the_library_is_understood() -> None:
    assert from_html(mention_html(7, "Aki & <me>")) == (
        "Aki & <me>",
        [mark("text_mention", 0, 10, user_id=7)],
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert from_html(html.escape(text)) == (text, [])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_escaped_text_in_a_tag_is_marked_as_a_whole(text: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    assert from_html(f"あ<b>{html.escape(text)}</b>") == (f"あ{text}", [mark("bold", 1, units)])
