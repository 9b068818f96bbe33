"""Cuts a draft into the clauses a person would take one breath for."""

import re
from functools import lru_cache

from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.english.verbs import verbless

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+|\s+[-–—]+\s+|(?<=[a-z])\.(?=[A-Z])")
_STARTS = (
    r"(?:you(?:'re|'ve|'d|'ll)?|I(?:'m|'ve|'d|'ll)?|we(?:'re|'ve|'d)?|it(?:'s|'d)?|he|she|they|there(?:'s)?|that's"
    r"|everyone|nobody|nothing|what|why|how|who|where|stop|please|can you|could you|do you|don't"
    r"|(?:your|my|our|the)(?: \w+){1,4}? (?:is|are|was|were|has|have|had|keeps?|looks?|needs?|got|said|treats?|thinks?|comes?|goes)|this is|get a|just|maybe|if you|is that|are you|here you|are we|do we|am I|did you|when are you|where are you|thanks)\b"
)
_ORDERS = r"(?:pick|put|take|clean|turn|close|get|do|wash|help|come|call|text|listen|give|tell|ask|answer|look|let|use|load|wait|lock|shut) "
_COMMA = re.compile(
    rf",\s+(?:and |but |so |or |yet |because |cause |cos |then |instead )?(?={_STARTS}|{_ORDERS})", re.I
)
_AND = re.compile(
    rf"\s+(?:and|but|so(?! I (?:wouldn't|couldn't|would|could|won't|can't|don't)\b)|yet)\s+(?:now |still |yet |that )?(?!don't\b|stop\b|just\b)(?=(?:{_STARTS}|when (?:I|we)\b))",
    re.I,
)
_QUOTED = re.compile(r'"[^"]*"')  # what was quoted stays in one piece
_RUN_ON = re.compile(
    r"(?<=[a-z\d])\s+(?=(?:can|could|will|would) you (?:not|please|at least|just)\b|I (?:want|need) you to\b|(?:you|I|it|we) (?:never|always|said|told|promised)\b|(?:you're|it's|I'm|im) (?:so|always|such|not)\b)",
    re.I,
)
_HEADED = re.compile(
    r"^(?:when|whenever|every time|every (?:argument|fight|row|quarrel)|each time|any ?time|if|since|because|after|before|while|as soon|one more|just one more|keep (?:this|it|that))\b",
    re.I,
)
_NOT_ALONE = re.compile(
    r"\b(?:that|when|how|if|what|whether|where|why|because|like|wish|said|think|thought|know|out|thing|things|word|one|everything|anything|say|says|saying|claim|found|heard|hear|noticed|realised|realized|believe|see|saw|me|sure|mean|remember|forgot|time|day|night|before|after|until|till|than|while|as|whenever|unless)$",
    re.I,
)


_TAIL = re.compile(
    r",? or (?:do|should|must|am|will|shall|did|have) I\b.*$|,? or (?:what|not|nah|no|when)$", re.I
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a draft in plain English, without marks at their ends (a question keeps its mark)."""
    parts = (part.strip() for part in _SENTENCE.split(plain_english(text)))
    return tuple(part for part in parts if re.search(r"[A-Za-z]", part))


@lru_cache(maxsize=8)  # within one answer only: nothing anyone wrote is kept longer
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a draft, in order; "when ..., ..." stays in one piece."""
    found: list[str] = []
    for sentence in sentences(text):
        found += _split(sentence)
    return tuple(clause for clause in (bare(part) for part in found) if clause)


def _split(sentence: str) -> list[str]:
    if _HEADED.match(bare(sentence)):
        return [sentence]
    quotes = _QUOTED.findall(sentence)
    parts: list[str] = []
    for part in _COMMA.split(_QUOTED.sub("\x00", sentence)):
        for smaller in _halves(part):
            parts += _split_run_on(smaller)
    return [re.sub("\x00", lambda _: quotes.pop(0), part) for part in parts]


def _halves(part: str) -> list[str]:
    """Split at "and" where both sides can stand alone: not "the dog and I"."""
    found: list[str] = []
    for half in _AND.split(part):
        if (
            found
            and (len(found[-1].split()) < 3 or verbless(bare(found[-1])))
            and not re.search(r"\b(?:you|I|we)(?:'\w+)? \w+", found[-1], re.I)
        ):
            found[-1] = f"{found[-1]} and {half}"
        else:
            found.append(half)
    return found


def _split_run_on(part: str) -> list[str]:
    cut = _RUN_ON.search(part, 12)
    if cut is None or _NOT_ALONE.search(part[: cut.start()]):
        return [part]
    return [part[: cut.start()], part[cut.end() :]]


def without_tail(clause: str) -> str:
    """A question without the scornful choice behind it: "will you fix it or do I have to"."""
    return _TAIL.sub("", clause)
