"""One person's hands: they type, press what they see, and answer what is asked, as a seed has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from conversations.dialogue.events import ChatKind, Where
from tests.stage import GROUP, Phone, Shown
from tests.threats.life import Life

ANSWER = re.compile(r"(\d+):(.+)")  # what a button carries that answers a question: its number, the option
EXITS = ("-back", "-close")
LATELY = 30  # messages

Pressed = tuple[str, int, Where]  # what the button carries, its message, and where that is


@dataclass
class Hands:
    """What somebody does from one moment on. What they press shows in `trace`."""

    life: Life
    phone: Phone
    chance: Random
    canary: str  # stands in everything they write
    trace: list[str] = field(default_factory=list)

    def says(self, text: str) -> None:
        self.trace.append(text)
        self.phone.says(text)

    def begins(
        self, command: str, prefer: Sequence[str] = (), avoid: Sequence[str] = (), most: int = 25
    ) -> None:
        """Type a command, and answer what it asks."""
        asked = self.newest_question()
        self.says(command)
        self._answers(asked, prefer, avoid, most)

    def presses(
        self,
        start: str,
        hows: Sequence[str],
        prefer: Sequence[str] = (),
        avoid: Sequence[str] = (),
        most: int = 25,
    ) -> bool:
        """Press the newest button that begins and ends so, and answer what it asks. False where there is none."""
        found = [one for one in self._buttons() if _is_such(one[0], start, hows)]
        if not found:
            return False
        asked = self.newest_question()
        self._press(found[-1])
        self._answers(asked, prefer, avoid, most)
        return True

    def sees(self, start: str) -> bool:
        """Whether a button that begins so shows, of late."""
        return any(data.startswith(start) for data, _, _ in self._private())

    def newest_question(self) -> int:
        """The number of the newest question that shows."""
        numbers = (int(found[1]) for data, _, _ in self._private() if (found := ANSWER.fullmatch(data)))
        return max(numbers, default=0)

    def _answers(self, asked: int, prefer: Sequence[str], avoid: Sequence[str], most: int) -> None:
        """Only questions after number `asked`: what was left open before stays open."""
        for _ in range(most):
            number = self.newest_question()
            if number <= asked or not self._answer(number, prefer, avoid):
                return
            if self.newest_question() == number:  # it has ended, or would not have that
                return

    def _answer(self, number: int, prefer: Sequence[str], avoid: Sequence[str]) -> bool:
        options = {found[2]: one for one in self._private()
                   if (found := ANSWER.fullmatch(one[0])) and int(found[1]) == number}  # fmt: skip
        self.trace.append(f"asked {' '.join(sorted(options))}")
        wished = next((options[name] for name in prefer if name in options), None)
        others = [name for name in options if name not in (*EXITS, *avoid)]
        if wished is not None:
            self._press(wished)
        elif self._asks_words(number) and (not others or self.chance.random() < 0.7):
            self.says(f"{self.canary} {self.chance.randrange(1000)}")
        elif others:
            self._press(options[self.chance.choice(others)])
        else:
            return False
        return True

    def _asks_words(self, number: int) -> bool:
        """Whether its question takes words."""
        asks = (shown.message.ask_words for shown in self.phone.shown[-LATELY:]
                if any(key.data.startswith(f"{number}:") for row in shown.message.keyboard for key in row))  # fmt: skip
        return any(asks)

    def _press(self, button: Pressed) -> None:
        self.trace.append(button[0].partition(":")[2] or button[0])
        self.phone.presses(*button)

    def _private(self) -> Iterator[Pressed]:
        """What questions may be asked with: buttons in the private chat, of late."""
        return _keys(self.phone.shown[-LATELY:], self.phone.private)

    def _buttons(self) -> Iterator[Pressed]:
        """All that this person can see, the oldest first; in the shared chat, then in private."""
        yield from _keys(self.life.chats.get(GROUP, []), Where(GROUP, ChatKind.SHARED))
        yield from _keys(self.phone.shown, self.phone.private)


def _keys(shown: Sequence[Shown], where: Where) -> Iterator[Pressed]:
    for one in shown:
        yield from ((key.data, one.id, where) for row in one.message.keyboard for key in row if key.data)


def _is_such(data: str, start: str, hows: Sequence[str]) -> bool:
    return data.startswith(start) and (not hows or data.endswith(tuple(f" {how}" for how in hows)))
