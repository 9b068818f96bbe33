"""Decides whose words stand first where both stand on one card: now one, now the other, for both readers alike."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")

# Half the square root of three, in millionths: no rhythm of days falls into step with it, so that each of the two is
# first on 94 to 106 of any 200 cards, daily or every n days, and never on more than two days running.
STRIDE, WHOLE = 866_025, 1_000_000


def in_order(both: Sequence[T], day: date) -> tuple[T, T]:
    """The two, in the order in which a card of this day shows them (F58, check 15)."""
    one, other = both
    turned = day.toordinal() * STRIDE // WHOLE % 2
    return (other, one) if turned else (one, other)
