"""Two people who use Attune together, and the chat they share."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, bindparam
from sqlmodel import Field, Session, SQLModel, select

from conversations.records.database import new_id
from conversations.records.partners import partners_of
from conversations.records.sealing import Sealer


class CoupleState(StrEnum):
    """How far two people are."""

    SETTING_UP = "setting_up"  # not both have said yes
    ACTIVE = "active"  # both have said yes
    ENDED = "ended"  # one of them has left; nothing is carried any more


class ChatState(StrEnum):
    """Whether the shared chat may be written to."""

    NONE = "none"  # there is none: everything goes to the private chats
    FINE = "fine"  # two people and Attune
    CROWDED = "crowded"  # a third person is in it
    SHORT = "short"  # one of the two has left it
    GONE = "gone"  # Attune was removed, or the chat is closed


class Couple(SQLModel, table=True):
    """Two partners. The id of their shared chat is sealed."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    state: str = CoupleState.SETTING_UP
    chat: bytes | None = Field(default=None, unique=True)
    chat_state: str = ChatState.NONE
    admin: bool = False  # Attune was made an admin: it ignores what it should not see
    language: str = "en"  # of the shared chat, where a button can have only one
    hello_message_id: int | None = None  # the message in the shared chat whose status line is edited
    created_at: datetime
    ended_at: datetime | None = None


def share_chat(couple: Couple) -> bool:
    """Whether what is for both goes to a chat they share, and not to each in private."""
    return couple.chat is not None and couple.chat_state == ChatState.FINE and not couple.admin


def find_couple_by_chat(session: Session, sealer: Sealer, chat_id: int) -> Couple | None:
    """The couple that shares this chat."""
    return session.exec(select(Couple).where(Couple.chat == sealer.seal_id(chat_id))).first()


def lock_couple(session: Session, couple_id: int) -> Couple | None:
    """The couple, held until the transaction ends: two partners or two replicas cannot turn at once."""
    return session.exec(_LOCKED, params={"couple_id": couple_id}).first()


def move_chat(session: Session, sealer: Sealer, old_chat_id: int, new_chat_id: int) -> bool:
    """A group became a supergroup. False when that is another couple's; may be told any number of times."""
    couple = find_couple_by_chat(session, sealer, old_chat_id)
    there = find_couple_by_chat(session, sealer, new_chat_id)
    if couple is None or couple is there:
        return True
    if there is not None and not make_room(session, there):
        return False
    couple.chat = sealer.seal_id(new_chat_id)
    session.flush()
    return True


def is_empty(session: Session, couple: Couple) -> bool:
    """Whether nobody has said yes in its group yet."""
    return couple.state == CoupleState.SETTING_UP and not partners_of(session, couple.id)


def make_room(session: Session, there: Couple) -> bool:
    """Give the group of an empty couple to others; False when somebody is in it.

    There may be one because the news of a supergroup came before the news of what it was before.
    """
    if not is_empty(session, there):
        return False
    there.chat, there.chat_state, there.state = None, ChatState.NONE, CoupleState.ENDED
    session.flush()
    return True


_LOCKED = (
    select(Couple)
    .where(Couple.id == bindparam("couple_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
