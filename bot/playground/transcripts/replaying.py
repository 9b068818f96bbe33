"""Does again what people did, as a transcript tells it, and says where the bot now behaves otherwise."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..control.wishes import Wish
from ..errors import Impossible
from ..network import reply_keyboards
from ..network.world import Json
from ..people.inline import query_of
from .course import Course, Keyboard, Place, Voice, button_at, inline_rows, places_of
from .naming import Names, with_numbers

if TYPE_CHECKING:
    from ..playground import Playground

NO_BUTTON = "There is no such button this time."
NO_RESULT = "There is no such result this time."
CHOOSE = "POST /sim/inline/{query_id}/choose"


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
    """`then` is what the transcript tells, `now` what happens; `names` know the one by the other."""

    def __init__(self, playground: Playground, patience: float) -> None:
        self.playground = playground
        self.patience = patience
        self.report: Json = {"played": 0, "not_played": [], "late": [], "differences": []}
        self._heard = asyncio.Event()
        self._begin()

    def _begin(self) -> None:
        self.then, self.now = Course(), Course()
        self.names = Names(self.then, self.now, self.playground.telegram.accounts)
        self.missing: Counter[Voice] = Counter()

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

        action, values = line["action"], with_numbers(line["values"])
        try:
            if action not in sim.ACTIONS:
                raise Impossible(404, "There is no such action.")
            if action == "POST /sim/bots" and self._bot_is_there(values):
                return
            answer = await sim.carry_out(self.playground, action, Wish(self._of_now(action, values), {}))
        except Impossible as impossible:
            if "error" not in outcome:
                problem = {"n": line["n"], "action": action, "error": impossible.sentence}
                self.report["not_played"].append(problem)
            return
        self.report["played"] += 1
        if isinstance(answer, dict) and isinstance(outcome.get("answer"), dict):
            self._learn(action, values, outcome["answer"], answer)

    def _learn(self, action: str, values: Json, then: Json, now: Json) -> None:
        self.names.learn(action, values, then, now)
        if action == CHOOSE:
            known = self.then.result(values["result"])
            keyboard = inline_rows(known[1].get("reply_markup")) if known is not None else []
            self.then.keyboards[self.names.where(values), then["message_id"]] = keyboard

    def _bot_is_there(self, values: Json) -> bool:
        return int(values["token"].partition(":")[0]) in self.playground.telegram.accounts

    # Waiting

    async def _caught_up(self, number: int) -> None:
        """Wait until the bots have done what they had done then; what is missing is not waited for again."""
        if await self._wait(lambda: not self._behind()):
            return
        self.report["late"].append(number)
        self.missing += self._behind()

    def _behind(self) -> Counter[Voice]:
        expected = self.then.calls - self.missing
        return Counter(
            {voice: count - done for voice, count in expected.items()
             if (done := self.now.calls[self.names.voice(voice)]) < count}
        )  # fmt: skip

    async def _wait(self, is_so: Callable[[], bool]) -> bool:
        end = asyncio.get_running_loop().time() + self.patience
        while not is_so():
            self._heard.clear()
            try:
                await asyncio.wait_for(self._heard.wait(), end - asyncio.get_running_loop().time())
            except TimeoutError:
                return is_so()
        return True

    # What an action means now

    def _of_now(self, action: str, values: Json) -> Json:
        """What to wish for, with people, messages and buttons of now. Raises `Impossible`."""
        wish = self.names.of_now(values)
        match action:
            case "POST /sim/tap" | "POST /sim/switch":
                known = self.names.where(values), values.get("message_id", 0)
                then = self.then.keyboards.get(known, [])
                return wish | _button(then, self._under_message(known[0], wish), values)
            case "POST /sim/key":
                then = self.then.keys.get(self.names.where(values), [])
                return wish | _button(then, self._instead_of_letters(wish), values)
            case _ if action == CHOOSE:
                return wish | {"result": self._result(values["result"], wish["query_id"])}
        return wish

    def _under_message(self, place: Place, wish: Json) -> Keyboard:
        """Of a message that is gone, the last that was there."""
        chat = self.playground.telegram.chat_of(wish["user"], wish["chat"])
        message = chat.messages.get(wish["message_id"])
        if message is None:
            return self.now.keyboards.get((self.names.voice(place), wish["message_id"]), [])
        return message.keyboard or []

    def _instead_of_letters(self, wish: Json) -> Keyboard:
        chat = self.playground.telegram.chat_of(wish["user"], wish["chat"])
        held = reply_keyboards.held_by(chat, wish["user"])
        keys: Keyboard = (held.message.other_markup or {}).get("keyboard", []) if held is not None else []
        return keys

    def _result(self, then: str, query_id: str) -> str:
        """The result with the same id, else the one in the same place of the list."""
        answer = query_of(self.playground.telegram, query_id)[1].answer
        present = [result.id for result in (answer.results if answer is not None else ())]
        known = self.then.result(then)
        if then in present or known is None:
            return then
        if known[0] >= len(present):
            raise Impossible(404, NO_RESULT)
        return present[known[0]]

    def _compare(self) -> None:
        """The first thing in each chat that a bot said otherwise."""
        for voice in self.then.sent:
            then, now = self.then.said(voice), self.now.said(self.names.voice(voice))
            for at in range(max(len(then), len(now))):
                if then[at : at + 1] != now[at : at + 1]:
                    said = {"then": "".join(then[at : at + 1]), "now": "".join(now[at : at + 1])}
                    self.report["differences"].append({"chat": voice[1], "message": at} | said)
                    break


def _button(then: Keyboard, present: Keyboard, values: Json) -> Json:
    """The button of now that has the same words; else the one in the same place.

    Nothing where the transcript does not tell which button it was. Raises `Impossible` where it is gone.
    """
    known = places_of(then, "callback_data", values.get("data"))
    pressed: list[int] = values.get("button") or (known[0] if known else [])
    button = button_at(then, *pressed) if len(pressed) == 2 else None
    if button is None:
        return {}
    alike = places_of(present, "text", button["text"]) or [pressed]
    place = pressed if pressed in alike else alike[0]
    found = button_at(present, *place)
    if found is None:
        raise Impossible(404, NO_BUTTON)
    return {"data": found.get("callback_data")} if "data" in values else {"button": place}
