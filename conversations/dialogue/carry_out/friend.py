"""Carries out what becomes of a look from outside. Nobody else notices any of it."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.friend import CountView, DropView, KeepView
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.friend import keep_view, let_go_of_view


@carry_out.register
def _keep_view(outcome: KeepView, turn: Turn) -> None:
    keep_view(turn.session, turn.sealer, turn.me.id, dict(outcome.parts), outcome.at_length, turn.now)


@carry_out.register
def _count_view(outcome: CountView, turn: Turn) -> None:
    keep_view(turn.session, turn.sealer, turn.me.id, {}, at_length=True, now=turn.now)


@carry_out.register
def _drop_view(outcome: DropView, turn: Turn) -> None:
    gone = let_go_of_view(turn.session, turn.me.id, outcome.view)
    turn.toast_or_show(say("friend.gone") if gone else say("dialogue.moved_on"))
