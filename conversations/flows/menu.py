"""/menu and /help: what there is, at most two taps away; and what to do with words that belong nowhere."""

from conversations.dialogue.outcomes import Begin, Button, Outcome, Rows, Show, rows
from conversations.dialogue.outcomes.people import WakeUp
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Choose, Flow, Here, ReadWish

TOGETHER = ("need", "reword", "hear", "tense", "repair", "thanks", "today", "more", "settings", "support")
MORE = (
    "turns",
    "news",
    "sorry",
    "loop",
    "friend",
    "learn",
    "rituals",
    "counsellor",
    "profile",
    "pulse",
    "limits",
    "words",
    "prompts",
)
ALONE = (
    "reword",
    "hear",
    "tense",
    "loop",
    "friend",
    "learn",
    "limits",
    "words",
    "profile",
    "counsellor",
    "invite",
    "settings",
    "support",
)
NEW = ("welcome", "support")


def menu(here: Here) -> Flow:
    """Where one is, and the tools."""
    yield from ()
    if here.args == ("more",) and here.paired:
        return [Show(say("menu.more.text"), _buttons(MORE))]
    unknown = say("menu.unknown.text") if here.args == ("unknown",) else None
    resting = here.settings is not None and here.settings.resting
    back: tuple[Outcome, ...] = (WakeUp(),) if resting else ()
    return [*back, Show(paragraphs(unknown, _greeting(here, resting)), _tools(here))]


def _greeting(here: Here, resting: bool) -> Value:
    if resting:
        return say("menu.back.text")
    if not here.consented:
        return say("menu.new.text")
    return say("menu.together.text", partner=here.partner) if here.paired else say("menu.alone.text")


def _tools(here: Here) -> Rows:
    names = TOGETHER if here.paired else ALONE if here.consented else NEW
    waiting = rows(Button(say("waiting.button.wait"), "waiting")) if here.notes_wait else ()
    return (*waiting, *_buttons(names))


def _buttons(names: tuple[str, ...]) -> Rows:
    """Each starts the conversation of its name; "more" shows the second half."""
    return rows(
        *(Button(say(f"menu.button.{name}"), "menu more" if name == "more" else name) for name in names),
        wide=2,
    )


def stray(here: Here) -> Flow:
    """Words with no question open: offer what can be done with them. Until then they go nowhere.

    Words that ask for a verdict get none (F58).
    """
    if here.floor is not None and here.floor.going:
        return [Begin("floor", (str(here.floor.id), str(here.floor.step), "words"), here.words)]
    only = ("reword", "hear", "need", "nothing") if here.paired else ("reword", "hear", "nothing")
    wish = yield ReadWish(here.words)
    asked = say(f"stray.asked.{wish}") if wish else None
    match (yield Choose("stray.what", preview=asked, only=only)):
        case "reword":
            return [Begin("reword", (), here.words)]
        case "hear":
            return [Begin("hear", (), here.words)]
        case "need":
            return [Begin("need")]
        case _:
            return [Show(say("stray.nothing.text"))]
