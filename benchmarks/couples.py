"""A database for measuring: couples who have said yes, and an outbox full of the evening's questions."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from benchmarks.bots import ANSWERS, TEXT
from benchmarks.wire import TOKEN
from bot.settings import Settings
from bot.storage import Storage, open_storage
from bot.web import listen
from conversations.dialogue.phrasebook import Text
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.deliveries import Key, Message, Urgency, post
from conversations.records.partners import Consent, add_partner
from conversations.records.sealing import person

BATCH = 1000


def settings_in(folder: Path, address: str) -> Settings:
    """Attune's settings with everything in one folder."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    return Settings.model_construct(
        bot_token=SecretStr(TOKEN), bot_api_url=address, port=port, data_dir=folder / "data", key_file=folder / "key"
    )  # fmt: skip


def fill(folder: Path, chats: list[int], prompts: int, owners: int = 0, first: int = 1) -> None:
    """Couples in these chats, two and two; and a question for each of so many other chats, beginning with `first`.

    Each question is sealed under the key of its own reader, or of one of so many `owners`.
    """
    storage = open_storage(settings_in(folder, "http://127.0.0.1"))
    try:
        for two in range(0, len(chats), 2):
            _couple(storage, chats[two : two + 2])
        for start in range(0, prompts, BATCH):
            _queue(storage, range(first + start, first + min(start + BATCH, prompts)), owners or prompts)
    finally:
        storage.close()


def _couple(storage: Storage, chats: list[int]) -> None:
    now = datetime.now(UTC)
    with transaction(storage.engine) as session:
        couple = Couple(state=CoupleState.ACTIVE, created_at=now)
        session.add(couple)
        session.flush()
        for chat in chats:
            partner = add_partner(session, storage.sealer, chat, f"Person {chat}", "en", now)
            partner.couple_id, partner.consent, partner.zone = couple.id, Consent.TOGETHER, "Asia/Tokyo"


def _queue(storage: Storage, chats: range, owners: int) -> None:
    """Posted as a tick posts them; who opens the database alone sends what waits from before at once."""
    now, sealer = datetime.now(UTC), storage.sealer
    with transaction(storage.engine) as session:
        for chat in chats:
            reader = person(chat % owners + 1)
            post(session, sealer, sealer.seal_id(chat), reader, prompt(chat), now, Urgency.PROMPT)


def prompt(chat: int) -> Message:
    """One question with three buttons."""
    keys = tuple((Key(label, data),) for label, data in ANSWERS)
    return Message(Text(TEXT.format(number=chat), ()), keys)
