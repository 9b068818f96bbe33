"""How the week felt: four taps and a line, for one's own eyes; and the picture of one's own weeks."""

import json
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from conversations.dialogue.phrasebook import load_phrasebook, utf16_length
from conversations.dialogue.phrases import Moment, lines, say
from conversations.flows.pulse import LEVELS, QUESTIONS
from conversations.records.database import transaction
from conversations.records.pulse import open_week
from tests.flows.looking_back import (
    A_WEEK,
    MIKAS_SUNDAY,
    MONDAY,
    answers,
    have_been,
    labels,
    looks_back,
    on_sunday,
    partner,
    pictures,
    rows,
    told,
    with_weeks,
)
from tests.stage import Phone, Stage, lives_in, paired

ASKED = "Sunday, Mika. Four taps about your week with Aki? Only you see them."
ASKED_JA = (
    "Akiさん、日曜日です。Mikaさんとの一週間を、4回のタップで振り返りますか。見えるのはご自分だけです。"
)
CLOSE = "Your week, for your eyes only.\n\nThis week I felt close to Aki."
MOMENT = "One moment to keep? A line is enough, and only you see it."
KEPT_SOON = "Kept, for your eyes only; you can change it until the week is over. From 3 weeks on, /pulse has a picture of them."
KEPT = "Kept, for your eyes only. You can change it until the week is over."
HEAVIER = "It's been heavier lately. Want to look at what helps? Nothing of it goes to anyone."
MENU = "Your weeks with Aki, for your eyes only."
POINTS = "Each point is a week: where the circles meet, it felt near; where they stand apart, far. The soft band is where your weeks usually lie."
DOTS = "Dots at the foot: weeks with a moment you kept."
HELPS = [["Ask for something", "Make up"], ["Someone to talk to", "Nothing now"]]


def test_on_sunday_evening_one_silent_line_asks_and_the_check_in_alone_rings(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    newest = [(one.text, one.message.silent) for one in mika.shown[-2:]]
    assert newest == [
        ("Evening, Mika. Thirty seconds?\nHow much room do you have today?", False),
        (ASKED, True),
    ]
    assert mika.buttons == [["Look back", "Not this week"], ["No weekly look"]]
    assert (aki.sees, aki.buttons) == (ASKED_JA, [["振り返る", "今週はやめる"], ["毎週のを止める"]])


def test_four_taps_and_a_line_are_kept_for_their_author_alone(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.taps("Look back")
    assert mika.sees == CLOSE
    assert mika.buttons == [
        ["All week", "Mostly", "Often"],
        ["Sometimes", "Rarely", "Not at all"],
        ["Leave it out"],
        ["Close"],
    ]
    mika.taps("Mostly")
    assert mika.sees == "I felt understood."
    mika.taps("Often")
    assert mika.sees == "When I needed something, I could ask for it."
    mika.taps("Leave it out")
    assert mika.sees == "When something was hard, we found our way back."
    mika.taps("Not at all")
    assert (mika.sees, labels(mika)) == (MOMENT, ["Skip", "Back", "Close"])
    mika.says("the dog on the tram")
    assert mika.sees == KEPT_SOON
    [week] = told(stage, mika, aki)
    said = (("close", 8), ("understood", 6), ("back", 0))
    assert (week.week, week.answers, week.moment) == (MONDAY, said, "the dog on the tram")
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])


def test_no_number_is_shown_on_the_way(stage: Stage) -> None:
    _, mika = on_sunday(stage)
    looks_back(mika, 6)
    words = " ".join(
        [*mika.texts[-6:], *(label for one in mika.shown[-6:] for row in one.buttons for label in row)]
    )
    assert not [sign for sign in words.replace("From 3 weeks", "") if sign in "12456789"]


def test_what_is_kept_is_sealed(stage: Stage) -> None:
    _, mika = on_sunday(stage)
    mika.taps("Look back")
    answers(mika, 6, moment="the dog on the tram")
    [row] = rows(stage, mika)
    assert row.body is not None
    assert b"dog" not in row.body and b"close" not in row.body


