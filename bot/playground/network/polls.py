"""Polls: what is asked, who chose what, when it closes, and what the bot that asked is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..errors import Impossible
from . import views
from .world import Chat, ChatKind, Json, Message

if TYPE_CHECKING:
    from .server import Telegram


@dataclass(eq=False)
class Poll:
    """One poll. Forwards show the same one. `words` are its question, explanation and description.

    `close_date` is in Unix seconds of the playground's clock, 0 for none; `correct` is for a quiz.
    """

    owner: int
    words: Json
    options: list[Json]
    anonymous: bool = True
    quiz: bool = False
    several: bool = False
    revoting: bool = True
    correct: list[int] = field(default_factory=list)
    open_period: int = 0
    close_date: int = 0
    closed: bool = False
    id: str = ""
    votes: dict[int, list[int]] = field(default_factory=dict)  # by person

    def shown(self, *, solved: bool) -> Json:
        """A Poll object; `solved` with the right answers of a quiz."""
        counts = [sum(at in vote for vote in self.votes.values()) for at in range(len(self.options))]
        shown: Json = {
            "id": self.id,
            **_named(self.words, "question"),
            "options": [
                {"persistent_id": str(at), **option, "voter_count": counts[at]}
                for at, option in enumerate(self.options)
            ],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if self.quiz and solved:
            shown |= {"correct_option_ids": self.correct, **_named(self.words, "explanation")}
        if self.close_date and not self.closed:
            shown |= {"open_period": self.open_period, "close_date": self.close_date}
        return shown

    def shown_in(self, message: Message, viewer: int) -> Json:
        """As one reads it in a message: only there is a description."""
        return self.shown(solved=self._is_solved_for(message, viewer)) | _named(self.words, "description")

    def _is_solved_for(self, message: Message, viewer: int) -> bool:
        """Everybody knows the answers in the end; before, who asked or answered, or the bot in private."""
        if self.closed or viewer in self.votes:
            return True
        if message.origin is not None:
            return False
        chat = message.chat
        return viewer == self.owner or (chat.kind is ChatKind.PRIVATE and viewer == chat.bot_id)


def _named(words: Json, name: str) -> Json:
    return {key: value for key, value in words.items() if key in (name, f"{name}_entities")}


class Polls:
    """Every poll by its id, which is never used twice."""

    def __init__(self) -> None:
        self.by_id: dict[str, Poll] = {}
        self._next = 5_100_000_000_000_000_001

    def add(self, poll: Poll) -> Poll:
        poll.id, self._next = str(self._next), self._next + 1
        self.by_id[poll.id] = poll
        return poll

    def forget(self, poll: Poll) -> None:
        """It was not sent after all."""
        self.by_id.pop(poll.id, None)

    def clear(self) -> None:
        self.by_id.clear()


def opened(telegram: Telegram, poll: Poll) -> Poll:
    """The poll begins: from now on its time runs."""
    if poll.open_period:
        poll.close_date = telegram.clock.unix() + poll.open_period
    elif poll.close_date:
        poll.open_period = poll.close_date - telegram.clock.unix()
    telegram.polls.add(poll)
    _wait(telegram, poll)
    return poll


def copied(poll: Poll, owner: int) -> Poll:
    """The same question as a new poll of its own, without votes; `opened` makes it real."""
    return replace(poll, owner=owner, closed=False, votes={}, id="")


def vote(telegram: Telegram, user_id: int, chat_id: int, message_id: int, chosen: list[int]) -> Poll:
    """Choose options by their places, none to take the vote back. Raises `Impossible`."""
    chat = telegram.chat_of(user_id, chat_id)
    poll = poll_in(chat, message_id)
    close_due(telegram)
    options = sorted(set(chosen))
    _may_vote(poll, user_id, options)
    if options == poll.votes.get(user_id, []):
        return poll
    if options:
        poll.votes[user_id] = options
    else:
        del poll.votes[user_id]
    _tell_vote(telegram, poll, user_id)
    return poll


def _may_vote(poll: Poll, user_id: int, options: list[int]) -> None:
    if poll.closed:
        raise Impossible(409, "This poll is closed.")
    if len(options) > 1 and not poll.several:
        raise Impossible(400, "Only one answer may be chosen here.")
    if any(at not in range(len(poll.options)) for at in options):
        raise Impossible(400, "There is no such answer.")
    if not poll.revoting and (not options or user_id in poll.votes):
        raise Impossible(409, "An answer to this poll stays.")


def _tell_vote(telegram: Telegram, poll: Poll, user_id: int) -> None:
    """Who chose is told only where voting is open, and only to the bot that asked."""
    account = telegram.accounts.get(poll.owner)
    if account is not None and not poll.anonymous:
        chosen = poll.votes.get(user_id, [])
        answer = {
            "poll_id": poll.id,
            "user": views.user(telegram.person(user_id)),
            "option_ids": chosen,
            "option_persistent_ids": [str(at) for at in chosen],
        }
        account.updates.put("poll_answer", answer, ("poll", int(poll.id)))
    _tell(telegram, poll)


def _tell(telegram: Telegram, poll: Poll) -> None:
    """The new state: to the bot that asked, and to every phone that shows it."""
    account = telegram.accounts.get(poll.owner)
    if account is not None:
        account.updates.put("poll", poll.shown(solved=True), ("poll", int(poll.id)))
    for chat in _showing(telegram, poll):
        telegram.touched(chat)


def _showing(telegram: Telegram, poll: Poll) -> Iterator[Chat]:
    for chat in (*telegram.world.private.values(), *telegram.world.groups.values()):
        if any(message.content.get("poll") is poll for message in chat.messages.values()):
            yield chat


def close(telegram: Telegram, poll: Poll) -> None:
    """For good."""
    poll.closed = True
    _tell(telegram, poll)


def close_due(telegram: Telegram) -> None:
    """Close what the clock has closed, and wait for the rest; to be called when the clock was moved."""
    for poll in list(telegram.polls.by_id.values()):
        _wait(telegram, poll)


def _wait(telegram: Telegram, poll: Poll) -> None:
    if poll.closed or not poll.close_date or telegram.polls.by_id.get(poll.id) is not poll:
        return
    remaining = poll.close_date - telegram.clock.now().timestamp()
    if remaining <= 0:
        close(telegram, poll)
        return
    try:
        asyncio.get_running_loop().call_later(remaining + 0.01, _wait, telegram, poll)
    except RuntimeError:  # nobody runs a loop: only a moved clock or a vote closes it
        return


def poll_in(chat: Chat, message_id: int) -> Poll:
    message = chat.messages.get(message_id)
    poll = message.content.get("poll") if message is not None else None
    if not isinstance(poll, Poll):
        raise Impossible(404, "There is no such poll.")
    return poll
