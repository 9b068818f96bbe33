"""Small lessons: at most one new one a day, each with something to try, and what belongs together."""

import pytest

from conversations.dialogue.phrasebook import LANGUAGES, load_phrasebook
from conversations.flows.learn import LESSONS, TRACKS
from conversations.flows.practice import SURE
from tests.content.reading import TAG, width
from tests.stage import Phone, Stage, lives_in, paired

BOOK = load_phrasebook()
MOST = {"en": 60, "ja": 120}  # words, characters


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def title(lesson: str, language: str = "en") -> str:
    return str(BOOK.table(f"lessons.lesson.{lesson}", language)["title"])


def alone(stage: Stage) -> Phone:
    """Noa has said yes, and has no partner."""
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.taps("English")
    lives_in(noa, "London")
    noa.taps("Evening 20:30")
    noa.taps("Yes, I'd like this")
    return noa


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_short(lesson: str, language: str) -> None:
    row = BOOK.table(f"lessons.lesson.{lesson}", language)
    sure = BOOK.table("lessons.sure", language)[LESSONS[lesson].sure]
    shown = TAG.sub("", f"{row['title']} {row['idea']} {sure}")
    words = sum(any(sign.isalnum() for sign in word) for word in shown.split())
    length = words if language == "en" else width("".join(shown.split()), "ja")
    assert length <= MOST[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_sure_one_can_be_is_said_without_a_number(language: str) -> None:
    told = "".join(BOOK.table("lessons.sure", language).values())
    assert not any(sign.isdigit() or sign in "%％" for sign in told)


def test_every_lesson_and_every_drill_belongs_to_one_track() -> None:
    assert len(LESSONS) == 16
    assert sorted(one for track in TRACKS.values() for one in track.lessons) == sorted(LESSONS)
    drills = [one for track in TRACKS.values() for one in track.drills]
    assert sorted(drills) == sorted(SURE) == sorted(BOOK.table("practice.drill", "en"))


def test_the_first_lesson_says_one_idea_how_sure_it_is_and_what_to_try(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/learn")
    assert mika.sees == (
        "Your normal isn't the normal\n\n"
        "Each of us learned one way of doing feelings, and it seems the only sensible one. Theirs may be as "
        "sensible, seen from inside. One curious question can show more than a good guess.\n\n"
        "How sure: from counselling; hardly tested by itself."
    )
    assert labels(mika) == ["Borrow a question", "Practise", "All of it"]
    mika.taps("Borrow a question")
    assert mika.sees.endswith("Three lines to borrow. Which one could be yours?")


def test_on_one_day_there_is_one_new_lesson(stage: Stage) -> None:
    _, mika = paired(stage)
    seen = []
    for _ in range(2):
        mika.says("/learn")
        seen.append(mika.sees)
    assert seen[0] == seen[1]
    mika.presses("learn loud", None)
    assert mika.sees == "One lesson a day is plenty. Today's is open, and the others keep."
    stage.wait(days=1)
    mika.says("/learn")
    assert mika.sees.startswith(title("settle"))


def test_the_day_is_the_day_of_the_reader(stage: Stage) -> None:
    aki, mika = paired(stage)
    for phone in (aki, mika):
        phone.says("/learn")
    stage.wait(hours=7)  # past midnight in Tokyo, afternoon in London
    for phone, lesson in ((aki, "settle"), (mika, "normal")):
        phone.says("/learn")
        assert phone.sees.startswith(title(lesson, phone.language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_every_lesson_starts_something_or_says_it(stage: Stage, language: str) -> None:
    phone = paired(stage)[language == "en"]
    for lesson in LESSONS:
        phone.says("/learn")
        assert phone.sees.startswith(title(lesson, language))
        before = len(phone.texts), phone.sees
        phone.taps(str(BOOK.table(f"lessons.lesson.{lesson}", language)["button"]))
        assert (len(phone.texts), phone.sees) != before
        assert phone.toast == ""
        stage.wait(days=1)
    phone.says("/learn")
    assert phone.sees == BOOK.table("lessons.all_read", language)["text"]


def test_what_is_said_to_try_does_not_take_the_lesson_away(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("learn learned", None)
    mika.taps("A question for it")
    assert mika.texts[-2].startswith("Where we learned it")
    assert mika.sees.startswith("To keep or to ask")


def test_a_person_alone_is_led_to_what_one_can_do_alone(stage: Stage) -> None:
    noa = alone(stage)
    for lesson in LESSONS:
        noa.says("/learn")
        assert noa.sees.startswith(title(lesson))
        noa.taps(str(BOOK.table(f"lessons.lesson.{lesson}", "en")["button"]))
        assert not noa.sees.startswith("This one takes two")
        stage.wait(days=1)
    for track in TRACKS:
        noa.presses(f"learn track {track}", None)
        shown = {key.data for row in noa.shown[-1].message.keyboard for key in row}
        assert not shown & {"need", "pause", "today", "thanks", "news", "repair", "sorry"}


def test_where_harm_is_spoken_of_help_stands_beside(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("learn excuse", None)
    assert labels(mika)[:2] == ["Say both halves", "Private help"]


def test_where_one_stands_is_said_in_words(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/learn")
    for drill in ("name_it", "one_true"):
        mika.presses(f"practice {drill}", None)
        mika.taps("Take 1")
    mika.presses("learn tracks", None)
    assert mika.sees == (
        "What belongs together, and what you've tried. You alone see this.\n\n"
        "Noticing · two of five tried\n"
        "Settling · all of it still to try\n"
        "My own part · one of five tried\n"
        "Hearing each other · all of it still to try\n"
        "Being close · all of it still to try"
    )
    mika.presses("practice good_news", None)
    mika.taps("Take 1")
    for lesson in ("fuss", "thank"):
        stage.wait(days=1)
        mika.presses(f"learn {lesson}", None)
    mika.taps("All of it")
    assert mika.sees.endswith("Being close · all of it tried")
    aki.says("/learn")
    aki.taps("一覧を見る")
    assert aki.sees.split("\n")[2:4] == ["気づく・五つのうち一つ、ためしました", "しずめる・これから"]


def test_a_track_shows_what_is_open_and_one_lesson_more(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/learn")
    mika.taps("All of it")
    mika.taps("Noticing")
    assert mika.sees == (
        "Noticing · one of five tried\n\n"
        "Finding words for what goes on inside, and where it comes from.\n\n"
        "1 · Your normal isn't the normal ✓\n5 · Name it first\n6 · Where we learned it\n7 · Needs are allowed\n"
        "• A word for it"
    )
    assert labels(mika) == [
        "Lesson 1", "A word for it", "Check in", "How tense it is", "Help from outside", "All of it",
    ]  # fmt: skip
    stage.wait(days=1)
    mika.presses("learn track awareness", None)
    assert labels(mika)[:2] == ["Lesson 1", "Lesson 5"]
    mika.taps("Lesson 5")
    assert mika.sees.startswith("Name it first")
    mika.says("/learn")
    assert mika.sees.startswith("Name it first")  # that was today's


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("track", TRACKS)
def test_every_button_of_a_track_starts_something(stage: Stage, track: str, language: str) -> None:
    phone = paired(stage)[language == "en"]
    phone.presses(f"learn track {track}", None)
    for label in labels(phone):
        phone.presses(f"learn track {track}", None)
        before = phone.texts
        phone.taps(label)
        assert phone.texts != before


def test_the_tracks_lead_back_to_todays_lesson(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.presses("learn tracks", None)
    mika.taps("Today's lesson")
    assert mika.sees.startswith(title("normal"))
    mika.taps("Practise")
    assert mika.sees.startswith("Up next")
    aki.presses("learn tracks", None)
    aki.taps("今日のレッスン")
    aki.taps("練習する")
    assert aki.sees.startswith("よければ、次はこれを")


def test_the_menu_leads_to_the_lessons(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/menu")
    mika.taps("More…")
    mika.taps("Small lessons")
    assert mika.sees.startswith(title("normal"))


def test_nobody_else_notices(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    before = aki.texts, stage.group().texts
    mika.says("/learn")
    mika.presses("learn tracks", None)
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])
    aki.presses("learn tracks", None)
    assert aki.sees.count("これから") == len(TRACKS)  # what one has tried does not show to the other
