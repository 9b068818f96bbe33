"""One of the fourteen statements: how near it is to oneself. Each answer is kept at once, so one may stop anywhere."""

from conversations.dialogue.outcomes import Begin
from conversations.dialogue.outcomes.profile import KeepSaid
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here, with_values
from conversations.flows.profile_lines import STATEMENTS

ANSWERS = {"very": 5, "mostly": 4, "half": 3, "little": 2, "no": 1, "skip": 0}


def statement(here: Here) -> Flow:
    """Argument: which one. What was answered before is marked; the last one leads to what it comes to."""
    at = STATEMENTS.index(here.args[0]) if here.args and here.args[0] in STATEMENTS else 0
    asked = STATEMENTS[at]
    before = dict(here.profile.said).get(asked)
    only = (*ANSWERS, "back") if at else tuple(ANSWERS)
    told = with_values(number=at + 1, all=len(STATEMENTS), statement=say(f"statement.is.{asked}"))
    marked = frozenset(id for id, value in ANSWERS.items() if value == before)
    answer = yield Choose("statement.ask", told, only=only, marked=marked)
    if answer == "back":
        return [Begin("statement", (STATEMENTS[at - 1],))]
    more = STATEMENTS[at + 1 : at + 2]
    return [KeepSaid(asked, ANSWERS[answer]), Begin("statement", more) if more else Begin("profile")]
