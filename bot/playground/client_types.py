"""What the control interface answers, as types; fields of Telegram's own are those of the Bot API."""

from __future__ import annotations

from typing import Any, TypedDict


class Person(TypedDict, total=False):
    id: int
    first_name: str
    language_code: str
    is_bot: bool


class Bot(TypedDict, total=False):
    id: int
    username: str
    first_name: str
    online: bool  # it polls, or has a webhook


class Button(TypedDict, total=False):
    text: str
    callback_data: str
    url: str


class Keyboard(TypedDict, total=False):
    """Inline buttons under a message, or the keys a bot shows instead of letters."""

    inline_keyboard: list[list[Button]]
    keyboard: list[list[Button]]


# `from` is no name in Python, so this one is written as a call.
Message = TypedDict(
    "Message",
    {
        "message_id": int,
        "from": Person,
        "date": int,
        "edit_date": int,
        "text": str,
        "caption": str,
        "entities": list[dict[str, Any]],
        "reply_to_message": dict[str, Any],
        "reply_markup": Keyboard,
    },
    total=False,
)


class ChatView(TypedDict, total=False):
    """One chat as one person sees it."""

    chat: dict[str, Any]
    members: list[Person]
    messages: list[Message]
    commands: list[dict[str, str]]
    pinned: list[int]
    may_pin: bool
    menu_button: dict[str, Any]


class Press(TypedDict, total=False):
    """How a bot answered a press; the rest is there when it did."""

    answered: bool
    text: str
    alert: bool  # shown until it is closed, not only for a moment
    url: str


class Offered(TypedDict, total=False):
    """How a bot answered an inline query; the rest is there when it did. Results are those of the Bot API."""

    answered: bool
    results: list[dict[str, Any]]
    next_offset: str
    button: dict[str, Any]


class Opened(TypedDict, total=False):
    """Where a link led: a chat, or out of Telegram."""

    chat: int
    message_id: int
    external: str


class Fault(TypedDict, total=False):
    id: int
    kind: str
    times: int | None  # None: always
    seconds: float
    probability: float  # missing: 1
    method: str
    chat: int
    bot: int


class Logged(TypedDict, total=False):
    """A `call` with `result` or `error`, `fault` and `rate` where there was one; or an `update`."""

    n: int
    kind: str
    bot: int
    method: str
    params: dict[str, Any]
    at: float
    result: Any
    error: str
    error_code: int
    fault: str
    rate: list[str]
    updates: list[int]
    update: dict[str, Any]


class Line(TypedDict, total=False):
    """A line of a transcript; which fields there are depends on `kind`."""

    n: int
    at: float
    kind: str
    action: str
    values: dict[str, Any]
    of: int
    answer: Any
    error: str
    bot: int
    method: str
    params: dict[str, Any]
    result: Any
    update: dict[str, Any]


class NotPlayed(TypedDict):
    n: int
    action: str
    error: str


class Difference(TypedDict):
    """The first message of bots in a chat (as it was called then) that reads otherwise now."""

    chat: int
    message: int
    then: str
    now: str


class Replayed(TypedDict):
    played: int
    not_played: list[NotPlayed]
    late: list[int]
    differences: list[Difference]


class State(TypedDict):
    now: int
    bot: Bot
    bots: list[Bot]
    users: list[Person]
    chats: dict[str, list[dict[str, Any]]]
    faults: list[Fault]
    scenarios: list[dict[str, str]]
