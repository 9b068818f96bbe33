"""Knows what is to be left alone: what is gentle already, thanks, jokes, errands, a plain no, a calm limit."""

import re

from conversations.rewording.english.recognised import feeling_words
from conversations.rewording.values import Signal

_SOFT = {"no_ask", "no_feeling", "vague", "fake_feeling"}
_HOT = re.compile(
    r"\b(?:furious|livid|hate|sick of|fed up|enough|ridiculous|unbelievable|disgust\w*|ruin\w*|useless|stupid|idiot|nothing|nobody|alone again|again\?|typical"
    r"|whatever|apparently|obviously|clearly|supposedly|seriously|for once|at all|who does|what kind of|medal|seriously|guess who|my own|yourself|selfish|bother\w*|yet again|as if|not your|garbage"
    r"|pissed|liar|lie[sd]?(?! down)|lying(?! down)|leave me|done with|worse|punish\w*|hiding|behind my back|it's been|how long|any idea|when are you (?:going to|gonna)|since \d|is cold|still (?:haven't|not|no|waiting)|too late|not fair|unfair|your (?:precious|little)|instead of|even)\b|🙄|😡|😤|🤬",
    re.I,
)
_JOKE = re.compile(r"😂|🤣|😜|😝|😅|\b(?:lol|lmao|haha+|hehe+|jk|just kidding|kidding)\b|;\)|:p\b", re.I)
_PLAYFUL = re.compile(
    r"\b(?:kill|murder|divorce|marry|sue|hate|disown|eat|bite|fight|revenge|never forgive|doom|dead to me)\b",
    re.I,
)
_THANKS = re.compile(
    r"\b(?:thank you|thanks|thank u|i (?:really )?(?:appreciate|appreciated|love|loved|like|liked|noticed)|grateful|proud of you|you're the best|well done|so happy (?:that|you))\b",
    re.I,
)
_ASK = re.compile(
    r"\b(?:could|can|would|will|may|shall|do) (?:you|we|I)\b(?! (?:not|even|just|ever|at least|please stop|stop)\b)|\bplease\b|\bwould you be (?:able|willing)|\bI(?:'d| would) (?:love|like|appreciate|be happy|be grateful)|\bit (?:helps|would help|would mean|would be (?:great|nice|lovely))\b|\bI need (?:some|a|ten|five|twenty|\d+|quiet|to|your|more|help|you to|time)\b|\bwant to\b.*\?|\bhow about\b|\blet's\b|\bare you (?:free|up for|ok(?:ay)?|home|coming|able|alright)\b|\bwhat (?:time|would you like|do you (?:think|need|want|fancy))\b|\bwhen (?:are|do|is|will|can)\b.*\?|\bdo you (?:want|have|know|need|mind|think|remember)\b|\bwhere (?:is|are|do|shall|should)\b|\bI(?:'m| am) (?:on my way|running late|home|leaving|at the|heading|stuck|outside|here|going to be|picking)\b|\bI'll (?:be|get|pick|do|cook|call|bring|see|text|take|make|come|grab|have|book)\b|\bsee you\b|\bon my way\b|\bdon't forget\b|\bremember to\b|\bgood (?:morning|night|luck)\b|\bjust checking\b|\bhappy (?:birthday|anniversary)\b|\bI miss (?:you|us)\b|\bhope (?:you|your)\b|\bmissing you\b|\bI love you\b|\bremind me\b|\bdoes that work\b|\bis that ok(?:ay)?\b|\bI want (?:to be|us to|a hug|to (?:cuddle|hold|kiss)|you(?=[.! ]*$))|\bneed anything\b|^(?:want to|wanna) \w+|\bwe(?:'re| are) out of \w+$",
    re.I,
)
_NO = re.compile(
    r"^(?:no|not (?:tonight|today|now|this)|sorry|i can't|i'd rather not|i don't (?:want|feel like)|i'm not (?:up for|in the mood|able|free|ready))\b(?!.*\byou (?:always|never)\b)",
    re.I,
)
_LIMIT = re.compile(
    r"\bI (?:won't|will not|can't|am not going to|'m not going to) (?:continue|keep talking|go on|stay|talk|discuss|answer|do this|argue|text|have this)\b.*\b(?:while|when|if|until|tonight|now|like this)\b|\bI(?:'m going to| need to|'ll| will) (?:step|take|go for|have) (?:out|away|a (?:walk|break|breath)|some|outside|ten|twenty|\d+)\b|\bI need (?:a break|some (?:space|time|air)|to (?:stop|step)|a (?:minute|moment|pause))\b",
    re.I,
)
_SORRY = re.compile(
    r"\b(?:I'm|I am|so|really) (?:so |really |very )?sorry\b|\bI apologi[sz]e\b|(?<!not )(?<!all )\bmy fault\b(?! now)(?!,? (?:you|if|that you))",
    re.I,
)
_CARING = re.compile(
    r"\b(?:tell me (?:more|about your)|how (?:are you|was your|did that|do you feel|does that|did it)|are you ok(?:ay)?|I understand|I hear you|how can I help|what (?:do you need|can I do|would help)|I'm here|take your time|that sounds|sounds (?:hard|rough|tough)|makes sense|I see your point|you're right)\b",
    re.I,
)
_HEALTH = re.compile(
    r"\bmy (?:head|back|stomach|tooth|throat|feet|neck|knee|tummy|ear|eye)s? (?:hurts?|aches?|is killing|are killing)\b|\b(?:I have|I've got|I got|I'm having|my|with) (?:an? |the |such an? |terrible |bad |really |\w+ )*(?:headache|migraine|fever|sick|cramps|flu|cold|nausea|doctor|pain|period)\b",
    re.I,
)
_WEARY = re.compile(
    r"^(?:what a|such a|this|today was|ugh,? what a|I had a) .*\b(?:day|week|morning|night|meeting|commute)\b",
    re.I,
)

