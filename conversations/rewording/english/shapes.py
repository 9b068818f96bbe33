"""Knows the moves of a quarrel that are not complaints: "whatever", "calm down", "sorry, but ..."."""

import re
from dataclasses import dataclass
from enum import StrEnum

from conversations.rewording.english.clauses import sentences
from conversations.rewording.english.idioms import plain_clause
from conversations.rewording.english.mention import named
from conversations.rewording.english.plain import bare
from conversations.rewording.english.verbs import base_of_past, is_base


class Shape(StrEnum):
    """What kind of thing a draft says; each has its own frames."""

    TOLD = "told"  # something happened, or happens
    WONDER = "wonder"  # a guess about the other's mind
    DISMISS = "dismiss"  # "you're overreacting"
    CALM_DOWN = "calm_down"  # "calm down"
    SORRY_BUT = "sorry_but"  # an apology that takes itself back
    MADE_ME = "made_me"  # "you made me yell"
    WOULD_NOT = "would_not"  # "I wouldn't yell if you ..."
    NO_WORDS = "no_words"  # "whatever"
    NOT_NOW = "not_now"  # "I don't want to talk to you tonight"
    TALK = "talk"  # "we need to talk"
    SHOULD_KNOW = "should_know"  # "you should know what I need"
    IF_LOVED = "if_loved"  # "if you loved me you'd ..."
    MISSING = "missing"  # "someone who wants me"
    NOT_ONLY_ME = "not_only_me"  # "it's not my fault", "you started it"


@dataclass(frozen=True)
class Move:
    """A recognised move, and the words it turns on."""

    shape: Shape
    words: str = ""


