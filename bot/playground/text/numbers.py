"""Numbers Telegram marks in a text: of bank cards, and of phones."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

DIGITS = "0123456789"
NUMBER = re.compile(r"[0-9][0-9 -]*")
BEFORE_NO_CARD = ".,+-_"
AFTER_NO_CARD = "-_"
SHORTEST_CARD, LONGEST_CARD = 13, 19
# Telegram finds phone numbers on its servers, by rules it has not published; a plus is sure to be one.
PHONE = re.compile(r"(?<![\w+.,-])\+[0-9](?:[ ().-]{0,2}[0-9]){6,14}(?![\w-])")


def cards(text: str) -> Iterator[Span]:
    """Runs of 13 to 19 digits, with spaces and hyphens, that pass the check of a card number."""
    at = 0
    while found := NUMBER.search(text, at):
        begin = found.start()
        end = at = found.end()
        before = text[begin - 1 : begin]
        if before and (before in BEFORE_NO_CARD or before.isalpha()):
            continue
        at = end = _unbroken(text, begin, end)
        whole = text[begin:end].rstrip(" -")
        after = text[begin + len(whole) : begin + len(whole) + 1]
        if _is_card(whole) and not (after and (after in AFTER_NO_CARD or after.isalpha())):
            yield begin, begin + len(whole)


def _unbroken(text: str, begin: int, end: int) -> int:
    """16 to 19 digits without a break end at the space after them."""
    space = text.find(" ", begin, end)
    return space if space > 0 and 16 <= space - begin <= 19 and text[begin:space].isdigit() else end


def _is_card(number: str) -> bool:
    digits = [int(sign) for sign in number if sign in DIGITS]
    if not SHORTEST_CARD <= len(digits) <= LONGEST_CARD or len(number) > 2 * len(digits) - 1:
        return False
    return _adds_up(digits) and _fits_its_maker("".join(map(str, digits)))


def _adds_up(digits: list[int]) -> bool:
    """The Luhn check: every second digit from the right counts double."""
    doubled = [digit if place % 2 == 0 else 2 * digit for place, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _fits_its_maker(digits: str) -> bool:
    """Makers of cards are known by the first digits, and make them of certain lengths."""
    length = len(digits)
    two, four = int(digits[:2]), int(digits[:4])
    if digits[0] == "4":
        return length in (13, 16, 18, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720 or 2200 <= four <= 2204:
        return length == 16
    if two in (34, 37):
        return length == 15
    return two not in (62, 81) or length >= 16


def phones(text: str) -> Iterator[Span]:
    """International numbers, as +1-212-555-0123."""
    for found in PHONE.finditer(text):
        yield found.span()
