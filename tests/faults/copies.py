"""Which messages reached Telegram in which life of a bot, and what must hold of them whatever was killed."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.playground import Playground
from tests.faults.killing import LivingBot

REPEATED = ("Sent again, in case it didn't arrive.", "届いていないかもしれないので、もう一度お送りします。")
MOST = 3  # copies of one message
IN_THE_LOG = re.compile(r"(call|lunch) \d{3}|\d{3}のこと|told me|\) failed|mistake of ours|Traceback")
UNFINISHED = "SELECT id, state, urgency FROM delivery WHERE state IN ('pending', 'dead')"
GIVEN_UP = "SELECT id FROM delivery WHERE state = 'unconfirmed'"
RELAYS = "SELECT chat, sent_message_id FROM delivery WHERE urgency = 'relay' AND sent_message_id IS NOT NULL ORDER BY id"


@dataclass(frozen=True)
class Sent:
    """One message that reached Telegram, and in which life of the bot."""

    life: int
    chat: int
    number: int
    text: str

    @property
    def repeated(self) -> bool:
        return self.text.startswith(REPEATED)

    @property
    def words(self) -> str:
        """The text without the line that marks a repeat."""
        for line in REPEATED:
            if self.text.startswith(line):
                return self.text.removeprefix(line).lstrip("\n")
        return self.text


@dataclass
class Sending:
    """Everything that was sent, life by life."""

    life: int = 0
    sent: list[Sent] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)  # the lives that have called Telegram

    def watch(self, playground: Playground) -> None:
        playground.telegram.transcript.listeners.append(self._hear)

    def _hear(self, line: dict[str, Any]) -> None:
        if line["kind"] != "call":
            return
        self.heard.add(self.life)
        if line["method"].lower() == "sendmessage" and "result" in line:
            message = line["result"]
            self.sent.append(Sent(self.life, message["chat"]["id"], message["message_id"], message["text"]))


def everything_is_right(bot: LivingBot, sent: list[Sent]) -> None:
    """Nothing is lost or out of order; what came again is marked, and nothing came too often."""
    assert unfinished(bot) == []
    assert too_many_repeats(sent) == {}
    assert too_many_copies(bot, sent) == []
    assert len(not_repeated(bot, sent)) <= len(bot.rows(GIVEN_UP)), not_repeated(bot, sent)
    assert out_of_order(bot) == []
    assert IN_THE_LOG.findall(bot.said) == []
    assert bot.integrity() == "ok"


def unfinished(bot: LivingBot) -> list[Any]:
    """Deliveries that still wait, or were given up without a doubt. None should be."""
    return bot.rows(UNFINISHED)


def too_many_repeats(sent: list[Sent]) -> dict[tuple[int, int], int]:
    """Where a kill led to more than one repeated message in a chat."""
    counted = Counter((one.life, one.chat) for one in sent if one.repeated)
    return {place: count for place, count in counted.items() if count > 1}


def too_many_copies(bot: LivingBot, sent: list[Sent]) -> list[Sent]:
    """Where the same words were repeated in a chat more often than they may be.

    Many messages have the same words: a row of copies ends with the one whose arrival was noted.
    """
    known = _noted(bot)
    copies: Counter[tuple[int, str]] = Counter()
    found = []
    for one in sent:
        copies[one.chat, one.words] += 1
        if copies[one.chat, one.words] > MOST:
            found.append(one)
        if one.number in known:
            copies[one.chat, one.words] = 0
    return found


def not_repeated(bot: LivingBot, sent: list[Sent]) -> list[Sent]:
    """First copies of which the database knows nothing, although no marked copy came after them.

    Only what is not to be sent once more may be among them; anything else was repeated unmarked, or lost.
    """
    known = _noted(bot)
    lost_answers = [one for one in sent if one.number not in known and not one.repeated]
    return [one for one in lost_answers if not any(_repeats(other, one) for other in sent)]


def _noted(bot: LivingBot) -> set[int]:
    return {number for (number,) in bot.rows("SELECT sent_message_id FROM delivery")}


def _repeats(later: Sent, earlier: Sent) -> bool:
    return (
        later.repeated
        and (later.chat, later.words) == (earlier.chat, earlier.words)
        and later.life > earlier.life
    )


def out_of_order(bot: LivingBot) -> list[Any]:
    """Words to the other that reached a chat before older ones did."""
    newest: dict[bytes, int] = {}
    wrong = []
    for chat, number in bot.rows(RELAYS):
        if number < newest.get(chat, 0):
            wrong.append(number)
        newest[chat] = number
    return wrong
