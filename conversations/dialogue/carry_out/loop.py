"""Carries out what is kept of a look at the loop. Nobody else notices any of it."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.loop import KeepReport
from conversations.dialogue.taking import Turn
from conversations.records.loops import keep_report


@carry_out.register
def _keep_report(outcome: KeepReport, turn: Turn) -> None:
    keep_report(turn.session, turn.sealer, turn.me.id, outcome.move, outcome.step, turn.now)
