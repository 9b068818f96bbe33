"""One message for two who read different languages: what somebody wrote stands in it once."""

from conversations.dialogue.phrasebook import Entity, Text
from conversations.dialogue.two_languages import in_both

QUOTED = "❤️ tea?"


def card(head: str, tail: str = "") -> Text:
    start = len(head.encode("utf-16-le")) // 2 + 1
    length = len(QUOTED.encode("utf-16-le")) // 2
    return Text(f"{head}\n{QUOTED}{tail}", (Entity("bold", 0, 3), Entity("blockquote", start, length)))


def test_the_same_quotation_stands_once_below_both_heads() -> None:
    both = in_both(card("Mikaさんから："), card("Mika says:"))
    assert both.text == f"Mikaさんから：\nMika says:\n{QUOTED}"
    bold, again, quote = both.entities
    assert (bold, again) == (Entity("bold", 0, 3), Entity("bold", 10, 3))
    assert both.text.encode("utf-16-le")[2 * quote.offset :][: 2 * quote.length].decode("utf-16-le") == QUOTED


def test_what_follows_it_stands_below_it_in_both_languages() -> None:
    both = in_both(card("Aki：", "\n\nそれでは"), card("Aki:", "\n\nUntil then"))
    assert both.text == f"Aki：\nAki:\n{QUOTED}\n\nそれでは\nUntil then"


def test_a_head_that_is_the_same_stands_once_as_well() -> None:
    assert (
        in_both(card("🎙 Aki", "\n手伝い"), card("🎙 Aki", "\nhelp")).text == f"🎙 Aki\n{QUOTED}\n手伝い\nhelp"
    )


def test_what_differs_stands_twice() -> None:
    first, second = card("Aki："), Text("Aki says:\nTea?", (Entity("blockquote", 10, 4),))
    both = in_both(first, second)
    assert both.text == f"{first.text}\n\n{second.text}"
    assert both.entities[-1] == Entity("blockquote", len(first.text.encode("utf-16-le")) // 2 + 12, 4)


def test_two_quotations_are_left_as_they_are() -> None:
    twice = Text("a\nb", (Entity("blockquote", 0, 1), Entity("blockquote", 2, 1)))
    assert in_both(twice, Text("c", (Entity("blockquote", 0, 1),))).text == "a\nb\n\nc"


def test_the_same_in_both_stands_once() -> None:
    assert in_both(card("Aki:"), card("Aki:")) == card("Aki:")
