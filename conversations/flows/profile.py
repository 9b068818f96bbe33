"""/profile: how somebody is with feelings, in sentences about themselves; nothing of it is shared by itself."""

from conversations.dialogue.outcomes import Begin
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.profile_known import ProfileSeen
from conversations.dialogue.steps import Choose, Flow, Here
from conversations.flows.pair import common_axes
from conversations.flows.profile_lines import STATEMENTS, own_lines
from conversations.flows.tense import NOT_SAFE, UNSAFE


def profile(here: Here) -> Flow:
    """What there is of it, and where to go on (F45)."""
    told = own_lines(here.profile)
    may = _ways(here)
    only = tuple(way for way, able in may.items() if able)
    if not told:
        question = Choose("profile.start", preview=say("profile.feeds"), only=only, last=(UNSAFE,))
    else:
        card = paragraphs(*(say("profile.line", line=one.what) for one in told), *_notes(here))
        question = Choose("profile.mine", preview=card, only=only, last=(UNSAFE,))
    match (yield question):
        case UNSAFE.id:
            return NOT_SAFE
        case "begin" | "again":
            return [Begin("statement", (STATEMENTS[0],))]
        case "go_on":
            return [Begin("statement", (_next_unanswered(here.profile),))]
        case way:
            return [Begin(WAYS[way])]


WAYS = {"eyes": "eyes", "words": "own_words", "theirs": "theirs", "pair": "pair", "guess": "guess"}


def _ways(here: Here) -> dict[str, bool]:
    """What is offered. What the other one shares can always be looked for: whether there is any shows only there."""
    said = dict(here.profile.said)
    return {
        "begin": not said,
        "go_on": bool(said) and len(said) < len(STATEMENTS),
        "again": bool(said),
        "words": True,
        "eyes": bool(here.profile.shared) or (here.paired and bool(own_lines(here.profile))),
        "theirs": here.paired,
        "pair": here.paired and bool(common_axes(here.profile)),
        "guess": here.paired,
    }


def _next_unanswered(profile: ProfileSeen) -> str:
    said = dict(profile.said)
    return next(one for one in STATEMENTS if one not in said)


def _notes(here: Here) -> tuple[Value, ...]:
    """What it is for; and that fear is no style."""
    changed = (
        say("profile.changed", partner=here.partner) if here.paired and _is_changed(here.profile) else None
    )
    return changed, say("profile.not_fear"), say("profile.feeds")


def _is_changed(profile: ProfileSeen) -> bool:
    """Whether the other one reads a sentence that the answers of now would say otherwise."""
    now = {one.line: one.what for one in own_lines(profile)}
    return any(now.get(one.line) != one.what for one in profile.shared)
