"""Notes that an update is being handled, and in a private chat which message it was."""

from datetime import datetime

from sqlmodel import Session

from conversations.dialogue.events import ChatKind, Command, Event, NotWords, Rewritten, Tap, Words
from conversations.records.sealing import Sealer
from conversations.records.updates import see_update


def see(event: Event, session: Session, sealer: Sealer, now: datetime) -> bool:
    """False when it was handled before. What a person wrote in private can be taken away by its number, and so can
    an older message of ours that they tapped (T-4)."""
    match event:
        case Command() | Words() | NotWords() | Rewritten() | Tap() if event.where.kind == ChatKind.PRIVATE:
            chat = sealer.seal_id(event.where.chat_id)
            return see_update(session, event.update_id, now, chat, event.message_id)
        case _:
            return see_update(session, event.update_id, now)
