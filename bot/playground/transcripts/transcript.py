"""Everything that happened, both ways, as lines to keep: what people did, what bots called, what they were told."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import TextIO

from ..clock import Clock
from ..errors import Impossible
from ..network.world import Json

MOST_BYTES = 400_000  # in memory; the oldest lines go first. What is recorded into a file is kept whole
NOT_AGAIN = ("POST /sim/reset", "POST /sim/replay")  # a reset has its own line; a replay only does others

Listener = Callable[[Json], None]


class Transcript:
    """Lines numbered from 1, each with `n`, `at` (Unix seconds of the playground's clock) and `kind`.

    `bot`: a bot that is there. `reset`: everything was emptied. `action`: somebody did what a route of the
    control interface offers, with `values`; its `outcome` has the number of the action as `of`, and `answer`
    or `error`. `call`: a bot's call with `params` and `result` or `error`; of a poll the ids of its `updates`.
    `update`: one was put in the queue.
    """

    def __init__(self, clock: Clock) -> None:
        self.listeners: list[Listener] = []
        self._clock = clock
        self._lines: deque[bytes] = deque()
        self._bytes = 0
        self._count = 0
        self._file: TextIO | None = None

    def add(self, kind: str, content: Mapping[str, object]) -> int:
        """Write a line down; its number."""
        self._count += 1
        entry: Json = {
            "n": self._count,
            "at": round(self._clock.now().timestamp(), 3),
            "kind": kind,
            **content,
        }
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._lines.append(line)
        self._bytes += len(line)
        while self._bytes > MOST_BYTES and len(self._lines) > 1:
            self._bytes -= len(self._lines.popleft())
        if self._file is not None:
            self._put(self._file, line)
        for listener in list(self.listeners):
            listener(entry)
        return entry["n"]  # type: ignore[no-any-return]

    def note_action(self, named: str, values: Json) -> Listener:
        """Write down that somebody does this; what is returned takes how it ended: `answer` or `error`."""
        if named.startswith("GET ") or named in NOT_AGAIN:
            return lambda outcome: None
        number = self.add("action", {"action": named, "values": values})

        def note_outcome(outcome: Json) -> None:
            self.add("outcome", {"of": number} | outcome)

        return note_outcome

    def begin_anew(self, bots: Iterable[Json]) -> None:
        """Everything was emptied: what was before is forgotten, but for what lies in a file."""
        self._lines.clear()
        self._bytes = 0
        self.add("reset", {})
        for bot in bots:
            self.add("bot", bot)

    def since(self, number: int, kinds: Collection[str]) -> list[Json]:
        """The lines of these kinds after the one with this number, as far as they are still in memory."""
        dropped = self._count - len(self._lines)
        after = (json.loads(line) for line in islice(self._lines, max(0, number - dropped), None))
        return [line for line in after if line["kind"] in kinds]

    def text(self) -> str:
        """The lines in memory, as JSON lines."""
        return b"".join(line + b"\n" for line in self._lines).decode("utf-8", "replace")

    def record_to(self, file: TextIO) -> None:
        """Write all lines there, those so far and those to come, each at once."""
        self._file = file
        for line in self._lines:
            self._put(file, line)

    def _put(self, file: TextIO, line: bytes) -> None:
        file.write(line.decode("utf-8", "replace") + "\n")
        file.flush()


def read_lines(text: str) -> list[Json]:
    """A transcript as it was kept. Raises `Impossible` for what is none."""
    try:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        raise Impossible(400, "A transcript has one JSON object a line.") from None
    return checked(lines)


def checked(lines: object) -> list[Json]:
    """The lines, if they are those of a transcript from its beginning. Raises `Impossible`."""
    if not isinstance(lines, list) or not all(isinstance(line, dict) and "kind" in line for line in lines):
        raise Impossible(400, "A transcript has one JSON object a line.")
    if not any(line["kind"] == "bot" for line in lines):
        raise Impossible(400, "The beginning of this transcript is missing.")
    return lines
