"""The daily check-in: how much room, a word, what would help, a small question; sealed until both are in."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from conversations.dialogue.here import SheetSeen
from conversations.dialogue.outcomes import Begin, Button, Show, Toast, rows
from conversations.dialogue.outcomes.checkins import (
    PARTS,
    AddToSheet,
    Answered,
    CheckIn,
    FewerNudges,
    LeaveCard,
    OpenToday,
    PassToday,
    RespondTo,
    SendAlone,
)
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import (
    AsOfNow,
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.checkin_card import half_card, private_note
from conversations.flows.feelings import FAMILIES, FEELINGS

ROOMS = ("plenty", "some", "little", "empty")
KIND_THING = "checkin.kind_thing"  # on a light sheet, what stands above the line
LINE_LIMIT, WEEK_LIMIT = 200, 120  # characters

Asking = Generator[Step, Any, Answered]


def today(here: Here) -> Flow:
    """Where today stands for me, and only for me; the check-in itself if I have not done it."""
    yield from ()
    sheet = here.sheet
    if sheet is None or not (sheet.answered or sheet.over):
        return [OpenToday()]
    if sheet.revealed:
        add = rows(Button(say("checkin.button.add"), f"respond {sheet.id} add"))
        return [Show(say("checkin.today.revealed.text"), add)]
    if sheet.over:
        return [Show(say("checkin.today.over.text"))]
    change = rows(Button(say("checkin.button.change"), f"checkin {sheet.id} change"))
    return [Show(say("checkin.today.answered.text"), change)]


def checkin(here: Here) -> Flow:
    """Started by the buttons of the day's message: `checkin SHEET plenty`. Sealed until both are in."""
    sheet = here.sheet
    how = here.args[1] if len(here.args) > 1 else ""
    if sheet is None or sheet.revealed or sheet.over or (sheet.answered and how != "change"):
        return [Toast(say("dialogue.moved_on"))]
    if how == "not_today":
        return [PassToday(sheet.id), Show(say("checkin.passed.text"))]
    if how == "fewer":
        return [FewerNudges(), Show(say("checkin.fewer.text"))]
    sheet = replace(sheet, weekly=(yield AsOfNow(sheet.weekly)))  # the other one may stop it meanwhile
    answered = yield from _ask_all(how, sheet, here)
    while True:
        match (yield _review(answered, here)):
            case "done":
                return [CheckIn(sheet.id, answered)]
            case "change":
                answered = yield from _change(answered, sheet, here)
            case part:
                answered = replace(answered, private=answered.private ^ {part})


def _ask_all(room: str, sheet: SheetSeen, here: Here) -> Asking:
    if room not in ROOMS:
        room = yield Choose("checkin.room")
    named = _named(here)
    answered = Answered(room, word=named) if named else (yield from _ask_word(Answered(room)))
    if not sheet.light:
        answered = yield from _ask_could(answered, here)
    answered = yield from _ask_line(answered, sheet, here)
    return (yield from _ask_week(answered)) if _is_asked_for_week(answered, sheet) else answered


def _named(here: Here) -> str | None:
    """`checkin SHEET word WORD`, from the list of words."""
    match here.args[1:]:
        case ("word", word) if word in FEELINGS:
            return word
        case _:
            return None


def _ask_word(answered: Answered) -> Asking:
    """Seven families, then its words; "quietly here" from either."""
    quiet = (Chip("quietly_here", say("checkin.quietly")), Chip("none", say("feelings.none")))
    another = (Chip("another", say("feelings.another")),)
    family = yield Choose("feelings.family", table="feelings.family.options", last=quiet)
    while family in FAMILIES:
        word = yield Choose("feelings.word", table=f"feelings.words.{family}", last=(*another, quiet[0]))
        if word != "another":
            return replace(answered, word=word)
        family = yield Choose("feelings.family", table="feelings.family.options", last=quiet)
    return replace(answered, word="" if family == "none" else family)


def _ask_could(answered: Answered, here: Here) -> Asking:
    """A kind of need, as a hint in the reveal; nothing is a fine answer."""
    could = yield Choose("checkin.could", with_values(partner=here.partner))
    if could == "more":
        could = yield Choose(
            "checkin.could_more", with_values(partner=here.partner), table="needs.kind.options"
        )
    return replace(answered, could="" if could == "nothing" else could)


def _ask_line(answered: Answered, sheet: SheetSeen, here: Here) -> Asking:
    """Today's question, changed twice at most. An empty battery is not asked."""
    if answered.room == "empty":
        return replace(answered, question="", line="")
    if sheet.light:
        line = yield Write("checkin.kind", with_values(partner=here.partner), optional=True, limit=LINE_LIMIT)
        return replace(answered, question=KIND_THING if line else "", line=line or "")
    left = [question for question in sheet.questions if question not in answered.left_out]
    for question in left:
        own = sheet.own if question == sheet.questions[0] else None
        only = ("skip", "not_for_us") if question == left[-1] else ("skip", "swap", "not_for_us")
        match (yield _todays(question, own, answered, only)):
            case Wrote(words):
                return replace(answered, question=question, line=words, own=own)
            case Chosen("not_for_us"):
                answered = replace(answered, left_out=(*answered.left_out, question))
            case Chosen("skip"):
                break
    return replace(answered, question="", line="")