_PRAISE = re.compile(
    r"\byou (?:always |never fail to |really |still |know how to )*(?:make|made|cheer|cheered) me (?:up|laugh|smile|happy|so happy|proud|feel (?:so )?(?:loved|safe|good|better|at home|special|calm|seen))\b"
    r"|\byou never fail\b|\byou look(?:ed)? (?:so |really )?(?:great|good|lovely|beautiful|gorgeous|amazing|handsome|cute|nice)\b|\byou were (?:so |totally )?right\b"
    r"|\b(?:I|it) (?:felt|feel|feels|was) (?:so |really |very )?(?:calm|loved|safe|happy|close|seen|relaxed|lucky|good|lovely|wonderful) (?:with you|when you|because of you)\b"
    r"|\bwhen you\b[^.!?]*\bI (?:felt|feel) (?:so |really |very )?(?:calm|loved|safe|happy|close|seen|relaxed|lucky|good|special|at home)\b|\byou(?:'re| are) (?:so |really |the )?(?:best|amazing|wonderful|sweet|kind|lovely|adorable|incredible)\b",
    re.I,
)
_SOUR = re.compile(r"\b(?:but|except|until|unless|only|wish|used to|not)\b|🙄|😒", re.I)
_YOU_OR_US = re.compile(
    r"\b(?:you\w*|you'\w+|u|ur|yours?|we\w*|we'\w+|us|our|someone|some people|anyone)\b", re.I
)
_UNSAID = re.compile(
    r"\b(?:alone|again|still|myself|waiting|waited|been|everything|all (?:day|night|week|evening|morning)|nothing|nobody|no one|only|another|always|never|every|hours?|days|weeks|months|forgotten|without|instead"
    r"|supposed|promised|enough|tired|sick of|guess|apparently|funny|interesting|must|nice|great|sure|fine|whatever|wow|oh|at least|even|ever|too|done|over|cried|crying|ignored|cold|unbelievable|why|how|who|stop|not|no|n't"
    r"|should|hate|wish|want|need|feel|felt|mess|dirty|last|same|just|maybe|clean|disgusting|floor)\b|n't\b|^(?:stop|quit|put|do|clean|go|get|shut|leave|be|don't)\b|[?🙄😡😤😒💔]|\.\.\.",
    re.I,
)
_ELSEWHERE = re.compile(
    r"^(?:I(?:'m| am| was) (?:such )?(?:an? )?(?:idiot|moron|mess|fool|disaster)\b|(?:the |my )?(?:train|bus|tram|plane|flight|tube)(?:'s| is| was)\b|I \w[\w, ]{2,50}, I'm such an?\b|my (?:boss|coworker|colleague|manager|landlord|team|client|teacher|phone|laptop|hair|computer|car|train|bus)\b"
    r"|this (?:\w+ )?(?:printer|phone|laptop|computer|app|train|bus|weather|traffic|line|queue|meeting|website|wifi|game|recipe)\b)",
    re.I,
)


