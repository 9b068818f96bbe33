"""/tense: what it is like inside, kept private unless one line is sent, and what could help now."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Begin, Button, Outcome, Show, Tell, rows
from conversations.dialogue.outcomes.pauses import KeepTension
from conversations.dialogue.phrases import Value, lines, say, sentences
from conversations.dialogue.steps import Chip, Choose, Flow, Here, Step, Write, with_values
from conversations.flows.feelings import choose_feeling
from conversations.flows.preview import as_read
from conversations.flows.words import LONGEST, hold, no_longer

LEVELS = ("1", "2", "3", "4", "5")
UNSAFE = Chip("unsafe", say("tense.buttons.unsafe"))
DONE = Chip("done", say("tense.buttons.done"), alone=True)
NOT_SAFE: list[Outcome] = [Begin("support")]  # and nothing is kept, or said to anybody
FRIGHTENED = "scared"

Offer = tuple[str, str]  # its label, and what it starts

# What each level offers, in the order of flows.md 9.4.
OFFERS: dict[str, tuple[Offer, ...]] = {
    "1": (("name", "name"), ("need", "need"), ("ask", "coach ask 1")),
    "2": (("mode", "coach line ask_mode"), ("open", "coach speak 2"), ("back", "coach back 2")),
    "3": (("reword", "reword"), ("turns", "turns"), ("listen", "coach listen 3")),
    "4": (("pause", "pause 20"), ("breathe", "breathe"), ("hold", "hold"), ("words", "coach speak 4")),
    "5": (("break_now", "pause 20"), ("breathe", "breathe"), ("talk", "support")),
}
# While the other may not be able to hear much: nothing that brings a topic. Same words, no reason given.
SOFTER: dict[str, tuple[Offer, ...]] = {
    "1": (("name", "name"), ("listen", "coach listen 1"), ("breathe", "breathe")),
    "2": (("listen", "coach listen 2"), ("back", "coach back 2"), ("breathe", "breathe")),
    "3": (("listen", "coach listen 3"), ("breathe", "breathe"), ("pause", "pause 20")),
}
# What a reason adds below that, as long as it is not too hot to think (seed-map.md 115-117).
BY_REASON: dict[str, tuple[Offer, ...]] = {
    "not_heard": (("heard", "need listen"),),
    "missing_each_other": (("loop", "loop"), ("back", "coach back 2")),
    "too_much": (("help", "need help"),),
    "need_space": (("space", "need space"),),
    "want_closer": (("closer", "need affection"),),
    "avoiding": (("open", "coach speak 1"), ("hold", "hold")),
    "lonely": (("together", "need time"),),
}
MOST_BY_REASON = 2
TOO_HOT = ("4", "5")
ALONE_WITH_IT = ("loop", "hold", "coach back 2")  # what a reason adds and still brings no topic
FOR_TWO = ("need", "pause", "turns")


def tense(here: Here) -> Flow:
    """Five levels, reasons if there are any, and what helps. Only one chosen line ever leaves."""
    level = yield Choose("tense.level", preview=_cues(), chips=_levels(), last=(UNSAFE,))
    if level == UNSAFE.id:
        return NOT_SAFE
    reasons = yield from _choose_reasons()
    if reasons is None:
        return NOT_SAFE
    # Why someone is afraid is not kept, and someone who is afraid is not asked to write to the other.
    kept = KeepTension(int(level), tuple(one for one in reasons if one != FRIGHTENED))
    if FRIGHTENED in reasons:
        return [kept, _offer(level, (), say("tense.kept"), here), Begin("support")]
    if not here.paired:
        return [kept, _offer(level, reasons, None, here)]
    match (yield from _choose_line(here)):
        case UNSAFE.id:
            return NOT_SAFE
        case None:
            return [kept, _offer(level, reasons, say("tense.kept"), here)]
        case wish:
            told = Tell(_line(wish, here), rows(Button(say("tense.buttons.beside"), "beside")))
            told_so = say("tense.told", partner=here.partner)
            return [kept, told, _offer(level, reasons, told_so, here)]


def beside(here: Here) -> Flow:
    """What the one who read the line can do. A message of its own: the line itself stays where it is."""
    yield from ()
    listen = Button(say("tense.buttons.listen"), "coach listen")
    pause = Button(say("tense.buttons.pause"), "pause 20")
    support = Button(say("dialogue.button.support"), "support")
    return [Show(say("tense.beside.text"), rows(listen, pause, support), anew=True)]


def _levels() -> tuple[Chip, ...]:
    return tuple(Chip(level, say(f"tense_levels.level.{level}.label")) for level in LEVELS)


def _cues() -> Value:
    return lines(*(_cue(level) for level in LEVELS))


def _cue(level: str) -> Value:
    of_level = f"tense_levels.level.{level}"
    return say("tense.cue", label=say(f"{of_level}.label"), cue=say(f"{of_level}.cue"))


def _choose_reasons() -> Generator[Step, Any, tuple[str, ...] | None]:
    """The reasons that were left on; None when someone is not safe."""
    chosen: tuple[str, ...] = ()
    while True:
        marked = frozenset(chosen)
        option = yield Choose(
            "tense.reason", table="tense_levels.reason.options", marked=marked, last=(UNSAFE, DONE)
        )
        if option in (DONE.id, UNSAFE.id):
            return chosen if option == DONE.id else None
        chosen = tuple(one for one in chosen if one != option) if option in chosen else (*chosen, option)


def _choose_line(here: Here) -> Generator[Step, Any, str | None]:
    """Which wish the partner may read of; None to keep it all, "unsafe" when someone is not safe."""
    values = with_values(partner=here.partner)
    first = yield Choose("tense.share", values, last=(UNSAFE,))
    if first != "tell":
        return UNSAFE.id if first == UNSAFE.id else None
    wish = yield Choose("tense.wish", table="tense_levels.shared.options", last=(UNSAFE,))
    if wish == UNSAFE.id:
        return UNSAFE.id
    match (yield Choose("tense.preview", values, preview=as_read(_line(wish, here), here), last=(UNSAFE,))):
        case "send":
            return str(wish)
        case UNSAFE.id:
            return UNSAFE.id
        case _:
            return None


def _line(wish: str, here: Here) -> Value:
    """No level: only that it is tense, and one wish."""
    return say("tense_levels.shared.line.text", name=here.me, wish=say(f"tense_levels.shared.said.{wish}"))


def _offer(level: str, reasons: tuple[str, ...], first: Value, here: Here) -> Show:
    offers = (*_of_level(level, here), *_of_reasons(level, reasons, here))
    able = [one for one in offers if here.paired or one[1].split(" ")[0] not in FOR_TWO]
    buttons = [Button(say(f"tense.buttons.{label}"), command) for label, command in able]
    unsafe = Button(UNSAFE.label, "support")
    return Show(sentences(first, say(f"tense.step.{level}.text")), rows(*buttons, unsafe))


def _of_level(level: str, here: Here) -> tuple[Offer, ...]:
    return SOFTER.get(level, OFFERS[level]) if here.partner_is_hot else OFFERS[level]


def _of_reasons(level: str, reasons: tuple[str, ...], here: Here) -> tuple[Offer, ...]:
    """At most two, which the level does not offer anyway."""
    if level in TOO_HOT:
        return ()
    known = {command for _, command in _of_level(level, here)}
    more = [one for reason in reasons for one in BY_REASON.get(reason, ()) if one[1] not in known]
    calm = [one for one in more if not here.partner_is_hot or one[1] in ALONE_WITH_IT]
    return tuple(calm[:MOST_BY_REASON])


def name_it(here: Here) -> Flow:
    """A word for how it is takes some of its weight (E23). It is kept nowhere."""
    feeling = yield from choose_feeling("tense.feeling")
    need = (Button(say("tense.buttons.need"), "need"),) if here.paired else ()
    then = rows(*need, Button(UNSAFE.label, "support"))
    if feeling is None:
        return [Show(say("tense.no_word.text"), then)]
    return [Show(say("tense.named.text", feeling=say(f"feelings.said.{feeling}")), then)]


def hold_words(here: Here) -> Flow:
    """Say it here instead: nothing is sent, and the words come back to their author later."""
    words = (yield from no_longer(here.words)) or (yield Write("reword.paste", limit=LONGEST))
    return (yield from hold(words, here, helped=False, worded=False))
