"""Commands are found in what people really type, and what is not for reading is left out (T-18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.typed import ForAnotherBot, TypedCommand, clean, clean_name, read_command

KNOWN = {"help", "help_me_say_this", "need", "menu", "start"}


def read(text: str) -> TypedCommand | None:
    return read_command(text, KNOWN, "attune_bot")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/need", TypedCommand("need", "")),
        ("/need a hug", TypedCommand("need", "a hug")),
        ("/Need@Attune_Bot a hug", TypedCommand("need", "a hug")),
        ("  /need", TypedCommand("need", "")),
        ("/need抱きしめて", TypedCommand("need", "抱きしめて")),
        ("／need　抱きしめて", TypedCommand("need", "抱きしめて")),
        ("/ｎｅｅｄ", TypedCommand("need", "")),
        ("/need-hug", TypedCommand("need", "-hug")),
        ("/needs", TypedCommand("needs", "")),
        ("/help_me_say_this", TypedCommand("help_me_say_this", "")),
        ("/help-me-say-this You never listen", TypedCommand("help_me_say_this", "You never listen")),
        ("/help–me—say‑this", TypedCommand("help_me_say_this", "")),
        ("/helpーmeーsayーthis なんで", TypedCommand("help_me_say_this", "なんで")),
        ("/help me say this now", TypedCommand("help_me_say_this", "now")),
        ("/help-me-say-thisなんで", TypedCommand("help_me_say_this", "なんで")),
        (
            "/help-me-say-this\nYou  never\n\nlisten\n",
            TypedCommand("help_me_say_this", "You  never\n\nlisten"),
        ),
        ("/help me", TypedCommand("help", "me")),
        ("/weather tomorrow", TypedCommand("weather", "tomorrow")),
    ],
)
def test_a_command_is_read_from_the_text(text: str, command: TypedCommand) -> None:
    assert read(text) == command


@pytest.mark.parametrize("text", ["", "need", "see /need", "/", "/ need", "/抱きしめて", "//", "1/2"])
def test_words_without_a_command_are_words(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["/need@other_bot", "/weather@other_bot now", "/help-me-say-this@other_bot"])
def test_a_command_for_another_bot_is_not_ours(text: str) -> None:
    with pytest.raises(ForAnotherBot):
        read(text)


def test_what_is_not_for_reading_is_left_out() -> None:
    assert clean("a\x00b\ud83dc\u202ed\u2066e\r\nf\tg") == "abcde\nf\tg"
    assert clean("Z" + "\u0338" * 40 + "algo") == "Z" + "\u0338" * 3 + "algo"
    assert clean("が") == "が"
    assert clean("👩‍👩‍👧") == "👩‍👩‍👧"


def test_a_name_is_one_line_that_can_be_seen() -> None:
    assert clean_name(" A\nki\u202e ") == "A ki"
    assert clean_name("\u3164\u200b", None, "mika") == "mika"
    assert clean_name(None) == "?"
    assert clean_name("🌙") == "🌙"
    assert len(clean_name("n" * 300)) == 64
    assert clean_name("n" * 60 + "👨‍👩‍👧‍👦") == "n" * 60
    assert clean_name("n" * 63 + "🇯🇵") == "n" * 63
    assert clean_name("n" * 62 + "🇯🇵🇯🇵") == "n" * 62 + "🇯🇵"
    assert clean_name("n" * 63 + "x\u0338\u0335") == "n" * 63


@given(some.text(alphabet=some.characters()))
def test_any_text_can_be_stored_and_read(text: str) -> None:
    clean(text).encode("utf-8")
    assert clean(clean(text)) == clean(text)
    try:
        read(text)
    except ForAnotherBot:
        assert "@" in text