_WHOLE: tuple[tuple[Shape, str], ...] = (
    (Shape.TALK, r"(?:can )?we (?:really )?(?:need to|have to|should|must|gotta|'ve got to) (?:have a )?(?:serious )?talk(?: now| tonight| later)?|we need a (?:serious )?(?:talk|conversation)"),
    (Shape.NO_WORDS, r"(?:(?:just |oh |ok |no )*(?:fine|whatever|forget (?:it|about it)|never ?mind|k|kk|ok(?:ay)?|nothing|i'm fine|it's fine|it's nothing|drop it|just drop it|leave it|do (?:whatever|what) you (?:want|like)|suit yourself|if you say so|i don't care(?: anymore)?|i give up|as you wish|be like that|have it your way|i'm over it|not doing this(?: again)?|talk to someone else|there's no point(?: talking(?: to you)?)?|what's the point|leave me alone|just leave me alone|i'm done(?: talking(?: about this| to you)?| with this)?|i've got nothing(?: left)? to say(?: to you)?|i have nothing(?: left| more)? to say(?: to you)?|don't bother|good for you|cool|sure|great|nice|fuck off|go away|shut up|whatever you say|think what you want|i can't(?: even)?(?: do this| anymore| with you)?|i'm not doing this|save it|enough|i don't want to hear it|you win|okay then|right|same as (?:always|usual|ever)|lol right|really nice|lovely|typical)[ ,]*)+(?:,? ?you'd never (?:understand|get it))?(?: anyway| then)?"),
    (Shape.CALM_DOWN, r"(?:(?:can you |you need to |would you |please |just |will you )*(?:calm (?:the \w+ )?down|chill(?: out)?|relax|lighten up|take it easy|settle down)[ ,]*(?:please|already|now)?)"),
    (Shape.DISMISS, r"(?:(?:you're|stop|quit|you are) (?:just |always |being |so |too |really |way )*(?:overreacting|over-reacting|too sensitive|so sensitive|overdramatic|dramatic|making a big deal(?: out of (?:it|this|nothing|everything))?|exaggerating|hysterical|paranoid|ridiculous|blowing (?:it|this) out of proportion|imagining things|crazy|emotional)|it's (?:really )?(?:not (?:that|such a|a) (?:big (?:of a )?deal|bad|serious)|no big deal|nothing|all in your head)|get over it|(?:it was|it's) (?:just |only )?a joke|can't you take a joke|stop being so (?:dramatic|sensitive|emotional)|you take everything (?:so |too )?(?:seriously|personally)|here we go again|grow up|don't be so (?:dramatic|sensitive|emotional|silly))"),
)  # fmt: skip
_MOVES = tuple((shape, re.compile(pattern + r"[.!?, ]*", re.I)) for shape, pattern in _WHOLE)
_OVER = re.compile(
    r"(?:\byou(?:'re| are) |\bstop |\bquit |\b(?:look )?at you )(?:just |always |being |so |too |really |way |getting )*(?:overreacting|hysterical|dramatic|overdramatic|paranoid|sensitive|emotional|worked up|exaggerating|crying"
    r"|sulking|whining|freaking out|obsessing|making (?:such )?an? (?:\w+ )?(?:fuss|scene|deal|drama)) (?:about|over|because of|at|out of) (?P<what>.+)"
    r"|^(?P<all>(?:boo hoo|I don't see why you (?:need|have|want) to|.*\bso what\b|who cares|not this again|it's (?:just|only) (?:a|an|one|the|some) \w+(?:,.*)?$|.*\bget over (?:it|yourself)$|why are you (?:even )?(?:so )?(?:upset|crying|bothered)|it's (?:not|hardly) the end of the world)\b.*)",
    re.I,
)
_SORRY = re.compile(
    r"^(?:ok(?:ay)? |look |fine,? )*(?:I'm |I am |I said I'm |I said |I )?(?:so |really )?(?:sorry|regret)\b.*?\b(?:but|that said|however|although|though)\b,? (?P<what>.+)$",
    re.I | re.S,
)
_FOR = re.compile(
    r"\b(?:sorry|regret),? (?:that )?(?P<what>(?:(?:for|about) (?!but\b)(?:my|the|your|our|what|how|\w+ing|being)\b|I (?!\w+ you\b.*feel)|what I |how I ).*)$",
    re.I | re.S,
)
_MADE = re.compile(
    r"^(?:it's your fault (?:that )?|you're the reason (?:that )?|you(?:'re making| made| make) me (?:have to )?)(?P<what>.+)$",
    re.I,
)
_WOULDNT = re.compile(
    r"^I (?P<mode>wouldn't(?: have)?(?: to)?|only) (?P<verb>\w+)(?P<more>.*?) (?:if|because) (?P<what>you .+)$",
    re.I,
)
_NOT_NOW = re.compile(
    r"^I (?:don't|do not|really don't) (?:even )?(?:want to|feel like|wanna) (?:talk(?:ing)?|speak(?:ing)?|see(?:ing)? you|deal(?:ing)? with (?:you|this)|hear(?:ing)? (?:it|this|from you)|discuss(?:ing)? (?:it|this))\b(?P<what>.*)$",
    re.I,
)
_KNOW = re.compile(
    r"^(?:you (?:should|ought to|must) (?:just |already )?know (?:by now )?what I (?:need|want|mean)|I shouldn't have to (?:tell|ask|explain|spell)|if (?:you (?:really )?(?:loved|knew|cared about) me,? )?I have to (?:tell|ask|explain)|you should (?:just )?(?:know|guess|be able to tell|notice)(?: (?:what I need|what's wrong|without me (?:asking|telling|saying).*))?(?: by now)?$|do I (?:really )?have to spell it out).*$",
    re.I,
)
_LOVED = re.compile(
    r"^(?:if you (?:really |actually |truly )?(?:(?:loved|cared about|cared for|respected|valued|wanted|appreciated) (?:me|us|this family|our \w+)|cared)(?: at all)?,? (?:then )?you(?:'d| would)(?:'ve| have)?|(?:a (?:real|good|normal|decent|proper|loving) \w+|(?:any|every|most) (?:other |normal |decent |half decent |half-decent |loving |caring |good |proper |reasonable |sane )?\w+|normal \w+|my ex|other people's \w+|someone who (?:loved|cared about) me) (?:would|'d)(?:'ve| have)?|(?:everyone|everybody) else's \w+ (?:would|'d)(?:'ve| have)?)(?: at least| just| even| want to| gladly| actually)* (?P<what>.+)$",
    re.I,
)
_SOMEONE = re.compile(
    r"\b(?:find|be with|date|want|marry|deserve|need|get|found|met) (?:someone|somebody|a (?:man|woman|partner|guy|husband|wife|girlfriend|boyfriend)) (?:else )?(?:who|that) (?:actually |really |would |at least )*(?P<what>\w+)\b(?P<more>.*)$",
    re.I,
)
_FAULT = re.compile(
    r"^(?:it's not my fault|(?:oh )?(?:so )?it's (?:all )?my fault(?: now)?|don't blame me|you(?:'re the one who)? started it|you started (?:this|that)|look who's talking|you do (?:the )?(?:exact )?same(?: thing)?|that's rich coming from you|and you're perfect)\b(?P<what>.*)$",
    re.I | re.S,
)


def move(text: str) -> Move | None:
    """The move a whole draft makes, or None when it tells, asks or accuses."""
    parts = sentences(text)
    if not parts:
        return None
    whole = " ".join(bare(part) for part in parts)
    for shape, pattern in _MOVES:
        if pattern.fullmatch(whole) or (
            len(parts) <= 3
            and all(pattern.fullmatch(bare(part) + " ") or pattern.fullmatch(bare(part)) for part in parts)
        ):
            return Move(shape)
    first = bare(parts[0])
    return (
        _sorry(whole)
        or _dismissed(parts)
        or _made(first)
        or _not_now(first, whole)
        or _loved(parts)
        or _fault(first)
    )


