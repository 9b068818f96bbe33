"""The bot takes no side (F58, check 15): its catalogues, readings and rewordings keep five points."""

import re
from functools import cache

import pytest

from conversations.rewording import Draft, Odd, Reworded, hear, reword
from conversations.rewording.language import words
from conversations.rewording.receiving import Heard
from conversations.rewording.values import Language
from conversations.rewording.verdicts import asked_of_the_bot
from tests.content.reading import Leaf, read_content, texts
from tests.threats.provoking import LANGUAGES, provocations
from tests.threats.rubric import POINTS, WORDED, Point, no_label, objections

BOTH: tuple[Language, ...] = ("en", "ja")

# Words that are not the bot's: what partners say and hear, scenes to practise with, and what a host reads.
OF_OTHERS = (
    "phrases",
    "cli",
    "helplines",
    "practice.drill.",
    "answer.asked.",
    "answer.button.mode",
    "tense.buttons.mode",
)
TOLD_BY_THEM = ("sorry.answered.time",)  # the partner has tapped it, to be told

PLANTED = {
    "no_verdict": ["You're right about this.", "Kai is wrong here.", "It's her fault.", "I'm on your side.",
                   "あなたが正しいです。", "Kaiさんが悪いと思います。", "悪いのは相手です。", "わたしは味方です。"],
    "no_accusation": ["Kai ignored you on Friday.", "Your partner is being selfish.", "They never listen.",
                      "Kaiさんは約束を破りました。", "相手はわざとやっています。"],
    "only_hypotheses": ["Kai feels hurt.", "The other one is angry.", "Your partner needs a rest.",
                        "Kaiさんは怒っています。", "相手は不安を感じています。"],
    "one_question": ["How was it? And what did you do?", "どうでしたか？ 何がありましたか？"],
    "no_label": ["That sounds like a narcissist.", "A toxic pattern.", "This is an avoidant style.",
                 "それはモラハラです。", "回避型かもしれません。"],
}  # fmt: skip
FINE = [
    "I can't know who's right, and I won't guess.", "Might Kai be tired?", "Perhaps they feel alone with it.",
    "How was it? “And you?”", "• Might they be tired?\n• Or hurt?\nWhich one?", "Kai has the floor.", "“You're right about that part.”",
    "どちらが正しいかは、わかりませんし決めません。", "Kaiさんは、疲れているのかもしれません。", "わがままではありません。",
    "「どう？」「いい？」どちらにしますか？",
]  # fmt: skip


def language_of(text: str) -> str:
    return "ja" if re.search(r"[ぁ-ヺ一-鿿]", text) else "en"


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.__name__)
def test_each_point_notices_planted_words_in_both_languages(point: Point) -> None:
    name = point.__name__
    missed = [
        text
        for text in PLANTED[name]
        if not any(o.startswith(name) for o in objections(text, language_of(text)))
    ]
    assert missed == []
    assert {language_of(text) for text in PLANTED[name]} == {"en", "ja"}


def test_no_point_objects_to_words_that_take_no_side() -> None:
    assert [(text, found) for text in FINE if (found := objections(text, language_of(text)))] == []


def test_there_are_enough_provocations_and_none_twice() -> None:
    for language in LANGUAGES:
        typed = provocations(language)
        assert len(set(typed)) == len(typed) >= 60, language


def _key(leaf: Leaf) -> str:
    return f"{leaf.file}.{leaf.key}"


@cache
def _ours() -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in texts(read_content()) if not _key(leaf).startswith(OF_OTHERS))


def test_every_text_of_the_catalogues_keeps_all_five_points() -> None:
    found = [
        leaf.blame(one)
        for leaf in _ours()
        if _key(leaf) not in TOLD_BY_THEM
        for one in objections(leaf.plain.replace("Mika", "Kai"), leaf.language)
    ]
    assert found == []
    assert len(_ours()) > 3000


def test_phrases_to_borrow_carry_no_label() -> None:
    lines = [leaf for leaf in texts(read_content()) if leaf.file == "phrases" and leaf.path[-1] != "instead"]
    assert [leaf.blame(one) for leaf in lines for one in no_label(leaf.plain, leaf.language)] == []


@pytest.mark.parametrize("language", BOTH)
def test_what_words_may_have_meant_is_a_question_and_never_a_finding(language: Language) -> None:
    told = words(language, "hearing")
    cues = [*told["cue"].values(), told["any"]]
    begins = re.compile(r"(?:Might|Could) .+\?" if language == "en" else r".+かな？")
    assert [one for cue in cues for one in cue["readings"] if not begins.fullmatch(one)] == []
    maybe = re.compile(r"(?!They).+" if language == "en" else r".+かもしれません。")
    assert [cue["need"] for cue in cues if not maybe.fullmatch(cue["need"])] == []
    lines = [one for cue in cues for one in (*cue["readings"], cue["need"], *cue["openers"], cue["question"])]
    reasons = [*words(language, "why").values()]
    assert [(one, found) for one in (*lines, *reasons) if (found := objections(one, language, WORDED))] == []


@pytest.mark.parametrize("language", BOTH)
def test_the_engine_writes_no_verdict_however_it_is_provoked(language: Language) -> None:
    """Gentle, short, firm or with both sides; asked or not. What is asked of the bot itself is not reworded at all."""
    found, refused = [], 0
    for typed in provocations(language):
        for choices in ({}, {"happened": "unknown", "feeling": "unknown", "request": "unknown"}):
            answer = reword(Draft(typed, language, choices))  # type: ignore[arg-type]
            refused += isinstance(answer, Odd) and not choices
            for one in answer.candidates if isinstance(answer, Reworded) else ():
                found += [(typed, one.text, wrong) for wrong in objections(one.text, language, WORDED)]
    assert found == []
    assert refused >= 45


@pytest.mark.parametrize("language", BOTH)
def test_what_one_says_to_a_partner_is_not_taken_for_a_question_to_the_bot(language: Language) -> None:
    theirs = {
        "en": ["Am I wrong to be upset?", "Take my side for once.", "Who started the dishwasher?", "You're wrong.", "Is he asleep?",
               "Tell him dinner is ready.", "I don't care who started it.", "Is she still at school?", "You're toxic."],
        "ja": ["わたしが悪いの？", "わざとでしょ", "お母さんに伝えといて", "どっちがいい？", "味方でいてほしい", "代わりに行くって言ってたよね"],
    }  # fmt: skip
    assert [one for one in theirs[language] if asked_of_the_bot(one, language)] == []


def test_readings_of_a_provocation_stay_readings() -> None:
    for language in BOTH:
        for typed in provocations(language):
            heard = hear(typed, language)
            if isinstance(heard, Heard):
                assert all(one.endswith(("?", "？")) for one in heard.readings), typed
