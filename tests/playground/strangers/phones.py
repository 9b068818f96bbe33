"""A stranger's program at work, and the evening that every one of them must manage."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from bot.playground.client import WAIT, Phones
from bot.playground.client_types import ChatView, Message

TOKEN = "1:demo"  # noqa: S105 (opens nothing but a playground)
BOT = 1
COMING = 30.0  # seconds in which a program must have come up and said its first word
LEAVING = 10.0  # seconds in which it must have ended


@contextmanager
def at_work(
    program: Sequence[str], address: str, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """The program runs inside, by itself, and has ended afterwards; what it printed explains a failure."""
    with TemporaryFile() as printed:
        command = [*program, address, TOKEN]
        process = subprocess.Popen(command, stdout=printed, stderr=printed, env=environment)  # noqa: S603
        try:
            yield
            assert process.poll() is None, "the bot ended by itself"
        except BaseException as problem:
            printed.seek(0)
            problem.add_note(printed.read().decode("utf-8", "replace")[-3000:])
            raise
        finally:
            process.terminate()
            process.wait(LEAVING)


def last(
    phones: Phones, user: int, chat: int, true: Callable[[Message], bool], seconds: float = WAIT
) -> dict[str, Any]:
    """The last message of a chat, once this is true of it."""

    def look(view: ChatView) -> Message | None:
        messages = view["messages"]
        return messages[-1] if messages and true(messages[-1]) else None

    return dict(phones.wait_until(user, chat, look, seconds))


def first_evening(phones: Phones) -> None:
    """Start, a button, an edit and an echo."""
    aki = phones.add_user("Aki", "ja")["id"]
    phones.start(aki)
    asked = phones.wait_for(aki, BOT, "Ready?", COMING)
    press = phones.press(phones.tap(aki, BOT, "Yes"))
    assert press == {"answered": True, "text": "Noted", "alert": False}
    edited = phones.wait_for(aki, BOT, "Then say something.")
    assert (edited["message_id"], "reply_markup" in edited) == (asked["message_id"], False)
    said = phones.say(aki, BOT, "静かな夜 🌙 <3")
    answer = last(phones, aki, BOT, lambda message: "reply_to_message" in message)
    assert (answer["reply_to_message"]["message_id"], answer["text"]) == (said, "静かな夜 🌙 <3")
