"""/pulse: how the week felt, in four taps and a line to keep; and a picture of one's own weeks."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.looked_back import PulseSeen
from conversations.dialogue.outcomes import Button, Rows, Show, Toast, rows
from conversations.dialogue.outcomes.pulse import DropWish, KeepWeek, LookWeekly, ShowPicture, WishForPicture
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.steps import Choose, Flow, Here, Step, Write, with_values
from conversations.flows.weeks import ENOUGH, Point, enough, is_heavier

QUESTIONS = ("close", "understood", "ask", "back")  # evidence.md § 4
LEVELS = {"all": 10, "mostly": 8, "often": 6, "sometimes": 4, "rarely": 2, "none": 0}
LONGEST = 200  # characters of the moment
HELPS = ("need", "repair", "counsellor")  # what may help when it has been heavier

Answers = tuple[tuple[str, int], ...]


def pulse(here: Here) -> Flow:
    """Arguments: a week and nothing else, or what a button under the question does (F39, F40)."""
    seen = here.pulse
    match here.args:
        case (_, "not_now"):
            return [Show(say("pulse.passed.text"))]
        case ("stop",):
            return [LookWeekly(False), Show(say("pulse.stopped.text"))]
        case ("enough",):
            return [Show(say("pulse.enough.text"))]
        case ("unshare",):
            return [DropWish()]
    if seen is None:
        return [Toast(say("dialogue.moved_on"))]
    asked_now = bool(here.args) and here.args != ("menu",) and not seen.answered
    if asked_now or not (seen.answered or enough(seen.weeks)):
        return (yield from _look_back(seen, here))
    match (yield Choose("pulse.menu", with_values(partner=here.partner), only=_options(seen))):
        case "light" | "dark" as light:
            return [ShowPicture(light == "dark")]
        case "share":
            yield Choose("pulse.share", with_values(partner=here.partner))
            return [WishForPicture()]
        case "unshare":
            return [DropWish()]
        case _:
            return (yield from _look_back(seen, here))


def _options(seen: PulseSeen) -> tuple[str, ...]:
    may = {
        "look": not seen.answered,
        "change": seen.answered,
        "light": enough(seen.weeks),
        "dark": enough(seen.weeks),
        "share": enough(seen.weeks) and not seen.wished,
        "unshare": seen.wished,
    }
    return tuple(option for option, able in may.items() if able)


def _look_back(seen: PulseSeen, here: Here) -> Flow:
    """About forty seconds; each question may be left out."""
    answers = yield from _ask(here)
    if not answers:
        return [Show(say("pulse.nothing.text"))]
    moment: str | None = yield Write("pulse.moment", optional=True, limit=LONGEST)
    kept = KeepWeek(seen.week, answers, moment or "")
    weeks = _with(seen, answers)
    if is_heavier(weeks):
        return [kept, Show(paragraphs(say("pulse.kept.text"), say("pulse.heavier.text")), _helps())]
    if enough(weeks):
        return [kept, Show(say("pulse.kept.text"), rows(Button(say("pulse.button.menu"), "pulse menu")))]
    return [kept, Show(say("pulse.kept_soon.text", weeks=ENOUGH))]


def _ask(here: Here) -> Generator[Step, Any, Answers]:
    answers: Answers = ()
    for question in QUESTIONS:
        first = say("pulse.first.text") if question == QUESTIONS[0] else None
        told = yield Choose(
            f"pulse.{question}", with_values(partner=here.partner), first, table="pulse.scale.options"
        )
        if told in LEVELS:
            answers = (*answers, (question, LEVELS[told]))
    return answers


def _with(seen: PulseSeen, answers: Answers) -> tuple[Point, ...]:
    """The weeks up to this one, with what was said just now."""
    level = sum(value for _, value in answers) / len(answers)
    return (*(point for point in seen.weeks if point[0] < seen.week), (seen.week, level))


def _helps() -> Rows:
    """For oneself alone: nothing of it goes to anybody."""
    return rows(
        *(Button(say(f"pulse.button.{name}"), name) for name in HELPS),
        Button(say("pulse.button.enough"), "pulse enough"),
        wide=2,
    )
