"""What there is to be looked at in a life that was lived: what came, when it ought to have, and when nobody was there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from tests.a_year.days import days_of
from tests.a_year.life import Life
from tests.a_year.recording import QUESTION, Came
from tests.stage import GROUP

LATE = timedelta(hours=2)  # a question that would come later is left out (flows.md 9.2)


def new(life: Life) -> list[Came]:
    return [one for one in life.stage.seen if isinstance(one, Came) and not one.changed]


def private(life: Life) -> Iterator[tuple[str, Came]]:
    names = {phone.telegram_id: who for who, phone in life.phones.items()}
    yield from ((names[one.chat], one) for one in new(life) if one.chat in names)


def is_by_itself(one: Came) -> bool:
    return one.because not in ("Aki", "Mika")


def turns(life: Life) -> list[datetime]:
    """When two people began to take turns: what they say there is theirs."""
    return [one.at for one in new(life) if one.chat == GROUP and "Taking turns, " in one.text]


def hours(life: Life) -> dict[tuple[str, str], datetime]:
    """Whose question about which sheet was due when: at their hour, on its date, where they lived as it came."""
    days = {str(day.sheet): day.day for day in days_of(life)}
    found = {}
    for who, one in private(life):
        if one.because == QUESTION and one.sheet:
            found[who, one.sheet] = life.home(who, one.at).hour(days[one.sheet])
    return found


def dates(life: Life) -> list[date]:
    begins, ends = life.chapters[0].begins, life.chapters[-1].ends
    return [begins + timedelta(days=at) for at in range((ends - begins).days + 1)]


def silences(life: Life) -> Iterator[tuple[datetime, datetime]]:
    """A week and more in which nobody does anything: from a day after its beginning, until somebody does something."""
    acts = sorted(one.at for one in life.stage.seen if not isinstance(one, Came))
    for before, after in pairwise(acts):
        if after - before > timedelta(days=7):
            yield before + timedelta(days=1), after


def was_away(who: str, day: date, life: Life) -> bool:
    """Whether Attune was switched off from somebody's hour until it was too late to ask."""
    hour = life.moment(who, day, life.home(who, life.moment(who, day, time(12))).wall)
    return any(begins <= hour and hour + LATE < ends for begins, ends in life.aways())


def was_over_where_they_landed(who: str, day: date, life: Life) -> bool:
    homes = life.homes[who]
    return any(
        after.since == day and after.hour(day) < after.landing < before.hour(day)
        for before, after in pairwise(homes)
    )
