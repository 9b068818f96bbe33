"""A link that brings two people together: once, for a day, and never readable from the database.

Who made one for their partner is asked about whoever says yes to it, and has a day to answer (reliability T-7).
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, delete, update
from sqlmodel import Field, Session, SQLModel, col

LIFETIME = timedelta(hours=24)  # flows.md 9.1
TOKEN_BYTES = 16  # 128 bits


class Invite(SQLModel, table=True):
    """A link that was given out. Only a hash of its token is kept."""

    token_hash: bytes = Field(primary_key=True)
    inviter_id: int | None = Field(default=None, foreign_key="partner.id", sa_type=BigInteger)
    couple_id: int | None = Field(default=None, foreign_key="couple.id", sa_type=BigInteger)
    only_for: bytes | None = None  # sealed Telegram id of the one person who may use it
    chat: bytes | None = None  # sealed id of a group that is to become their shared chat
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, sa_type=BigInteger)


def make_invite(
    session: Session,
    now: datetime,
    inviter_id: int | None = None,
    couple_id: int | None = None,
    only_for: bytes | None = None,
    chat: bytes | None = None,
) -> str:
    """The token of a new link: 22 characters of A-Z a-z 0-9 _ -."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        Invite(
            token_hash=_hash(token),
            inviter_id=inviter_id,
            couple_id=couple_id,
            only_for=only_for,
            chat=chat,
            expires_at=now + LIFETIME,
        )
    )
    return token


def find_invite(session: Session, token: str) -> Invite | None:
    """The invite of this token, whatever its state."""
    return session.get(Invite, _hash(token))


def use_invite(session: Session, token: str, used_by: int, now: datetime) -> bool:
    """Burn the link; False when it was used or is too old. Exactly one caller ever wins."""
    alive = update(Invite).where(
        col(Invite.token_hash) == _hash(token), col(Invite.used_at).is_(None), col(Invite.expires_at) > now
    )
    burnt = session.execute(
        alive.values(used_at=now, used_by=used_by).returning(col(Invite.token_hash))
    ).first()
    return burnt is not None


def accept_invite(session: Session, token: str, guest_id: int, now: datetime) -> bool:
    """Burn a link made for one's partner, and wait for a day for the answer of whoever made it."""
    if not use_invite(session, token, guest_id, now):
        return False
    session.get_one(Invite, _hash(token), populate_existing=True).expires_at = now + LIFETIME
    session.flush()
    return True


def is_awaited(invite: Invite, guest_id: int, now: datetime) -> bool:
    """Whether this person said yes to it less than a day ago. A no that was answered does not show."""
    guests = invite.used_by == guest_id and invite.couple_id is None
    return guests and invite.used_at is not None and invite.used_at + LIFETIME > now


def answer_guest(session: Session, inviter_id: int, guest_id: int, now: datetime) -> bool:
    """The question about a guest is answered; False when it was, or is too old. Exactly one caller ever wins."""
    waiting = update(Invite).where(*_opened(inviter_id, guest_id, now))
    return (
        session.execute(waiting.values(expires_at=now).returning(col(Invite.token_hash))).first() is not None
    )


def _opened(inviter_id: int, guest_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    mine = col(Invite.inviter_id) == inviter_id, col(Invite.couple_id).is_(None)
    return (*mine, col(Invite.used_by) == guest_id, col(Invite.expires_at) > now)


def cancel_invites(session: Session, inviter_id: int, now: datetime) -> None:
    """Links that this person gave out no longer open, and whoever said yes to one waits for nothing."""
    open_ones = update(Invite).where(col(Invite.inviter_id) == inviter_id, col(Invite.expires_at) > now)
    session.execute(open_ones.values(expires_at=now))


def close_invites(session: Session, person_id: int, now: datetime) -> None:
    """The same, and what this person said yes to themselves is withdrawn."""
    cancel_invites(session, person_id, now)
    session.execute(delete(Invite).where(col(Invite.used_by) == person_id, col(Invite.couple_id).is_(None)))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
