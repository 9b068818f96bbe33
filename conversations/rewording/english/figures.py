"""Puts what is said for effect into plain words: "brushed me off" for "told me to relax", nothing for ", how lovely"."""

import re

from conversations.rewording.english.verbs import past

_CHEEK = re.compile(
    r"\b(?P<had>had|have|has|got) the (?:cheek|nerve|audacity|gall|front|balls|guts|face) to (?P<verb>\w+)\b",
    re.I,
)
_FIGURES = tuple(
    (re.compile(said, re.I), plainly)
    for said, plainly in (
    (r"\b(?:make|making|made) (?:this|it|everything|that) (?:all )?about (?:you|your|yourself)\b[^.,!?]*", "not listen to me"),
    (r",? (?:(?:real|really|so|very|how) (?:mature|classy|adult|grown up|original|charming)|nice one|real nice)(?=[.!?]|$)", ""),
    (r"\blift(?:ed|ing|s)? (?:a|one|a single) finger\b", "help out"),
    (r"\byour own (?:wife|husband|girlfriend|boyfriend|partner)'s\b", "my"),
    (r"\bwithout (?:even )?a single\b", "without a"),
    (r"\bfeel (?:so |really |like )?(?:an? )?(?:(?:complete|total|absolute) )?(?:stupid|dumb|worthless|useless|idiot|tiny)\b", "feel small"),
    (r"(?<=\byou )[\"']+had to[\"']+", "wanted to"),
    (r"(?:, (?:funny (?:that|how that works)|never (?:you|me)|not you|as per|always me))+(?=[.!?]|$)", ""),
    (r", (?:shocker|typical|unbelievable|surprise surprise|classic|obviously|priceless|legend|genius|apparently|naturally|big surprise|what a surprise|no less|(?:\w+ )?(?:lovely|great|nice|classy|charming|delightful|brilliant) (?:touch|move|one|work|timing|look|job|stuff))(?=[.!?]|$)", ""),
    (r"(?<=\w),? (?:and |but )?(?:no,? )?I don'?t (?:care|give a \w+) (?:that|what|how|if|whether|who|about what)\b[^.!?]*", ""),
    (r"\bevery single (?=\w)", "every "),
    (r",? (?:and |but )?guess whose \w+[^.!?]*", ""),
    (r"(\bso \w+)(?: that)?,? I (?:might|may) as well\b[^.!?]*", r"\1"),
    (r"(?:(?<=^)|(?<=[.!?] ))(?:I )?(ask|tell|text|call|message) (?:you|u) ([^,.!?]{3,40}?) and (?=(?:all )?I get\b|you\b|u\b)", r"when I \1 you \2, "),
    (r",? which is (?:nothing|zero|never|not much|fuck all|sod all)\b", ""),
    (r"(?:(?<=^)|(?<=[.!?] ))(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:whole )?(?:years|months|weeks)(?: together| married)?,? and (?=(?:every time|when|whenever)\b)", ""),
    (r"\ball we (?:ever |seem to |can )?(do|talk|argue|fight)( about)? (?:these days |now |anymore )?is ", r"we mostly \1\2 "),
    (r"\b(?:perhaps |maybe )?grace (?:us|me) with your presence at ", "come to "),
    (r"\b(?:perhaps |maybe )?grace (?:us|me) with your presence\b", "join us"),
    (r"\bif I (?=(?:ask|say|try|tell|bring|mention|cry|speak|talk|complain|suggest)\b[^.?!]{3,60}\b(?:you|I'm|im|I get|it's|its)\b)(?![^.?!]*\b(?:would you|will you|could you|can you|I'll|I will|we)\b)", "when I "),
    (r",? I (?:really|honestly|truly|swear I) (?:do|did|am)\b,?(?= (?:but|and)\b)", ""),
    (r", like (?:I|I'm|im|it's|its|we|we're)\b[^,.!?]*(?=[.!?]|$)", ""),
    (r"(?<=\w),? how many (?:more )?times(?: (?:do|have|must) I[^.?!]*)?(?=[.?!]|$)", ""),
    (r"\b(drive|drives|drove|driving) like an? (?:\w+ )?(?:maniac|lunatic|psycho|idiot|madman|racing driver)\b", r"\1 so fast"),
    (r"\b(you|u) say nothing\b", r"\1 don't say anything"),
    (r"\b(think|thinks|thought|say|says|said|know|hope|guess) its (?!own\b)(?=\w)", r"\1 it's "),
    (r",? (?:and|but) (?:nothing|none|zero) for (me|us|the kids|our \w+)\b", r" but not for \1"),
    (r"\bwho (\w+s) ([^?.!\n]{2,40})\? ?(?:always )?(?:me|I do)\b[.!]?", r"I'm the one who \1 \2."),
    (r"\bshut (?:up|it|your mouth) and (?=\w)", ""),
    (r"\b(?:you're|youre|you are|ur) the only (?:person|one|man|woman|human|adult)(?: alive| on earth| in the world| I know| I've met)? (?:who|that) (?:can |could |would |manages to |is able to )(?:just )?", "you "),
    (r",? because [^,.!?]{3,40}? (?:is|was) (?:apparently |obviously |clearly )?(?:rocket science|too (?:much|hard)|(?:so|that) (?:hard|difficult)|impossible|beneath you|not your job|women's work)\b", ""),
    (r"(?:, (?:great|lovely|nice|cool|brilliant|fantastic|wonderful|perfect|super|amazing|charming|classy|delightful|fabulous|marvellous))+(?=[.!?]|$)", ""),
    (r"\b(tell|tells|telling) me to (?:just )?(?:lighten up|calm down|relax|chill(?: out)?|get over it|grow up|man up|suck it up|get a grip|stop (?:being (?:so )?\w+|overreacting|crying))", "brush me off"),
    (r"\btold me to (?:just )?(?:lighten up|calm down|relax|chill(?: out)?|get over it|grow up|man up|suck it up|get a grip|stop (?:being (?:so )?\w+|overreacting|crying))", "brushed me off"),
    (r"\b(?:said|told me) (?:that )?I(?:'m| am| was) (?:just |being |so |too |way )*(?:overreacting|dramatic|hysterical|crazy|paranoid|too sensitive|sensitive|too emotional|emotional|hormonal|ridiculous|needy|clingy)\b", "brushed it off"),
    (r"\b(?:a|one) (?:hundred|thousand|million|zillion) (?:\w+ )?times\b", "many times"),
    (r"\b(?:could|would|'d) (?:kill|murder|die) for\b", "would really love"),
    (r"\b(?:murdered|killed|destroyed|slaughtered|wrecked) me\b", "wore me out"),
    (r"\bis (?:suicide|murder|torture|hell) (?:for|on)\b", "is hard on"),
    (r"\bthrow (?:it|that|this) (?:back )?in my face\b", "bring it up again"),
    (r"\bthrew (?:it|that|this) (?:back )?in my face\b", "brought it up again"),
    (r"\bcan't (?:trust|believe) (?:a (?:single )?(?:word|thing)|anything) you say\b", "find it hard to trust what you say"),
    (r"\bI(?:'d| would) (?:rather die|jump off a (?:bridge|cliff)|scream|go (?:mad|insane|crazy)|lose (?:it|my mind)) if I (?:have to|had to) (.+?) (?:one more time|again|any more)\b", r"it's hard for me to \1 again"),
    (r"\bcall(ed|s|ing)? me an? (?:b\W?tch|bitch|cunt|whore|slut|asshole|idiot|moron|\w\*+\w*)(?!\w)", r"call\1 me names"),
    (r"\bevery (?:single )?((?:mon|tues|wednes|thurs|fri|satur|sun)day) it's the same(?: thing| story)?,? ", r"on \1s "),
    )
)  # fmt: skip


def without_figures(text: str) -> str:
    """The same draft without exaggeration, trailing mockery and reported put-downs."""
    text = _CHEEK.sub(_dared, text)
    for pattern, plainly in _FIGURES:
        text = pattern.sub(plainly, text)
    return text


def _dared(found: re.Match[str]) -> str:
    """ "had the cheek to ask" -> "asked"; "have the nerve to ask" -> "ask"."""
    base = found["verb"].lower()
    if base == "be":
        return "got" if found["had"].lower() in ("had", "got") else "get"
    return past(base) if found["had"].lower() in ("had", "got") else base
