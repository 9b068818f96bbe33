"""Knows what is to be left alone: what is gentle already, thanks, jokes, errands, a plain no, a calm limit."""

import re
from functools import cache

from conversations.rewording.english.recognised import feeling_words
from conversations.rewording.english.verbs import base_of_past, is_base
from conversations.rewording.language import words
from conversations.rewording.values import Signal

_SOFT = {"no_ask", "no_feeling", "vague", "fake_feeling", "all_caps"}
_YOU = re.compile(r"\b(?:you\w*|you'\w+|u|ur|yours?)\b", re.I)
_OURS = re.compile(
    r"\b(?:we(?:'\w+)?|(?<!got )us|our|someone|somebody|some people|anyone|no ?body|husband|wife)\b", re.I
)
_ADDRESSED = {
    "absolute",
    "blame_you",
    "mind_reading",
    "you_made_me",
    "why_accuse",
    "threat",
    "contempt",
    "should",
    "label",
}
_PRAISE = re.compile(
    r"\byou(?:'re| are)? (?:always |never fail to |really |still |know how to )*(?:make|made|cheer|cheered) me (?:up|laugh|smile|happy|so happy|proud|feel (?:so )?(?:loved|safe|good|better|at home|special|calm|seen))\b"
    r"|\byou never fail\b|\byou (?:always )?know (?:when|how|what) to (?:bring|say|do|make)\b|\byou look(?:ed)? (?:so |really )?(?:great|good|lovely|beautiful|gorgeous|amazing|handsome|cute|nice|unreal|stunning|incredible|fit|hot|perfect)\b"
    r"|\b(?:why are you|you(?:'re| are)|ur) (?:so |really |the )?(?:good to me|best|amazing|wonderful|sweet|kind|lovely|adorable|incredible|a saint)\b"
    r"|\b(?:I|it) (?:felt|feel|feels|was) (?:so |really |very )?(?:calm|loved|safe|happy|close|seen|relaxed|lucky|good|lovely|wonderful) (?:with you|when you|because of you)\b"
    r"|\bwhen you\b[^.!?]*\bI (?:felt|feel) (?:so |really |very )?(?:calm|loved|safe|happy|close|seen|relaxed|lucky|good|special|at home)\b"
    r"|^\W*you(?:'re| are) an? (?:really |truly |such a )*(?:great|good|brilliant|wonderful|lovely|amazing|fantastic) (?:dad|father|mum|mom|mother|parent|husband|wife|partner|friend|cook|listener|man|woman|person|human|girlfriend|boyfriend)\W*$"
    r"|^(?:come|get(?: over)?) here\b(?! and (?:look|see|say|explain|tell))"
    r"|\bI (?:really )?(?:loved|enjoyed|adored) (?:waking|being|sleeping|sitting|walking|cooking|our|last|today|this|how|the way|having|seeing|watching)\b"
    r"|\bI was (?:really |so |very )?(?:touched|moved|grateful|glad) (?:by|that|for)\b|\bcan't stop thinking about (?:last night|you\b|your|that kiss|us)\b"
    r"|\byou (?:handled|did|managed|nailed|cooked|played|sang|parked) [\w ]{0,20}(?:so |really )(?:well|brilliantly|beautifully)\b|\byou(?:'re| are) (?:so |really )?(?:hot|sexy|gorgeous|beautiful|handsome|cute)\b"
    r"|\byou (?:looked after|took (?:such |such good |good )?care of) (?:me|us|him|her|them)\b"
    r"|\byou(?:'re| are) making me (?:blush|laugh|smile|giggle|melt)\b"
    r"|\byou(?:'re| are) my favou?rite\b"
    r"|\byou made my (?:day|week|night|morning|year)\b"
    r"|\byou (?:smell|taste|feel) (?:so |really )?(?:amazing|good|great|incredible|nice)\b|\blucky to have you\b"
    r"|\byou(?:'ve| have)? got this\b|(?<!say )(?<!said )(?<!me )(?<!no )(?<!wish )\bgood luck\b(?! (?:with that|finding|explaining))|\bfingers crossed\b|\brooting for you\b|\b(?:can't|cannot|cant) wait to (?!be rid|leave|get away|move out|be done|divorce)"
    r"|\byour (?!ex\b)\w+ looks? (?:so |really )?(?:great|good|lovely|beautiful|gorgeous|amazing|cute|nice|hot)\b"
    r"|\byou (?:make|cook|bake|tell|give|have) the best\b|\byou should wear\b.*\b(?:every day|more often)\b",
    re.I,
)
_LONE = re.compile(
    r"\b(?:alone|waiting|waited|everything|all (?:day|night|week|evening)|forgotten|without (?:me|you|asking)|ignored|another|only one|empty|nothing|still|since|never(?! mind)|every \w+|always|supposed|promised|mess|dirty|cried|crying|enough)\b",
    re.I,
)
_BEFORE = re.compile(
    r"^(?:I (?:sat|ate|stood|slept|lay|heard|saw|noticed|found|lost|wore|rang|listened|asked|told|waited)|ate|sat|waited|slept|left|bought)\b",
    re.I,
)
_BLAMED = re.compile(
    r"\bI(?:'m| am)? (?:so |really )?(?:angry|mad|furious|tired|sick|done|upset|feel \w+ by|felt \w+ by) (?:that|at|with|of|because|about)? ?(?:you|your)\b|\bwas (?:so |really )?(?:sick|low|down|lost|alone|small) (?:and|when) you\b",
    re.I,
)  # fmt: skip


