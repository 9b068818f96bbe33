"""Carries out holding words back, letting them go, and noticing what they had in common."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.drafts import Hold, LetGo, NotFine, Noticed
from conversations.dialogue.taking import Turn
from conversations.records.drafts import HeldDraft, hold_draft
from conversations.records.patterns import begin_anew, note_patterns
from conversations.records.reminders import ReminderKind, drop_reminders, remind
from conversations.records.wordings import add_fine_word, count_wording, drop_fine_word


@carry_out.register
def _hold(outcome: Hold, turn: Turn) -> None:
    words = outcome.words if outcome.kind else turn.desk.book.words(outcome.words, turn.me.language)
    draft = HeldDraft(partner_id=turn.me.id, body=b"", helped=outcome.helped, worded=outcome.worded,
                      kind=outcome.kind, until=outcome.until, created_at=turn.now)  # fmt: skip
    hold_draft(turn.session, turn.sealer, draft, words)
    remind(turn.session, turn.me.id, ReminderKind.HELD_DRAFT, draft.id, outcome.until)


@carry_out.register
def _let_go(outcome: LetGo, turn: Turn) -> None:
    drop_reminders(turn.session, outcome.draft, ReminderKind.HELD_DRAFT)
    draft = turn.session.get(HeldDraft, outcome.draft)
    if draft is not None and draft.partner_id == turn.me.id:
        turn.session.delete(draft)


@carry_out.register
def _notice(outcome: Noticed, turn: Turn) -> None:
    note_patterns(turn.session, turn.me.id, outcome.kinds)
    begin_anew(turn.session, turn.me.id, outcome.offered)
    for word in outcome.fine:
        add_fine_word(turn.session, turn.sealer, turn.me.id, word, turn.now)
    count_wording(turn.session, turn.me.id, turn.today)


@carry_out.register
def _not_fine(outcome: NotFine, turn: Turn) -> None:
    drop_fine_word(turn.session, turn.me.id, outcome.word)
