"""Types a provocation wherever words arrive, and collects what the bot says to that and what anybody else gets."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from conversations.flows import COMMANDS
from tests.flows.needing import newest_id, tap
from tests.flows.test_checkin import AKIS_EVENING, MIKAS_EVENING, aki_answers, mika_answers, sheet_of
from tests.stage import Phone, Shown, Stage, paired

HERE = Path(__file__).parent
LANGUAGES = ("en", "ja")

# How to get to each place where words arrive: commands are typed, `>` is a button by what it carries, the rest are
# keys of labels. `*` stands for the id that the scene has given.
FEELING = "feelings.none"
SKIP = "dialogue.button.skip"
LISTEN = ("/need", "needs.kind.options.listen", FEELING)
NEITHER = ("feelings.none", "checkin.could.options.nothing")
ROUTES: dict[str, tuple[str, ...]] = {
    "stray": (),
    "menu": ("/menu",),
    "reword": ("/help_me_say_this",),
    "hear": ("/help_me_hear_this",),
    "need, what happened": LISTEN,
    "need, the request": (*LISTEN, SKIP),
    "unsure": ("/need", "need.unsure"),
    "tense": ("/tense",),
    "hold": (">hold",),
    "coach, the role": ("/coach",),
    "coach, a line": ("/coach", "coach.role.options.listen", "tense_levels.level.3.label"),
    "loop, the hope": ("/loop", "loop.move.options.reach"),
    "loop, from outside": ("/loop", "loop.move.options.back", "loop.hope.back.options.worse"),
    "friend": ("/friend",),
    "repair": ("/repair",),
    "sorry": ("/sorry",),
    "thanks": ("/thanks",),
    "news": ("/news",),
    "turns": ("/turns",),
    "settings": ("/settings",),
    "the city": (">set zone",),
    "practice": (">practice fix_to_feel",),
    "answer, in own words": (">answer *need write",),
    "answer, a question": (">answer *need ask",),
    "answer, said back": (">answer *need back",),
    "answer, why not": (">answer *need cant",),
    "thanked": (">thanked *thanks write",),
    "good news": (">cheered *news own",),
    "apologised": (">apologised *sorry missing",),
    "mended": (">mended *repair first",),
    "check-in": (">checkin *today some", *NEITHER),
    "respond": (">respond *before add",),
    **{f"/{name}": (f"/{name} ",) for name in COMMANDS if name != "start"},
}  # fmt: skip
# What the other has sent before, and what is chosen until it goes.
CARDS = {
    "/thanks お茶をありがとう": ("-skip", "partner"),
    "/news 受かった": ("partner",),
    "/repair ゆっくり話そう": ("partner",),
    "/sorry 大きな声を出した": ("hurt", "plain", "-skip", "none", "partner"),
}
ANSWERED_BY = {
    "*need": "answer",
    "*thanks": "thanked",
    "*news": "cheered",
    "*repair": "mended",
    "*sorry": "apologised",
}


@cache
def provocations(language: str) -> tuple[str, ...]:
    """All of a language, in the order of the file."""
    rows = tomllib.loads((HERE / f"provocations_{language}.toml").read_text("utf-8"))
    return tuple(one for kind in rows.values() for one in kind)


@dataclass(frozen=True)
class Answered:
    """What came of one provocation: for who typed it, and for everybody else."""

    place: str
    typed: str
    told: tuple[Shown, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A couple with cards of each kind between them, seen from the phone of one."""

    stage: Stage
    phone: Phone
    ids: dict[str, str]

    def go(self, route: tuple[str, ...], words: str = "") -> None:
        """To a place; a command at its end takes the words along."""
        for step in route:
            if step.startswith("/"):
                self.phone.says(step + words if step.endswith(" ") else step)
            elif step.startswith(">"):
                self.phone.presses(" ".join(self.ids.get(part, part) for part in step[1:].split(" ")), None)
            else:
                tap(self.phone, step)

    def provoke(self, place: str, words: str, route: tuple[str, ...] | None = None) -> Answered:
        """Type it there; everything that changed on any phone since."""
        route = ROUTES[place] if route is None else route
        self.phone.says("/cancel")
        with_command = route and route[-1].endswith(" ")
        if not with_command:
            self.go(route)
        before = self._everything()
        if with_command:
            self.go(route, words)
        else:
            self.phone.says(words)
        return self._since(before, place, words)

    def send(self, asked: Answered, options: tuple[str, ...]) -> Answered:
        """Go on from there until it is sent; options that are not offered are passed over."""
        before = self._everything()
        for option in options:
            choose(self.phone, option)
        return self._since(before, asked.place, asked.typed)

    def _everything(self) -> dict[int, dict[int, str]]:
        return {chat: {one.id: one.text for one in shown} for chat, shown in self.stage.chats.items()}

    def _since(self, before: dict[int, dict[int, str]], place: str, words: str) -> Answered:
        new = {
            chat: tuple(one for one in shown if before.get(chat, {}).get(one.id) != one.text)
            for chat, shown in self.stage.chats.items()
        }
        told = new.pop(self.phone.telegram_id, ())
        return Answered(place, words, told, tuple(one.text for rest in new.values() for one in rest))


def at_home(stage: Stage, language: str) -> Scene:
    """Yesterday's check-in is open for both, today's waits, and the other has sent a card of each kind."""
    aki, mika = paired(stage)
    stage.now = AKIS_EVENING
    stage.ticks()
    aki_answers(aki)
    stage.now = MIKAS_EVENING
    stage.ticks()
    mika_answers(mika)
    before = str(sheet_of(stage).id)
    phone, other = (mika, aki) if language == "en" else (aki, mika)
    ids = {"*before": before, **_cards_from(other, phone)}
    stage.now = (MIKAS_EVENING if language == "en" else AKIS_EVENING) + timedelta(days=1)
    stage.ticks()
    return Scene(stage, phone, {**ids, "*today": newest_id(phone, "checkin")})


def _cards_from(other: Phone, phone: Phone) -> dict[str, str]:
    other.says("/need")
    tap(other, "needs.kind.options.comfort", FEELING, "need.enough", "need.review.options.partner")
    for written, options in CARDS.items():
        other.says(written)
        for option in options:
            choose(other, option)
    return {place: newest_id(phone, flow) for place, flow in ANSWERED_BY.items()}


def choose(phone: Phone, option: str) -> bool:
    """Tap by the id of an option of the newest message, whatever its label; False where there is none."""
    keys = (key.data for row in phone.shown[-1].message.keyboard for key in row)
    data = next((one for one in keys if one.endswith(f":{option}")), None)
    if data is not None:
        phone.presses(data, phone.shown[-1].id)
    return data is not None
