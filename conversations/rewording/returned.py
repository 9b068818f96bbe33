"""Holds what a language model elsewhere has worded against the draft: the engine's own checks, and stricter ones."""

import re
from collections.abc import Iterator

from conversations.rewording.engine import objections, with_wordings
from conversations.rewording.language import words
from conversations.rewording.lent import Lent, forms, is_placeholder_left, without_placeholders
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Candidate, Reworded

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[A-Za-z]+)?")
_CONTENT = re.compile(r"[一-龥々]|[ァ-ヶー]{2,}|[A-Za-z]{3,}")
_ACCUSES = re.compile(r"(?:^|[.!?]\s+)(?:but |and )?(you(?:'re|'ve)?(?: [a-z']+){0,3})", re.I)
_TINY = 2  # letters of a word too short to say anything


def take_back(lent: Lent, said: list[Candidate]) -> Reworded:
    """What may be shown: the wordings that came back with names and numbers in them again, of each style one.

    A style that was left out keeps the wording it had. Call it only when nothing speaks against any of them.
    """
    back = {one.style: Candidate(one.style, _opened(lent, one.text)) for one in said}
    shown = tuple(back.get(one.style, one) for one in lent.found.candidates)
    return with_wordings(lent.draft, lent.found, shown)


def faults_of(lent: Lent, said: list[Candidate]) -> dict[str, tuple[str, ...]]:
    """What speaks against each wording that came back; empty when nothing does.

    Reason codes, some with the words in question: "added: home, evenings".
    """
    styles = {one.style for one in lent.found.candidates}
    found = {one.style: tuple(dict.fromkeys(_faults(lent, one.text))) for one in said}
    if not said:
        found["gentle"] = ("nothing_said",)
    found |= {one.style: ("style_added",) for one in said if one.style not in styles}
    return {style: codes for style, codes in found.items() if codes}


def _faults(lent: Lent, text: str) -> Iterator[str]:
    own, back = without_placeholders(normalise(text).text), _opened(lent, text)
    if re.search(r"\d", own):
        yield "number_added"
    if is_placeholder_left(back):
        yield "broken"
    if back == normalise(lent.draft.text).text:
        yield "same"
    yield from objections(lent.draft, lent.found, back)
    yield from _of_english(lent, own, back) if lent.language == "en" else _of_japanese(lent, back)


def _opened(lent: Lent, text: str) -> str:
    return lent.open(normalise(text).text)


def _of_english(lent: Lent, own: str, back: str) -> Iterator[str]:
    """In English nothing may be said in words the writer has not used, but for those that only join and soften."""
    joining, told = _joining(), _forms_in(_told(lent))
    meant = [one for one in _words_in(own) if one not in joining and not forms(one) & joining]
    added = [one for one in meant if len(one) > _TINY and not forms(one) & told]
    if added:
        yield f"added: {', '.join(dict.fromkeys(added))}"
    draft = _forms_in(_said(lent)) - joining
    if draft and not draft & _forms_in(back):
        yield "lost"
    own_way = _told(lent).lower()
    if any(accusing.lower() not in own_way for accusing in _ACCUSES.findall(back)):
        yield "blame_you"


def _of_japanese(lent: Lent, back: str) -> Iterator[str]:
    told, draft = _told(lent), set(_CONTENT.findall(_said(lent)))
    feelings = [one for one in words("ja", "model")["feelings"] if one in back and one not in told]
    if feelings:
        yield f"feeling_added: {'、'.join(feelings)}"
    if draft and not draft & set(_CONTENT.findall(back)):
        yield "lost"


def _said(lent: Lent) -> str:
    """What the writer has said: the draft and what was typed or tapped."""
    slots = (slot.value for slot in lent.found.slots.values())
    return "\n".join([normalise(lent.draft.text).text, *lent.draft.choices.values(), *slots])


def _told(lent: Lent) -> str:
    return "\n".join([_said(lent), *(one.text for one in lent.found.candidates)])


def _words_in(text: str) -> list[str]:
    return [re.sub(r"'(?:s|ve|re|ll|d|m)$", "", one.lower()) for one in _WORD.findall(text)]


def _forms_in(text: str) -> set[str]:
    return {form for one in _words_in(text) for form in forms(one)}


def _joining() -> set[str]:
    return set(words("en", "model")["joining"].split())
