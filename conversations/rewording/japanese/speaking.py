"""Says a draft as one would text it: by the move it makes, or plainly, with what it is about."""

import re

from conversations.rewording.japanese.certainty import is_thin
from conversations.rewording.japanese.feelings import forms_of
from conversations.rewording.japanese.felt import asks_of, told
from conversations.rewording.japanese.moves import Move, asked, fallbacks, first_halves, in_register
from conversations.rewording.japanese.parts import Parts
from conversations.rewording.japanese.reading import SENSE
from conversations.rewording.japanese.retelling import Kept, feelings_outside

_OWN_FRAMES = ("sorry", "hear", "wish", "talk")
_TOPICAL = re.compile(r"^[^、]{0,10}(?:は(?!な)|って|こと)")  # names something to speak of itself
_MARKED = re.compile(r"[をがは、]|(?:さん|私|俺|僕)に")  # has its own thing that is done something to
_REFRAINS = re.compile(r"[^、]{4,}ないで$")  # tells itself what it is about
SHORT = 6  # characters of a request that needs the thing named before it
_LASTING = ("から", "ぶん", "て", "で")  # after these a feeling is told as it is now


def spoken(parts: Parts, kind: str, place: int) -> tuple[str, ...]:
    """What may be said, the one for this draft first; empty where the frames say it better."""
    framed = parts.opening in _OWN_FRAMES or (parts.opening == "hint" and parts.wish)
    if framed and not (parts.opening == "wish" and parts.move):
        return ()
    lines = _lines(parts, kind, place)
    return tuple(in_register(line, parts.register) for line in lines)


def _lines(parts: Parts, kind: str, place: int) -> tuple[str, ...]:
    if parts.kept:
        return _retold(parts, parts.kept, kind, place)
    if parts.picked and _is_told(parts):
        return ()
    if parts.move is None:
        return _plainly(parts, kind, place)
    if parts.picked and parts.move.whole:
        return ()
    if parts.wish and not parts.picked and not parts.move.closed:
        return _wished(parts, kind, place)
    if parts.move.whole:
        return _turned(parts.move.whole, place)
    firsts = _turned(_firsts(parts, parts.move), place)
    lasts = _turned(_lasts(parts, kind), place // 7)
    return tuple(_led(first, parts) + last for last in lasts[:2] for first in firsts[:3])


def _retold(parts: Parts, kept: Kept, kind: str, place: int) -> tuple[str, ...]:
    """The writer's own clause with how it feels, and their request or one that fits."""
    named = (parts.feeling,) if parts.feeling else ()
    feelings = named if parts.picked else feelings_outside(kept.say, named)
    firsts = _turned(told(kept, next(iter(feelings), None)), place)
    own = parts.wish and parts.wish.say not in kept.say  # what is asked is not said twice
    asks = _lasts(parts, kind) if own else [form for ask in asks_of(kept) for form in asked(ask, kind)]
    lasts = _turned(tuple(asks), place // 7)
    lead = _missing(parts, kept)
    return (*(lead + first + last for last in lasts[:2] for first in firsts[:3]), *firsts)


def _missing(parts: Parts, kept: Kept) -> str:
    """What it is about, where the clause does not name it."""
    named = (
        not parts.about or is_thin(parts.about) or any(one in kept.say for one in (parts.about, *parts.named))
    )
    if named or not parts.ahead or _TOPICAL.search(kept.say):
        return ""
    return f"{parts.about}{'のこと' if kept.guess or _MARKED.search(kept.say) else ''}、"


def _is_told(parts: Parts) -> bool:
    """Whether what happened was understood, and not only what it is about."""
    return bool(parts.happened) and not str(parts.happened).endswith("のこと")


def _led(first: str, parts: Parts) -> str:
    """With what it is about in front, where the wording has lost it."""
    lost = parts.move and parts.move.lead and parts.about and not is_thin(parts.about)
    named = not lost or any(one in first for one in (parts.about or "", *parts.named))
    return first if named else f"{parts.about}のことなんだけど、{first}"


def _wished(parts: Parts, kind: str, place: int) -> tuple[str, ...]:
    """The writer's own request, with the feeling they have named before it, or what it is about."""
    lasts = _turned(_lasts(parts, kind), place)
    if parts.feeling is None:
        return tuple(_naming(parts) + last for last in lasts)
    if _REFRAINS.search(parts.wish.say if parts.wish else ""):
        return tuple(f"{forms_of(parts.feeling).now}から、{last}" for last in lasts)
    if parts.move is None or not parts.move.when:
        return ()
    first = _turned(_firsts(parts, parts.move), place)[0]
    return tuple(first + last for last in lasts)


def _naming(parts: Parts) -> str:
    """A short request does not say what it is about."""
    short = parts.wish and len(parts.wish.say) <= SHORT and (parts.about or "") not in parts.wish.say
    return f"{parts.about}のこと、" if short and parts.about else ""


def _plainly(parts: Parts, kind: str, place: int) -> tuple[str, ...]:
    """What it is about and how that feels, where nothing more was understood."""
    if parts.picked or (parts.happened and SENSE.search(parts.happened) and not parts.wish):
        return ()
    if parts.wish:
        return _wished(parts, kind, place)
    if parts.feeling and parts.about:
        return tuple(_felt(parts.about, parts) + last for last in asked("少し話を聞いて", "gentle"))
    return () if parts.feeling else _turned(fallbacks(parts.about, parts.topic), place)


def _felt(about: str, parts: Parts) -> str:
    forms = forms_of(parts.feeling or "")
    feeling = forms.past if parts.over else forms.state
    return f"{about}のこと{'、正直' if feeling.endswith(('い', 'かった')) else 'で、'}{feeling}。"


def _firsts(parts: Parts, move: Move) -> tuple[str, ...]:
    if not parts.feeling:
        return first_halves(move, None)
    forms = forms_of(parts.feeling)
    if not move.when:
        return tuple(f"{say.removesuffix('。')}。" for say in move.say)
    lasting = move.when[0].endswith(_LASTING)
    return first_halves(move, forms.state if lasting else forms.now)


def _lasts(parts: Parts, kind: str) -> tuple[str, ...]:
    if parts.wish is None:
        asks = parts.move.ask if parts.move else ()
        return tuple(form for ask in asks for form in asked(ask, kind))
    match parts.wish.shape:
        case "te":
            return asked(parts.wish.say, kind)
        case "want":
            return (f"{parts.wish.say}な。",)
        case "noun":
            return (f"{parts.wish.say}、お願いできる?",)


def _turned(lines: tuple[str, ...], place: int) -> tuple[str, ...]:
    """The same lines, beginning at the place of this draft."""
    at = place % len(lines) if lines else 0
    return (*lines[at:], *lines[:at])
