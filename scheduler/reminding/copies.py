"""What becomes of files that were given: an hour after they came they leave the chat again."""

from datetime import datetime

from conversations.dialogue.phrasebook import Text
from conversations.dialogue.posting import Desk
from conversations.records.copies import GOING, files_to_take_away
from conversations.records.deliveries import Message, Urgency
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder
from scheduler.reminding.saying import Sayings


def take_copy_away(reminder: Reminder, desk: Desk) -> datetime | None:
    """Nothing is said about it: it was said before. What comes late stays its hour, too."""
    files, again = files_to_take_away(desk.session, reminder.subject, desk.now)
    if files and again is None:
        reader = desk.session.get_one(Partner, reminder.partner_id)
        # Sealed with nobody's key: it is still done when the person's own is gone.
        desk.post_to(reader.telegram_id, "lobby", Message(Text(""), deletes=files), Urgency.RELAY)
    return again


SAYINGS: Sayings = dict.fromkeys(GOING, take_copy_away)