def leave_alone(text: str, signals: tuple[Signal, ...]) -> str | None:
    """Why nothing should be changed, on positive evidence; None when there is something to soften."""
    hard = [signal for signal in signals if signal.kind not in _SOFT]
    if _JOKE.search(text) and (_PLAYFUL.search(text) or not hard) and not _accuses(hard):
        return "joke"
    if not hard and not re.search(r"\b(?:you|u|your|ur)\b", text, re.I):
        if _WEARY.match(text):
            return "not_about_you"
    if _PRAISE.search(text) and not _SOUR.search(text):
        return "thanks"
    if _ELSEWHERE.match(text) and not _YOU_OR_US.search(text) and {one.kind for one in hard} <= {"label"}:
        return "not_about_you"
    if any(signal.kind == "fake_feeling" for signal in signals) and not _ASK.search(text):
        return None
    if hard or _HOT.search(text):
        return "limit" if _LIMIT.search(text) and not _accuses(hard) else None
    return _evidence(text)


def _evidence(text: str) -> str | None:
    for why, pattern in (
        ("limit", _LIMIT),
        ("thanks", _THANKS),
        ("gentle", _CARING),
    ):
        if pattern.search(text):
            return why
    if _SORRY.search(text) and not re.search(r"\bbut\b", text, re.I):
        return "sorry"
    if _felt(text):
        return "gentle"
    if _ASK.search(text):
        return "logistics" if not re.search(r"\b(?:feel|felt|love|miss)\b", text, re.I) else "gentle"
    if _HEALTH.search(text) or _is_news(text):
        return "logistics"
    return (
        "refusal"
        if _NO.match(text) and not re.match(r"^i don't want to (?:talk|see|speak)", text, re.I)
        else None
    )


def _is_news(text: str) -> bool:
    """A short statement about the day in which nobody is missed or meant: "the plumber comes at three"."""
    return 2 < len(text.split()) < 13 and not _UNSAID.search(text) and not _YOU_OR_US.search(text)


def _felt(text: str) -> bool:
    """An own feeling, named as one, that is not an accusation in disguise."""
    named = re.search(
        rf"\bI(?:'m| am| feel| felt| was| got|'ve been| get) (?:(?:feeling|so|very|really|a bit|a little|kind of|pretty|just|quite|still|always)\s+)*(?:{feeling_words()})\b(?! of\b(?! (?:the dark|heights|flying))| and tired)",
        text,
        re.I,
    )
    return (
        bool(named)
        and not re.search(r"\bwas (?:so |really )?(?:sick|low|down|lost|alone|small)\b", text, re.I)
        and not re.search(
            r"\bI(?:'m| am) (?:so |really )?(?:angry|mad|furious|tired|sick|done|upset) (?:that|at|with|of|because|about) (?:you|your)\b",
            text,
            re.I,
        )
    )


def _accuses(hard: list[Signal]) -> bool:
    kinds = {signal.kind for signal in hard}
    return bool(
        kinds
        & {
            "absolute",
            "label",
            "contempt",
            "why_accuse",
            "mind_reading",
            "you_made_me",
            "blame_you",
            "should",
        }
    )
