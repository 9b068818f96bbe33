"""Drafts of which no sentence can be said again: mocked, vented or loosely texted, and what is said for them."""

import pytest

from conversations.rewording import Ask, Draft, Gentle, Reworded
from conversations.rewording.checks import faults
from conversations.rewording.engine import reword_at_once
from conversations.rewording.english.doubt import meant, mocks, vents
from conversations.rewording.english.matters import asked_as, matter_of, told_as
from conversations.rewording.english.mention import named
from conversations.rewording.language import rules_for, words


def first_wording(draft: str) -> str:
    shown = reword_at_once(Draft(draft, "en"))
    assert isinstance(shown, Reworded | Ask), shown
    return shown.candidates[0].text


@pytest.mark.parametrize(
    ("draft", "wish"),
    [
        ("enjoy your quiz night while I fold four loads", "a hand|worn out|by myself|swamped|on my own"),
        ("might as well eat with the hatstand", "matter to you|close to you|drifted apart"),
        ("wow a reply. I'm honoured", "hear from you"),
        (
            "if you paid half the attention to us that you pay to snooker",
            "more of you|more time with you|to myself",
        ),
        ("so it's a problem when I do it", "fair"),
        ("I'm not your cleaner", "thank you|noticed|is seen"),
        ("who even are you these days", "matter to you|close to you|drifted apart"),
    ],
)
def test_what_cannot_be_said_again_becomes_a_wish_that_fits(draft: str, wish: str) -> None:
    assert any(one in first_wording(draft) for one in wish.split("|")), first_wording(draft)


@pytest.mark.parametrize(
    ("draft", "never"),
    [
        ("lol enjoy the regatta", "enjoy"),
        ("oh so now you want to help", "when you want to help"),
        ("you had my back once", "you had my back"),
        ("I'm not bothered I just find it funny", "not bothered"),
        ("we could be in Porto if you'd booked", "if you'd booked"),
        ("you had one job", "one job"),
        ("bet you'd answer if it was the boss", "you'd answer"),
        ("sorry but I'm not the one who lost the tickets", "sorry"),
        ("the kettle is whistling again you lazy lump can you not hear it", "try not to hear"),
        ("why am I always the one who has to say sorry", "hear that you're sorry"),
    ],
)
def test_mockery_and_mere_venting_are_not_said_again(draft: str, never: str) -> None:
    shown = reword_at_once(Draft(draft, "en"))
    assert not isinstance(shown, Gentle)
    assert all(never not in one.text for one in getattr(shown, "candidates", ()))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("who forgets their own kid at swimming", "you forgot your kid at swimming"),
        ("did anyone ask you? must you always correct my spelling", "you correct my spelling"),
        ("thanks for leaving me with your uncle and his slides", "you left me with your uncle"),
        ("two weeks that ladder has been in the hall", "ladder has been in the hall for two weeks"),
        ("all I wanted was an hour with my book", "an hour with my book"),
        ("are you ever going to hang that shelf or do I have to call someone", "hang that shelf"),
        ("every time I sing you leave", "I sing and you leave"),
        ("you never dance with me anymore", "dance with me"),
        ("we never sing anymore", "I miss that"),
        ("how you talk to my nan is embarrassing", "the way you talk to my nan"),
        ("just say you don't like my hair", "whether you like my hair"),
        ("so did you really just hang up on my aunt", "you hung up on my aunt"),
        ("do you know what it's like to dance alone", "I dance alone"),
        ("your cousin is not sleeping on our boat again", "I don't want your cousin sleeping on our boat"),
        ("why is there glitter on this ledger", "there is glitter on this ledger"),
        ("just once I want to come home to a warm kettle, you never think of it", "a warm kettle"),
        ("you used to sing to me", "I miss how you used to sing to me"),
        ("you're going to miss the eclipse", "I don't want you to miss the eclipse"),
    ],
)
def test_what_is_loosely_texted_is_said_plainly(draft: str, said: str) -> None:
    assert said.lower() in first_wording(draft).lower()


def test_a_sentence_that_mocks_is_left_out_and_the_others_are_kept() -> None:
    assert meant("Well done. You left the tent at the campsite.") == "You left the tent at the campsite."
    assert mocks("congrats on finding the sink")
    assert not mocks("you left the tent at the campsite")
    assert vents("act like you care") and not vents("you left the tent at the campsite")


def test_a_thing_is_named_only_when_it_is_one() -> None:
    assert named("I'm not your butler") == ""
    assert named("be honest") == ""
    assert (
        named("I can't forget what you said to my aunt at the wake") == "what you said to my aunt at the wake"
    )


def test_every_matter_reads_well_and_passes_the_checks() -> None:
    rules = rules_for("en")
    for row in words("en", "matters")["matter"]:
        for told in (*row.get("about", ()), *row["plain"]):
            for ask in row["ask"]:
                text = f"{told} {ask}".format(about="the thing", About="The thing")
                found = faults(rules, Draft(text, "en"), text, text, {})
                assert not set(found) - {"long"}, (text, found)
        assert set(row["feelings"]) <= set(words("en", "chips")["feeling"])
        assert set(row["requests"]) <= set(words("en", "chips")["request"])


def test_the_same_draft_gets_the_same_sentence_and_another_on_a_tap() -> None:
    matter = matter_of("might as well eat alone")
    assert matter is not None
    assert told_as(matter, "", "a", 0) == told_as(matter, "", "a", 0) != told_as(matter, "", "a", 1)
    assert asked_as(matter, "a", 0) != asked_as(matter, "a", 1)
