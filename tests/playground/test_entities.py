"""What Telegram marks by itself, by its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.network.world import Json
from bot.playground.text.endings import is_common_ending
from bot.playground.text.entities import find


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


def words(kind: str, text: str) -> list[str]:
    return [covered for found, covered in marked(text) if found == kind]


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
        ("/help@" + "x" * 32, ["/help@" + "x" * 32]),
        ("/help@" + "x" * 33, []),
        ("/@attune_bot", []),
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
    assert words("bot_command", text) == commands


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("ask @mika_san", ["@mika_san"]),
        ("@abc is too short, @gif and @UFC are not", ["@gif", "@UFC"]),
        ("@" + "x" * 32, ["@" + "x" * 32]),
        ("@" + "x" * 33, []),
        ("not@here, あ@there", []),
        ("(@mika),@akiko", ["@mika", "@akiko"]),
        ("@mika@aki", ["@mika"]),
        ("@mikaさん", []),
    ],
)
def test_mentions(text: str, mentions: list[str]) -> None:
    assert words("mention", text) == mentions


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#evening and #2 and #夜", ["#evening", "#夜"]),
        ("#2nd #te·st #a_b", ["#2nd", "#te·st", "#a_b"]),
        ("a#b #c# #d#e", []),
        ("#" + "1" * 256 + "a", []),
        ("#" + "1" * 255 + "ab", ["#" + "1" * 255 + "a"]),
        ("#evening@channel now", ["#evening@channel"]),
        ("#evening@me now", ["#evening"]),
        ("#a™ #b൹", ["#a", "#b"]),
    ],
)
def test_hashtags(text: str, tags: list[str]) -> None:
    assert words("hashtag", text) == tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("costs $USD, $A and $ABCDEFGH", ["$USD", "$A", "$ABCDEFGH"]),
        ("$usd $ABCDEFGHI $AB1 1$AB $$AB $AB$", []),
        ("$1INCH $1INC", ["$1INCH"]),
        ("$USD@channel $USD@me", ["$USD@channel", "$USD"]),
    ],
)
def test_cashtags(text: str, tags: list[str]) -> None:
    assert words("cashtag", text) == tags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://t.me/attune_bot?start=abc.", ["https://t.me/attune_bot?start=abc"]),
        ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
        ("example.comを見て", []),
        ("example.com を見て", ["example.com"]),
        ("That is it.Then no", []),
        ("That is it.So no, this is.so yes", ["is.so"]),
        ("tg://user?id=5 ton://x/y. TG://a?", ["tg://user?id=5", "ton://x/y", "TG://a"]),
        ("http://127.0.0.1:8080/x 127.0.0.1 127.0.0.256", ["http://127.0.0.1:8080/x", "127.0.0.1"]),
        ("http://localhost/x https://a.nothing ftp://b.jp",
         ["https://a.nothing", "ftp://b.jp"]),
        ("example.com:8080/?a#b, example.com:99999", ["example.com:8080/?a#b", "example.com"]),
        ("日本語.jp みんな.みんな пример.рф", ["日本語.jp", "みんな.みんな", "пример.рф"]),
        ("example.com/a]b example.org?! <example.net>", ["example.com/a", "example.org", "example.net"]),
        ("a_.b.com a_b.com -a.com a-.com", ["a_.b.com", "-a.com"]),
        ("https://a:b@example.com sftp://example.com shttp://example.com", ["https://a:b@example.com"]),
        ("@example.com #example.com /example.com", []),
        ("xn--80afpi2a3c.xn--p1ai", ["xn--80afpi2a3c.xn--p1ai"]),
        ("example.com...", ["example.com"]),
        ("…example.com…", ["example.com"]),
    ],
)  # fmt: skip
def test_links(text: str, found: list[str]) -> None:
    assert words("url", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mail aki@example.com now", ["aki@example.com"]),
        ("mailto:a.b@example.co.jp a+c@example.jp", ["a.b@example.co.jp", "a+c@example.jp"]),
        ("a@example.museums12 a@b.c a@example", []),
        ("https://a.de(aki@example.com)", ["aki@example.com"]),
        ("a@b@example.com", []),
    ],
)
def test_addresses_of_email(text: str, found: list[str]) -> None:
    assert words("email", text) == found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("phone_number", "call +1-212-555-0123 or +81 3 1234 5678.", ["+1-212-555-0123", "+81 3 1234 5678"]),
        ("phone_number", "1+2123456789, +12345, 2123456789", []),
        ("bank_card_number", "4916-3385-0608-2832; 5280 9342 8317 1080", ["4916-3385-0608-2832", "5280 9342 8317 1080"]),
        ("bank_card_number", "1234567890128 1234567890129", []),
        ("bank_card_number", "1234567890128", ["1234567890128"]),
        ("bank_card_number", "a1234567890128 1234567890128_ +1234567890128", []),
        ("bank_card_number", "4556728228023269 20:30", ["4556728228023269"]),
    ],
)  # fmt: skip
def test_numbers(kind: str, text: str, found: list[str]) -> None:
    assert words(kind, text) == found


def test_an_ending_with_a_capital_begins_a_sentence() -> None:
    assert [is_common_ending(ending) for ending in ("org", "ORG", "Org", "рф", "nothing")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_of_two_that_touch_the_earlier_and_longer_stays() -> None:
    assert marked("tg://example.com/#tag @mika.com") == [
        ("url", "tg://example"),
        ("hashtag", "#tag"),
        ("mention", "@mika"),
    ]


def test_offsets_count_utf16_units() -> None:
    assert find("😀😀 /need") == [{"type": "bot_command", "offset": 5, "length": 5}]


@given(st.text(st.sampled_from("/@#$.:abcomtg1450_ あ😀\n<>-?=(+"), max_size=60))
def test_entities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found: list[Json] = find(text)
    edges = [edge for entity in found for edge in (entity["offset"], entity["offset"] + entity["length"])]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text.encode("utf-16-le")) // 2 for edge in edges)
    assert all(entity["length"] > 0 for entity in found)
    assert not any("\n" in covered for _, covered in marked(text))


@given(st.text())
def test_every_text_can_be_searched(text: str) -> None:
    wide = text.encode("utf-16-le")
    for entity in find(text):
        begin, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        assert text.startswith(wide[begin:end].decode("utf-16-le"), len(wide[:begin].decode("utf-16-le")))
