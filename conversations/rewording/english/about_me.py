"""Reads clauses about the writer and about how things are: "I hate it when ...", "I feel ...", "the trash ..."."""

import re
from dataclasses import replace
from functools import cache

from conversations.rewording.english.about_others import HARD_WORDS, about_others
from conversations.rewording.english.about_you import you_clause
from conversations.rewording.english.load import load
from conversations.rewording.english.naming import known
from conversations.rewording.english.parts import Parts, Tense, fact, with_feeling
from conversations.rewording.english.recognised import feeling_words, label_words, story_words
from conversations.rewording.english.verbs import (
    base_of_ing,
    base_of_past,
    base_of_third,
    is_base,
    often,
)

_HATE = re.compile(
    r"^(?:I(?:'m)? (?:really |absolutely |so |fucking )*(?:hate|can't stand|cannot stand|can't take|can't bear|don't like|detest|loathe|despise)"
    r"|it (?:really |always |just |so )*(?P<verb>drives me \w+(?: the wall)?|pisses me off|bugs me|annoys me|bothers me|kills me|hurts(?: me)?"
    r"|upsets me|frustrates me|infuriates me|irritates me|gets to me|breaks my heart|saddens me|worries me|scares me|frightens me"
    r"|makes me (?:feel )?(?:so |really |very |absolutely )*(?P<made>[\w ]+?)|disgusts me|enrages me|embarrasses me|stresses me out|does my head in|gets on my nerves|winds me up))"
    r"(?: it)? (?:when|that|how|if|whenever|every time|the way) (?P<what>.+)$",
    re.I,
)
_MEANS = {"pisses": "angry", "infuriates": "furious", "enrages": "furious", "bugs": "irritated", "annoys": "annoyed",
          "irritates": "irritated", "bothers": "irritated", "hurts": "hurt", "kills": "sad", "upsets": "upset",
          "frustrates": "frustrated", "breaks": "heartbroken", "saddens": "sad", "worries": "worried", "scares": "scared",
          "frightens": "scared", "embarrasses": "embarrassed", "stresses": "stressed", "drives": "frustrated",
          "does": "frustrated", "winds": "irritated", "gets": "irritated", "disgusts": "upset"}  # fmt: skip
_SICK = re.compile(
    r"^I(?:'m| am) (?:so |really |just |beyond |getting |absolutely |fucking |pretty )*(?P<word>sick and tired|sick to death|sick|tired|fed up|done|over it|exhausted|bored)(?: of| with| by| from)? (?P<what>.+)$",
    re.I,
)
_FEEL = re.compile(
    r"^I(?:'ve never felt| have never felt|'ve never been|'m| am| was| feel| felt|'ve been feeling| am feeling|'m feeling|'ve been) (?:feeling )?(?:so |very |really |just |a bit |a little |kind of |pretty |absolutely |still |always |totally |quite |deeply |getting |beyond |completely |extremely )*",
    re.I,
)
_FEEL_LIKE = re.compile(
    r"^I(?:'ve)? (?:always )?(?:feel|felt)(?: like| that| as if| as though)\s+(.+)$", re.I
)
_STATE = re.compile(
    r"^(?:the|my|our|your|her|his|it|it's|there|there's|this|these|those|they|we|we're|we've|half|\w+'s|he|she|everyone|\d+|dinner|dishes|laundry|that|those|every|each|both|most|some)\b",
    re.I,
)
_SOMEONE_IS = re.compile(
    r"^[A-Za-z]{3,}(?<!ing)(?<!ly) (?:is|was|keeps|kept|has been|isn't|wasn't) (?:\w+[ ,]?){3,}", re.I
)  # "jamie is ..."
_SAID_IT = re.compile(
    r"^(?:the|this|that) .*\b(?:is|are|'s) (?:so |just |fucking |a )*(?:ridiculous|insane|joke|unbelievable|disrespectful|pathetic|bs|bullshit|enough|crazy)\b",
    re.I,
)


@cache
def _feeling() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<word>{feeling_words()})\b(?:,? and (?:{feeling_words()}|\w+)\b)?(?P<rest>.*)$", re.I
    )


