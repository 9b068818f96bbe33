"""Which function carries out which outcome; the general ones are here."""

from functools import singledispatch

from conversations.dialogue.outcomes import Begin, Outcome, Share, Show, Tell, Toast
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Urgency


@singledispatch
def carry_out(outcome: Outcome, turn: Turn) -> None:
    """Change rows and post messages, inside the turn's transaction."""
    raise NotImplementedError(f"nothing carries out {type(outcome).__name__}")


@carry_out.register
def _show(outcome: Show, turn: Turn) -> None:
    turn.show(outcome.what, outcome.buttons, anew=outcome.anew)


@carry_out.register
def _toast(outcome: Toast, turn: Turn) -> None:
    turn.toast_or_show(outcome.what)


@carry_out.register
def _tell(outcome: Tell, turn: Turn) -> None:
    if turn.partner is not None:
        turn.desk.to_person(
            turn.partner, outcome.what, outcome.buttons, Urgency.RELAY, silent=outcome.silent, author=turn.me
        )


@carry_out.register
def _share(outcome: Share, turn: Turn) -> None:
    if turn.couple is not None:
        turn.desk.to_both(turn.couple, outcome.what, outcome.buttons, silent=outcome.silent, author=turn.me)


@carry_out.register
def _begin(outcome: Begin, turn: Turn) -> None:
    turn.next = outcome
