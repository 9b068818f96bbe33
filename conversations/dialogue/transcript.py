"""Resuming a conversation is running it again from the top with the answers so far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.steps import Automatic, ChooseOrWrite, Chosen, Flow, Step, TellTime, Wrote


@dataclass(frozen=True)
class Answer:
    """One answer of the transcript: which step it belongs to, and what JSON can hold of it."""

    step: str
    plain: Any


Transcript = tuple[Answer, ...]


@dataclass(frozen=True)
class Waiting:
    """The flow asks this next."""

    step: Step


@dataclass(frozen=True)
class Ended:
    """The flow is over."""

    outcomes: tuple[Outcome, ...]


class FlowChanged(Exception):
    """The transcript does not fit the flow: it was changed under an open conversation."""


def replay(flow: Flow, transcript: Transcript) -> Waiting | Ended:
    """Run a flow from the top and return what it asks next. Raises `FlowChanged`."""
    answers = iter(transcript)
    try:
        step = next(flow)
        for answer in answers:
            if answer.step != name_of(step):
                raise FlowChanged(f"{answer.step} is now {name_of(step)}")
            step = flow.send(revive(step, answer.plain))
    except StopIteration as end:
        if next(answers, None) is not None:
            raise FlowChanged("it ends earlier now") from None
        return Ended(tuple(end.value or ()))
    finally:
        flow.close()
    return Waiting(step)


def name_of(step: Step) -> str:
    """The key of a question; the kind of an automatic step."""
    return type(step).__name__ if isinstance(step, Automatic) else step.key


def revive(step: Step, plain: Any) -> Any:
    """The value a flow is given for a stored answer."""
    match step:
        case TellTime():
            return datetime.fromisoformat(plain)
        case ChooseOrWrite():
            return Chosen(plain["tap"]) if "tap" in plain else Wrote(plain["words"])
        case _:
            return plain


def drop_last_answer(transcript: Transcript) -> Transcript:
    """Back: without the last answer a person gave, and without what was answered by itself since."""
    return transcript[: max(_given(transcript), default=0)]


def can_go_back(transcript: Transcript) -> bool:
    """Whether a person has answered anything yet."""
    return bool(_given(transcript))


def _given(transcript: Transcript) -> list[int]:
    automatic = {kind.__name__ for kind in get_args(Automatic)}
    return [at for at, answer in enumerate(transcript) if answer.step not in automatic]
