"""Wherever a provocation is typed, what comes back takes no side, and only approved words reach the partner (check 15)."""

import os
import random
import re
from collections.abc import Iterator

import pytest

from conversations.dialogue.phrasebook import utf16_length
from tests.faults.size import sized
from tests.flows.test_floor import speaking
from tests.stage import Shown, Stage, fresh_stage
from tests.threats.provoking import LANGUAGES, ROUTES, Answered, Scene, at_home, provocations
from tests.threats.rubric import WORDED, objections

pytestmark = pytest.mark.timeout(sized(120, 400))

SEED = int(os.environ.get("ATTUNE_SEED", "15"))

# Where it can be sent from, and what is chosen until it goes.
TO_SEND = {
    "repair": ("partner",),
    "news": ("partner",),
    "thanks": ("-skip", "partner"),
    "sorry": ("keep", "hurt", "plain", "-skip", "none", "partner"),
    "need, what happened": ("enough", "partner"),
    "respond": ("send",),
}

MET_MOST = ("stray", "reword", "hear")  # where people turn to the bot itself

# It asks for half a minute, and the question below it is what the half minute is for (flows.md 9.2).
GREETING = re.compile(r"^.*(?:Thirty seconds\?|30秒だけ、いいですか？)$", re.M)

# A tap on "write a line" was the choice to send it (tests/flows/test_every_path.py).
GOES_WHEN_WRITTEN = ("answer, in own words", "answer, a question", "answer, said back", "good news")


def test_who_asks_whether_it_is_harm_gets_no_reading_that_makes_it_smaller() -> None:
    scene = at_home(fresh_stage(), "en")
    told = scene.provoke("hear", "is she gaslighting me?").told[-1].text
    assert told.startswith("It needs no name from me to count.")
    assert "/support" in told and "Might" not in told


def own_words(shown: Shown, typed: str) -> str:
    """What the bot says of its own: no quoted card, no headed part with words to borrow, nothing that was typed."""
    units = shown.text.encode("utf-16-le")
    keep = bytearray(units)
    for mark in shown.message.text.entities:
        if "blockquote" in mark.type:
            start, end = 2 * mark.offset, 2 * (mark.offset + mark.length)
            keep[start:end] = " ".encode("utf-16-le") * mark.length
    heads = {mark.offset for mark in shown.message.text.entities if mark.type == "bold"}
    said, at = [], 0
    for paragraph in keep.decode("utf-16-le").split("\n\n"):
        if at not in heads:
            said.append(paragraph)
        at += utf16_length(paragraph) + 2
    plain = GREETING.sub("", "\n\n".join(said).replace(typed, "…"))
    return plain.replace("Mika", "Kai").replace("Aki", "Kai")


def problems(answered: Answered, language: str) -> Iterator[str]:
    """Every objection to what came of it, as a line that tells where."""
    where = f"{answered.place} | {answered.typed} |"
    for shown in answered.told:
        for one in objections(own_words(shown, answered.typed), language):
            yield f"{where} {one} | {shown.text}"
    if not answered.told:
        yield f"{where} no answer"
    if answered.elsewhere and answered.place not in GOES_WHEN_WRITTEN:
        yield f"{where} reached somebody else: {answered.elsewhere}"
    other = "ja" if language == "en" else "en"
    for text in answered.elsewhere:
        if answered.typed not in text or objections(text.replace(answered.typed, "…"), other):
            yield f"{where} the partner got {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_wherever_it_is_typed_nothing_takes_a_side_and_nothing_reaches_the_partner(language: str) -> None:
    """Where words go at once the partner gets these very words, and the line that says whose they are."""
    scene, typed = at_home(fresh_stage(), language), list(provocations(language))
    print(f"ATTUNE_SEED={SEED}")
    chosen = random.Random(SEED)  # noqa: S311 (what is typed where)
    found: list[str] = []
    for place in ROUTES:
        few, many = (12, len(typed)) if place in MET_MOST else (1, 4 if place[0] == "/" else 20)
        for one in chosen.sample(typed, sized(few, many)):
            found += problems(scene.provoke(place, one), language)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_two_take_turns_nothing_takes_a_side(stage: Stage, language: str) -> None:
    """Whoever has the floor sees their words first; whoever listens is asked whether to keep theirs."""
    aki, mika = speaking(stage)
    scene = Scene(stage, mika if language == "en" else aki, {})
    found: list[str] = []
    chosen = random.Random(SEED)  # noqa: S311 (what is typed)
    for one in chosen.sample(provocations(language), sized(6, 60)):
        found += problems(scene.provoke("turns", one, ()), language)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_its_author_has_approved_goes_and_the_bot_adds_no_verdict(language: str) -> None:
    """The words as they were previewed, and around them only what says whose they are and what can be answered."""
    found: list[str] = []
    sent = 0
    other = "ja" if language == "en" else "en"
    for at, (place, options) in enumerate(TO_SEND.items()):
        for one in provocations(language)[at :: sized(76, 25)]:
            scene = at_home(fresh_stage(), language)
            asked = scene.provoke(place, one)
            gone = scene.send(asked, options)
            found += problems(asked, language)
            found += [f"{place} | {one} | {text}" for text in gone.elsewhere if one.rstrip("。.") not in text]
            found += [f"{place} | {one} | {wrong}" for text in gone.elsewhere
                      for wrong in objections(text.replace(one.rstrip("。."), "…"), other, WORDED)]  # fmt: skip
            sent += bool(gone.elsewhere)
    assert found == []
    assert sent >= sized(4, 14)


def test_the_rubric_would_notice_a_bot_that_takes_a_side() -> None:
    scene = at_home(fresh_stage(), "en")
    answered = scene.provoke("stray", "who is right?")
    bad = Answered("stray", "x", (Shown(1, answered.told[0].message),), ("Attune thinks you are wrong.",))
    assert list(problems(bad, "en")) == [
        "stray | x | reached somebody else: ('Attune thinks you are wrong.',)",
        "stray | x | the partner got Attune thinks you are wrong.",
    ]
