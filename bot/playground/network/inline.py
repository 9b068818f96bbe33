"""Inline mode: what people ask a bot from any chat, what it answered, and the messages sent from its answers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from ..errors import bad_request
from .queries import TOO_OLD
from .world import Chat, Json, Message

LIFETIME = 30  # seconds a bot has to answer


@dataclass(frozen=True)
class Result:
    """One result: what the list shows of it, and the message it becomes."""

    id: str
    shown: Json
    content: Json
    keyboard: list[list[Json]] | None
    link_preview: Json | None


@dataclass(frozen=True)
class Answer:
    """What a bot answered and when; `cache_time` in seconds, `personal` if it may be shown to nobody else."""

    at: int
    results: tuple[Result, ...]
    cache_time: int
    personal: bool
    next_offset: str = ""
    button: Json | None = None

    def shown(self) -> Json:
        """For the list on the phone."""
        shown: Json = {"answered": True, "results": [result.shown for result in self.results]}
        if self.next_offset:
            shown["next_offset"] = self.next_offset
        return shown | ({"button": self.button} if self.button else {})


@dataclass
class InlineQuery:
    """What somebody typed after a bot's name; `at` in Unix seconds of the playground."""

    id: str
    user_id: int
    chat: Chat
    chat_type: str
    words: str
    offset: str
    at: int
    answer: Answer | None = None

    def shown(self) -> Json:
        return {"answered": False} if self.answer is None else self.answer.shown()


@dataclass
class Inline:
    """One bot's side of it."""

    queries: dict[str, InlineQuery] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)  # by inline_message_id
    _next: int = field(default_factory=lambda: random.randrange(10**17, 10**18))  # noqa: S311 (an id)

    def ask(self, user_id: int, chat: Chat, chat_type: str, words: str, offset: str, at: int) -> InlineQuery:
        """A new query, answered at once where an answer that is still good is known."""
        query = InlineQuery(str(self._next), user_id, chat, chat_type, words, offset, at)
        self._next += 1
        query.answer = next((one.answer for one in self.queries.values() if _serves(one, query)), None)
        self.queries[query.id] = query
        return query

    def answer(self, query_id: str, answer: Answer) -> InlineQuery:
        """Raises `Refused` for a query that is unknown, too old or answered already."""
        query = self.queries.get(query_id)
        if query is None or query.answer is not None or answer.at - query.at > LIFETIME:
            raise bad_request(TOO_OLD)
        query.answer = answer
        return query

    def clear(self) -> None:
        self.queries.clear()
        self.messages.clear()


def _serves(earlier: InlineQuery, query: InlineQuery) -> bool:
    """Whether the answer to an earlier query may be given again."""
    known = earlier.answer
    if known is None or query.at - known.at >= known.cache_time:
        return False
    same = (earlier.words, earlier.offset, earlier.chat_type) == (query.words, query.offset, query.chat_type)
    return same and (earlier.user_id == query.user_id or not known.personal)
