"""Presses of buttons: each waits a while for the bot's answer, which may come once."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..errors import bad_request
from .world import Json

LIFETIME = 150
MOST_KEPT = 5_000
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Query:
    """A press; `at` is the playground's time in Unix seconds, `answer` what the bot said.

    `on_page`: somebody pressed it on the page, where a link that it is answered with opens. Whoever plays the
    phones from a program opens such a link too, and it may be opened once.
    """

    id: str
    user_id: int
    chat_id: int
    at: int
    answer: Json | None = None
    on_page: bool = False

    def shown(self) -> Json:
        return {"answered": self.answer is not None} | (self.answer or {})


class Queries:
    """The newest presses by their id."""

    def __init__(self) -> None:
        self._kept: dict[str, Query] = {}
        self._next_id = random.randrange(10**17, 10**18)  # noqa: S311 (an id, not a secret)

    def ask(self, user_id: int, chat_id: int, at: int) -> Query:
        self._next_id += 1
        query = Query(str(self._next_id), user_id, chat_id, at)
        self._kept[query.id] = query
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return query

    def pressed_on_page(self, query_id: str) -> None:
        """Whoever looks at the page waits for this answer."""
        if (query := self._kept.get(query_id)) is not None:
            query.on_page = True

    def get(self, query_id: str) -> Query | None:
        return self._kept.get(query_id)

    def answer(self, query_id: str, answer: Json, now: int) -> Query:
        """Raises `Refused` for a query that is unknown, too old or answered already."""
        query = self._kept.get(query_id)
        if query is None or query.answer is not None or now - query.at > LIFETIME:
            raise bad_request(TOO_OLD)
        query.answer = answer
        return query

    def clear(self) -> None:
        self._kept.clear()
