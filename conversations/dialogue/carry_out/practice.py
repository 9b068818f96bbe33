"""Carries out what is remembered of practising; only the person themselves ever notices."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.practice import BringBack, OfferedLines, OpenedLesson, Practised
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.lines_shown import note_lines
from conversations.records.practice import bring_back, note_lesson, note_practice


@carry_out.register
def _practised(outcome: Practised, turn: Turn) -> None:
    note_practice(turn.session, turn.me.id, outcome.drill, turn.today)


@carry_out.register
def _bring_back(outcome: BringBack, turn: Turn) -> None:
    known = bring_back(turn.session, turn.me.id, outcome.drill, turn.today)
    turn.toast_or_show(say("practice.soon.text") if known else say("dialogue.moved_on"))


@carry_out.register
def _opened_lesson(outcome: OpenedLesson, turn: Turn) -> None:
    note_lesson(turn.session, turn.me.id, outcome.lesson, turn.today)


@carry_out.register
def _offered_lines(outcome: OfferedLines, turn: Turn) -> None:
    note_lines(turn.session, turn.me.id, outcome.lines, turn.today)
