"""What of a draft may leave, and what of an answer may be shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.rewording import Candidate, Draft, Reworded, Slot, Source
from conversations.rewording.lent import Lent, is_known, lend, material
from conversations.rewording.returned import faults_of, take_back

PLAIN = (Candidate("gentle", "It matters to me. Could we talk?"), Candidate("short", "Can we talk?"))


def lent(text: str, language: str = "en", *names: str) -> Lent:
    found = lend(Draft(text, "ja" if language == "ja" else "en"), Reworded(PLAIN, (), {}), names)
    assert found is not None
    return found


def hidden(text: str, language: str = "en", *names: str) -> str:
    return str(material(lent(text, language, *names))["draft"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I waited 40 minutes, from 8:30 pm to 9.", "I waited [NUMBER_1] minutes, from [NUMBER_2] to [NUMBER_3]."),
        ("you told Sarah and my mother", "you told [NAME_1] and my mother"),
        ("you told sarah about it on Friday", "you told [WORD_1] about it on Friday"),
        ("Priya was there. You were late", "[WORD_1] was there. You were late"),
        ("we live in Osaka and you never cook", "we live in [NAME_1] and you never cook"),
        ("see https://x.example/me or @handle or a.b@c.jp", "see [ADDRESS_1] or [ADDRESS_2] or [ADDRESS_3]"),
        ("mika, I told Mika Tanaka", "[NAME_1], I told [NAME_2]"),
        ("my number is +81 90-1234-5678", "my number is [NUMBER_1]"),
    ],
)  # fmt: skip
def test_who_where_and_how_many_stay_here(text: str, left: str) -> None:
    assert hidden(text, "en", "Mika Tanaka") == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("田中さんと飲みに行った", "[NAME_1]さんと飲みに行った"),
        ("高橋とばっかり出かける", "[WORD_1]とばっかり出かける"),
        ("サラと三時間も話してた", "[WORD_1]と[NUMBER_2]時間も話してた"),
        ("さくらちゃんのお迎え、22時だった", "[NAME_1]ちゃんのお迎え、[NUMBER_2]時だった"),
        ("みか、お母さんに言ったよね", "[NAME_1]、お母さんに言ったよね"),
        ("いつもスマホばかり見てる", "いつもスマホばかり見てる"),
    ],
)
def test_in_japanese_as_well(text: str, left: str) -> None:
    assert hidden(text, "ja", "みか") == left


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_whatever_was_hidden_comes_back_as_it_was(text: str) -> None:
    one = lent("Could you help?", "en", "Mika")
    if "[" not in text:
        assert one.open(one.hide(text)) == text


def test_the_same_name_is_hidden_the_same_way_everywhere() -> None:
    slots = {"happened": Slot("you told Sarah", Source.DRAFT)}
    found = Reworded((Candidate("gentle", "You told Sarah. Could we talk?"),), (), slots)  # type: ignore[arg-type]
    one = lend(Draft("you told Sarah", "en", {"feeling": "hurt", "request": "unknown"}), found, ())
    assert one is not None
    assert material(one) == {
        "draft": "you told [NAME_1]",
        "said": {"happened": "you told [NAME_1]", "feeling": "hurt"},
        "wordings": {"gentle": "You told [NAME_1]. Could we talk?"},
    }


def test_a_limit_a_shout_and_what_could_not_be_worded_are_not_lent() -> None:
    found = Reworded(PLAIN, (), {})
    assert lend(Draft("I'm going to my mother's", "en", {"limit": "yes"}), found, ()) is None
    assert lend(Draft("YOU TOLD SARAH ABOUT IT", "en"), found, ()) is None
    assert lend(Draft("you told her", "en"), Reworded((), (), {}), ()) is None


def test_everyday_words_are_known_and_names_are_not() -> None:
    assert [one for one in ("dinner", "listened", "phones", "mother's", "I'm") if not is_known(one)] == []
    assert [one for one in ("Priya", "Elena", "Osaka", "Nguyen", "Giulia") if is_known(one)] == []


def faults(draft: str, said: str, language: str = "en") -> tuple[str, ...]:
    one = lent(draft, language)
    material(one)
    found = faults_of(one, [Candidate("gentle", said)]).get("gentle", ())
    return tuple(code.partition(":")[0] for code in found)


DRAFT = "You forgot our dinner and I waited 40 minutes. I feel lonely."


@pytest.mark.parametrize(
    "said",
    [
        "I waited [NUMBER_1] minutes and I feel lonely. Could we talk about our dinner?",
        "I feel lonely when our dinner is forgotten. Would you help me understand?",
    ],
)
def test_a_faithful_wording_may_be_shown(said: str) -> None:
    assert faults(DRAFT, said) == ()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("I feel lonely. Could we talk about our dinner for 2 minutes?", "number_added"),
        ("I feel lonely about our dinner and those 4 minutes. Could we talk?", "number_added"),
        ("I feel lonely about our dinner, [NAME_4]. Could we talk?", "broken"),
        ("I feel lonely about our dinner, NUMBER_1. Could we talk?", "broken"),
        ("I feel humiliated about our dinner. Could we talk?", "added"),
        ("I feel lonely about our dinner. Could we book a therapist?", "added"),
        ("You forgot me and our dinner. Could we talk?", "blame_you"),
        ("I like you very much. Could we talk?", "lost"),
        (DRAFT.replace("40", "[NUMBER_1]"), "same"),
        ("I feel lonely about our dinner. You are so selfish. Could we talk?", "label"),
    ],
)
def test_an_unfaithful_wording_is_named_as_what_it_is(said: str, fault: str) -> None:
    assert fault in faults(DRAFT, said)


def test_added_words_are_named_so_that_they_can_be_left_out() -> None:
    one = lent(DRAFT)
    said = [Candidate("gentle", "I feel lonely about our dinner. Could we book a therapist?")]
    assert faults_of(one, said) == {"gentle": ("added: book, therapist",)}


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("連絡がなくて、さみしかった。少し話せる？", "feeling_added"),
        ("連絡のこと、ごめん。少し話せる？", "feeling_added"),
        ("少し話せる？", "lost"),
        ("連絡がなくて、3回も待った。少し話せる？", "number_added"),
        ("病院の連絡のこと、少し話せる？", "added"),
    ],
)
def test_in_japanese_an_unfaithful_wording_is_named_as_well(said: str, fault: str) -> None:
    assert fault in faults("なんで連絡くれないの", said, "ja")


def test_a_faithful_japanese_wording_may_be_shown() -> None:
    assert faults("なんで連絡くれないの", "連絡がないのが気になってる。少し話せる？", "ja") == ()


def test_what_was_left_out_keeps_the_wording_it_had() -> None:
    one = lent(DRAFT)
    material(one)
    back = take_back(one, [Candidate("gentle", "I waited [NUMBER_1] minutes. Could we talk?")])
    assert back.candidates == (Candidate("gentle", "I waited 40 minutes. Could we talk?"), PLAIN[1])
    assert faults_of(one, []) == {"gentle": ("nothing_said",)}
    assert faults_of(one, [Candidate("firm", "I waited. Could we talk?")]) == {"firm": ("style_added",)}
