"""What everything in a transcript is called now: people, groups, messages, presses, links, results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Impossible
from ..network.accounts import Account
from ..network.world import Json
from .course import Course, Place, Voice

MESSAGES = frozenset({"message_id", "reply_to", "message_ids"})
WHO = frozenset(
    {"user", "user_id", "by", "creator", "members", "users", "contact"}
    | {"bot", "chat", "group", "from_chat", "to"}
)
LINKS = ("url", "invite_link")
NAMED = ("query_id", *LINKS)
NO_MESSAGE = "There is no such message this time."


class Names:
    """`then` is what the transcript tells, `now` what happens; `accounts` are the bots of now."""

    def __init__(self, then: Course, now: Course, accounts: Mapping[int, Account]) -> None:
        self.then, self.now = then, now
        self.accounts = accounts
        self._ids: dict[int, int] = {}
        self._faults: dict[int, int] = {}
        self._named: dict[str, str] = {}  # presses, inline queries, invite links
        self._messages: dict[tuple[Place, int], int] = {}
        self._asked: dict[str, Place] = {}  # where an inline query was typed

    def voice(self, then: Voice) -> Voice:
        return self._bot(then[0]), self._ids.get(then[1], then[1])

    def _bot(self, bot: int) -> int:
        """The bot with this id, or the one in its place."""
        present = list(self.accounts)
        if bot in present or bot not in self.then.bots:
            return bot
        place = self.then.bots.index(bot)
        return present[place] if place < len(present) else bot

    def of_now(self, values: Json) -> Json:
        """The values of an action, with everything named in them as it is called now. Raises `Impossible`."""
        place = self.where(values | {"chat": values.get("from_chat", values.get("chat"))})
        return {name: self._value(name, value, place) for name, value in values.items()}

    def where(self, values: Json, answer: Json | None = None) -> Place:
        """The chat of an action; on a phone the private chat has the id of the bot."""
        if (asked := self._asked.get(values.get("query_id", ""))) is not None:
            return asked
        named = [(answer or {}).get("chat"), values.get("chat"), values.get("group"), values.get("bot")]
        chat = next((one for one in named if isinstance(one, int) and not isinstance(one, bool)), None)
        if chat is None:
            chat = self.then.bots[0] if self.then.bots else 0
        return (chat, values.get("user", 0)) if chat > 0 else (0, chat)

    def _value(self, name: str, value: Any, place: Place) -> Any:
        if isinstance(value, list):
            return [self._value(name, one, place) for one in value]
        if isinstance(value, str):
            return self._named_now(name, value)
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        if name in MESSAGES:
            return self._message(place, value)
        if name in WHO:
            return self._ids.get(value) or self._bot(value)
        return self._faults.get(value, value) if name == "fault" else value

    def _named_now(self, name: str, value: str) -> str:
        if name not in NAMED:
            return value
        return self._named.get(value) or (self._link(value) if name in LINKS else value)

    def _message(self, place: Place, number: int) -> int:
        """A message that people wrote, or the one that a bot sent as the so-manieth."""
        if (known := self._messages.get((place, number))) is not None:
            return known
        if (among := self.then.place_among(place, number)) is None:
            return number
        voice, order = among
        sent = self.now.sent.get(self.voice(voice), [])
        if order >= len(sent):
            raise Impossible(404, NO_MESSAGE)
        return sent[order]

    def _link(self, url: str) -> str:
        """A link that a bot gave then is the one that it gave now in the same place."""
        for voice, links in self.then.links.items():
            present = self.now.links.get(self.voice(voice), [])
            if url in links and links.index(url) < len(present):
                return present[links.index(url)]
        return url

    def learn(self, action: str, values: Json, then: Json, now: Json) -> None:
        """What things were called when they were made then, and are called now: from the two answers."""
        if "query_id" in then:
            self._asked[then["query_id"]] = self.where(values, then)
        for name in then.keys() & now.keys():
            old, new = then[name], now[name]
            if name in NAMED:
                self._named[old] = new
            elif name in MESSAGES and not action.endswith("/above"):  # that one leads into another chat
                place, olds, news = self.where(values, then), _listed(old), _listed(new)
                self._messages |= {(place, one): other for one, other in zip(olds, news, strict=False)}
            elif name == "id" and action == "POST /sim/faults":
                self._faults[old] = new
            elif name in ("id", "chat"):
                self._ids[old] = new


def with_numbers(values: Json) -> Json:
    """The same, with ids as numbers also where they came as digits, as in an address."""
    return {
        name: int(value) if name in WHO | MESSAGES and _is_number(value) else value
        for name, value in values.items()
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.removeprefix("-").isdecimal()


def _listed(value: Any) -> list[int]:
    return value if isinstance(value, list) else [value]
