"""Links that lead into a group, and the people who asked to be let in."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .world import Chat

LONGEST_NAME = 32
MOST_MEMBERS = 100_000
PREFIX = "https://t.me/+"


@dataclass
class InviteLink:
    """One admin's link. `expire_date` is in Unix seconds; 0 and an empty name mean none."""

    creator: int
    is_primary: bool = False
    name: str = ""
    expire_date: int = 0
    member_limit: int = 0
    creates_join_request: bool = False
    is_revoked: bool = False
    joined: set[int] = field(default_factory=set)
    code: str = ""

    @property
    def url(self) -> str:
        return PREFIX + self.code

    def url_for(self, viewer: int) -> str:
        """The second half is hidden from everybody but the one who made it."""
        return self.url if viewer == self.creator else PREFIX + self.code[: len(self.code) // 2] + "..."


@dataclass(frozen=True)
class JoinRequest:
    """Somebody waits outside since `date`; they came by a link, or straight to the group."""

    user_id: int
    date: int
    link: InviteLink | None


@dataclass(frozen=True)
class Way:
    """How somebody came in: by which link, or let in after asking without one."""

    link: InviteLink | None = None
    asked: bool = False


ADDED = Way()  # by somebody who was in already


def primary_link(chat: Chat, creator: int) -> InviteLink:
    """Everybody who may invite has one main link; it is made when it is first asked for."""
    for link in chat.links:
        if link.creator == creator and link.is_primary and not link.is_revoked:
            return link
    return add_link(chat, InviteLink(creator, is_primary=True))


def add_link(chat: Chat, link: InviteLink) -> InviteLink:
    """Give it its address; the same things done again lead to the same one."""
    number = hashlib.sha256(f"{chat.id}/{len(chat.links)}".encode()).digest()
    link.code = base64.urlsafe_b64encode(number[:12]).decode()
    chat.links.append(link)
    return link


def link_named(chat: Chat, url: str) -> InviteLink | None:
    return next((link for link in chat.links if link.url == url), None)


def is_open(chat: Chat, link: InviteLink, now: int) -> bool:
    """Whether somebody can still come in by it; those who left again are not counted."""
    inside = sum(chat.has(user_id) for user_id in link.joined)
    is_full = 0 < link.member_limit <= inside
    return not (link.is_revoked or is_full or 0 < link.expire_date <= now)
