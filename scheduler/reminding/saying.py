"""The shape of every function that says what was promised for later."""

from collections.abc import Callable, Mapping
from datetime import datetime

from conversations.dialogue.posting import Desk
from conversations.records.reminders import Reminder, ReminderKind

# Says it, if it is still wanted, and returns when to come back; None when that was all. It runs in a
# savepoint and may raise: then nothing of it is kept, and the reminder comes back an hour later. The
# couple and the person it is for are held until the transaction ends.
Saying = Callable[[Reminder, Desk], datetime | None]
Sayings = Mapping[ReminderKind, Saying]
