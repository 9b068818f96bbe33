"""A card is put together from its parts, and taken apart again without a loss."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from conversations.dialogue.outcomes.words import apart, with_help
from conversations.dialogue.phrasebook import LANGUAGES, Reader
from conversations.dialogue.phrases import from_plain, say, to_plain
from conversations.dialogue.steps import Chosen, Wrote
from conversations.flows.need_card import ANY, Parts, card_of, parts_of
from tests.flows.needing import BOOK

KINDS = tuple(BOOK.table("needs.kind.options", "en"))
FEELINGS = tuple(BOOK.table("feelings.said", "en"))
BACK = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
plain_words = st.text(st.characters(categories=["L", "Nd", "Zs"]), min_size=1, max_size=60).filter(
    lambda words: bool(words) and words == words.strip()
)


@st.composite
def some_parts(draw: st.DrawFn) -> Parts:
    kind = draw(st.sampled_from(KINDS))
    asked = [id for id in BOOK.table(f"needs.request_said.{kind}", "en") if id != ANY]
    space = kind == "space"
    return Parts(
        kind,
        draw(st.none() | st.sampled_from(FEELINGS)),
        draw(st.none() | plain_words),
        draw(st.none() | st.builds(Chosen, st.sampled_from(asked)) | st.builds(Wrote, plain_words)),
        "now" if space else draw(st.none() | st.sampled_from(tuple(BOOK.table("needs.when.options", "en")))),
        BACK if space else None,
        None if space else draw(st.none() | st.sampled_from(tuple(BOOK.table("needs.much.options", "en")))),
    )


@given(parts=some_parts())
def test_a_card_holds_all_of_its_parts(parts: Parts) -> None:
    kept = from_plain(to_plain(card_of(parts)))
    assert parts_of(parts.kind, kept, parts.when or "") == parts


@given(parts=some_parts())
def test_a_card_reads_whole_whatever_is_left_out(parts: Parts) -> None:
    for language in LANGUAGES:
        text = BOOK.render(card_of(parts), Reader(language, "UTC")).text
        assert text.endswith(BOOK.words(say(f"needs.card.{parts.kind}.close"), language))
        assert not any(sign in text for sign in "{}[]")


def test_the_words_of_a_plain_message_are_found_again() -> None:
    assert apart("Tea at nine?") == ("Tea at nine?", None)
    assert apart(with_help("Tea at nine?", "Aki")) == ("Tea at nine?", say("reword.footer", me="Aki"))
