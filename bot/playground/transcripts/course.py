"""What the bots did in each chat, read from the lines of a transcript as they come."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from ..network.world import Json

# A bot and a person in private; 0 and the group otherwise.
Place = tuple[int, int]
Keyboard = list[list[Json]]

URL = re.compile(r"""[a-z][a-z+.-]*://[^\s"<>\\]+""")
SILENT = ("sendchataction",)


def place_of(bot: int, chat: int) -> Place:
    """A chat as a bot names it, apart from those of other bots."""
    return (bot, chat) if chat > 0 else (0, chat)


@dataclass
class Course:
    """Messages in the order in which bots sent them, as they read by now."""

    bots: list[int] = field(default_factory=list)
    calls: Counter[Place] = field(default_factory=Counter)  # carried out, that a person could notice
    sent: dict[Place, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[tuple[Place, int], str] = field(default_factory=dict)
    keyboards: dict[tuple[Place, int], Keyboard] = field(default_factory=dict)
    links: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, line: Json) -> None:
        match line["kind"]:
            case "bot":
                self.bots.append(line["id"])
            case "call" if "result" in line:
                self._note_call(line)

    def _note_call(self, line: Json) -> None:
        bot, params, result = line["bot"], line["params"], line["result"]
        chat = _number(params.get("chat_id"))
        place = place_of(bot, chat or 0)
        self.links[place] += URL.findall(json.dumps(params, ensure_ascii=False))
        method = line["method"].lower()
        if chat is not None and method not in SILENT and not method.startswith("get"):
            self.calls[place] += 1
        elif method.startswith("answer"):
            self.calls[bot, 0] += 1
        for message in result if isinstance(result, list) else [result]:
            if isinstance(message, dict) and "message_id" in message and not method.startswith("get"):
                where = message.get("chat", {}).get("id", chat)
                self._note_message(place_of(bot, where or 0), message)

    def _note_message(self, place: Place, message: Json) -> None:
        number = message["message_id"]
        if number not in self.sent[place]:
            self.sent[place].append(number)
        self.texts[place, number] = message.get("text") or message.get("caption") or ""
        self.keyboards[place, number] = message.get("reply_markup", {}).get("inline_keyboard", [])

    def said(self, place: Place) -> list[str]:
        return [self.texts[place, number] for number in self.sent.get(place, [])]


def button_at(keyboard: Keyboard, row: int, column: int) -> Json | None:
    """A button by its place, None where there is none."""
    if 0 <= row < len(keyboard) and 0 <= column < len(keyboard[row]):
        return keyboard[row][column]
    return None


def places_of(keyboard: Keyboard, name: str, value: object) -> list[list[int]]:
    """Row and column of every button that has this text or data."""
    return [
        [row, column]
        for row, buttons in enumerate(keyboard)
        for column, button in enumerate(buttons)
        if button.get(name) == value
    ]


def _number(given: Any) -> int | None:
    try:
        return int(given)
    except (TypeError, ValueError):
        return None
