"""What the bots did in each chat, read from the lines of a transcript as they come."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from ..network.world import Json

# A bot and a chat as that bot names it.
Voice = tuple[int, int]
# Where messages are counted: a bot and a person in private; 0 and the group otherwise.
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
    calls: Counter[Voice] = field(default_factory=Counter)  # carried out, that a person could notice
    sent: dict[Voice, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[tuple[Place, int], str] = field(default_factory=dict)
    keyboards: dict[tuple[Place, int], Keyboard] = field(default_factory=dict)  # under messages
    keys: dict[Place, Keyboard] = field(default_factory=dict)  # instead of letters, as they were shown last
    results: list[list[Json]] = field(default_factory=list)  # of inline mode, answer by answer
    links: dict[Voice, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, line: Json) -> None:
        match line["kind"]:
            case "bot":
                self.bots.append(line["id"])
            case "call" if "result" in line:
                self._note_call(line["bot"], line["method"].lower(), line["params"], line["result"])

    def _note_call(self, bot: int, method: str, params: Json, result: Any) -> None:
        chat = _number(params.get("chat_id"))
        self._note_links((bot, chat or 0), params, result if "invitelink" in method else None)
        if method.startswith("get"):
            return
        if chat is not None and method not in SILENT:
            self.calls[bot, chat] += 1
            self._note_keys(place_of(bot, chat), params.get("reply_markup"))
        elif method.startswith("answer") or "inline_message_id" in params:
            self.calls[bot, 0] += 1
        if method == "answerinlinequery":
            self.results.append(params.get("results") or [])
        for message in result if isinstance(result, list) else [result]:
            if isinstance(message, dict) and "message_id" in message:
                where = message.get("chat", {}).get("id", chat)
                self._note_message(bot, where or 0, message, params.get("reply_markup"))

    def _note_links(self, voice: Voice, *where: Any) -> None:
        self.links[voice] += URL.findall(json.dumps(where, ensure_ascii=False))

    def _note_keys(self, place: Place, markup: Json | None) -> None:
        if rows := (markup or {}).get("keyboard"):
            self.keys[place] = [
                [{"text": key} if isinstance(key, str) else key for key in row] for row in rows
            ]

    def _note_message(self, bot: int, chat: int, message: Json, markup: Json | None) -> None:
        number, place = message["message_id"], place_of(bot, chat)
        if number not in self.sent[bot, chat]:
            self.sent[bot, chat].append(number)
        self.texts[place, number] = message.get("text") or message.get("caption") or ""
        self.keyboards[place, number] = inline_rows(message.get("reply_markup") or markup)

    def said(self, voice: Voice) -> list[str]:
        place = place_of(*voice)
        return [self.texts[place, number] for number in self.sent.get(voice, [])]

    def place_among(self, place: Place, number: int) -> tuple[Voice, int] | None:
        """Whose message this is, and the how-manieth of theirs, from 0; None for one of people."""
        for bot in [place[0]] if place[0] else self.bots:
            if number in (sent := self.sent.get((bot, place[1]), [])):
                return (bot, place[1]), sent.index(number)
        return None

    def result(self, result_id: str) -> tuple[int, Json] | None:
        """The newest result of inline mode with this id, and its place in the list."""
        for results in reversed(self.results):
            for at, one in enumerate(results):
                if str(one.get("id")) == result_id:
                    return at, one
        return None


def inline_rows(markup: Json | None) -> Keyboard:
    rows: Keyboard = (markup or {}).get("inline_keyboard", [])
    return rows


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
