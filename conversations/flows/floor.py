"""What a tap or a word does while two people take turns, and that either of them may stop."""

from conversations.dialogue.here import FloorSeen
from conversations.dialogue.outcomes import Show, Toast
from conversations.dialogue.outcomes.floors import (
    AnswerInTurn,
    DecideAside,
    DeclineTurns,
    JoinTurns,
    KeepSummary,
    PickIdea,
    ResumeTurns,
    SetAside,
    Settle,
    ShareAlone,
    StopTurns,
    WantToSolve,
)
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import ChooseOrWrite, Chosen, Flow, Here, Wrote
from conversations.flows.floor_ends import close_turns, give_idea
from conversations.flows.floor_words import begin_with, fit, say_in_turn, write_in_turn
from conversations.flows.turns import offer_topic

TALKING = ("speaking", "reflecting", "confirming", "validating", "keeping")
GOING = ("settling", *TALKING)
LIVE = ("waiting", *GOING, "paused")

# How each button ends, and the states in which it does something.
WHEN: dict[str, tuple[str, ...]] = {
    "join": ("waiting",), "take_back": ("waiting",), "another": ("waiting",), "later": ("waiting",),
    "under": ("settling",), "leave_out": ("settling",),
    "words": GOING, "hold": LIVE, "drop": LIVE, "stop": LIVE, "go": ("paused",),
    "use": ("speaking",), "echo": ("reflecting",),
    "yes": ("confirming",), "almost": ("confirming",), "not_yet": ("confirming",),
    "why": ("validating",), "skip": ("validating",),
    "keep": ("keeping",), "pass": ("keeping",), "wrap": ("keeping",),
    "close": ("closing",), "alone": ("closing",), "stay": ("closing",),
    "solve": ("shared",), "idea": ("solving",),
    "theirs": ("picking",), "mine": ("picking",), "neither": ("picking",),
    "keepsake": ("shared", "solving", "picking", "over"),
}  # fmt: skip
OF_A_STEP = ("waiting", *TALKING, "paused")  # states in which a button of an earlier step is an old one
ANY_TIME = ("stop", "take_back", "hold", "drop", "words")  # whosever moment it is, and whatever the step


def floor(here: Here) -> Flow:
    """Buttons `floor <id> <step> <how>`, and words written meanwhile. What was tapped too late has moved on."""
    seen, how = here.floor, here.args[2] if len(here.args) > 2 else ""
    if seen is None or seen.state not in WHEN.get(how, ()) or _is_old(seen, how, here):
        return [Toast(say("dialogue.moved_on"))]
    if how not in ANY_TIME and not seen.my_move:
        waits = seen.state in OF_A_STEP
        return [Toast(say("dialogue.foreign", name=here.partner) if waits else say("dialogue.moved_on"))]
    if how in ("stop", "take_back"):
        return [StopTurns(seen.id)]
    return (yield from (_before_and_within if seen.state in LIVE else _afterwards)(seen, how, here))


def _is_old(seen: FloorSeen, how: str, here: Here) -> bool:
    return seen.state in OF_A_STEP and how not in ANY_TIME and here.args[1] != str(seen.step)


def _before_and_within(seen: FloorSeen, how: str, here: Here) -> Flow:
    match how:
        case "join":
            return [JoinTurns(seen.id, seen.step)]
        case "later":
            return [DeclineTurns(seen.id, seen.step)]
        case "another":
            return (yield from offer_topic(seen, here))
        case "go":
            return [ResumeTurns(seen.id, seen.step)]
        case "leave_out":
            return [Settle(seen.id, None)]
        case "under":
            return (yield from _settle(seen))
        case "hold" | "drop" | "use" if not seen.note:
            return [Toast(say("dialogue.moved_on"))]
        case "hold" | "drop":
            return [DecideAside(seen.id, int(here.args[3]), how)]
        case "use":
            return (yield from say_in_turn(seen, seen.note, here))
        case "echo":
            return (yield from begin_with(seen, here))
        case "almost" | "why":
            return (yield from write_in_turn(seen, how, here))
        case "words":
            return (yield from _hear(seen, here))
        case _:
            return [AnswerInTurn(seen.id, seen.step, how)]


def _settle(seen: FloorSeen) -> Flow:
    """What matters most under it: for nobody else, unless it is used in one's own turn."""
    match (yield ChooseOrWrite("floor.under")):
        case Wrote(words):
            return [Settle(seen.id, words)]
        case Chosen("stop"):
            return [StopTurns(seen.id)]
        case _:
            return [Settle(seen.id, None)]


def _hear(seen: FloorSeen, here: Here) -> Flow:
    """Words that no question asked for: of this step if it is one's own, else for one's next turn."""
    yield from ()
    if seen.my_move and seen.state == "settling":
        return [Settle(seen.id, (yield from fit(here.words)))]
    if seen.my_move and seen.state in ("speaking", "reflecting", "validating"):
        return (yield from say_in_turn(seen, here.words, here))
    return [SetAside(seen.id, here.words)]


def _afterwards(seen: FloorSeen, how: str, here: Here) -> Flow:
    match how:
        case "close":
            return (yield from close_turns(seen, here))
        case "alone":
            return [ShareAlone(seen.id)]
        case "solve":
            return [WantToSolve(seen.id)]
        case "idea":
            return (yield from give_idea(seen))
        case "keepsake":
            return [KeepSummary(seen.id)]
        case "stay":
            return [Show(say("floor.stays.text"))]
        case _:
            return [PickIdea(seen.id, how)]
