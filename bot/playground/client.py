"""Phones for a test suite: everything people can do, over HTTP, with nothing but the standard library."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from .client_types import (
    Bot,
    ChatView,
    Fault,
    Line,
    Logged,
    Message,
    Offered,
    Opened,
    Person,
    Press,
    Replayed,
    State,
)
from .errors import Impossible
from .looking import holding, inline_button, key

LOOK_EVERY = 0.02  # seconds
WAIT = 5.0  # seconds, unless told otherwise
LONGEST_ANSWER = 600.0  # seconds; a replay takes its time

Found = TypeVar("Found")


class NotSeen(AssertionError):
    """What was waited for did not come; `messages` is what the chat shows instead."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__(f"it did not come; the chat shows {len(messages)} messages, here as .messages")
        self.messages = messages


class Phones:
    """The phones of a playground that runs at `address`, like `http://127.0.0.1:8081`.

    A chat is named as on a phone: the private chat with a bot by the bot's id, a group by its own. Everything
    raises `Impossible` for what cannot be done, with the playground's sentence.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def post(self, path: str, **values: Any) -> Any:
        """Any action of the control interface, also one that has no method here: `post("dice", user=...)`."""
        return self._ask("POST", path, json.dumps(values).encode())

    def get(self, path: str, **values: Any) -> Any:
        return self._ask("GET", f"{path}?{urlencode(values)}" if values else path)

    def _ask(self, verb: str, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        found = self._fetch(verb, path, body, kind)
        return json.loads(found)

    def _fetch(self, verb: str, path: str, body: bytes | None, kind: str) -> bytes:
        headers = {"Content-Type": kind} if body is not None else {}
        request = Request(f"{self.address}/sim/{path}", body, headers, method=verb)  # noqa: S310 (http)
        try:
            with urlopen(request, timeout=LONGEST_ANSWER) as answer:  # noqa: S310
                return bytes(answer.read())
        except HTTPError as refused:
            with refused:
                raise Impossible(refused.code, json.load(refused)["error"]) from None

    # People and bots

    def add_user(
        self, first_name: str, language_code: str | None = None, user_id: int | None = None
    ) -> Person:
        found: Person = self.post("users", first_name=first_name, language_code=language_code, id=user_id)
        return found

    def change_user(
        self, user: int, first_name: str | None = None, language_code: str | None = None
    ) -> Person:
        found: Person = self.post(f"users/{user}", first_name=first_name, language_code=language_code)
        return found

    def add_bot(self, token: str, username: str = "", first_name: str = "", **settings: bool) -> Bot:
        """`settings` are `reads_all_group_messages`, `inline` and `inline_feedback`."""
        named = {"token": token, "username": username, "first_name": first_name}
        found: Bot = self.post("bots", **named, **settings)
        return found

    # What they do

    def start(self, user: int, bot: int | None = None) -> int:
        """Press Start; the id of the message. Without a bot, the first one."""
        return int(self.post("start", user=user, bot=bot)["message_id"])

    def say(self, user: int, chat: int, text: str, reply_to: int | None = None) -> int:
        """The id of the message."""
        return int(self.post("say", user=user, chat=chat, text=text, reply_to=reply_to)["message_id"])

    def edit(self, user: int, chat: int, message_id: int, text: str) -> None:
        self.post("edit", user=user, chat=chat, message_id=message_id, text=text)

    def delete(self, user: int, chat: int, message_id: int) -> None:
        self.post("delete", user=user, chat=chat, message_id=message_id)

    def photo(self, user: int, chat: int, caption: str = "") -> int:
        return int(self.post("photo", user=user, chat=chat, caption=caption)["message_id"])

    def sticker(self, user: int, chat: int) -> int:
        return int(self.post("sticker", user=user, chat=chat)["message_id"])

    def voice(self, user: int, chat: int) -> int:
        return int(self.post("voice", user=user, chat=chat)["message_id"])

    def tap(self, user: int, chat: int, label: str, seconds: float = WAIT) -> str:
        """Press the newest button with these words, once it is there; the id of the press for `press`."""
        message_id, place = self.wait_until(
            user, chat, lambda view: inline_button(view["messages"], label), seconds
        )
        return str(self.post("tap", user=user, chat=chat, message_id=message_id, button=place)["query_id"])

    def tap_data(self, user: int, chat: int, message_id: int, data: str) -> str:
        """Press with this data, whether or not the button is still there."""
        return str(self.post("tap", user=user, chat=chat, message_id=message_id, data=data)["query_id"])

    def press(self, query_id: str, seconds: float = WAIT) -> Press:
        """How the bot answered a press, once it did; after `seconds` what there is."""
        found: Press = self._answer(f"query/{query_id}", seconds)
        return found

    def type_inline(self, user: int, chat: int, text: str, seconds: float = WAIT) -> tuple[str, Offered]:
        """Type a bot's name and words; the id of the query, and what the bot offers, as for `press`."""
        query_id = str(self.post("inline", user=user, chat=chat, text=text)["query_id"])
        return query_id, self._answer(f"inline/{query_id}", seconds)

    def choose(self, query_id: str, result: str) -> int:
        """Send one of the results, by its id; the id of the message."""
        return int(self.post(f"inline/{query_id}/choose", result=result)["message_id"])

    def _answer(self, path: str, seconds: float) -> Any:
        end = time.monotonic() + seconds
        while not (found := self.get(path))["answered"] and time.monotonic() < end:
            time.sleep(LOOK_EVERY)
        return found

    def press_key(self, user: int, chat: int, label: str, seconds: float = WAIT) -> int:
        """Press a key of the keyboard a bot shows instead of letters; the id of the message."""
        place = self.wait_until(user, chat, lambda view: key(view["messages"], label), seconds)
        return int(self.post("key", user=user, chat=chat, button=place)["message_id"])

    def open(self, user: int, url: str, group: int | None = None) -> Opened:
        found: Opened = self.post("open", user=user, url=url, chat=group)
        return found

    def block(self, user: int, bot: int | None = None) -> None:
        self.post("block", user=user, bot=bot)

    def unblock(self, user: int, bot: int | None = None) -> None:
        self.post("unblock", user=user, bot=bot)

    # What they see

    def state(self) -> State:
        found: State = self.get("state")
        return found

    def chat(self, user: int, chat: int) -> ChatView:
        found: ChatView = self.get("chat", user=user, chat=chat)
        return found

    def wait_for(self, user: int, chat: int, text: str, seconds: float = WAIT) -> Message:
        """The newest message that holds this text, once there is one. Raises `NotSeen`."""
        return self.wait_until(user, chat, lambda view: holding(view["messages"], text), seconds)

    def wait_until(
        self, user: int, chat: int, look: Callable[[ChatView], Found | None], seconds: float = WAIT
    ) -> Found:
        """What `look` finds in the chat, as soon as it is not None. Raises `NotSeen`."""
        end = time.monotonic() + seconds
        while True:
            view = self.chat(user, chat)
            found = look(view)
            if found is not None:
                return found
            if time.monotonic() > end:
                raise NotSeen(view["messages"])
            time.sleep(LOOK_EVERY)

    # Groups

    def add_group(self, title: str, creator: int, members: Sequence[int] = (), with_bot: bool = False) -> int:
        """The id of the group. Members are people and bots; `with_bot` means the first bot."""
        group = {"title": title, "creator": creator, "members": list(members), "with_bot": with_bot}
        return int(self.post("groups", **group)["chat"])

    def in_group(self, group: int, action: str, **values: Any) -> Any:
        """Another action there: `add`, `remove`, `leave`, `promote` ..., as the documentation lists them."""
        return self.post(f"groups/{group}/{action}", **values)

    # The surroundings

    def advance_clock(self, seconds: float) -> int:
        """The time after it, in Unix seconds."""
        return int(self.post("clock", advance=seconds)["now"])

    def set_clock(self, moment: datetime) -> int:
        """`moment` must be aware."""
        return int(self.post("clock", set=moment.isoformat())["now"])

    def add_fault(self, kind: str, **about: Any) -> int:
        """`method`, `chat`, `bot`, `times` (None: always), `seconds`, `probability`. The id of the fault."""
        return int(self.post("faults", kind=kind, **about)["id"])

    def faults(self) -> list[Fault]:
        found: list[Fault] = self.get("faults")
        return found

    def remove_fault(self, fault: int) -> None:
        self._ask("DELETE", f"faults/{fault}")

    def clear_faults(self) -> None:
        self._ask("DELETE", "faults")

    def seed(self, number: int | None = None) -> int:
        return int(self.post("seed", seed=number)["seed"])

    def log(self, since: int = 0) -> list[Logged]:
        found: list[Logged] = self.get("log", since=since)
        return found

    def transcript(self) -> list[Line]:
        text = self._fetch("GET", "transcript", None, "").decode()
        return [json.loads(line) for line in text.splitlines()]

    def replay(self, lines: Sequence[Line], patience: float = WAIT) -> Replayed:
        found: Replayed = self.post("replay", lines=list(lines), patience=patience)
        return found

    def flush_webhook(self) -> int:
        return int(self.post("webhook/flush")["retried"])

    def reset(self) -> None:
        self.post("reset")
