"""Carries out what becomes of a profile. Nobody is told of any of it; the other one reads what is shared when they look."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.profile import DropWords, KeepSaid, KeepWords, ShareLine, TakeBackLine
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.profiles import Shared, keep_said, keep_words, share_line, unshare_line


@carry_out.register
def _keep_said(outcome: KeepSaid, turn: Turn) -> None:
    keep_said(turn.session, turn.sealer, turn.me.id, outcome.statement, outcome.answer, turn.now)


@carry_out.register
def _keep_words(outcome: KeepWords, turn: Turn) -> None:
    keep_words(turn.session, turn.sealer, turn.me.id, outcome.line, outcome.words, turn.now)


@carry_out.register
def _drop_words(outcome: DropWords, turn: Turn) -> None:
    keep_words(turn.session, turn.sealer, turn.me.id, outcome.line, None, turn.now)
    unshare_line(turn.session, turn.me.id, outcome.line)


@carry_out.register
def _share_line(outcome: ShareLine, turn: Turn) -> None:
    couple, _ = turn.pair()
    shared = Shared(outcome.line.line, outcome.line.side, outcome.line.what)
    share_line(turn.session, turn.sealer, couple.id, turn.me.id, shared, turn.now)
    turn.toast_or_show(say("profile.now_shared"))


@carry_out.register
def _take_back_line(outcome: TakeBackLine, turn: Turn) -> None:
    unshare_line(turn.session, turn.me.id, outcome.line)
    turn.toast_or_show(say("profile.taken_back"))