@cache
def _story() -> re.Pattern[str]:
    return re.compile(rf"(?:like |being )?(?P<word>{story_words()})\b(?P<rest>.*)$", re.I)


def about_me(clause: str) -> Parts | None:
    """Parts of a clause that speaks of the writer or of how things are; None when nothing of it can be kept."""
    for read in (_hated, _sick_of, _cant_believe, _felt_like, _felt, load, _own):
        found = read(clause)
        if found is not None:
            return found
    return None


def _hated(clause: str) -> Parts | None:
    found = _HATE.match(clause)
    if not found:
        return None
    verb = (found["verb"] or "").split(" ")[0].lower()
    feeling = found["made"] if found["made"] and _feeling().fullmatch(found["made"]) else _MEANS.get(verb, "")
    if "up the wall" in clause or "insane" in clause:
        feeling = "frustrated"
    inner = habit(found["what"])
    return with_feeling(inner, feeling or ("" if "upset" in clause else "upset")) if inner else None


def habit(what: str) -> Parts | None:
    """Parts of what stands after "when" or "how"."""
    what = re.sub(r"^(?:every time|whenever|that|how|when)\s+", "", what, flags=re.I)
    found = (
        you_clause(often(what))
        or about_others(what)
        or _plain_state(what)
        or (fact(what, Tense.WHEN) if what.startswith("I") else None)
    )
    if found is None:
        return None
    facts = tuple(
        replace(one, tense=Tense.WHEN) if one.tense in (Tense.STATE, Tense.OWN) else one
        for one in found.facts
    )
    return replace(found, facts=facts)


def _sick_of(clause: str) -> Parts | None:
    found = _SICK.match(clause)
    if not found:
        return None
    what, tired = found["what"], found["word"].lower() in ("tired", "exhausted")
    by_you = re.match(r"^(?:you|your)(?: always| constantly| never)? (\w+ing)\b(.*)$", what, re.I)
    base = base_of_ing(by_you[1]) if by_you else None
    if by_you and base:
        inner = you_clause(f"you {base}{by_you[2]}") or fact(f"you {base}{by_you[2]}", Tense.WHEN)
        return with_feeling(inner, "fed up")
    if re.match(r"^(?:always )?(?:\w+ing|having|being)\b", what, re.I) and not re.match(
        r"^talking about this", what
    ):
        what = re.sub(r"\b(?:always|constantly)\s+", "", what)
        return fact(f"I'm {'tired of' if tired else 'fed up with'} {_calm(what)}", Tense.OWN)
    if re.match(r"^your (?:bs|bullshit|shit|crap|attitude|excuses|drama|behaviou?r)\b", what, re.I):
        return Parts(feeling="fed up", heat=True)
    found_you = re.match(r"^(?:how |the way )(you .+)$", what, re.I)
    if found_you and (inner2 := you_clause(found_you[1])):
        return with_feeling(inner2, "fed up")
    return Parts(
        feeling="worn out" if tired else "fed up",
        about=what if re.match(r"^(?:your|the|this|all)\b", what) else "",
    )


def _cant_believe(clause: str) -> Parts | None:
    found = re.match(r"^I (?:can't|cannot|still can't) believe (?:that )?(you .+)$", clause, re.I)
    return you_clause(found[1]) if found else None


def _felt_like(clause: str) -> Parts | None:
    found = _FEEL_LIKE.match(clause)
    if not found or re.match(r"^you\b", found[1], re.I):
        return None
    if re.match(r"^(?:I'm|I am|I|a|an|the|my|nothing|everything|we|we're|it|it's)\b", found[1], re.I):
        return (
            fact(f"some days I feel like {_calm(found[1])}", Tense.OWN)
            if not HARD_WORDS.search(found[1])
            else None
        )
    return None


