"""Set phrases, scorn and slips of spelling in English: read for what is meant, or not said again."""

import re

import pytest

from conversations.rewording import Draft
from conversations.rewording.english.idioms import plain_clause, plain_sentences
from conversations.rewording.english.matters import matter_of, names_rightly
from conversations.rewording.english.mention import named
from conversations.rewording.english.plain import plain_english
from conversations.rewording.english.softened import affirmed
from conversations.rewording.english.verbs import all_past, once_in_past
from conversations.rewording.language import rules_for, words
from conversations.rewording.normalise import normalise


def first_wording(draft: str) -> str:
    """What is said first for a draft, past the questions of danger and of what is gentle already."""
    rules, text = rules_for("en"), normalise(draft).text
    signals = rules.signals(text)
    slots = rules.slots(text, signals)
    found = rules.candidates(Draft(text, "en"), slots, signals)
    return next(one.text for one in found if not rules.problems(Draft(text, "en"), one.text, slots))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("you couldn't care less whether my choir sings", "that you care whether my choir sings"),
        ("you couldn't be bothered to read my essay", "you didn't read my essay"),
        ("you never miss an opportunity to bring up my accent", "you bring up my accent"),
        ("you don't think twice before lending out my tent", "you keep lending out my tent"),
        ("do you know what it's like sitting next to your uncle all evening", "sitting next to your uncle"),
        ("what's so important that you have to text your boss at the opera", "you text your boss at the opera"),
        ("how am I meant to read when you practise the tuba", "I can't read when you practise the tuba"),
        ("next time you borrow my skis I'm charging you rent", "ask me before you borrow my skis"),
        ("in ten minutes we're going to the concert without you", "be ready in time for the concert"),
        ("how generous, a whole hour with your own daughter", "an hour with your own daughter a bit short"),
        ("if I have to hear about your podcast one more time I'll scream", "tired of hearing about your podcast"),
        ("can't you feed the parrot before work", "feed the parrot before work"),
        ("you can't just decide we're getting a goat", "before you decide we're getting a goat"),
        ("the way you mimicked my aunt at lunch made me feel small", "I felt small when you mimicked my aunt"),
        ("you put my silk scarf in the tumble dryer", "got to me when you put|upset that you put|when you put my silk"),
        ("who books a cruise and doesn't tell me", "booked a cruise and didn't tell me"),
        ("You. Sold. My. Cello.", "you sold my cello"),
        ("any decent partner would've called the plumber", "if you had called the plumber"),
        ("we never see anyone nice on Fridays", "don't see anyone nice on Fridays"),
    ],
)  # fmt: skip
def test_what_is_meant_is_said(draft: str, said: str) -> None:
    text = first_wording(draft).replace("a whole hour", "an hour")
    assert re.search(said, text, re.I), text


@pytest.mark.parametrize(
    ("draft", "never"),
    [
        ("you can't wait to see the back of my aunt", "wait"),
        ("suit yourself, I'll take the ferry alone", "suit"),
        ("think what you like, I was at the vet", "what you like"),
        ("you're such a wet lettuce, my aunt called you twice", "lettuce"),
        ("you're a complete pushover when my cousin calls", "pushover"),
        ("you're allergic to saying sorry, you sat on my hat", "allergic"),
        ("you're only being sweet because you want the boat", "because you want"),
        ("I bet you were hoping the train would be late", "hoping"),
        ("you'd rather polish that trombone than eat with us", "rather polish"),
        ("any normal person would know how to fold a map", "could know|had known"),
        ("remind me which one of us wanted a pony", "remind me"),
        ("you can't let the twins ride that moped", "could let"),
    ],
)
def test_scorn_and_motives_are_not_said_again(draft: str, never: str) -> None:
    assert not re.search(never, first_wording(draft)), first_wording(draft)


@pytest.mark.parametrize(
    ("written", "plainly"),
    [
        ("id rather walk", "I'd rather walk"),
        ("its nearly nine", "it's nearly nine"),
        ("they shouldnt have come", "they shouldn't have come"),
        ("you should of rung", "you should have rung"),
        ("the cat licked its paw", "the cat licked its paw"),
    ],
)
def test_missing_apostrophes_are_put_back(written: str, plainly: str) -> None:
    assert plain_english(written) == plainly


def test_a_clause_that_is_no_set_phrase_stays_as_it_is() -> None:
    assert plain_clause("you left the gate open") == "you left the gate open"
    assert plain_sentences("you left the gate open") == "you left the gate open"
    assert plain_clause("you're a week late with the rent") == "you're a week late with the rent"


def test_a_verb_that_looks_the_same_is_past_only_of_one_event() -> None:
    assert once_in_past("put my boots in the oven")
    assert not once_in_past("put my boots in the oven every winter")
    assert not once_in_past("put friends first")
    assert all_past(" a cruise and doesn't tell me") == " a cruise and didn't tell me"


def test_what_never_happens_is_longed_for_in_the_affirmative() -> None:
    assert affirmed("go anywhere nice anymore") == "go somewhere nice"
    assert affirmed("see anyone or do anything") == "see someone or do something"


def test_a_thing_is_named_without_where_it_was() -> None:
    assert named("you beat our daughter at cards") in ("our daughter", "cards")
    assert named("nine.") == ""


def test_a_matter_that_names_a_thing_fits_no_other() -> None:
    matter = matter_of("you missed my graduation")
    assert matter is not None
    narrow = [row["name"] for row in words("en", "matters")["matter"] if row.get("names_a_thing")]
    assert (matter.name in narrow) is matter.narrow
    occasion = matter_of("the birthday was a disaster")
    assert occasion is not None and names_rightly(occasion, "my birthday")
