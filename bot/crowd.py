"""Keeps one person who sends more than anybody can type from holding up the others."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from scheduler.pacing import Bucket

Json = Mapping[str, Any]

AT_ONCE = 200  # updates: a chat that is forwarded as a whole, or a bad line that is good again
STEADILY = 10.0  # a second; nobody taps as fast for long
FORGET_ABOVE = 10_000  # people
NEWS = frozenset({"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"})


class Admission(StrEnum):
    """What becomes of an update at the door."""

    COMES_IN = "comes in"
    IS_TOLD = "is told"  # the first that is too much: whoever sends it learns that it was not read
    IS_LEFT = "is left"  # out, like those after it


@dataclass
class Crowd:
    """Who has sent how much lately (G-20). What is too much is confirmed and not read."""

    clock: Callable[[], float] = time.monotonic
    _senders: dict[int, Bucket] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)

    def admits(self, update: Json) -> Admission:
        """Take the update's place, if its sender has one left."""
        sender, now = sender_of(update), self.clock()
        if sender is None:
            return Admission.COMES_IN
        bucket = self._bucket_of(sender, now)
        if not bucket.take(now):
            if bucket.left >= AT_ONCE / 2:  # it was over for a while: the next time is another
                self._told.discard(sender)
            return Admission.COMES_IN
        first = sender not in self._told
        self._told.add(sender)
        return Admission.IS_TOLD if first else Admission.IS_LEFT

    def _bucket_of(self, sender: int, now: float) -> Bucket:
        if sender not in self._senders:
            if len(self._senders) >= FORGET_ABOVE:
                self._forget_idle(now)
            self._senders[sender] = Bucket(STEADILY, AT_ONCE, AT_ONCE, now)
        return self._senders[sender]

    def _forget_idle(self, now: float) -> None:
        for bucket in self._senders.values():
            bucket.fill(now)
        self._senders = {sender: one for sender, one in self._senders.items() if one.left < one.size}
        self._told &= self._senders.keys()


def sender_of(update: Json) -> int | None:
    """The Telegram id of whoever said or tapped something; None for news of a group, which is always read."""
    match update:
        case {"message": {"from": {"id": int(sender)}} as message} if not NEWS & message.keys():
            return sender
        case {"edited_message": {"from": {"id": int(sender)}}}:
            return sender
        case {"callback_query": {"from": {"id": int(sender)}}}:
            return sender
    return None
