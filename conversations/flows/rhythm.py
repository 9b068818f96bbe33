"""On which days the check-in comes: asked once in a while where it goes unanswered, and changed in /settings."""

from conversations.dialogue.outcomes import Begin, Button, Rows, Show
from conversations.dialogue.outcomes.people import AskOn
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here

FEWER = ("three", "sundays")


def rhythm(here: Here) -> Flow:
    """Arguments: what was tapped below the question, or none. It is each one's own, and the other is told nothing."""
    match here.args:
        case ("three" | "sundays" as chosen,):
            return [AskOn(chosen), Show(say(f"rhythm.chosen.{chosen}.text"))]
        case ("keep",):
            return [Show(say("rhythm.chosen.keep.text"))]
        case _:
            now = frozenset({here.settings.rhythm}) if here.settings is not None else frozenset()
            return [AskOn((yield Choose("rhythm.often", marked=now))), Begin("settings")]


def fewer_buttons() -> Rows:
    """The answers to "Fewer of these?"."""
    fewer = tuple(Button(say(f"rhythm.button.{one}"), f"rhythm {one}") for one in FEWER)
    keep = Button(say("rhythm.button.keep"), "rhythm keep")
    return (fewer, (keep, Button(say("rhythm.button.rest"), "set rest")))
