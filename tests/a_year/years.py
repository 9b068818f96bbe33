"""The years that are lived: the one that is told, and shorter stretches of people who live otherwise."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from conversations.records.database import open_database
from tests.a_year.diary import Away, Chapter, Habit, Scene, says, taps
from tests.a_year.life import Home, Life
from tests.a_year.recording import Recorded, counted_ids
from tests.a_year.summer_and_autumn import SUMMER_TO_WINTER
from tests.a_year.winter_and_spring import WINTER_AND_SPRING
from tests.stage import Phone, lives_in

Lives = tuple[str, str]  # a city, and the hour at which somebody wants to be asked

TOKYO, BERLIN = ("東京", "20:30"), ("Berlin", "13:00")
CHAPTERS = (*WINTER_AND_SPRING, *SUMMER_TO_WINTER)
BEGINS = datetime(2027, 1, 1, 9, 30, tzinfo=UTC)  # half past six in the evening in Tokyo
HOMES = {
    "Aki": [Home(date(2027, 1, 1), "Asia/Tokyo", time(20, 30))],
    "Mika": [
        Home(date(2027, 1, 1), "Europe/Berlin", time(13)),
        Home(date(2027, 3, 6), "Asia/Tokyo", time(20, 30), lands=time(12)),
        Home(date(2027, 3, 16), "Europe/Berlin", time(13), lands=time(19)),
        Home(date(2027, 9, 11), "America/Toronto", time(20, 30), lands=time(19)),
    ],
}


def the_year() -> Life:
    """Aki and Mika, from New Year's Day to New Year's Eve."""
    with counted_ids():
        stage = Recorded(open_database("sqlite://"), now=BEGINS)
        life = Life(stage, become_a_couple(stage), HOMES, CHAPTERS, seed=2027)
        life.lives()
        return life


def become_a_couple(
    stage: Recorded, aki_lives: Lives = TOKYO, mika_lives: Lives = BERLIN
) -> dict[str, Phone]:
    """In a group of theirs, each for themselves: language, clock, hour, and yes."""
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    group = stage.group()
    group.adds_attune(aki)
    for phone, (city, hour), labels in (
        (aki, aki_lives, ("日本語", "自分で決める", "はい、使います")),
        (mika, mika_lives, ("English", "Choose", "Yes, I'd like this")),
    ):
        phone.taps(group.shown[0].buttons[0][0], group)
        phone.opens_link()
        language, choose, yes = labels
        phone.taps(language)
        lives_in(phone, city)
        phone.taps(choose)
        phone.says(hour)
        phone.taps(yes)
    return {"Aki": aki, "Mika": mika}


# --- people who live otherwise, each through a change of the clocks or over the line where the date changes


def who_seldom_answer(seed: int) -> Life:
    """One is asked before the quiet hours end and one after they begin, as they wished; mostly neither answers."""
    seldom = Habit(answers=0.3, late=0.5, looks_back=0.2)
    chapter = Chapter("spring", date(2027, 3, 1), date(2027, 4, 30), "", seldom, seldom)
    return _lived(chapter, seed, ("Sydney", "07:15"), ("London", "22:45"), {
        "Aki": [Home(chapter.begins, "Australia/Sydney", time(7, 15))],
        "Mika": [Home(chapter.begins, "Europe/London", time(22, 45))],
    })  # fmt: skip


def who_swap_and_come_late(seed: int) -> Life:
    """Around midnight on both sides of an ocean, where the clocks go back a week apart."""
    late = Habit(answers=0.85, late=0.6, swaps=0.5, hearts=0.6)
    chapter = Chapter("autumn", date(2027, 10, 4), date(2027, 11, 21), "", late, late)
    return _lived(chapter, seed, ("New York", "23:30"), ("Lisbon", "00:10"), {
        "Aki": [Home(chapter.begins, "America/New_York", time(23, 30))],
        "Mika": [Home(chapter.begins, "Europe/Lisbon", time(0, 10))],
    })  # fmt: skip


def who_cross_the_date_line(seed: int) -> Life:
    """From Auckland to Honolulu and back, while the machine is off now and then."""
    rng = Random(seed)  # noqa: S311 (when the machine is off)
    chapter = Chapter(
        "winter", date(2027, 6, 1), date(2027, 7, 15), "", Habit(answers=0.7), Habit(answers=0.7),
        scenes=(_moves(date(2027, 6, 20), "Honolulu"), _moves(date(2027, 7, 4), "Auckland")),
        away=tuple(_off(date(2027, 6, 5) + timedelta(days=9 * at), rng) for at in range(4)),
    )  # fmt: skip
    noon = time(12)
    return _lived(chapter, seed, ("Tokyo", "12:30"), ("Auckland", "12:00"), {
        "Aki": [Home(chapter.begins, "Asia/Tokyo", time(12, 30))],
        "Mika": [Home(chapter.begins, "Pacific/Auckland", noon),
                 Home(date(2027, 6, 20), "Pacific/Honolulu", noon, lands=time(15)),
                 Home(date(2027, 7, 4), "Pacific/Auckland", noon, lands=time(15))],
    })  # fmt: skip


def _lived(chapter: Chapter, seed: int, aki: Lives, mika: Lives, homes: dict[str, list[Home]]) -> Life:
    with counted_ids():
        begins = datetime.combine(chapter.begins - timedelta(days=1), time(14), UTC)
        stage = Recorded(open_database("sqlite://"), now=begins)
        life = Life(stage, become_a_couple(stage, aki, mika), homes, (chapter,), seed)
        life.lives()
        return life


def _moves(day: date, city: str) -> Scene:
    return Scene(day, time(15), "Mika", (says("/settings"), taps("Time zone"), says(city)))


def _off(day: date, rng: Random) -> Away:
    """For too long to ask one of them, sometimes both, at their hour."""
    begins = rng.choice((0, 3))
    return Away(day, time(begins), time(begins + 3, rng.choice((0, 45))))
