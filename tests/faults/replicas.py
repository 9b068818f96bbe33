"""Several processes of Attune behind one bot: begun, killed at exact moments, begun again."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.doctor import is_ready
from bot.settings import Settings
from tests.faults.replica import Life
from tests.programs import environment

METHOD = re.compile(r"/bot[^/]+/(\w+)")

Moment = Literal["before", "after"]  # Telegram has a message, or the process knows that it has
Cut = Callable[[str], bool]  # given the text: whether the line was cut here


@dataclass
class Nursery:
    """What forks processes of Attune. They end with it."""

    forking: "subprocess.Popen[bytes]"

    def begins(self, life: Life) -> int:
        """The number of a new process."""
        assert self.forking.stdin is not None and self.forking.stdout is not None
        self.forking.stdin.write(life.written())
        self.forking.stdin.flush()
        return int(self.forking.stdout.readline())


@contextmanager
def a_nursery(folder: Path) -> Iterator[Nursery]:
    program = [sys.executable, "-m", "tests.faults.replica"]
    forking = subprocess.Popen(  # noqa: S603 (our own program)
        program, cwd=folder, env=environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    with forking:
        assert forking.stdin is not None and forking.stdout is not None
        forking.stdout.readline()
        try:
            yield Nursery(forking)
        finally:
            forking.stdin.close()


@dataclass(frozen=True)
class Sent:
    """One message that reached Telegram, and which life of which process it came from."""

    life: str
    chat: int
    number: int
    text: str


class Lines:
    """The lines from all processes to Telegram, one for each life. They may be cut at an exact moment."""

    def __init__(self, telegram: ASGIApp) -> None:
        self.telegram = telegram
        self.sent: list[Sent] = []
        self.called: dict[str, Counter[str]] = defaultdict(Counter)  # by life: methods in lower case
        self.cuts: dict[tuple[str, Moment], Cut] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        life, called = scope["path_params"]["life"], METHOD.search(scope["path"])
        method = called[1].lower() if called else ""
        if method == "sendmessage":
            await self._message(life, scope, receive, send)
        else:
            self.called[life][method] += method != "setwebhook"
            await self.telegram(scope, receive, send)
        self.called[life][method] += method == "setwebhook"

    async def _message(self, life: str, scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive).body()
        if self._is_cut(life, "before", parse_qs(body.decode())["text"][0]):
            await Response(status_code=503)(scope, receive, send)
        else:
            await self.telegram(scope, _once(body), self._noting(life, send))

    def _noting(self, life: str, send: Send) -> Send:
        answer = bytearray()

        async def note(message: Message) -> None:
            answer.extend(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self._note(life, json.loads(answer))
            await send(message)

        return note

    def _note(self, life: str, answer: dict[str, Any]) -> None:
        if answer["ok"]:
            result = answer["result"]
            self.sent.append(Sent(life, result["chat"]["id"], result["message_id"], result["text"]))
            self._is_cut(life, "after", result["text"])

    def _is_cut(self, life: str, moment: Moment, text: str) -> bool:
        cut = self.cuts.get((life, moment))
        return cut is not None and cut(text)


def _once(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    return receive


@dataclass
class Replica:
    """One of the processes, through all its lives."""

    name: str
    nursery: Nursery
    lines: Lines
    plan: Life  # for each of its lives; where Telegram is follows from the life
    process: int = 0  # 0 while it is dead
    lives: int = 0
    killed: set[str] = field(default_factory=set)  # the lives that did not end by themselves

    @property
    def life(self) -> str:
        return f"{self.name}.{self.lives}"

    @property
    def is_up(self) -> bool:
        """Whether updates can be brought to it."""
        return bool(self.process and self.lines.called[self.life]["setwebhook"])

    def is_ready(self) -> bool:
        """Whether it has planned what was due, and its database answers. Not to be asked on the playground's loop."""
        return is_ready(Settings.model_construct(port=self.plan.port))

    @property
    def said(self) -> str:
        """What all its lives have logged."""
        log = Path(self.plan.log)
        return log.read_text("utf-8") if log.exists() else ""

    @property
    def polls(self) -> bool:
        """Whether it has asked for updates in this life."""
        return self.lines.called[self.life]["getupdates"] > 0

    def begins(self) -> None:
        self.lives += 1
        self.process = self.nursery.begins(replace(self.plan, telegram=f"{self.plan.telegram}/{self.life}"))

    def is_killed(self) -> None:
        """SIGKILL. Once it is dead, this returns."""
        if self.process:
            self.killed.add(self.life)
            os.kill(self.process, signal.SIGKILL)
            while _is_there(self.process):
                time.sleep(0.0005)
            self.process = 0


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