_PLAIN_NOT = re.compile(
    r"^(?:could|would) you (?:please )?(?:maybe )?not \w+ [^.?!]+[?,.] (?:it gives me|it makes me (?:sneeze|cough|itch|dizzy)|I(?:'m|m| am) (?:allergic|on a call|in a meeting|trying to sleep|asleep)|I(?:'ve|ve| have) (?:got )?an?)\b[^.?!]*[.!]?$",
    re.I,
)
_OFFERED = re.compile(
    r"\b(?:shall|should) I (?:bring|get|pick|take|drop|post|make|call|ring|book|order|come|fetch|grab|send|cook|put)\b[^.!?]*\?*$"
    r"|\b(?:do you )?want me to (?:bring|get|pick|take|drop|post|make|call|ring|book|order|come|fetch|grab|send|cook)\b[^.!?]*\?*$"
    r"|^(?:I )?(?:got|bought|made|saved|brought|booked|ordered) (?:you|us) (?!off\b|out\b)(?:the|a|an|some|two|your|our)\b(?!.*\b(?:but|and you|you didn't|nothing|not even)\b)",
    re.I,
)
_LEFT_ABOUT = re.compile(r"\b(?:hairs?|phone|car|game) (?:in|on|all over|across) (?:my|the|our)\b", re.I)
_DONE_TO_ME = re.compile(
    r"^(?:cancel?led|bailed|forgot|left|missed|told|lied|ignored|ditched|laughed|walked out) (?:on |to |at )?(?:me|us|my|our)\b",
    re.I,
)
_OWN_FAULT = re.compile(
    r"^\W*(?:I'm |im |I am )?(?:so |really |very )?sorry(?: love| babe| darling| honey)?[,.]? (?:that |if )?I (?:overreacted|exaggerated|was (?:being )?(?:a bit |so |too )?(?:dramatic|paranoid|silly|unfair|hysterical|ridiculous|much))(?!.*\b(?:but|because|you|your)\b)",
    re.I,
)
_ASKS_FIRST = re.compile(
    r"^(?:do|did|would|could|can|shall|is|are|have|what|when|which|who|where|how|may|should)\b[^.!?]*\?", re.I
)
_ASKING = re.compile(r"\b(?:can|could|shall|may) (?:we|I|you)\b.*|\brant at you\b|\bI need a cuddle\b", re.I)
_DID = re.compile(r"(?:^|[.!,] |\b)I (\w+)\b", re.I)
_ERRANDS = frozenset("got had threw booked paid moved bought made put found locked dropped".split())
_STATED = re.compile(
    r"(?<!did )(?<!do )(?<!have )(?<!could )(?<!would )(?<!can )(?<!will )(?<!when )(?<!if )(?<!are )(?<!what )(?<!like )\byou (?:just |only |even |still |also )?(\w+)\b(?!\?)",
    re.I,
)
_FREE = frozenset(
    "want like need know think mind can could will fancy see have be come get love feel prefer".split()
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = words("en", "gentle")
    lines = table["evidence"].get(name) or table[name]
    return re.compile("|".join(line for line in lines.splitlines() if line), re.I)


def leave_alone(text: str, signals: tuple[Signal, ...]) -> str | None:
    """Why nothing should be changed, on positive evidence; None when there is something to soften."""
    text = re.sub(r"\bur (?=(?:the|so|my|a|an)\b)", "you're ", text, flags=re.I)
    hard = {signal.kind for signal in signals if signal.kind not in _SOFT}
    if _is_joke(text, hard):
        return "joke"
    if _PRAISE.search(text) and not _pattern("sour").search(text) and not hard & {"threat", "contempt"}:
        return "thanks"
    if _elsewhere(text, hard):
        return "not_about_you"
    if _found("thanks", text) and not _soured(text, hard):
        return "thanks"
    if _PLAIN_NOT.match(text) and not hard - {"command"}:
        return "logistics"
    if _OWN_FAULT.match(text):
        return "sorry"
    if any(signal.kind == "fake_feeling" for signal in signals) and not _found("ask", text):
        return None
    hard -= {"absolute"} if _found("ask", text) and re.match(r"^did you always\b", text, re.I) else set()
    if hard or _pattern("hot").search(text):
        return "limit" if _found("limit", text) and not hard & _ADDRESSED else None
    return _evidence(text)


def _found(name: str, text: str) -> bool:
    return bool(_pattern(name).search(text))


def _is_joke(text: str, hard: set[str]) -> bool:
    """A laugh, with something to laugh about, and nothing that would hurt without it."""
    if not _found("laugh", text) or _pattern("sour").search(text):
        return False
    if _found("face", text):
        return _found("play", text) or not hard
    return _found("play", text) and not hard & (_ADDRESSED - {"label"})


def _elsewhere(text: str, hard: set[str]) -> bool:
    """Heat about oneself, the weather or somebody at work, with nobody at home in it."""
    if hard & {"threat", "mind_reading", "you_made_me", "dismiss", "comparison", "command", "passive_hint"}:
        return False
    told = _ASKING.sub("", text)
    if _YOU.search(told) or _OURS.search(told):
        return False
    if _found("about_me", text):
        return True
    if hard & {"contempt", "should", "why_accuse", "absolute"}:
        return False
    news = _found("news", text) and not _LONE.search(text) and not _pattern("hot").search(told)
    others = _found("not_about_you", text) and not _BEFORE.match(text) and not _LEFT_ABOUT.search(text)
    return news or (others and not re.search(r"\b(?:because|cos) some", text))


def _soured(text: str, hard: set[str]) -> bool:
    stays = hard - ({"absolute", "blame_you", "label"} if re.search(r"\bthank", text, re.I) else set())
    about = re.sub(r"\b(?:thank you|thanks|thank u) for .*", "", text, flags=re.I)
    return bool(
        stays
        or _pattern("sour").search(text)
        or _pattern("hot").search(text)
        or re.search(r"\bme (?:that|to) you\b", about)
    )


def _evidence(text: str) -> str | None:
    told = _tells_of_you(text)
    if _found("limit", text):
        return "limit"
    if _OFFERED.search(text) and len(text.split()) < 25:
        return "logistics"
    if told and len(text.split()) > 25:
        return None
    if (
        _found("sorry", text)
        and len(text.split()) < 35
        and not re.search(r"\bbut\b|\byou(?:'re| are) too\b", text, re.I)
    ):
        return "sorry"
    if _felt(text):
        return "gentle"
    if told:
        return (
            "gentle"
            if _found("ask", text) and re.search(r"\bI(?:'d| would) (?:love|like)\b", text, re.I)
            else None
        )
    if _found("gentle", text) or (_found("news", text) and re.search(r"🎉|🥳|!!|!.*!", text)):
        return "gentle"
    kindly = _ASKS_FIRST.match(text) or re.search(r"\bI(?:'d| would) (?:love|like) (?:some|your|a)\b", text)
    if _found("ask", text) and (kindly or not _LONE.search(text)):
        return "logistics"
    if _found("refusal", text):
        return "refusal"
    return "logistics" if _found("logistics", text) and not _hints(text) else None


def _hints(text: str) -> bool:
    """Whether an errand may be a reproach: somebody is missed or meant, or it is told as it was."""
    was = any(base_of_past(hit[1]) and hit[1].lower() not in _ERRANDS for hit in _DID.finditer(text))
    yours = re.search(r"(?<!for )\byour?\b", text, re.I) and not re.search(
        r"\d:\d\d|\bI'll\b|\bI've (?:booked|moved|put)\b|\btomorrow\b|^(?:don't forget|remember)|\?",
        text,
        re.I,
    )
    lone = _LONE.search(text) or _DONE_TO_ME.match(text) or _BEFORE.match(text) or _OURS.search(text)
    reproach = re.search(r"\b(?:because|not once|why)\b|(?<!ca)n't\b(?! wait)", text)
    return bool(lone or was or yours or reproach) or len(text.split()) > 30


def _tells_of_you(text: str) -> bool:
    """Whether it states what the other does or did; a question or "when you ..." of one's own feeling does not."""
    if _pattern("about_you").search(text):
        return True
    return any(
        base_of_past(hit[1]) or (is_base(hit[1]) and hit[1].lower() not in _FREE)
        for hit in _STATED.finditer(text)
    )


def _felt(text: str) -> bool:
    """An own feeling, named as one, that is not an accusation in disguise."""
    return bool(_own_feeling().search(text)) and not _BLAMED.search(text)


@cache
def _own_feeling() -> re.Pattern[str]:
    feelings = f"{feeling_words()}|proud|shy|distant|wobbly|frightened|anxious|tender|low"
    return re.compile(
        r"\b(?:I(?:'m| am| feel| felt| was| got|'ve been| get)|im|hate feeling) "
        r"(?:(?:feeling|so|very|really|a bit|a little|kind of|pretty|just|quite|still|always)\s+)*"
        rf"(?:{feelings})\b(?! of\b(?! (?:the dark|heights|flying))| and tired)",
        re.I,
    )
