"""Puts the parts of a draft into sentences; the same draft always gets the same ones."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from conversations.rewording.japanese.feelings import forms_of
from conversations.rewording.japanese.reading import SENSE, Opening, Register, when
from conversations.rewording.japanese.tense import is_clause, past_of
from conversations.rewording.japanese.wishes import Wish
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Style

_LEAD = re.compile(r"^(?:少し聞いてほしい(?:です)?。|話しておきたくて。)")
_QUESTION = re.compile(r"お願いしてもいい(?:かな|ですか)。$")
_NO_BLAME = re.compile(r"^責めたいわけ(?:じゃなくて|ではなくて)、")
LONGEST = 120  # characters of a candidate

_STYLES: dict[str, dict[Style, str]] = {
    "softer": {"gentle": "gentle", "short": "gentle", "firm": "short"},
    "firmer": {"gentle": "firm", "short": "short", "firm": "firm"},
}
_SAME: dict[Style, str] = {"gentle": "gentle", "short": "short", "firm": "firm"}


Made = tuple[tuple[Style, str], ...]  # each style with its wording


@dataclass(frozen=True)
class Parts:
    """Everything a wording may be made of; each part is optional."""

    register: Register
    opening: Opening = ""
    happened: str | None = None
    feeling: str | None = None
    wish: Wish | None = None
    also: str | None = None  # a second thing that happened
    theirs: str | None = None
    over: bool = False
    me: str | None = None


def wordings(draft: Draft, parts: Parts, fits: Callable[[str], bool]) -> Made:
    """For each style the first wording that fits; a style without one is left out."""
    kinds = _STYLES.get(draft.tone, _SAME)
    made: list[tuple[Style, str]] = []
    for style, kind in kinds.items():
        taken = {said for _, said in made}
        said = (one for one in _said(draft, parts, style, kind) if one not in taken and fits(one))
        made += [(style, one) for one in said][:1]
    return toned(draft, parts, tuple(made), fits)


def toned(draft: Draft, parts: Parts, made: Made, fits: Callable[[str], bool]) -> Made:
    """With the other's side as one more, where it is known; for "warmer" that first, and a kind word in front."""
    theirs = _with_theirs(parts, made)
    if draft.tone != "warmer" or not made:
        return (*made, *theirs)
    style, plain = made[0]
    rest = _LEAD.sub("", plain)
    kind = [lead + rest for lead in _kind_words(draft, parts) if len(lead + rest) <= LONGEST]
    warm = next((one for one in kind if fits(one)), plain)
    return (*theirs, (style, warm), *made[1:])


def _kind_words(draft: Draft, parts: Parts) -> list[str]:
    """What may stand in front: how it is meant, and nothing else."""
    leads = words("ja", "frames")["warmer"]["hear" if parts.opening == "hear" else "say"][parts.register]
    at = draft.variation % len(leads)
    return [*leads[at:], *leads[:at]]


def _with_theirs(parts: Parts, made: Made) -> Made:
    if not parts.theirs:
        return ()
    lead = words("ja", "frames")["theirs"][parts.register][0].replace("{theirs}", parts.theirs)
    said = (lead + one for _, one in made if len(lead + one) <= LONGEST)
    return tuple(("both_sides", one) for one in said)[:1]


def _said(draft: Draft, parts: Parts, style: Style, kind: str) -> list[str]:
    """The wordings of one style, the one this draft gets first."""
    place = _place(draft.text, style) + draft.variation
    openings = _open(parts, kind)
    asks = _ask(parts, kind)
    said = []
    for step in range(3):
        first = openings[(place + step) % len(openings)]
        last = asks[(place // 7 + step) % len(asks)] if asks else ""
        whole = _in_own_voice(_without_echo(first + _also(parts, kind), last), parts.me)
        if whole.strip():
            said.append(whole)
    return [one for one in said if len(one) <= LONGEST]


def _also(parts: Parts, kind: str) -> str:
    """The second thing in a sentence of its own; a short wording leaves it out."""
    if not parts.also or not parts.happened or kind == "short":
        return ""
    return str(words("ja", "frames")["also"][parts.register][0]).replace("{also}", parts.also)


def _place(text: str, style: str) -> int:
    digest = blake2b(f"{style}\n{text}".encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _without_echo(first: str, last: str) -> str:
    """「少し聞いてほしい」 before 「少し話を聞いて」 would say the same twice."""
    if re.search(r"聞い|話", last):
        first = _LEAD.sub("", first)
    if _QUESTION.search(first) and last.endswith(("?", "か。")):
        first = ""
    if "責められ" in first:
        first = _NO_BLAME.sub("", first)
    return first + last


def _in_own_voice(said: str, me: str | None) -> str:
    if not me:
        return said
    return said.replace("わたし", me).replace(f"{me}は、{me}", me)


def _open(parts: Parts, kind: str) -> list[str]:
    frames = words("ja", "frames")["open"]
    name = _opening_of(parts)
    lines: list[str] = frames[name][parts.register][kind]
    filled = _values(parts)
    return [re.sub(r"\{(\w+)\}", lambda one: filled.get(one[1], ""), line) for line in lines]


def _opening_of(parts: Parts) -> str:
    if parts.opening in ("sorry", "hear") or (parts.opening == "talk" and parts.happened):
        return parts.opening
    if parts.happened and parts.feeling:
        return "both"
    if parts.happened:
        return "sense" if SENSE.search(parts.happened) else "fact"
    if parts.feeling and parts.opening != "wish":
        return "mood"
    if parts.opening in ("wish", "hint"):
        return parts.opening
    return "none" if parts.wish else "hint"


def _values(parts: Parts) -> dict[str, str]:
    values: dict[str, str] = {}
    over = _is_over(parts)
    if parts.happened:
        say = past_of(parts.happened) if over and is_clause(parts.happened) else parts.happened
        values = {"when": when(say), "thing": say + "こと" if is_clause(say) else say, "sense": say}
    if parts.feeling:
        forms = forms_of(parts.feeling)
        polite = parts.register == "polite"
        values["plain"] = forms.past if over else forms.now
        values["feel"] = (forms.past_polite if over else forms.now_polite) if polite else values["plain"]
        values["state"] = forms.state_polite if polite else forms.state
        if parts.over and not parts.happened:
            values["state"] = forms.past_polite if polite else forms.past
    return values


def _is_over(parts: Parts) -> bool:
    if parts.happened and re.search(r"(?:た|んだ|いだ)$", parts.happened):
        return True
    return bool(parts.happened and not is_clause(parts.happened) and parts.over)


def _ask(parts: Parts, kind: str) -> list[str]:
    frames = words("ja", "frames")["ask"]
    if parts.wish is None:
        return [] if parts.opening in ("sorry", "hear") else list(frames["none"][parts.register][kind])
    lines: list[str] = frames[parts.wish.shape][parts.register][kind]
    return [line.replace("{ask}", parts.wish.say) for line in lines]
