"""A link that brings two people together: once, for a day, and never readable from the database."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, update
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


def cancel_invites(session: Session, inviter_id: int, now: datetime) -> None:
    """Links that this person gave out no longer open."""
    open_ones = update(Invite).where(col(Invite.inviter_id) == inviter_id, col(Invite.used_at).is_(None))
    session.execute(open_ones.values(expires_at=now))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
