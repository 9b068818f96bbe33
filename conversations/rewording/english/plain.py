"""Turns the way people text into plain English sentences, without what only adds heat."""

import re
from functools import lru_cache

from conversations.rewording.english.figures import without_figures
from conversations.rewording.english.verbs import is_base, past

_TEXTED = {
    "u": "you", "ya": "you", "ur": "your", "r": "are", "w": "with", "n": "and", "im": "I'm", "ive": "I've",
    "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't",
    "wasnt": "wasn't", "arent": "aren't", "havent": "haven't", "couldnt": "couldn't", "wouldnt": "wouldn't",
    "shouldnt": "shouldn't", "youre": "you're", "youve": "you've", "ud": "you'd", "youd": "you'd", "thats": "that's",
    "whats": "what's", "theres": "there's", "gonna": "going to", "wanna": "want to",
    "gotta": "have to", "cuz": "because", "bc": "because", "cos": "because", "ab": "about", "abt": "about", "tmrw": "tomorrow", "tmr": "tomorrow", "bday": "birthday", "coz": "because", "thru": "through", "pls": "please",
    "plz": "please", "rly": "really", "lisen": "listen", "fone": "phone", "freinds": "friends", "wen": "when",
    "b4": "before", "2nite": "tonight", "2day": "today", "msg": "message", "nvr": "never", "alot": "a lot",
    "ppl": "people", "wat": "what", "dat": "that", "da": "the", "til": "until", "evry": "every", "becuase": "because",
    "recieve": "receive", "definately": "definitely", "alway": "always", "allways": "always", "shes": "she's",
    "hes": "he's", "lemme": "let me", "gimme": "give me", "dunno": "don't know", "ull": "you'll", "youll": "you'll",
}  # fmt: skip
_ITS = re.compile(
    r"\bits (?=(?:not|so|like|always|my|your|the|an?|been|too|just|only|really|me|us|\d+)\b)", re.I
)
_DOTTED = re.compile(r"(?<![\w'])[\w']+(?:\. ?[\w']+){2,}(?=[.!?]|$)")
_LOUD = re.compile(r"\b[A-Z](?: (?=[A-Z]{3}))|\b[A-Z]{2,}\b|(?<=[a-z,] )A(?= [a-z])")
_SHORT_FORMS = frozenset(
    "TV UK US USA BBC DVD GP ATM NHS CV MOT PC TVS BBQ PIN HR IT PE IVF ADHD PMS EX DIY VIP SUV GPS RSVP OCD PTSD SPF STD PTA PTO HOA SUV UTI IBS GCSE MRI FIFA AGM CEO OK".split()
)
_LITTLE = frozenset("every single my your the you i a to not do all in me it".split())
_UNMARKED = (
    (r"\bid (?=(?:like|love|rather|have|be|been|never|say|know|need|want|do|just|really|already|still|even|told|asked|appreciate|prefer|die)\b)", "I'd "),
    (r"\bill (?=(?:be|just|do|go|have|never|take|get|sort|pick|tell|call|leave|sleep|stay|try|make|see)\b)", "I'll "),
    (r"(?:(?<=^)|(?<=[.!?,] ))its (?=(?!own\b)[a-z\d])", "it's "),
    (r"\bits (?=(?:now|nearly|almost|still|already|gone|broken|late|cold|our|your|us|you|mine|yours|never|\w{3,}ed|(?!living|dining|opening|closing)\w{3,}ing)\b)", "it's "),
    (r"\b(they|we|you)(ve)\b", r"\1'\2"),
    (r"\btheyre\b", "they're"),
    (r"\b((?:my|your|our|ur) (?:dad|mum|mom|mother|father|nan|gran))s\b(?! (?:are|were|have|both|don't)\b)", r"\1's"),
    (r"\b((?:my|your|our|ur) (?:sister|brother|friend|mate|cousin|aunt|uncle|boss|son|daughter))s (?=(?:\w+ )?(?:house|wedding|birthday|party|baby|place|car|boyfriend|girlfriend|husband|wife|kids?|graduation|funeral|hen|shower|flat|room|dog|phone|money|advice)\b)", r"\1's "),
    (r"\b(who|how|where|when|here)s (?=(?:the|a|an|your|my|it|that|going|not|this|so|supposed)\b)", r"\1's "),
    (r"\b(must|need|had|should|would|could|did|does|do|is|was|were|are|has|have)nt\b", r"\1n't"),
    (r"\b(should|would|could|must|might) of\b", r"\1 have"),
)  # fmt: skip
_FILLER = re.compile(
    r"\b(?:omg|smh|btw|fyi|idk|jsyk|just saying|wtf|wth|tbh|ffs|lol|lmao|ngl|imo|like,|seriously|honestly|literally"
    r"|obviously|clearly|apparently|frankly|basically|totally|actually|freaking?|frickin|fricking|effing|fucking"
    r"|fuckin|fckin|bloody|damn(?:ed)?|goddamn(?:ed)?|god damn|the hell|the fuck|the heck|on earth|for god'?s sake|for the love of (?:god|christ|all that is holy|everything)"
    r"|for christ'?s sake|for fuck'?s sake|for once in your life|for once|i swear(?: to god)?|i mean|you know what(?=,|\.|$)|to be honest"
    r"|bloody hell|jesus(?: christ)?|my god|oh god|holy shit|what the hell|what the fuck|as usual|like always"
    r"|as always|once again|yet again|and again|(?<=[.,!] )period|full stop|simply|of course|surely|quite frankly|so-called"
    r"|in the world|every single day of my life|for the (?:hundredth|thousandth|millionth|tenth) time"
    r"|over and over(?: again)?|time and again|(?<!me )(?<!is )(?<!feel )like a (?:child|baby|maniac|lunatic|psycho|fool|mug|moron|lemon|clown)|like an (?:idiot|ass)"
    r"|is that (?:so|too) (?:hard|much to ask)(?=[?.!]|$)|is it (?:so|too|that) (?:hard|much)(?: to ask)?(?=[?.!]|$)|huh|ugh|argh|wow|geez|gosh)\b,?",
    re.I,
)
_INSULT = re.compile(
    r",? you (?:absolute|total|complete|utter|proper|little|big|great) (?!\w+(?:ly|ed)\b)\w+(?=[.,!?]|$)",
    re.I,
)
_CALLED = re.compile(
    r"(?:(?<=[,.!?] )|^)(?:dude|bro|babe|honey|man|mate)\b,? ?|, (?:dude|bro|babe|honey|man|mate)(?=[.!?,]|$)",
    re.I,
)
_SCORN = re.compile(
    r"\b(?:stupid|dumb|precious|useless|ridiculous|idiotic|pathetic|crappy|shitty|lousy|lame|silly|godforsaken"
    r"|fucking|damn|goddamn|moronic|annoying|bullshit)(?: little| old)? (?=[a-z])",
    re.I,
)
_MEANT_AS_TOLD = re.compile(
    r"\b(?:so )?did (?:you|u) (?:(?:seriously|really|actually|honestly|literally|just) )+(?P<verb>[a-z]+)\b",
    re.I,
)
_MINDED = ("think", "mean", "want", "expect", "believe", "need", "have", "know", "like", "love", "enjoy")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]+")
_SINGLE = re.compile(
    r"(?<![\w'])'((?:[^'\n]|(?<=\w)'(?=\w)){2,60})'(?![\w'])"
)  # what is quoted in single marks
_TRAILING = re.compile(
    r"(?<=[a-z\d])[.!]+ +(?=(?:in front of|on|in|at|for|from|with|without|after|before|over|next to|behind|under|during) (?:(?:my|our|your|the|a|an|his|her|their|this|that|all|both|two) )?[\w'-]+(?: [\w'-]+){0,2} *(?:[.!?\n]|$))(?P<next>\w)",
    re.I,
)  # "wet towel. on the bed.": the end of the sentence before
_SQL = re.compile(r"'?;?\s*\b(?:drop table|select|delete from|insert into) \w+;?\s*(?:--)?", re.I)
_CODE = re.compile(r"https?://\S+|\$\{.*?\}|\{\{.*?\}\}|<[^>]*>|%[sn]\b")
_SYMBOLS = re.compile(r"[^\w\s.,;:!?'\"$£€%&()/+@#-]|[_*~`]")
_OPENERS = re.compile(
    r"^(?:(?:ok(?:ay)?|oh|so|well|and|but|now|then|also|plus|yeah|hey|hi|look|great|fine|sure|because|cause|or|yet"
    r"|anyway|again|still|besides|meanwhile|instead|somehow|today of all days|just once|even once)\b[, ]+)+",
    re.I,
)
_CLOSERS = re.compile(
    r"[, ]+(?:again|didn't you|don't you|do you|did you|aren't you|are you|isn't it|won't you|haven't you|ok"
    r"|okay|you know|already|anyway|or something|or anything|and stuff|to be honest|though|too|every single time"
    r"|all the time|every time|all the damn time|24/7|nonstop|constantly|i can tell|as well|is it|huh|(?<!said )(?<!say )(?<!think )so)$",
    re.I,
)


