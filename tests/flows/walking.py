"""Walks every flow: every option of every question, in every situation, and notes where each leads."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import get_args

from conversations.dialogue.here import Here
from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.steps import Choose, ChooseOrWrite, Question, Reword, Step, Write
from conversations.dialogue.transcript import Answer, Ended, Transcript, replay
from conversations.flows import FLOWS
from tests.flows.answering import answers, options
from tests.flows.situations import Situation, situations

MOST_VISITS = 2  # of the same question with the same options on one path; after that it goes in circles
MOST_REWORDINGS = 3  # on one path
MOST_STEPS = 60_000  # of one walk: more means that it does not come to an end
FEW = 5  # questions with at most so many answers are combined by threes, those with more by twos

Decision = tuple[str, str]  # a question and its answer, or a feature of the situation


@dataclass(frozen=True)
class End:
    """How one path ended."""

    here: Here
    path: tuple[Decision, ...]
    outcomes: tuple[Outcome, ...]

    def __str__(self) -> str:
        return " / ".join(f"{question}: {answer}" for question, answer in self.path if answer)


@dataclass
class Walk:
    """What was seen on the way through one flow."""

    flow: str
    steps: int = 0
    questions: dict[Question, tuple[Decision, ...]] = field(default_factory=dict)  # and how it was come to
    ends: list[End] = field(default_factory=list)
    circles: set[str] = field(default_factory=set)  # keys of questions at which a path was cut
    leads: dict[Decision, dict[str, None]] = field(default_factory=dict)  # answer -> next keys; "" is the end
    covered: set[tuple[int, ...]] = field(default_factory=set)
    known: dict[str, dict[str, int]] = field(default_factory=dict)  # question -> answer -> a number for it
    taken: Counter[int] = field(default_factory=Counter)

    def number(self, decision: Decision) -> int:
        """A number of its own, shorter to compare."""
        question, answer = decision
        return self.known.setdefault(question, {}).setdefault(
            answer, len(self.known) * 1000 + len(self.known[question])
        )

    def few(self, decision: Decision) -> bool:
        """Whether the question has few answers."""
        return len(self.known[decision[0]]) <= FEW


@dataclass(frozen=True)
class Way:
    """Where the walk stands: what was answered, and what was decided."""

    here: Here
    path: tuple[Decision, ...]
    transcript: Transcript = ()
    visits: tuple[tuple[str, frozenset[str]], ...] = ()
    asked: Decision | None = None  # the last answer a person gave


@cache
def walk(flow: str) -> Walk:
    """Try every option of every question, and all that can be met together of two decisions, or three of few."""
    walked = Walk(flow)
    starts = list(situations(flow))
    for feature in (feature for start in starts for feature in start.features):
        walked.number(feature)
    for situation in starts:
        _walk_on(walked, _start(situation))
    return walked


def _start(situation: Situation) -> Way:
    return Way(situation.here, situation.features)


def _walk_on(walked: Walk, start: Way) -> None:
    ways = [start]
    while ways:
        way = ways.pop()
        walked.steps += 1
        if walked.steps > MOST_STEPS:
            raise AssertionError(f"{walked.flow}: the walk does not come to an end")
        ways += reversed(list(_next_ways(walked, way)))


def _next_ways(walked: Walk, way: Way) -> Iterator[Way]:
    state = replay(FLOWS[walked.flow].flow(way.here), way.transcript)
    if isinstance(state, Ended):
        _lead(walked, way, "")
        walked.ends.append(End(way.here, way.path, state.outcomes))
        return
    step = state.step
    if isinstance(step, Choose | Write | ChooseOrWrite):
        _lead(walked, way, step.key)
        walked.questions.setdefault(step, way.path)
        visit = (step.key, frozenset(options(step)))
        if way.visits.count(visit) >= MOST_VISITS:
            walked.circles.add(step.key)
            return
        way = Way(way.here, way.path, way.transcript, (*way.visits, visit), way.asked)
    elif isinstance(step, Reword) and sum(one.step == "Reword" for one in way.transcript) >= MOST_REWORDINGS:
        return
    yield from (_answered(way, step, *given) for given in _worth_trying(walked, way, step))


def _answered(way: Way, step: Step, name: str, answer: Answer) -> Way:
    decision = (answer.step, name)
    asked = decision if isinstance(step, get_args(Question)) else way.asked
    return Way(way.here, (*way.path, decision), (*way.transcript, answer), way.visits, asked)


def _lead(walked: Walk, way: Way, to: str) -> None:
    source = way.asked or ("", dict(way.path).get("args", ""))
    walked.leads.setdefault(source, {})[to] = None


def _worth_trying(walked: Walk, way: Way, step: Step) -> list[tuple[str, Answer]]:
    """The answers that meet some combination for the first time; when none does, the one least taken."""
    given = list(answers(step, way.here, way.transcript))
    numbers = {name: walked.number((answer.step, name)) for name, answer in given}
    fresh = [one for one in given if _is_new(walked, way, (one[1].step, one[0]))]
    chosen = fresh or sorted(given, key=lambda one: walked.taken[numbers[one[0]]])[:1]
    walked.taken.update(numbers[name] for name, _ in chosen)
    return chosen


def _is_new(walked: Walk, way: Way, decision: Decision) -> bool:
    last = walked.number(decision)
    met: set[tuple[int, ...]] = {(walked.number(one), last) for one in way.path}
    if walked.few(decision):
        few = sorted({walked.number(one) for one in way.path if walked.few(one)})
        met |= {(*two, last) for two in combinations(few, 2)}
    new = met - walked.covered
    walked.covered |= new
    return bool(new)


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:  # python -m tests.flows.walking --write
    from tests.flows.drawing import PAGE, draw

    PAGE.write_text(draw(), encoding="utf-8")
