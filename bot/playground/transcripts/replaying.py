"""Does again what people did, as a transcript tells it, and says where the bot now behaves otherwise."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..control.wishes import Wish
from ..errors import Impossible
from ..network.world import Json
from .course import Course, Place, button_at, places_of

if TYPE_CHECKING:
    from ..playground import Playground

MESSAGES = frozenset({"message_id", "reply_to", "message_ids", "thread", "message_thread_id"})
WHO = ("id", "chat")
LINKS = ("url", "invite_link")
PLAIN = frozenset(
    {"times", "seconds", "probability", "seed", "advance", "button", "duration", "options", "option", "index"}
)
NO_ID = ("There is no such message this time.", "There is no such button this time.")


async def replay_lines(playground: Playground, lines: list[Json], patience: float) -> Json:
    """Do every action of a transcript, each after the bots did what they had done before it.

    For that it waits up to `patience` seconds of real time. Returns how many were `played`, what was
    `not_played` and why, before which lines a bot was `late`, and the first `differences` in what it said.
    """
    replay = Replay(playground, patience)
    transcript = playground.telegram.transcript
    transcript.listeners.append(replay.hear)
    try:
        return await replay.play(lines)
    finally:
        transcript.listeners.remove(replay.hear)


class Replay:
    """`then` is what the transcript tells, `now` what happens; ids of then are known by those of now."""

    def __init__(self, playground: Playground, patience: float) -> None:
        self.playground = playground
        self.patience = patience
        self.report: Json = {"played": 0, "not_played": [], "late": [], "differences": []}
        self._heard = asyncio.Event()
        self._begin()

    def _begin(self) -> None:
        self.then, self.now = Course(), Course()
        self.ids: dict[int, int] = {}
        self.faults: dict[int, int] = {}
        self.named: dict[str, str] = {}  # presses, invite links
        self.messages: dict[tuple[Place, int], int] = {}
        self.missing: Counter[Place] = Counter()

    def hear(self, line: Json) -> None:
        self.now.note(line)
        self._heard.set()

    async def play(self, lines: list[Json]) -> Json:
        outcomes = {line["of"]: line for line in lines if line["kind"] == "outcome"}
        for line in lines:
            match line["kind"]:
                case "action":
                    await self._caught_up(line["n"])
                    await self._act(line, outcomes.get(line["n"], {}))
                case "reset":
                    await self._reset(line["n"])
                case _:
                    self.then.note(line)
        await self._caught_up(lines[-1].get("n", 0))
        self._compare()
        return self.report

    async def _reset(self, number: int) -> None:
        if self.report["played"]:
            await self._caught_up(number)
            self._compare()
            self.playground.reset()
        self._begin()

    async def _act(self, line: Json, outcome: Json) -> None:
        from ..control import sim  # it knows this module

        named, values = line["action"], line["values"]
        try:
            if named not in sim.ACTIONS:
                raise Impossible(404, "There is no such action.")
            if named == "POST /sim/bots" and self._bot_is_there(values):
                return
            answer = await sim.carry_out(self.playground, named, Wish(await self._of_now(named, values), {}))
        except Impossible as impossible:
            if "error" not in outcome:
                problem = {"n": line["n"], "action": named, "error": impossible.sentence}
                self.report["not_played"].append(problem)
            return
        self.report["played"] += 1
        if isinstance(answer, dict) and isinstance(outcome.get("answer"), dict):
            self._learn(named, values, outcome["answer"], answer)

    def _bot_is_there(self, values: Json) -> bool:
        return int(values["token"].partition(":")[0]) in self.playground.telegram.accounts

    # Waiting

    async def _caught_up(self, number: int) -> None:
        """Wait until the bots have done what they had done then; what is missing is not waited for again."""
        if await self._wait(lambda: not self._behind()):
            return
        self.report["late"].append(number)
        self.missing += self._behind()

    def _behind(self) -> Counter[Place]:
        expected = self.then.calls - self.missing
        return Counter(
            {place: count - done for place, count in expected.items()
             if (done := self.now.calls[self._place(place)]) < count}
        )  # fmt: skip

    async def _wait(self, is_so: Any) -> bool:
        end = asyncio.get_running_loop().time() + self.patience
        while not is_so():
            self._heard.clear()
            try:
                await asyncio.wait_for(self._heard.wait(), end - asyncio.get_running_loop().time())
            except TimeoutError:
                return bool(is_so())
        return True

    # Ids of then, as they are now

    def _place(self, place: Place) -> Place:
        return self._bot(place[0]) if place[0] else 0, self.ids.get(place[1], place[1])

    def _bot(self, bot: int) -> int:
        """The bot with this id, or the one in its place."""
        present = list(self.playground.telegram.accounts)
        if bot in present or bot not in self.then.bots:
            return bot
        place = self.then.bots.index(bot)
        return present[place] if place < len(present) else bot

    def _id(self, number: int) -> int:
        return self.ids.get(number) or self._bot(number)

    async def _of_now(self, named: str, values: Json) -> Json:
        """The values of an action, with everything named in them as it is called now."""
        place = self._where(values | {"chat": values.get("from_chat", values.get("chat"))})
        wish = {name: await self._value(name, value, place) for name, value in values.items()}
        if named == "POST /sim/tap":
            wish |= self._button(values, place, wish)
            if "button" in wish:
                wish.pop("data", None)
        return wish

    def _where(self, values: Json, answer: Json | None = None) -> Place:
        """The chat of an action; on a phone the private chat has the id of the bot."""
        named = [values.get("chat"), values.get("group"), (answer or {}).get("chat"), values.get("bot")]
        chat = next((one for one in named if isinstance(one, int) and not isinstance(one, bool)), None)
        if chat is None:
            chat = self.then.bots[0] if self.then.bots else 0
        return (chat, values.get("user", 0)) if chat > 0 else (0, chat)

    async def _value(self, name: str, value: Any, place: Place) -> Any:
        if isinstance(value, list):
            return [await self._value(name, one, place) for one in value]
        if isinstance(value, str):
            return self.named.get(value) or (self._link(value) if name in LINKS else value)
        if not isinstance(value, int) or isinstance(value, bool) or name in PLAIN:
            return value
        if name in MESSAGES:
            return await self._message(place, value)
        return self.faults.get(value, value) if name == "fault" else self._id(value)

    async def _message(self, place: Place, number: int) -> int:
        """A message that people wrote, or the one that a bot sent as the so-manieth."""
        if (known := self.messages.get((place, number))) is not None:
            return known
        if number not in self.then.sent[place]:
            return number
        order, now = self.then.sent[place].index(number), self._place(place)
        if not await self._wait(lambda: len(self.now.sent[now]) > order):
            raise Impossible(404, NO_ID[0])
        return self.now.sent[now][order]

    def _button(self, values: Json, place: Place, wish: Json) -> Json:
        """Where the button is now that had the same words then; else the one in the same place."""
        keyboard = self.then.keyboards.get((place, values["message_id"]), [])
        known = places_of(keyboard, "callback_data", values.get("data"))
        pressed: list[int] = values.get("button") or (known[0] if known else [])
        button = button_at(keyboard, *pressed) if len(pressed) == 2 else None
        if button is None:
            return {}
        present = self.now.keyboards.get((self._place(place), wish["message_id"]), [])
        alike = places_of(present, "text", button["text"])
        if pressed in alike or (not alike and button_at(present, *pressed)):
            return {"button": pressed}
        if not alike:
            raise Impossible(404, NO_ID[1])
        return {"button": alike[0]}

    def _link(self, url: str) -> str:
        """A link that a bot gave then is the one that it gave now in the same place."""
        for place, links in self.then.links.items():
            present = self.now.links[self._place(place)]
            if url in links and links.index(url) < len(present):
                return present[links.index(url)]
        return url

    def _learn(self, named: str, values: Json, then: Json, now: Json) -> None:
        """What things were called when they were made then, and are called now."""
        for name in then.keys() & now.keys():
            old, new = then[name], now[name]
            if isinstance(old, str) and isinstance(new, str):
                self.named[old] = new
            elif name in MESSAGES:
                place, olds, news = self._where(values, then), _listed(old), _listed(new)
                self.messages |= {(place, one): other for one, other in zip(olds, news, strict=False)}
            elif named == "POST /sim/faults":
                self.faults[old] = new
            elif name in WHO:
                self.ids[old] = new

    def _compare(self) -> None:
        """The first thing in each chat that a bot said otherwise."""
        for place in self.then.sent:
            then, now = self.then.said(place), self.now.said(self._place(place))
            for at in range(max(len(then), len(now))):
                if then[at : at + 1] != now[at : at + 1]:
                    said = {"then": "".join(then[at : at + 1]), "now": "".join(now[at : at + 1])}
                    self.report["differences"].append({"chat": place[1], "message": at} | said)
                    break


def _listed(value: Any) -> list[int]:
    return value if isinstance(value, list) else [value]