@lru_cache(maxsize=24)
def plain_english(text: str) -> str:
    """The same words in plain spelling: no texting short forms, no curses, no symbols, no emoji.

    What is left may be empty.
    """
    text = _LOUD.sub(_lowered, text) if re.search(r"[a-z]{3}", text) else text
    text = _TRAILING.sub(lambda found: f" {found['next'].lower()}", re.sub(r"\([^()]*\)", " ", text))
    text = re.sub(
        r"\b(?:ur|your) (?=(?!ring\b|wedding|thing|string|spring|evening|morning|building|meeting|clothing|earring|sibling|painting|king|drinking|smoking|cooking|snoring|driving|spending|working|training|gaming)\w+ing (?:for|to|at|on|in|me|the|it|all|around|out|up|off)\b)",
        "you're ",
        text,
        flags=re.I,
    )
    text = _MEANT_AS_TOLD.sub(_told, text)
    text = re.sub(r"\bwtf (?=(?:did|do|are|is|were|was|have)\b)", "what ", text, flags=re.I)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r" ", text)
    text = without_figures(text)
    text = _CODE.sub(" ", text)
    text = _SINGLE.sub(r'"\1"', text)
    text = _SQL.sub(" ", _EMOJI.sub(". ", text))
    text = re.sub(
        r'((?:^|[.,;!?] |\band |\bbut |\bso |\bbecause )you(?: \w+ly)?) "([^"]+)"',
        r"\1 \2",
        _SYMBOLS.sub(" ", text),
        flags=re.I,
    )
    text = re.sub(r"\b(?:to|2) (?=me\b|you\b|us\b)|\b2(?= me\b| us\b)", "to ", text)
    text = _DOTTED.sub(_undotted, text)
    text = re.sub(r"\b(?!that\b|had\b|so\b|you\b|it\b)(\w{2,})(?:,? \1\b)+", r"\1", text, flags=re.I)
    text = re.sub(
        r'(?<!said )(?<!say )(?<!texted )(?<!wrote )(?<!me )(?<!replied )(?<!with )"(\w+(?: \w+)?)"(?!\s*$)',
        r"\1",
        text,
    )
    text = re.sub(r"\b(\w+(?: \w+){1,3}),? \1\b", r"\1", text, flags=re.I)
    text = re.sub(r"\by (?=u\b|you\b|do\b|are\b)", "why ", text, flags=re.I)
    text = _ITS.sub("it's ", text)
    for bare_form, marked in _UNMARKED:
        text = re.sub(bare_form, marked, text, flags=re.I)
    text = re.sub(r"\b([\w'&]+)\b", _spell, text).replace(" & ", " and ")
    text = _INSULT.sub("", text.replace("you was ", "you were "))
    text = re.sub(r"\b(\w+)\*+\w*", "", text)
    text = re.sub(
        r"\bgive (?:a|two) (?:flying |single )?(?:damn|fuck\w*|shit\w*|crap|toss|hoot|rat'?s ass)\b",
        "care",
        text,
        flags=re.I,
    )
    text = re.sub(
        r"\blike (?:garbage|shit|crap|dirt|trash|a dog|a piece of \w+|(?:I'm|im|I am) (?:nothing|garbage|dirt|stupid|an idiot))\b",
        "badly",
        text,
        flags=re.I,
    )
    text = _CALLED.sub(" ", _FILLER.sub(" ", text))
    text = _SCORN.sub("", text)
    text = re.sub(r"\byou are(?= \w)", "you're", text, flags=re.I)
    text = re.sub(
        r"\byour (?=(?:always|never|so|such|being|just|not|the one|with|an?|hiding|lying|doing|going|making|saying|acting)\b)",
        "you're ",
        text,
        flags=re.I,
    )
    text = re.sub(r"\bi('(?:m|ve|d|ll))?\b", lambda found: "I" + (found[1] or ""), text)
    return tidy(text)


