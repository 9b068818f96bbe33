"""The years that are lived: the one that is told, and shorter stretches of people who live otherwise."""

from datetime import UTC, date, datetime, time

from conversations.records.database import open_database
from tests.a_year.life import Home, Life
from tests.a_year.recording import Recorded, counted_ids
from tests.a_year.summer_and_autumn import SUMMER_TO_WINTER
from tests.a_year.winter_and_spring import WINTER_AND_SPRING
from tests.stage import Phone, lives_in

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


def become_a_couple(stage: Recorded) -> dict[str, Phone]:
    """In a group of theirs, each for themselves: language, clock, hour, and yes."""
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    group = stage.group()
    group.adds_attune(aki)
    aki.taps(group.shown[0].buttons[0][0], group)
    aki.opens_link()
    aki.taps("日本語")
    lives_in(aki, "東京")
    for label in ("夜 20:30", "はい、使います"):
        aki.taps(label)
    mika.taps(group.shown[0].buttons[0][0], group)
    mika.opens_link()
    mika.taps("English")
    lives_in(mika, "Berlin")
    mika.taps("Choose")
    mika.says("13:00")
    mika.taps("Yes, I'd like this")
    return {"Aki": aki, "Mika": mika}