def _felt(clause: str) -> Parts | None:
    start = _FEEL.match(clause)
    if not start:
        return None
    rest = clause[start.end() :]
    story = _story().match(rest)
    if story:
        return _because(story["rest"]) | Parts(story=story["word"].lower())
    found = _feeling().match(rest)
    if not found:
        return None
    if found["word"].lower() in ("happy", "relieved", "grateful"):
        return fact(clause, Tense.OWN)  # what was good about it; not what it feels like now
    behind = _because(found["rest"])
    if behind == Parts() and found["rest"].strip(" ,."):
        return fact(
            _calm(re.sub(r"^I (?:feel|felt) ", "I'm ", clause) if clause.startswith("I feel") else clause),
            Tense.OWN,
        )
    return with_feeling(behind, found["word"].lower())


def _because(rest: str) -> Parts:
    """What stands behind a feeling: "... when you ...", "... because ...", "... that you ..."."""
    found = re.match(
        r"^[\s,]*(?:when|whenever|every time|that|because|cause|since|how|if|by the way|by how) (.+)$",
        rest,
        re.I,
    )
    if found:
        return habit(found[1]) or fact(_calm(found[1]), Tense.WHEN)
    found = re.match(
        r"^\s+(?:about|with|over|by|at) ((?:your|the|my|our|all|how|this|these)\b.+)$", rest, re.I
    )
    return Parts(about=found[1]) if found else Parts()


def _own(clause: str) -> Parts | None:
    clause = re.sub(
        r"^(I(?:'m|'ve)?|we) (?:always|constantly) (?=have to|am\b|have been|been|do\b|get\b|end up|\w+ing\b)",
        r"\1 ",
        clause,
    )
    named = re.search(rf"\byou(?:'re| are) (?:a|an|so|such|such an?) (?:{label_words()})\b", clause, re.I)
    if HARD_WORDS.search(clause) or named or _SAID_IT.match(clause):
        return None
    if re.match(
        r"^(?:I hate you|I'm done|I don't care|I can't even$|I can't even (?:look|talk|do this)|I can tell|I knew it|I'm not (?:your|stupid|an idiot|the)|I give up|I'm over|I'm so done|I'm dying here)\b",
        clause,
        re.I,
    ):
        return Parts(heat=True)
    if re.match(r"^it(?:'s| is) \w+ing (?:me|us)\b", clause, re.I):
        return Parts(heat=True)
    if re.match(r"^I(?:'m|'ve|'d|'ll)? \w+", clause):
        return fact(re.sub(r"\beven\s+", "", clause), Tense.OWN)
    return _plain_state(clause)


def _plain_state(clause: str) -> Parts | None:
    short = len(clause.split()) < 3 and not re.match(
        r"^(?:[Ii]t's (?:\d|[A-Z]|spring|summer|autumn|fall|winter|midnight|noon|dark|bedtime)|[Ww]e're \w+$|(?!(?:it|that|what|there|here|who|he|she|let)'s)\w{3,}'s (?:cold|gone|dead|empty|full|late|broken|off|ruined|over|open|wet|dirty|freezing|filthy)$)",
        clause,
    )
    listed = re.match(r"^\d+\b", clause) and not re.search(
        r"\b(?:is|are|was|were|has|have|had|isn't|aren't)\b|'s\b", clause
    )
    named_one = _SOMEONE_IS.match(clause) and clause.split()[0].lower() not in known("function")
    if (
        listed
        or HARD_WORDS.search(clause)
        or not (_STATE.match(clause) or named_one)
        or short
        or not _has_verb(clause)
    ):
        return None
    return fact(clause, Tense.STATE)


def _has_verb(clause: str) -> bool:
    tokens = re.findall(r"[\w']+", clause)[1:]
    return any(
        token.lower() in ("is", "are", "was", "were", "has", "have", "had", "isn't", "aren't", "wasn't", "don't", "didn't", "can't")
        or token.endswith("'s") or base_of_past(token) or base_of_third(token) or is_base(token)
        for token in tokens
    ) or clause.split()[0].endswith("'s") or clause.lower().startswith(("it's", "there's", "we're", "we've"))  # fmt: skip


def _calm(text: str) -> str:
    return re.sub(r"\b(?:always|constantly|literally|just)\s+", "", text)