def unquoted(text: str) -> str:
    """A draft without what it quotes of somebody, in whose mouth "my" and "you" mean another; whole where that is all."""
    marked = _SINGLE.sub(r'"\1"', text.translate(str.maketrans("“”‘’", "\"\"''")))
    left = re.sub(r'"[^"]*\b(?:I|I\'m|im|my|you|your|me)\b[^"]*"', " ", marked, flags=re.I)
    return left if len(left.split()) > 3 else text


def tidy(text: str) -> str:
    """One space between words, none before a comma, no comma at either end."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" +([,.!?;:])", r"\1", text)
    text = re.sub(r"([,;:])[,;:.]+", r"\1", text)
    return re.sub(r",([.!?])", r"\1", text).strip(" ,;:-")


def bare(clause: str) -> str:
    """A clause without what leads in and what trails off: "oh so ... again?" -> "..."."""
    clause = clause.strip(" .,;:!?-()'")
    clause = clause.replace('"', "") if clause.count('"') % 2 else clause
    while True:
        shorter = _CLOSERS.sub("", _OPENERS.sub("", clause)).strip(" .,;:!?-()'")
        if shorter == clause:
            return clause
        clause = shorter


def _lowered(found: re.Match[str]) -> str:
    """ "SIX" and "A DOG" in small letters; what is written so anyway, and "I", stays."""
    return found[0] if found[0].strip() in _SHORT_FORMS or found[0].strip() == "I" else found[0].lower()


def _told(found: re.Match[str]) -> str:
    """ "did you seriously leave the dog out" -> "you left the dog out"."""
    base = found["verb"].lower()
    return f"you {past(base)}" if is_base(base) and base not in _MINDED else found[0]


def _undotted(found: re.Match[str]) -> str:
    """ "You. Sold. My. Guitar." -> "You sold my guitar."."""
    first, *others = re.findall(r"[\w']+", found[0])
    if found[0].islower() and not _LITTLE & {first, *others}:
        return found[0]  # "lunch. labelled. gone.": told in single words
    return " ".join([first, *(word if word == "I" else word.lower() for word in others)])


def _spell(found: re.Match[str]) -> str:
    return _TEXTED.get(found[0].lower(), found[0])