def _todays(question: str, own: Value, answered: Answered, only: tuple[str, ...]) -> ChooseOrWrite:
    """A question of their own says that it is one, and not whose."""
    shown = with_values(question=say(f"{question}.text") if own is None else own)
    above = _left_out(answered) if own is None else say("checkin.own")
    return ChooseOrWrite("checkin.line", shown, above, only=only, limit=LINE_LIMIT)


def _left_out(answered: Answered) -> Value:
    return say("checkin.left_out") if answered.left_out else None


def _is_asked_for_week(answered: Answered, sheet: SheetSeen) -> bool:
    return sheet.weekly and answered.room != "empty"


def _ask_week(answered: Answered) -> Asking:
    """One thing for the week: a kind of need or their own words; nothing is a fine answer (flows.md 9.3)."""
    skip = (Chip("skip", say("dialogue.button.skip")),)
    match (yield ChooseOrWrite("checkin.week", table="needs.kind.options", last=skip, limit=WEEK_LIMIT)):
        case Wrote(words):
            return replace(answered, week="", week_line=words)
        case Chosen("skip"):
            return replace(answered, week="", week_line="")
        case chosen:
            return replace(answered, week=chosen.id, week_line="")


def _change(answered: Answered, sheet: SheetSeen, here: Here) -> Asking:
    """One part again; the others stay."""
    asked = {"room": True, "word": True, "could": not sheet.light, "line": answered.room != "empty",
             "week": _is_asked_for_week(answered, sheet)}  # fmt: skip
    match (yield Choose("checkin.change", only=tuple(part for part in PARTS if asked[part]))):
        case "room":
            answered = replace(answered, room=(yield Choose("checkin.room")))
            nothing = replace(answered, question="", line="", week="", week_line="")
            return answered if answered.room != "empty" else nothing
        case "word":
            return (yield from _ask_word(answered))
        case "could":
            return (yield from _ask_could(answered, here))
        case "week":
            return (yield from _ask_week(answered))
        case _:
            return (yield from _ask_line(answered, sheet, here))


def _review(answered: Answered, here: Here) -> Choose:
    """What the partner will see, and for each part an eye: shared, or just for me."""
    eyes = {part: "private" if part in answered.private else "shared" for part in answered.parts()}
    chips = tuple(Chip(part, say(f"checkin.eye.{part}.{eye}.button")) for part, eye in eyes.items())
    rest = say("checkin.rest") if answered.room == "empty" else None
    shown = paragraphs(rest, half_card(here.me, answered), private_note(answered), _left_out(answered))
    return Choose("checkin.review", with_values(partner=here.partner), preview=shown, last=chips)


def respond(here: Here) -> Flow:
    """What can be said back to a reveal: a heart, tell me more, I can do that, a line of one's own."""
    yield from ()
    sheet = here.sheet
    if sheet is None or not sheet.revealed:
        return [Toast(say("dialogue.moved_on"))]
    match here.args[1:]:
        case ("heart" | "more" | "can",) if sheet.taken_back:
            return [Toast(say("dialogue.was_taken_back"))]
        case ("heart",):
            return [RespondTo(sheet.id, "heart", say("checkin.told.heart", name=here.me))]
        case ("more",):
            return [RespondTo(sheet.id, "more", say("checkin.told.more", name=here.me))]
        case ("can",) if sheet.partner_could:
            told = say("checkin.told.can", name=here.me, need=sheet.partner_could)
            return [RespondTo(sheet.id, "can", told)]
        case ("can",):
            return [Toast(say("checkin.nothing_to_do"))]
        case ("add",):
            return [LeaveCard(), Begin("add_line", (str(sheet.id),))]
        case _:
            return [Toast(say("checkin.stays"))]


def add_line(here: Here) -> Flow:
    """A line below a reveal: written in private, looked at, then sent."""
    sheet = here.sheet
    if sheet is None or not sheet.revealed:
        return [Toast(say("dialogue.moved_on"))]
    while True:
        words: str = yield Write("checkin.add", limit=LINE_LIMIT)
        told: Value = say("checkin.told.line", name=here.me, line=words)
        match (yield Choose("checkin.added", preview=told)):
            case "send":
                return [AddToSheet(sheet.id, told)]
            case "drop":
                return [Show(say("checkin.dropped.text"))]


def alone(here: Here) -> Flow:
    """The window is over and it was one-sided: keep it as a note, or send it anyway."""
    yield from ()
    sheet = here.sheet
    if sheet is None or not sheet.answered or sheet.revealed:
        return [Toast(say("dialogue.moved_on"))]
    if here.args[1:] == ("send",):
        return [SendAlone(sheet.id)]
    return [Show(say("checkin.kept.text"))]
