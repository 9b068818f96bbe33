"""What Telegram marks by itself, by its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import find
from bot.playground.world import Json


def marked(text: str) -> list[tuple[str, str]]:
    """Each entity with the words it covers, cut as a client cuts them: in UTF-16."""
    wide = text.encode("utf-16-le")
    return [
        (
            entity["type"],
            wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"),
        )
        for entity in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/help", ["/help"]),
        ("/help-me-say-this You never listen", ["/help"]),
        ("/help_me_say_this now", ["/help_me_say_this"]),
        ("/help_me_say_this怒ってる", []),
        ("/help_me_say_this\n怒ってる", ["/help_me_say_this"]),
        ("／help", []),
        ("/help@attune_bot x", ["/help@attune_bot"]),
        ("/help@ab", []),
        ("say /help and /need", ["/help", "/need"]),
        ("a/help", []),
        ("//help", []),
        ("/a/b", []),
        ("</help>", []),
        ("/" + "x" * 64, ["/" + "x" * 64]),
        ("/" + "x" * 65, []),
        ("😀/help", ["/help"]),
        ("/need.", ["/need"]),
        ("/", []),
    ],
)
def test_commands_end_where_telegram_ends_them(text: str, commands: list[str]) -> None:
    assert [words for kind, words in marked(text) if kind == "bot_command"] == commands


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask @mika_san", [("mention", "@mika_san")]),
        ("@abc is too short, @gif is not", [("mention", "@gif")]),
        ("mail aki@example.com now", [("email", "aki@example.com")]),
        ("#evening and #2 and #夜", [("hashtag", "#evening"), ("hashtag", "#夜")]),
        ("see https://t.me/attune_bot?start=abc.", [("url", "https://t.me/attune_bot?start=abc")]),
        ("(https://example.com/a_(b))", [("url", "https://example.com/a_(b)")]),
        ("example.comを見て", []),
        ("example.com を見て", [("url", "example.com")]),
        ("tg://user?id=5 ok", [("url", "tg://user?id=5")]),
        ("http://127.0.0.1:8080/x", [("url", "http://127.0.0.1:8080/x")]),
        ("That is it.Then no", []),
        ("costs $USD today", [("cashtag", "$USD")]),
        ("just words", []),
    ],
)
def test_mentions_tags_and_links(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


def test_offsets_count_utf16_units() -> None:
    assert find("😀😀 /need") == [{"type": "bot_command", "offset": 5, "length": 5}]


@given(st.text(alphabet=st.sampled_from("/@#$.:ab1_ あ😀\n<>-?=(")))
def test_entities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found: list[Json] = find(text)
    edges = [edge for entity in found for edge in (entity["offset"], entity["offset"] + entity["length"])]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text.encode("utf-16-le")) // 2 for edge in edges)
    assert all(entity["length"] > 0 for entity in found)