def test_a_week_may_be_changed_until_it_is_over_and_stays_one_row(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.taps("Look back")
    answers(mika, 2, moment="rain")
    mika.says("/pulse")
    assert (mika.sees, labels(mika)) == (MENU, ["Change this week", "Close"])
    mika.taps("Change this week")
    answers(mika, 8)
    [week] = told(stage, mika, aki)
    assert (week.level, week.moment) == (8.0, "")
    assert len(rows(stage, mika)) == 1


def test_leaving_everything_out_keeps_nothing(stage: Stage) -> None:
    _, mika = on_sunday(stage)
    mika.taps("Look back")
    for _ in QUESTIONS:
        mika.taps("Leave it out")
    assert mika.sees == "Nothing was noted, and that's fine."
    assert [row.body for row in rows(stage, mika)] == [None]


def test_sundays_button_tells_of_its_own_week_until_wednesday_is_over(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    stage.wait(days=3, hours=3)  # 23:30 on Wednesday
    mika.taps("Look back")
    answers(mika, 6)
    assert [week.week for week in told(stage, mika, aki)] == [MONDAY]


def test_from_thursday_on_it_tells_of_the_week_that_runs(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    stage.wait(days=3, hours=4)
    mika.taps("Look back")
    answers(mika, 6)
    assert [week.week for week in told(stage, mika, aki)] == [MONDAY + A_WEEK]


def test_a_made_up_week_is_the_week_that_runs(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.presses("pulse 2020-01-06", mika.shown[-1].id)
    answers(mika, 6)
    assert [week.week for week in told(stage, mika, aki)] == [MONDAY]


def test_whoever_has_looked_back_in_the_week_is_not_asked_on_its_sunday(stage: Stage) -> None:
    stage.now = MIKAS_SUNDAY - timedelta(days=2)
    _, mika = paired(stage)
    looks_back(mika, 6)
    stage.now = MIKAS_SUNDAY
    stage.ticks()
    assert ASKED not in mika.texts


def test_not_this_week_is_said_to_nobody_and_the_next_week_asks(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    before = aki.texts.copy()
    mika.taps("Not this week")
    assert mika.sees == "Not this week, then. /pulse is there whenever you like."
    assert aki.texts == before
    stage.now += A_WEEK
    stage.ticks()
    assert mika.sees == ASKED


def test_the_weekly_look_ends_under_the_question_and_begins_again_in_settings(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    before = aki.texts.copy()
    mika.taps("No weekly look")
    assert mika.sees == "No more questions on Sundays. /pulse stays, and /settings turns them on."
    stage.now += A_WEEK
    stage.ticks()
    assert ASKED not in mika.texts
    mika.says("/pulse")
    assert mika.sees == CLOSE
    mika.says("/settings")
    off = "On Sundays nobody asks how your week felt; /pulse is there anyway."
    assert off in mika.sees
    mika.taps("Weekly look")
    assert off not in mika.sees
    stage.now += A_WEEK
    stage.ticks()
    assert mika.sees == ASKED
    mika.says("/settings")
    mika.taps("No weekly look")
    assert off in mika.sees
    assert ASKED_JA in aki.texts and aki.texts[: len(before)] == before


def test_from_three_weeks_on_there_is_a_picture_and_not_before(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    have_been(stage, mika, aki, 6)
    looks_back(mika, 6)
    assert (mika.sees, mika.buttons) == (KEPT_SOON, [])
    mika.says("/pulse")
    assert labels(mika) == ["Change this week", "Close"]
    stage.now += A_WEEK
    looks_back(mika, 6)
    assert (mika.sees, mika.buttons) == (KEPT, [["My weeks…"]])
    mika.taps("My weeks…")
    assert labels(mika) == ["Change this week", "Picture, light", "Picture, dark", "One of us both…", "Close"]


@pytest.mark.parametrize(
    ("label", "paper"), [("Picture, light", (250, 247, 242)), ("Picture, dark", (29, 27, 34))]
)
def test_the_picture_comes_below_in_the_colours_that_were_chosen(
    stage: Stage, label: str, paper: tuple[int, int, int]
) -> None:
    aki, mika = with_weeks(stage, 6, 6, 6)
    before = aki.texts.copy()
    mika.says("/pulse")
    mika.taps(label)
    assert mika.shown[-2].text == "Here are your weeks. Only you see them."
    picture = Image.open(BytesIO(b64decode(mika.shown[-1].message.picture)))
    assert (picture.format, picture.size, picture.getpixel((5, 5))) == ("PNG", (800, 450), paper)
    assert mika.buttons == []  # the words under a picture are not changed in place
    span = "From the week of 26 October to the week of 9 November, for your eyes only."
    assert mika.sees == f"Steady.\n{span}\n{POINTS}"
    assert aki.texts == before


def test_the_words_under_it_tell_all_that_is_in_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage)
    have_been(stage, mika, aki, 8, 8, 4, 8, 8, moment="tea")
    mika.says("/pulse")
    mika.taps("Picture, light")
    span = "From the week of 12 October to the week of 9 November, for your eyes only."
    assert pictures(mika) == [f"Steady, with a dip around 26 October.\n{span}\n{POINTS}\n{DOTS}"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_caption_is_longer_than_telegram_takes(language: str) -> None:
    book, name, day = load_phrasebook(), "x" * 64, Moment(MIKAS_SUNDAY, "day", "UTC")
    trends = [say(f"pulse.trend.{word}", day=day) for word in book.table("pulse.trend", language)]
    span, own, dots = (
        say("pulse.caption.span", first=day, last=day),
        say("pulse.caption.own"),
        say("pulse.caption.moments"),
    )
    both = lines(say("pulse.both.text", first=name, second=name), say("pulse.caption.both"))
    captions = [both, *(lines(trend, span, own, dots) for trend in trends)]
    assert max(utf16_length(book.words(one, language)) for one in captions) <= 1024


def test_without_three_weeks_a_picture_is_not_drawn_however_it_is_asked_for(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 6, 6)
    mika.says("/pulse")
    menu = mika.shown[-1]
    light = next(key for row in menu.message.keyboard for key in row if key.label == "Picture, light")
    _forget(stage, mika)
    mika.presses(light.data, menu.id)
    assert pictures(mika) == []


def _forget(stage: Stage, phone: Phone) -> None:
    with transaction(stage.engine) as session:
        for row in rows(stage, phone):
            session.delete(row)


def test_two_weeks_well_below_ones_own_usual_offer_what_helps_to_them_alone(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 8, 8, 8, 4)
    before = aki.texts.copy()
    mika.taps("Look back")
    answers(mika, 4)
    assert (mika.sees, mika.buttons) == (f"{KEPT}\n\n{HEAVIER}", HELPS)
    mika.taps("Nothing now")
    assert (mika.sees, mika.buttons) == ("All right. Nothing of it goes to anyone.", [])
    assert aki.texts == before


@pytest.mark.parametrize(("label", "command"), [
    ("Ask for something", "/need"), ("Make up", "/repair"), ("Someone to talk to", "/counsellor"),
])  # fmt: skip
def test_what_helps_begins_as_it_always_does(stage: Stage, label: str, command: str) -> None:
    aki, mika = with_weeks(stage, 8, 8, 8, 4)
    before = aki.texts.copy()
    mika.taps("Look back")
    answers(mika, 4)
    mika.taps(label)
    begun = mika.sees
    mika.says(command)
    assert (mika.sees, aki.texts) == (begun, before)


@pytest.mark.parametrize(
    ("before", "now"),
    [((8, 8, 8), 4), ((8, 8, 8, 6), 4), ((8, 8, 8, 4), 6), ((8, 8, 4), 4), ((4, 4, 4, 4), 2)],
)
def test_one_heavy_week_or_a_small_drop_is_not_spoken_of(
    stage: Stage, before: tuple[int, ...], now: int
) -> None:
    _, mika = with_weeks(stage, *before)
    mika.taps("Look back")
    answers(mika, now)
    assert HEAVIER not in mika.sees


def test_weeks_with_somebody_else_are_not_compared(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    noa = stage.person("Noa", "en")
    noa.says("/start")
    have_been(stage, mika, noa, 8, 8, 8, 4)
    mika.taps("Look back")
    answers(mika, 4)
    assert mika.sees == KEPT_SOON
    assert len(told(stage, mika, noa)) == 4


def test_it_is_counted_exported_and_deleted_with_the_private_notes(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.taps("Look back")
    answers(mika, 6, moment="the dog on the tram")
    before = aki.texts.copy()
    mika.says("/privacy")
    mika.taps("What exactly")
    assert "weeks you looked back on (1)" in mika.sees
    mika.says("/export")
    mika.taps("Everything")
    page, data = (one.message.document for one in mika.shown[-2:])
    assert page is not None and data is not None
    [week] = json.loads(data.content)["weeks"]
    assert (week["week"], week["moment"]) == ("2026-11-16", "the dog on the tram")
    assert week["answers"] == dict.fromkeys(QUESTIONS, 6)
    assert "Felt close: Often" in page.content and "the dog on the tram" in page.content
    mika.says("/start delete")
    mika.taps("My private notes")
    mika.taps("Delete")
    assert rows(stage, mika) == []
    stage.wait(minutes=5)
    stage.ticks()
    assert ASKED not in mika.texts  # it was changed in place, and does not come twice
    assert aki.texts == before


def test_who_parts_keeps_their_weeks_and_is_asked_no_more(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.taps("Look back")
    answers(mika, 6)
    mika.says("/leave")
    mika.taps("Leave quietly")
    assert [partner(stage, one).next_pulse_at for one in (aki, mika)] == [None, None]
    stage.now += A_WEEK
    stage.ticks()
    assert (mika.texts.count(ASKED), aki.texts.count(ASKED_JA)) == (0, 1)
    assert [row.body is None for row in rows(stage, mika)] == [False]


def test_a_week_is_opened_once(stage: Stage) -> None:
    _, mika = paired(stage)
    with transaction(stage.engine) as session:
        id = partner(stage, mika).id
        assert [open_week(session, id, MONDAY, stage.now) for _ in range(2)] == [True, False]


def test_apart_nobody_is_asked_and_the_command_finds_nobody_to_look_back_with(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.says("/support")
    mika.taps("Right for me?")
    mika.taps("Just my part")
    mika.says("/pulse")
    assert labels(mika) == ["Invite my partner"]
    before = mika.texts.count(ASKED)
    stage.now += A_WEEK
    stage.ticks()
    assert mika.texts.count(ASKED) == before


def test_previews_of_who_wants_them_discreet_say_nothing(stage: Stage) -> None:
    stage.now = MIKAS_SUNDAY - timedelta(hours=1)
    _, mika = paired(stage)
    mika.says("/settings")
    mika.taps("Discreet previews")
    stage.now = MIKAS_SUNDAY
    stage.ticks()
    assert ASKED not in mika.texts
    mika.taps("Open")
    assert mika.sees == ASKED


def test_in_japanese_every_step_reads_and_every_button_works(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 6)
    before = mika.texts.copy()
    aki.says("/menu")
    aki.taps("ほかにも…")
    aki.taps("一週間の感じ")
    assert aki.sees == "この一週間のこと。見えるのはご自分だけです。\n\n今週、Mikaさんを近くに感じた。"
    answers(aki, 8, moment="電車の犬")
    assert aki.sees == "とっておきました。見えるのはご自分だけです。この週のあいだは変えられます。"
    aki.taps("週のようす…")
    aki.taps("暗い絵")
    assert aki.sees == (
        "いつもより、少し近く感じています。\n11月2日の週から11月23日の週まで。見えるのはご自分だけです。\n"
        "点ひとつが一週間です。円が重なるほうは近く、離れるほうは遠く感じた週。やわらかい帯は、ご自分のいつものあたりです。\n"
        "下の点は、一場面をとっておいた週です。"
    )
    assert mika.texts == before


def test_moving_while_looking_back_changes_nothing_of_what_was_said(stage: Stage) -> None:
    aki, mika = on_sunday(stage)
    mika.taps("Look back")
    answers(mika, 6)
    mika.says("/settings")
    mika.taps("Time zone")
    lives_in(mika, "Honolulu")
    stage.wait(hours=10)
    stage.ticks()
    assert (mika.texts.count(ASKED), len(told(stage, mika, aki))) == (0, 1)  # the line was changed in place


def test_the_answers_have_words_for_every_level(stage: Stage) -> None:
    book = load_phrasebook()
    for language in ("en", "ja"):
        assert [*LEVELS, "skip"] == list(book.table("pulse.scale.options", language))
