"""Puts the parts of a draft into sentences; the same draft always gets the same ones."""

import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b

from conversations.rewording.japanese.feelings import forms_of
from conversations.rewording.japanese.parts import Parts
from conversations.rewording.japanese.reading import SENSE, when
from conversations.rewording.japanese.speaking import spoken
from conversations.rewording.japanese.tense import is_clause, past_of
from conversations.rewording.japanese.tone import Register
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Style

_LEAD = re.compile(r"^(?:少し聞いてほしい(?:です)?。|話しておきたくて。)")
_SOFT_LEAD = re.compile(
    r"^(?:責めたいわけじゃないんだけど、|責めたいわけではないのですが、|うまく言えない(?:けど|んだけど)、|うまく言えませんが、|最近、|"
    r"ちょっと言いにくい(?:ん)?(?:だ)?けど、|少し言いにくいのですが、|言いにくいのですが、|責めたいわけじゃなくて、|責めたいわけではなくて、|"
    r"ちょっとお願いがあって。|少しお願いがあります。|お願いしてもいいかな。|お願いしてもいいですか。|よかったら、|できたら、|はっきり言うと、)+"
)
_TOPIC = re.compile(r"^(.+)のこと$")
_AGAIN = re.compile(r"^(.+ことが)(続く|多い|続いている)$")
_QUESTION = re.compile(r"お願いしてもいい(?:かな|ですか)。$")
_NO_BLAME = re.compile(r"^責めたいわけ(?:じゃなくて|ではなくて)、")
LONGEST = 120  # characters of a candidate

_STYLES: dict[str, dict[Style, str]] = {
    "softer": {"gentle": "gentle", "short": "gentle", "firm": "short"},
    "firmer": {"gentle": "firm", "short": "short", "firm": "firm"},
}
_SAME: dict[Style, str] = {"gentle": "gentle", "short": "short", "firm": "firm"}


Made = tuple[tuple[Style, str], ...]  # each style with its wording


def wordings(draft: Draft, parts: Parts, fits: Callable[[str], bool]) -> Made:
    """For each style the first wording that fits; a style without one is left out."""
    kinds = _STYLES.get(draft.tone, _SAME)
    made: list[tuple[Style, str]] = []
    for style, kind in kinds.items():
        taken = {said for _, said in made}
        lines = (one for one in _said(draft, parts, style, kind) if one not in taken and fits(one))
        said = next(lines, None)
        if said is not None:
            made.append((style, said))
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
    """The wordings of one style, the one this draft gets first; at the end what can be said when those fall."""
    place = _place(draft.text, style) + draft.variation
    said = [_in_own_voice(one, parts.me) for one in spoken(parts, kind, place)]
    said += [_whole(parts, kind, place, step) for step in range(3)]
    if parts.about:
        topic = replace(parts, happened=f"{parts.about}のこと", wish=None, feeling=None, opening="")
        said += [_whole(topic, kind, place, step) for step in range(2)]
    return [one for one in said if one.strip() and len(one) <= LONGEST]


def _whole(parts: Parts, kind: str, place: int, step: int) -> str:
    openings, asks = _open(parts, kind), _ask(parts, kind)
    first = openings[(place + step) % len(openings)]
    last = asks[(place // 7 + step) % len(asks)] if asks else ""
    said = _without_echo(first + _also(parts, kind), last)
    return _in_own_voice(_led(said, parts, place), parts.me)


def _led(said: str, parts: Parts, place: int) -> str:
    """With what it is about in front, when the wording has lost the word that tells it best."""
    best = next(iter(parts.named), parts.about)
    if not parts.about or not best or best in said or parts.opening in ("sorry", "hear", "talk"):
        return said
    lead = best if any(one in said for one in parts.named) else parts.about
    leads: list[str] = words("ja", "frames")["open"]["lead"][parts.register]
    rest = _SOFT_LEAD.sub("", _LEAD.sub("", said))
    return leads[place % len(leads)].replace("{about}", lead) + rest


def _also(parts: Parts, kind: str) -> str:
    """The second thing in a sentence of its own; a short wording leaves it out."""
    if not parts.also or not parts.happened or kind == "short":
        return ""
    return str(words("ja", "frames")["also"][parts.register][0]).replace("{also}の", _thing(parts.also))


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
    if parts.opening in ("sorry", "hear"):
        return f"{parts.opening}_about" if parts.about else parts.opening
    if parts.opening == "talk" and parts.happened:
        return parts.opening
    if parts.happened and parts.feeling:
        return "both"
    if parts.happened:
        return _fact_of(parts.happened, parts.wish is not None)
    if parts.feeling and parts.opening != "wish":
        return "mood"
    if parts.opening in ("wish", "hint"):
        return parts.opening
    return "none" if parts.wish else "hint"


def _fact_of(happened: str, wished: bool) -> str:
    if SENSE.search(happened):
        return "sense"
    if _AGAIN.match(happened):
        return "again"
    return "topic" if _TOPIC.match(happened) and not wished else "fact"


def _values(parts: Parts) -> dict[str, str]:
    values: dict[str, str] = {"about": parts.about or ""}
    over = _is_over(parts)
    if parts.happened:
        say = past_of(parts.happened) if over and is_clause(parts.happened) else parts.happened
        values |= {
            "when": when(say),
            "thing": _thing(say),
            "sense": say,
            "again": _again(say, parts.register),
        }
        if topic := _TOPIC.match(say):
            values["about"] = topic[1]
    if parts.feeling:
        forms = forms_of(parts.feeling)
        polite = parts.register == "polite"
        values["plain"] = forms.past if over else forms.now
        values["feel"] = (forms.past_polite if over else forms.now_polite) if polite else values["plain"]
        values["state"] = forms.state_polite if polite else forms.state
        if parts.over and not parts.happened:
            values["state"] = forms.past_polite if polite else forms.past
    return values


def _thing(say: str) -> str:
    """The happening as a thing to speak of: 〜の, 〜こと."""
    if say.endswith("が気になる"):
        return say.removesuffix("が気になる")
    return say + "の" if is_clause(say) else say


def _again(say: str, register: Register) -> str:
    """「遅れることが続く」 as the part before the comma: 「遅れることが続いてて」."""
    found = _AGAIN.match(say)
    if not found:
        return say
    if found[2] == "多い":
        return found[1] + "多くて"
    return found[1] + ("続いていて" if register == "polite" else "続いてて")


def _is_over(parts: Parts) -> bool:
    if parts.happened and re.search(r"(?:た|んだ|いだ)$", parts.happened):
        return True
    return bool(parts.happened and not is_clause(parts.happened) and parts.over)


def _ask(parts: Parts, kind: str) -> list[str]:
    frames = words("ja", "frames")["ask"]
    if parts.wish is None:
        whole = parts.opening in ("sorry", "hear") or _opening_of(parts) == "topic"
        return [] if whole else list(frames["none"][parts.register][kind])
    lines: list[str] = frames[parts.wish.shape][parts.register][kind]
    return [line.replace("{ask}", parts.wish.say) for line in lines]
