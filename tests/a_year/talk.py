"""Writes down what phones showed and what people did between two moments, as bubbles in Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.a_year.life import Life
from tests.a_year.recording import Came, Did
from tests.stage import GROUP

TOGETHER = timedelta(seconds=40)  # acts that follow one another as quickly are one


@dataclass
class Act:
    """Somebody taps and writes one thing after the other, and what came of it."""

    did: list[Did]
    came: list[Came] = field(default_factory=list)
    asked: dict[int, str] = field(default_factory=dict)  # which of the things written answered which question

    def goes_on_with(self, next: Did) -> bool:
        last = self.did[-1]
        return (next.who, next.chat) == (last.who, last.chat) and next.at - last.at < TOGETHER


def shown_between(life: Life, begins: datetime, ends: datetime, every_screen: bool = False) -> list[str]:
    """Lines of the page. Screens that were answered at once are left out, unless every one is wanted."""
    lines: list[str] = []
    for one in _acts([one for one in life.stage.seen if begins <= one.at < ends], every_screen):
        if isinstance(one, Came):
            lines += _bubble(one, life)
        else:
            lines += [f"{_clock(one.did[0].who, one.did[0].at, life)} {_deeds(one)}", ""]
            for came in _last_of_each(one.came):
                lines += _bubble(came, life)
    return lines


def _acts(seen: list[Came | Did], every_screen: bool) -> Iterator[Came | Act]:
    """What came by itself, and acts with all that followed from them at once."""
    act: Act | None = None
    for one in seen:
        match one:
            case Did() if act is not None and act.goes_on_with(one) and not every_screen:
                act.asked[len(act.did)] = next(
                    (came.text for came in reversed(act.came) if came.chat == one.chat), ""
                )
                act.did.append(one)
            case Did():
                if act is not None:
                    yield act
                act = Act([one])
            case Came() if (
                act is not None and one.because == act.did[-1].who and one.at - act.did[-1].at < TOGETHER
            ):
                act.came.append(one)
            case Came():
                if act is not None:
                    yield act
                act = None
                yield one
    if act is not None:
        yield act


def _last_of_each(came: list[Came]) -> list[Came]:
    """Of a message that changes, only what stands there in the end; what others see, all of it."""
    newest = {(one.chat, one.id): one for one in came}
    own = came[-1].chat if came else 0
    private = [one for one in newest.values() if one.chat == own]
    others = [one for one in newest.values() if one.chat != own]
    return [*private[-1:], *others]


def _deeds(act: Act) -> str:
    who = act.did[0].who
    parts = []
    for at, did in enumerate(act.did):
        if did.taps:
            parts.append(f"[{did.taps}]")
        elif act.asked.get(at) and not did.writes.startswith("/"):
            parts.append(f"*{_question(act.asked[at])}* — “{did.writes}”")
        elif did.writes:
            parts.append(f"`{did.writes}`" if did.writes.startswith("/") else f"“{did.writes}”")
    place = " in the shared chat" if act.did[0].chat == GROUP else ""
    return f"**{who}**{place}: " + " › ".join(parts)


def _question(screen: str) -> str:
    """The line of a screen that asks."""
    lines = [line for line in screen.split("\n") if line.strip()]
    return next((line for line in lines if line.rstrip().endswith(("?", "？"))), lines[0])


def _bubble(came: Came, life: Life) -> list[str]:
    lines = [line for line in came.text.split("\n") if line.strip()]
    buttons = " ".join(f"[{label}]" for label in came.buttons)
    shown = [*lines, buttons] if buttons else lines
    whose = _whose(came, life)
    return [f"> {whose}\\", *(f"> {line}\\" for line in shown[:-1]), f"> {shown[-1]}", ""]


def _whose(came: Came, life: Life) -> str:
    silent = ", without a sound" if came.message.silent and not came.changed else ""
    for who, phone in life.phones.items():
        if phone.telegram_id == came.chat:
            return f"*{who}'s phone, {_clock(who, came.at, life)}{silent}*"
    clocks = ", ".join(_clock(who, came.at, life) for who in life.phones)
    return f"*The shared chat, {clocks}{silent}*"


def _clock(who: str, at: datetime, life: Life) -> str:
    city = life.home(who, at).zone.partition("/")[2]
    return f"{life.local(who, at):%a %H:%M} in {city}"
