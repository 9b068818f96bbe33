"""The guess round: both want it, each guesses three lines of the other, and surprises are the useful part."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.outcomes import Button, Outcome, Show, rows
from conversations.dialogue.outcomes.guess import JoinRound, LeaveRound, SealGuesses, side_said
from conversations.dialogue.phrases import Moment, lines, paragraphs, say
from conversations.dialogue.profile_known import GuessSeen, ProfileLine
from conversations.dialogue.steps import Chip, Choose, Flow, Here, Step, with_values
from conversations.flows.preview import as_read
from conversations.flows.profile_lines import AXES, name_of, own_lines

OFFERED = 3
AGAIN = "again"  # as an argument: after a round that is over
PROFILE = Button(say("guess.button.profile"), "profile")


def guess(here: Here) -> Flow:
    """To be in is told to nobody; the round opens once both are."""
    seen = here.profile.guess
    if here.pause is not None:
        return [Show(say("guess.paused.text", at=Moment(here.pause.back_at)))]
    match seen:
        case GuessSeen("over") if here.args != (AGAIN,):
            return [Show(seen.found, rows(Button(say("guess.button.again"), f"guess {AGAIN}"), PROFILE))]
        case GuessSeen("open"):
            return (yield from _guess(seen, here))
        case GuessSeen("waiting" | "guessed" as state):
            yield Choose(f"guess.{state}")
            return [LeaveRound()]
        case _:
            return (yield from _join(here))


def _join(here: Here) -> Generator[Step, Any, list[Outcome]]:
    """Three lines of one's own, looked at as the other one will read them in the end."""
    mine = [one for one in own_lines(here.profile) if one.line in AXES]
    if len(mine) < OFFERED:
        return [Show(say("guess.too_few.text"), rows(PROFILE))]
    chosen = yield from _three(mine, here)
    shown = as_read(paragraphs(*(say("profile.line", line=one.what) for one in chosen)), here)
    match (yield Choose("guess.join", with_values(partner=here.partner), shown)):
        case "in":
            return [JoinRound(tuple(chosen))]
        case _:
            return [Show(say("guess.not_now.text"))]


def _three(mine: Sequence[ProfileLine], here: Here) -> Generator[Step, Any, list[ProfileLine]]:
    """The first tap chooses the first of three."""
    chosen: list[ProfileLine] = []
    if len(mine) == OFFERED:
        return list(mine)
    while len(chosen) < OFFERED:
        left = [one for one in mine if one not in chosen]
        told = with_values(partner=here.partner, number=len(chosen) + 1)
        tapped = yield Choose(
            "guess.pick", told, chips=tuple(Chip(one.line, name_of(one.line)) for one in left)
        )
        chosen += [one for one in left if one.line == tapped]
    return chosen


def _guess(seen: GuessSeen, here: Here) -> Generator[Step, Any, list[Outcome]]:
    """One line after the other; then all of them, to be sealed."""
    told = with_values(partner=here.partner)
    guesses: list[tuple[str, str]] = []
    for line in seen.lines:
        side = yield Choose(f"guess.{line}", told)
        guesses.append((line, side))
    card = lines(*(say("guess.your_guess", side=side_said(*one)) for one in guesses))
    match (yield Choose("guess.review", told, card)):
        case "seal":
            return [SealGuesses(tuple(guesses))]
        case _:
            return [LeaveRound()]
