"""Which season it is where people live, so that nobody is asked about snow in summer."""

from collections.abc import Iterable
from datetime import date

from conversations.gazetteer import latitude

SEASONS = ("winter", "spring", "summer", "autumn")  # north of the equator, from December, three months each
TROPIC = 23.5  # degrees: between the two there are no such four


def season(zone: str, day: date) -> str:
    """The season of a date where clocks run by this zone; nothing in the tropics, and for a zone of no place."""
    north = latitude(zone)
    if north is None or abs(north) < TROPIC:
        return ""
    quarter = day.month % 12 // 3
    return SEASONS[quarter if north > 0 else (quarter + 2) % len(SEASONS)]


def shared_season(zones: Iterable[str], day: date) -> str:
    """The season in which all of them are; nothing where there is no such one."""
    found = {season(zone, day) for zone in zones}
    return found.pop() if len(found) == 1 else ""
