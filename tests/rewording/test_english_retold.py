"""Drafts that sting by their turn of phrase: what is meant is said, a clause is kept whole, a fitting thing is asked."""

import pytest

from conversations.rewording import Draft, Gentle, reword
from conversations.rewording.english.asking import slots
from conversations.rewording.english.fitting import fitting
from conversations.rewording.english.moves import candidates
from conversations.rewording.english.parts import Fact, Tense, Wanted
from conversations.rewording.english.retold import as_meant, stings
from conversations.rewording.english.texting import written_out
from conversations.rewording.english.verbatim import verbatim
from conversations.rewording.normalise import normalise


def first_wording(draft: str) -> str:
    """What is said first for a draft, whether or not it would be left alone."""
    text = as_meant(normalise(draft).text)
    return candidates(Draft(text, "en"), slots(text, ()))[0].text


@pytest.mark.parametrize(
    ("draft", "meant"),
    [
        ("oh so it's a crime to read one chapter in peace?", "I'd like it to be okay to read one chapter in peace."),
        ("Excuse me for wanting a dry towel", "I'd like a dry towel."),
        ("Uncle of the year, forgot the cake in the taxi", "you forgot the cake in the taxi."),
        ("great plan, Einstein, packing no raincoats", "I'm not happy about packing no raincoats."),
        ("some people's husbands ring before they're late", "could you ring before they're late."),
        ("other people's wives don't count the beers", "please don't count the beers."),
        ("anyone would think I was made of glass", "I feel like I was made of glass."),
        ("nice of you to finally answer the door", "you answered the door so late."),
        ("if the canoe's still in the hall on Sunday it's firewood", "could the canoe be out of the hall by Sunday."),
        ("if those skis are still on the landing when I get home I'm selling them", "could those skis be off the landing by the time I get home."),
        ("if the fence isn't fixed by Friday I'm ringing my dad", "could the fence be fixed by Friday."),
        ("don't get up, I'll carry the logs in by myself", "could you help me carry the logs in."),
        ("you'd rather wax a surfboard than read with Theo", "could you read with Theo."),
        ("why is my pillow wet", "could you tell me why my pillow is wet."),
        ("Happy birthday to me, unblocked the drain", "I unblocked the drain on my birthday."),
        ("his lordship has time for darts", "you have time for darts."),
        ("I'm not your maid. Fold your own shirts.", "Fold your own shirts."),
        ("Grow a backbone and tell your uncle no", "tell your uncle no"),
        ("nobody asked you to sand the stairs", "I didn't ask you to sand the stairs."),
        ("ten years I've been ironing for your choir", "I've been ironing for your choir for ten years."),
    ],
)  # fmt: skip
def test_what_is_said_to_sting_is_said_as_it_is_meant(draft: str, meant: str) -> None:
    assert as_meant(draft) == meant


@pytest.mark.parametrize(
    "draft",
    ["could you get eggs", "I felt left out at the picnic.", "The plumber comes at nine. Can you be in?", "Whatever.", "", "You forgot the tickets. Again!"],
)  # fmt: skip
def test_a_plain_draft_stays_as_it_is(draft: str) -> None:
    assert as_meant(draft) == draft
    assert stings(draft) == ""


@pytest.mark.parametrize(
    ("texted", "plain"),
    [
        ("pls jst cum home wen u can", "pls just come home wen you can"),
        ("u telt yer mam before me own sister", "you told your mam before my own sister"),
        ("stop leavin it", "stop leaving it"),
        ("the cabin is within reach again", "the cabin is within reach again"),
        ("if them boots stay", "if those boots stay"),
        ("I'm the one who ring her", "I'm the one who rings her"),
        ("my husband he never call", "my husband never call"),
    ],
)
def test_texting_and_dialect_are_written_out(texted: str, plain: str) -> None:
    assert written_out(texted) == plain


def test_a_sound_clause_is_kept_in_the_writers_own_words() -> None:
    assert verbatim("Aunty said I looked tired") is not None
    found = verbatim("three guests, no warning, the oven broken")
    assert found is not None
    assert found.facts == (Fact("three guests, no warning, the oven broken", Tense.STATE),)


@pytest.mark.parametrize(
    "clause",
    ["not worth the breath", "great parenting in the park", "stubborn old goat on the ladder", "you and the dog", "why the long face", "put the kettle on"],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_kept_as_it_is(clause: str) -> None:
    assert verbatim(clause) is None


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("you read my diary", Wanted("you", "ask me instead next time", sure=False)),
        ("you told your cousin about my tests", Wanted("we", "keep things like that between us", sure=False)),
        ("I had to find out from Omar that you'd quit", Wanted("you", "tell me first next time", sure=False)),
        ("you don't defend me at the table", Wanted("you", "back me up next time", sure=False)),
        ("your cap is blue", None),
    ],
)
def test_what_is_asked_for_follows_from_what_is_told(told: str, wanted: Wanted | None) -> None:
    assert fitting((told,), "seed") == wanted


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("so now it's a crime to have a lie down after a double shift?", "have a lie down after a double shift"),
        ("Aunt of the century over here, didn't bring the inhaler", "you didn't bring the inhaler"),
        ("if the kayak's still in the kitchen on Monday it goes on the tip", "Could the kayak be out of the kitchen by Monday?"),
        ("Film started ten minutes ago. Standing in the rain.", "film started ten minutes ago"),
        ("Some of us have to be up at five so turn the racing down", "turn the racing down"),
    ],
)  # fmt: skip
def test_the_clause_behind_the_sting_is_in_the_first_wording(draft: str, kept: str) -> None:
    assert kept.lower() in first_wording(draft).lower()


@pytest.mark.parametrize("draft", ["Not worth the breath.", "it's giving pantomime villain"])
def test_a_word_that_is_no_thing_is_never_named(draft: str) -> None:
    assert "about worth" not in first_wording(draft)
    assert "giving" not in first_wording(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "should of booked the ferry weeks ago like I said",
        "feeling dumped on. four suppers, four guests, no warning",
        "Stubborn old goat. The doctor said no ladders.",
        "if that trumpet's still on the sofa tonight it's going",
        "Three hundred quid on a drone when the roof leaks",
        "how hard is it to shut a drawer",
    ],
)
def test_a_complaint_without_a_subject_is_not_taken_for_gentle(draft: str) -> None:
    assert not isinstance(reword(Draft(draft, "en")), Gentle)
