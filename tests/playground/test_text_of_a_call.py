"""A text as bots send it: with marks in any mode, with entities, with limits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity

from bot.playground.errors import Refused
from bot.playground.text.formatting import Formatted, formatted
from bot.playground.text.markup import from_marks

KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "text_link", "blockquote")
MARKS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 8), st.integers(1, 8)), max_size=5)
EVENING = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
MARKED = st.text("<>/=\"'&;#x biaue_*~`|[]()!\\>\n\r-:.tg😀あ?", max_size=60)


def read_or_refused(mode: str, source: str) -> Formatted:
    """Anything but a refusal in plain words goes through to the test."""
    try:
        return formatted(*from_marks(source, mode))
    except Refused as refused:
        refused.description.encode()
        return Formatted("", [])


async def sent(room: Any, text: str, **values: Any) -> Any:
    aki = await room.person("Aki")
    return await room.done("sendMessage", chat_id=aki, text=text, **values)


@pytest.mark.parametrize(
    ("mode", "source"),
    [
        ("HTML", "<b>a</b> &lt;"),
        ("html", "<b>a</b> &lt;"),
        ("MarkdownV2", "*a* <"),
        ("markdownv2", "*a* <"),
        ("Markdown", "*a* <"),
        ("MARKDOWN", "*a* <"),
    ],
)
def test_a_mode_may_be_written_in_any_case(room: Any, mode: str, source: str) -> None:
    async def evening() -> None:
        message = await sent(room, source, parse_mode=mode)
        assert message["text"] == "a <"
        assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]

    asyncio.run(evening())


@pytest.mark.parametrize("mode", ["", "none", "None"])
def test_without_a_mode_a_text_is_plain(room: Any, mode: str) -> None:
    async def evening() -> None:
        message = await sent(room, "*a* <b>", parse_mode=mode)
        assert message["text"] == "*a* <b>"
        assert "entities" not in message

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"text": "a", "parse_mode": "Markup"}, "unsupported parse_mode"),
        ({"text": "a.", "parse_mode": "MarkdownV2"},
         "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"),
        ({"text": "あ_a", "parse_mode": "Markdown"},
         "can't parse entities: Can't find end of the entity starting at byte offset 3"),
        ({"text": "<x>", "parse_mode": "HTML"},
         'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": f"<b>{'a' * 4097}</b>", "parse_mode": "HTML"}, "message is too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(room: Any, values: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        assert await room.error("sendMessage", chat_id=aki, **values) == f"Bad Request: {description}"

    asyncio.run(evening())


def test_half_a_character_is_refused(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        body = f'{{"chat_id": {aki}, "text": "a\\ud83d"}}'
        headers = {"content-type": "application/json"}
        answer = await room.client.post("/bot1:demo/sendMessage", content=body, headers=headers)
        assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"

    asyncio.run(evening())


def test_marks_do_not_count_towards_the_length(room: Any) -> None:
    async def evening() -> None:
        source = f"<b>{'😀' * 4096}</b>"
        message = await sent(room, source, parse_mode="HTML")
        assert message["text"] == "😀" * 4096
        assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("mode", "source"),
    [
        ("HTML", '<a href="tg://user?id={}">Aki</a> <a href="tg://user?id=5">Nobody</a>'),
        ("MarkdownV2", "[Aki](tg://user?id={}) [Nobody](tg://user?id=5)"),
        ("Markdown", "[Aki](tg://user?id={}) [Nobody](tg://user?id=5)"),
    ],
)
def test_a_mention_by_link_names_a_person_the_bot_has_met(room: Any, mode: str, source: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        message = await room.done("sendMessage", chat_id=aki, text=source.format(aki), parse_mode=mode)
        assert message["text"] == "Aki Nobody"
        assert [(one["type"], one["user"]["id"]) for one in message["entities"]] == [("text_mention", aki)]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("entity", "kept"),
    [
        ({"type": "text_link", "url": "Example.com"}, {"type": "text_link", "url": "http://example.com/"}),
        ({"type": "custom_emoji", "custom_emoji_id": 7}, {"type": "custom_emoji", "custom_emoji_id": "7"}),
        ({"type": "pre", "language": ""}, {"type": "pre"}),
        ({"type": "pre", "language": "c"}, {"type": "pre", "language": "c"}),
        ({"type": "date_time", "unix_time": "9", "date_time_format": "Tw"},
         {"type": "date_time", "unix_time": 9, "date_time_format": "wT"}),
    ],
)  # fmt: skip
def test_an_entity_is_kept_as_telegram_writes_it(room: Any, entity: Any, kept: Any) -> None:
    async def evening() -> None:
        place = {"offset": 0, "length": 5}
        message = await sent(room, "hello", entities=[entity | {"offset": "0", "length": "5"}])
        assert message["entities"] == [kept | place]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("entity", "complaint"),
    [
        ("x", "expected an Object"),
        ({"type": "bold", "length": 1}, 'Can\'t find field "offset"'),
        ({"type": "bold", "offset": [], "length": 1}, 'Field "offset" must be of type Number'),
        ({"type": "bold", "offset": "x", "length": 1}, 'Field "offset" must be a valid Number'),
        ({"offset": 0, "length": 1}, 'Can\'t find field "type"'),
        ({"type": "", "offset": 0, "length": 1}, "Type is not specified"),
        ({"type": {}, "offset": 0, "length": 1}, 'Field "type" must be of type String'),
        (
            {"type": "date_time", "unix_time": 9, "date_time_format": "q", "offset": 0, "length": 1},
            "Invalid date format used",
        ),
    ],
)
def test_an_entity_that_cannot_be_read_is_refused(room: Any, entity: Any, complaint: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        error = await room.error("sendMessage", chat_id=aki, text="hello", entities=[entity])
        assert error == f"Bad Request: can't parse MessageEntity: {complaint}"

    asyncio.run(evening())


@given(st.sampled_from(("HTML", "MarkdownV2", "Markdown")), MARKED | st.text(st.characters()))
def test_any_source_is_read_or_refused(mode: str, source: str) -> None:
    ready = read_or_refused(mode, source)
    wide = ready.text.encode("utf-16-le")
    for one in ready.entities:
        begin, end = one["offset"], one["offset"] + one["length"]
        assert 0 <= begin < end <= len(wide) // 2
        wide[2 * begin : 2 * end].decode("utf-16-le")  # raises when it cuts a character


@given(MARKS, st.text('ab c.<&"あ', min_size=16, max_size=20))
def test_what_the_library_writes_as_html_is_read_as_the_same(marks: list[Any], text: str) -> None:
    link = {"url": "https://example.com/"}
    given_marks = [
        {"type": kind, "offset": offset, "length": length} | (link if kind == "text_link" else {})
        for kind, offset, length in marks
    ]
    ready = formatted(text, given_marks)
    entities = [MessageEntity(**one) for one in ready.entities]
    message = Message(1, EVENING, Chat(1, "private"), text=ready.text, entities=entities)
    assert formatted(*from_marks(message.text_html, "HTML")) == ready
