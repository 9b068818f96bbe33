"""Lives a pair of courses, says where the views part, and makes a course that parts them as short as it can."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from tests.threats.schedules import B, Lived, Pair, live

MOST_TRIES = 400  # lives, to make one course shorter


def live_both(pair: Pair) -> tuple[Lived, Lived]:
    """Without and with the secrets."""
    return live(pair.coins, pair.watched, pair.joint), live(pair.coins, pair.watched, pair.more)


def parts_at(less: Lived, more: Lived) -> int | None:
    """The place in the view at which A could tell one life from the other; None where there is none."""
    both = enumerate(zip_longest(less.view, more.view))
    return next((place for place, (one, other) in both if one != other), None)


def is_void(pair: Pair, less: Lived, more: Lived) -> bool:
    """Whether B did something else for both to see, before the views part: then they may."""
    place = parts_at(less, more)
    if place is None:
        return False
    since = min(lived.view[place].at for lived in (less, more) if place < len(lived.view))
    by_b = (act for act in pair.joint if act.who == B and act.at <= since)
    return any(less.did[act] != more.did[act] for act in by_b)


def leaks(pair: Pair) -> bool:
    """Whether A notices what B did in private."""
    less, more = live_both(pair)
    return parts_at(less, more) is not None and not is_void(pair, less, more)


def shortest(pair: Pair, fails: Callable[[Pair], bool] = leaks) -> Pair:
    """With everything left out that it does not take (delta debugging, one by one and in halves)."""
    tries = 0
    size = max(1, len(pair.joint) // 2)
    while size and tries < MOST_TRIES:
        shorter = None
        for fewer in _with_fewer(pair, size):
            tries += 1
            if fails(fewer):
                shorter = fewer
                break
        pair, size = (shorter, size) if shorter is not None else (pair, size // 2)
    return pair


def _with_fewer(pair: Pair, size: int) -> Sequence[Pair]:
    joint, secrets = pair.joint, pair.secrets
    less_joint = [replace(pair, joint=joint[:at] + joint[at + size :]) for at in range(0, len(joint), size)]
    less_secret = [replace(pair, secrets=secrets[:at] + secrets[at + 1 :]) for at in range(len(secrets))]
    return [*(less_secret if len(secrets) > 1 else ()), *less_joint]


def story(pair: Pair) -> str:
    """What to read when it fails: who did what, and what A then saw in the one life and in the other."""
    less, more = live_both(pair)
    place = parts_at(less, more)
    if place is None:
        return str(pair)
    shown = (repr(lived.view[place]) if place < len(lived.view) else "nothing more" for lived in (less, more))
    return "\n".join(
        [str(pair), "A sees, without what is private:", *map(str, [next(shown)]), "and with it:", next(shown)]
    )
