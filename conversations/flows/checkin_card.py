"""How a check-in reads: one half as the partner sees it, and both together."""

from functools import reduce

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.phrases import Value, lines, paragraphs, say

Half = tuple[Value, Answered]  # a name, and what that person answered


def reveal_card(first: Half, second: Half) -> Value:
    """Both halves, without what either keeps private."""
    both = (first, second)
    return paragraphs(
        say("checkin.reveal.head"),
        lines(*(_summary(*half) for half in both)),
        _weeks_of(both),
        _lines_of(both),
        say("checkin.reveal.text"),
    )


def reveal_buttons(sheet: int, could: bool) -> Rows:
    """Below a reveal. `could`: one of them named something that would help."""
    label = {what: Button(say(f"checkin.respond.{what}.button"), f"respond {sheet} {what}")
             for what in ("heart", "more", "can", "add", "later")}  # fmt: skip
    middle = (label["can"], label["add"]) if could else (label["add"],)
    return ((label["heart"], label["more"]), middle, (label["later"],))


def half_card(name: Value, answered: Answered) -> Value:
    """One half, exactly as the partner would read it."""
    return halves_card((name, answered))


def halves_card(*halves: Half) -> Value:
    """What was shared of one or both, and nothing around it."""
    return paragraphs(lines(*(_summary(*half) for half in halves)), _weeks_of(halves), _lines_of(halves))


def private_note(answered: Answered) -> Value:
    """What of it stays with its author; None when nothing does."""
    kept = [part for part in answered.parts() if part in answered.private]
    if not kept:
        return None
    return say("checkin.private", parts=_joined([_part(part, answered) for part in kept]))


def _summary(name: Value, answered: Answered) -> Value:
    parts = [_part(part, answered) for part in answered.shared() if part not in ("line", "week")]
    return (
        say("checkin.half", name=name, parts=_joined(parts))
        if parts
        else say("checkin.half_quiet", name=name)
    )


def _part(part: str, answered: Answered) -> Value:
    match part:
        case "room":
            return say(f"checkin.room.said.{answered.room}")
        case "word":
            return say("checkin.word.said", word=say(f"feelings.said.{answered.word}"))
        case "could":
            return say("checkin.could.said", need=say(f"needs.kind.said.{answered.could}"))
        case "week":
            return say("checkin.week.kept", need=answered.week_need())
        case _:
            return say("checkin.line.said", line=answered.line)


def _joined(parts: list[Value]) -> Value:
    return reduce(lambda first, second: say("checkin.and", first=first, second=second), parts)


def _weeks_of(halves: tuple[Half, ...]) -> Value:
    """What each could use this week; None when nobody said."""
    said = [
        say("checkin.week.said", name=name, need=answered.week_need())
        for name, answered in halves
        if "week" in answered.shared()
    ]
    return lines(*said) if said else None


def _lines_of(halves: tuple[Half, ...]) -> Value:
    """Each question once, and below it who answered what; None when nobody did."""
    said = [(name, answered) for name, answered in halves if "line" in answered.shared()]
    shown: list[Value] = []
    asked = ""
    for name, answered in said:
        if answered.question != asked:
            asked = answered.question
            shown.append(say("checkin.question", question=answered.asked()))
        shown.append(say("checkin.answer", name=name, line=answered.line))
    return lines(*shown) if shown else None