def _sorry(whole: str) -> Move | None:
    """An apology that takes itself back; a "sorry but ..." that names no own deed and no quarrel is none."""
    found = _SORRY.match(whole)
    named_it = found is not None and (
        regretted(whole) or _FAULT.match(found["what"]) or "feel" in found["what"]
    )
    return Move(Shape.SORRY_BUT, whole) if named_it else None


def _dismissed(parts: tuple[str, ...]) -> Move | None:
    """Every part plays it down: "you're overreacting, it's not a big deal"."""
    pieces = [piece for part in parts for piece in re.split(r",\s*|\s+and\s+|\s+but\s+", bare(part)) if piece]
    shape = _MOVES[3][1]
    if pieces and all(shape.fullmatch(bare(piece)) for piece in pieces):
        return Move(Shape.DISMISS)
    over = next((found for part in parts if (found := _OVER.search(bare(part)))), None)
    about = named(over["what"] or over["all"] or "") or named(" ".join(parts)) if over else ""
    return Move(Shape.DISMISS, about) if about else None


def _made(first: str) -> Move | None:
    found = _WOULDNT.match(first)
    if found and found["mode"].lower() == "only" and (base := base_of_past(found["verb"])):
        return Move(Shape.MADE_ME, f"{base}{found['more']}")
    if found and found["mode"].lower() != "only":
        return Move(Shape.WOULD_NOT, first)
    found = _MADE.match(first)
    if not found:
        return None
    words = re.sub(r"^I (?:\w+ )?", "", found["what"]) if found["what"].startswith("I ") else found["what"]
    head = words.split(" ")[0].lower()
    return (
        Move(Shape.MADE_ME, words)
        if head
        in (
            "yell",
            "shout",
            "scream",
            "lie",
            "cry",
            "snap",
            "swear",
            "lose",
            "leave",
            "say",
            "slam",
            "throw",
            "break",
            "do",
        )
        and is_base(head)
        else None
    )


def _not_now(first: str, whole: str) -> Move | None:
    found = _NOT_NOW.match(first)
    if found and len(whole.split()) < 16 and not re.search(r"\b(?:about|because)\b", found["what"]):
        return Move(Shape.NOT_NOW, found["what"].strip())
    return Move(Shape.SHOULD_KNOW) if _KNOW.match(first) else None


def _loved(parts: tuple[str, ...]) -> Move | None:
    for part in parts:
        found = _LOVED.match(bare(part))
        if found and plain_clause(bare(part)):
            return Move(Shape.IF_LOVED, bare(part))
        found = _SOMEONE.search(bare(part))
        if found:
            return Move(Shape.MISSING, found["what"].lower())
    return None


def _fault(first: str) -> Move | None:
    found = _FAULT.match(first)
    return Move(Shape.NOT_ONLY_ME, found["what"].strip(" ,.?!")) if found else None


def regretted(words: str) -> str:
    """What an apology is for, to stand behind "I'm sorry": "about the vase", "I called ..."; "" when it names nothing."""
    found = _FOR.search(words)
    if found is None:
        return ""
    what = re.split(r",| but | and | that said|[.!?]", found["what"])[0].strip()
    return what if len(what.split()) > 1 else ""


def would_not(words: str) -> tuple[str, str]:
    """ "I wouldn't yell if you listened" -> what one would not do, and what the other is said not to do."""
    found = _WOULDNT.match(words)
    if found is None:
        return "", ""
    head, _, tail = re.sub(
        r"^you (?:actually |ever |just |only |didn't |weren't )*", "", found["what"]
    ).partition(" ")
    verb = (
        re.sub(r"ed$", "", found["verb"])
        if base_of_past(found["verb"]) is None
        else base_of_past(found["verb"])
    )
    done = re.match(r"^you (?:\w+ )?didn't\b", found["what"]) is not None
    return (
        f"{verb}{found['more']}",
        f"{head} {tail}".strip() if done else f"don't {base_of_past(head) or head} {tail}".strip(),
    )


def loved(words: str) -> tuple[str, bool]:
    """What someone who loves "would do", and whether it is over: "would have come" -> ("come", True)."""
    found = _LOVED.match(words)
    if found is None:
        return "", False
    over = bool(re.search(r"(?:would|'d)(?:'ve| have)\b", words, re.I))
    return re.sub(r"^(?:never|not) ", "not ", found["what"]), over
