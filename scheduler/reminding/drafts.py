"""A held draft whose time has come is shown to its author, and to nobody else."""

from datetime import datetime

from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.records.drafts import HeldDraft, read_draft
from conversations.records.partners import Partner
from conversations.records.pauses import running_pause
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings


def bring_back(reminder: Reminder, desk: Desk) -> datetime | None:
    """ "You wanted to look at this again": look, send or drop. Not before a pause that has begun is over."""
    draft = desk.session.get(HeldDraft, reminder.subject)
    author = desk.session.get(Partner, reminder.partner_id)
    if draft is None or author is None:
        return None
    pause = running_pause(desk.session, author.couple_id) if author.couple_id is not None else None
    if pause is not None and pause.back_at > desk.now:
        draft.until = pause.back_at
        return pause.back_at
    words = read_draft(desk.session, desk.sealer, draft)
    buttons = rows(
        Button(say("reword.back.look"), f"held {draft.id} look"),
        Button(say("reword.back.drop"), f"held {draft.id} drop"),
    )
    shown = paragraphs(say("reword.back.text"), say("reword.quote", text=words))
    desk.to_author(author, shown, buttons)
    return None


SAYINGS: Sayings = {ReminderKind.HELD_DRAFT: bring_back}
