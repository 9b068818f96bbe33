"""Making a card: skipping, changing one part, a phrase that might land hard, holding it, and not being sure."""

import pytest
from sqlmodel import Session, col, select

from conversations.flows.unsure import SUGGESTED
from conversations.records.needs import Need, NeedState
from scheduler.housekeeping import tidy
from tests.flows.needing import QUICK, couple, tap, told
from tests.stage import Phone, Stage

each_language = pytest.mark.parametrize("asks", ["ja", "en"])
HARSH = {"ja": ("いつも遅く帰ってくる", "いつも", "遅く帰ってくる"),
         "en": ("you came home late as usual", "as usual", "you came home late")}  # fmt: skip
REVIEW = "need.review.options"


def looks_at_a_card(stage: Stage, asks: str) -> tuple[Phone, Phone]:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, *QUICK, "need.enough")
    return author, reader


def says_something_harsh(stage: Stage, asks: str) -> tuple[Phone, Phone]:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, *QUICK)
    author.says(HARSH[asks][0])
    tap(author, "need.enough")
    return author, reader


@each_language
def test_five_taps_are_enough_and_everything_but_the_kind_may_be_left_out(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(
        author, "needs.kind.options.comfort", "feelings.family.options.tired", "feelings.words.tired.worn_out"
    )
    tap(author, "need.enough", f"{REVIEW}.partner")
    assert (
        reader.sees
        == {
            "ja": "Aki is asking:\nI'm feeling worn out. Could you be there for me for a bit? That would be enough."
            "\nA request, not a demand.",
            "en": "Mikaさんからのお願い：\nくたくたです。少しそばにいてもらえたらうれしいです。それだけで、ほっとします。"
            "\nお願いなので、「今はむずかしい」でも大丈夫です。",
        }[asks]
    )


@each_language
def test_every_question_can_be_skipped(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, *QUICK, *["dialogue.button.skip"] * 4, f"{REVIEW}.partner")
    assert told(reader, "needs.card.listen.close") in reader.sees


@each_language
def test_a_hard_phrase_is_pointed_out_below_the_preview_and_never_blocks(stage: Stage, asks: str) -> None:
    author, reader = says_something_harsh(stage, asks)
    assert author.sees.endswith(
        told(author, "need.hard", phrase=HARSH[asks][1]) + "\n\n" + told(author, "need.review.text")
    )
    tap(author, f"{REVIEW}.partner")
    assert HARSH[asks][0] in reader.sees, "the author has the last word"


@each_language
def test_a_hard_phrase_can_be_kept(stage: Stage, asks: str) -> None:
    author, reader = says_something_harsh(stage, asks)
    tap(author, f"{REVIEW}.keep")
    assert told(author, "need.hard", phrase=HARSH[asks][1]) not in author.sees
    tap(author, f"{REVIEW}.partner")
    assert HARSH[asks][0] in reader.sees


@each_language
def test_a_gentler_way_is_offered_and_goes_on_the_card(stage: Stage, asks: str) -> None:
    author, reader = says_something_harsh(stage, asks)
    tap(author, f"{REVIEW}.gentler")
    assert HARSH[asks][2] in author.sees
    tap(author, "need.gentler.options.use", f"{REVIEW}.partner")
    assert HARSH[asks][2] in reader.sees and HARSH[asks][1] not in reader.sees


@each_language
def test_a_gentler_way_can_be_written_and_is_looked_at_too(stage: Stage, asks: str) -> None:
    author, reader = says_something_harsh(stage, asks)
    tap(author, f"{REVIEW}.gentler")
    author.says({"ja": "絶対に片付けない", "en": "the mess you never clear"}[asks])
    assert told(author, f"{REVIEW}.gentler") in author.buttons[0]
    tap(author, f"{REVIEW}.drop")
    assert reader.shown == [] or HARSH[asks][0] not in reader.sees


def test_a_hard_phrase_in_a_request_is_found_too_and_a_plain_request_is_not_one(stage: Stage) -> None:
    author, _ = couple(stage, "en")
    author.says("/need")
    tap(author, *QUICK, "dialogue.button.skip")
    author.says("listen to me for once")
    tap(author, "need.enough")
    assert "“for once”" in author.sees
    tap(author, f"{REVIEW}.gentler", "need.gentler.options.use")
    assert "land hard" not in author.sees


def test_words_that_their_writer_is_fine_with_are_left_alone(stage: Stage) -> None:
    author, _ = couple(stage, "en")
    author.says("/help_me_say_this You came home late as usual and I was hurt. Please call me.")
    while "That's not" not in str(author.buttons) and "Not what I mean" not in str(author.buttons):
        author.taps(author.buttons[0][0])
    author.taps("Not what I mean")
    author.taps("That word is fine")
    author.taps("“as usual”")
    author.taps("Use it as it is")
    author.taps("Copy for myself")
    author.says("/need")
    tap(author, *QUICK)
    author.says(HARSH["en"][0])
    tap(author, "need.enough")
    assert "land hard" not in author.sees


@each_language
def test_one_part_is_changed_and_the_others_stay(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, *QUICK)
    author.says("Tea")
    tap(author, "needs.request.listen.ten", "needs.when.options.tonight", "needs.much.options.lot")
    edit = f"{REVIEW}.edit"
    tap(author, edit, "need.edit.options.feeling", "feelings.family.options.sad", "feelings.words.sad.lonely")
    tap(author, edit, "need.edit.options.situation")
    author.says("Rain")
    tap(author, edit, "need.edit.options.request", "needs.request.listen.walk")
    tap(author, edit, "need.edit.options.when", "needs.when.options.tomorrow")
    tap(author, edit, "need.edit.options.much", "needs.much.options.little")
    tap(author, f"{REVIEW}.partner")
    assert (
        reader.sees
        == {
            "ja": "Aki is asking:\nI'm feeling lonely after Rain. Could you come for a walk and listen tomorrow? It's a"
            " small wish. No fixing needed.\nA request, not a demand.",
            "en": "Mikaさんからのお願い：\nRain。そのことで、さみしいです。明日、散歩しながら話を聞いてもらえたらうれしいです。"
            "小さなお願いです。解決しなくて大丈夫です。\nお願いなので、「今はむずかしい」でも大丈夫です。",
        }[asks]
    )


@each_language
@pytest.mark.parametrize(("until", "hours"), [("twenty", 0.4), ("tonight", 16), ("tomorrow", 26)])
def test_a_held_card_comes_back_to_its_author_and_to_nobody_else(
    stage: Stage, asks: str, until: str, hours: float
) -> None:
    author, reader = looks_at_a_card(stage, asks)
    noa = stage.person("Noa", "en")
    tap(author, f"{REVIEW}.hold", f"reword.hold.options.{until}")
    reader.presses(f"answer {held_id(stage)} can", None)
    assert reader.toast == told(reader, "dialogue.moved_on")
    stage.wait(hours=hours)
    stage.ticks()
    close = told(reader, "needs.card.listen.close")
    assert [text for text in (*reader.texts, *stage.group().texts) if close in text] == []
    tap(author, "reword.back.look", f"{REVIEW}.partner")
    assert close in reader.sees
    assert (held_id(stage), noa.shown) == ("", [])


def held_id(stage: Stage) -> str:
    """The id of the card that is held; nothing when none is."""
    with Session(stage.engine) as session:
        found = session.exec(select(Need.id).where(col(Need.state) == NeedState.HELD)).all()
    return " ".join(map(str, found))


@each_language
def test_a_held_card_can_be_let_go(stage: Stage, asks: str) -> None:
    author, reader = looks_at_a_card(stage, asks)
    seen = reader.texts
    tap(author, f"{REVIEW}.hold", "reword.hold.options.twenty")
    stage.wait(minutes=21)
    stage.ticks()
    tap(author, "reword.back.drop")
    assert (author.sees, reader.texts, held_id(stage)) == (told(author, "reword.dropped.text"), seen, "")


def test_the_privacy_page_of_the_other_one_does_not_count_a_held_card(stage: Stage) -> None:
    author, reader = looks_at_a_card(stage, "ja")
    reader.says("/privacy")
    before = reader.sees
    tap(author, f"{REVIEW}.hold", "reword.hold.options.twenty")
    reader.says("/privacy")
    assert reader.sees == before


def test_a_held_card_is_forgotten_with_what_is_private(stage: Stage) -> None:
    author, _ = looks_at_a_card(stage, "en")
    tap(author, f"{REVIEW}.hold", "reword.hold.options.tomorrow")
    author.says("/privacy")
    author.taps("Delete…")
    author.taps(author.buttons[0][0])
    author.taps(author.buttons[0][0])
    assert held_id(stage) == ""


@each_language
def test_a_card_can_be_kept_for_oneself(stage: Stage, asks: str) -> None:
    author, reader = looks_at_a_card(stage, asks)
    seen = reader.texts
    tap(author, f"{REVIEW}.drop")
    assert author.sees.endswith(told(author, "need.dropped.text"))
    assert told(author, "needs.card.listen.close") in author.sees
    assert reader.texts == seen


def test_a_pause_holds_a_card_until_it_is_over(stage: Stage) -> None:
    author, reader = looks_at_a_card(stage, "en")
    reader.says("/pause")
    reader.taps(reader.buttons[0][0])
    seen = reader.texts
    author.says("/need")
    tap(author, *QUICK, "need.enough", f"{REVIEW}.partner")
    assert author.sees.startswith("You're both pausing until")
    assert reader.texts == seen
    stage.wait(minutes=21)
    stage.ticks()
    tap(author, "reword.back.look", f"{REVIEW}.partner")
    assert "お願い" in reader.sees


def test_some_space_always_comes_back_at_a_time_that_lies_ahead(stage: Stage) -> None:
    author, reader = couple(stage, "en")
    author.says("/need")
    tap(author, "needs.kind.options.space", "feelings.none", "need.enough", "needs.request.space.twenty")
    assert "I'll come back at 09:20." in author.sees
    stage.wait(minutes=18)
    tap(author, f"{REVIEW}.partner")
    assert author.sees == "For how long?", "the time has nearly gone by"
    tap(author, "needs.request.space.twenty")
    assert "I'll come back at 09:38." in author.sees
    tap(author, f"{REVIEW}.partner")
    assert "18:38に戻ります。" in reader.sees


@each_language
@pytest.mark.parametrize("first", ["head", "heart", "body"])
def test_not_being_sure_leads_to_two_suggestions(stage: Stage, asks: str, first: str) -> None:
    author, _ = couple(stage, asks)
    author.says("/need")
    tap(author, "need.unsure", f"unsure.where.options.{first}")
    tap(author, "unsure.company.options.company", "unsure.what.options.words")
    kind = SUGGESTED[first, "company", "words"][0]
    tap(author, f"needs.kind.options.{kind}")
    assert author.sees == told(author, "need.feeling.text")


@each_language
def test_neither_is_an_answer(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    seen = reader.texts
    author.says("/need")
    tap(author, "need.unsure", "unsure.where.options.heart", "unsure.company.options.quiet")
    tap(author, "unsure.what.options.hands", "unsure.neither_button")
    assert author.sees == told(author, "unsure.neither.text")
    tap(author, "unsure.button.all")
    assert (author.sees, reader.texts) == (told(author, "need.kind.text"), seen)


@each_language
def test_it_may_be_rest_and_nothing_from_the_other_yet(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, "need.unsure", "unsure.where.options.body", "unsure.company.options.quiet")
    tap(author, "unsure.what.options.time")
    assert author.sees == told(author, "unsure.rest.text", partner=reader.name)
    tap(author, "tense.buttons.breathe")


def test_every_pair_of_suggestions_is_two_kinds(stage: Stage) -> None:
    assert {pair for pair in SUGGESTED.values() if len(set(pair)) < 2} == set()
    assert len(SUGGESTED) == 3 * 2 * 3 - 2, "two of them say: rest first"


def test_a_held_card_that_nobody_came_back_to_is_forgotten_a_day_later(stage: Stage) -> None:
    author, _ = looks_at_a_card(stage, "en")
    tap(author, f"{REVIEW}.hold", "reword.hold.options.twenty")
    stage.wait(hours=24)
    tidy(stage.now, stage.attune)
    assert held_id(stage) != ""
    stage.wait(minutes=21)
    tidy(stage.now, stage.attune)
    assert held_id(stage) == ""
