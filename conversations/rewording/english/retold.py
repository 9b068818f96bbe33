"""Says again plainly what was said to sting: "so now it's a crime to have a nap?" is a wish to have a nap."""

import re
from functools import lru_cache

from conversations.rewording.english.texting import written_out
from conversations.rewording.english.turns import CALM, LOOSE, SIR, STINGING

_SENTENCE = re.compile(r"(?<=[.!?…])(\s+)|(\n+)")
_SPINE = r"(?:(?:grow|find|get|borrow) (?:a|some|your) (?:spine|pair|backbone|brain|balls|guts|nerve|grip|life|clue|act together)|man up|grow up|be a man|be an adult|(?:get|shift|move) (?:off )?your (?:fat |lazy )?(?:arse|ass|backside|bum|butt|behind|act together|finger out)|pull your finger out|sort yourself out|do (?:me|us) a favou?r|make yourself useful|do something useful|do the decent thing)"


@lru_cache(maxsize=8)  # within one answer only: nothing anyone wrote is kept longer
def as_meant(text: str) -> str:
    """A draft written out, with each sentence that stings by its turn of phrase said plainly.

    Where nothing would be left, the draft as it was written out.
    """
    plain = _whole(written_out(text))
    parts = _SENTENCE.split(plain)
    said = "".join(_plain(part) if part and part.strip() else (part or "") for part in parts)
    said = re.sub(r"^[\s.,;!?]+|(?<=[.!?]) [.,;](?=\s|$)", "", said)
    return said if re.search(r"[A-Za-z]{2}", said) else plain


@lru_cache(maxsize=8)
def stings(text: str) -> str:
    """The sentence of a draft that stings by its turn of phrase; "" where none does."""
    for part in _SENTENCE.split(_whole(written_out(text))):
        bare = (part or "").strip(" .!?…\n")
        if any(found and turn(found) for pattern, turn in STINGING for found in [pattern.match(bare)]):
            return bare
    return ""


def _whole(text: str) -> str:
    for pattern, plainly in _ANYWHERE:
        text = pattern.sub(plainly, text)
    return re.sub(r"(?<=[a-z]) (?:On|In|At|With|For)\b(?= [a-z])", lambda found: found[0].lower(), text)


def _plain(sentence: str) -> str:
    for pattern in _LEADS:
        sentence = pattern.sub("", sentence)
    end = re.search(r"[.!?…]*$", sentence)
    mark = end[0] if end else ""
    bare = sentence.removesuffix(mark).strip()
    for pattern, turn in (*STINGING, *LOOSE):
        found = pattern.match(bare)
        turned = turn(found) if found else None
        if turned is not None:
            return f"{turned}." if turned else ""
    return sentence


_LEADS = tuple(
    re.compile(said, re.I)
    for said in (
        r"^(?:(?:wtf|ffs|omg|oi|yo|jesus|christ|seriously|right|listen|fair dinkum|yeah nah|yeah,? no|look|honestly|for real|deadass|bloody hell|mate|babe|bab|hun|hen|pet|luv|love|dude|bro|pal|man|honey|darling|dear|cobber|lad|la|sweetheart)\b[, ]+)+(?=(?:you|u|I|I'm|I've|im|ive|it|it's|its|the|my|your|ur|our|we|she|he|they|there|that|why|how|cheers|thanks|thank you|did|do|are|can|could|when|what|this|those|\d|\w+ (?:hours|days|weeks|months|years))\b)",
        r"^(?:oh,? |well,? )*(?:lovely|brilliant|great|nice|perfect|charming|fantastic|wonderful|marvellous|fabulous|superb|classic|excellent|delightful|amazing|terrific|super)(?: (?:stuff|one|job|work))?[,:;] (?=\w)",
        r"^(?:(?:I'?m |look,? |and )*(?:not being (?:funny|rude|horrible|difficult|petty|dramatic|a nag)|no offen[cs]e|don't take this the wrong way|with (?:all due )?respect|I don't (?:want|mean) to (?:be|sound) \w+|I'm not being funny|not to be \w+|I hate to say it)\b,? but ,?)",
        rf"^(?:and |so |just |maybe |please |perhaps )*{_SPINE}(?: for once)?(?: and|,|;) ",
        rf"^(?:oh,? |no,? |please,? )*(?:{CALM})(?:,? (?:{SIR}))?[.!?]*$",
        r"^(?:and |so |well |I'?m |but )*(?:I |I'd |I do |just )?wonder (?:who|whose|why|how|where|what)\b[^.?!]*[.!?]*$",
        r"^(?:so |and |wait,? |hang on,? )*what do you mean,? (?=(?:you|we|I|the|your|my|there|he|she|they)\b)",
        r"^(?:it's|its|it is) giving [\w ]+[.!]*$",
        r"^(?:will )?(?:wonders|miracles) (?:never|will never|do) (?:cease|happen)[,.!]* ",
        r"^(?:big|huge|massive) fan of (?:how|the way|when) (?=(?:you|your)\b)",
        r"^I(?:'m| am) not asking for (?:the (?:moon|world|earth|stars)|much|a lot|a miracle|miracles)[,.]? (?:just |but |only )*",
        r"^(?:catch yourself on|wise up|cop on|give over|wind your neck in|come off it|get real|behave yourself|calm your jets|quelle surprise|pull the other one|have a word with yourself)[,.!]+ *",
        r"^(?:no|nope|just me|only me|nobody|anyone|anybody|not you)(?: then)?[?.!]*$",
        r"^no,? (?=I (?:don't|do not) want\b)",
        r"^\w+ this,? (?:and )?\w+ that[,.:]+ ",
        r"^(?:new rule|breaking news|newsflash|news flash|note to self|update|fun fact|(?:friendly )?reminder|psa|plot twist)(?: apparently)?[,:.]? ",
        r"^(?:do|did) I (?:really )?look like (?:an? |your |the |some )?[\w ]+?[?!.,]+ *",
        r"^(?:well,? |oh,? |so |wow,? )*(?:that's|that is|that was|thats|this is|isn't that|aren't you) (?:just |so |really |simply |a |an |absolutely )*(?:brilliant|great|lovely|nice|perfect|fantastic|wonderful|charming|marvellous|typical|classic|priceless|hilarious|rich|classy|mature|super|amazing|adorable|cute|sweet)(?: of you)?[.!?]*$",
        r"^(?:and |so |but )*you (?:always|never) (?:do|change|learn)(?: this| that| it)?,? (?=(?:you|it's|its|it|I|the|we)\b)",
        r"^(?:well |so |and |but |look |because |cos )*I(?:'m|m| am) not (?:your|ur|a|the|some|just your) (?:\w+ )??(?:maid|mum|mom|mam|mother|secretary|servant|slave|cleaner|cook|chef|taxi(?: driver| service)?|bank|cash machine|atm|therapist|babysitter|nanny|pa|personal assistant|assistant|alarm clock|carer|nurse|butler|chauffeur|driver|housekeeper|skivvy|doormat|punchbag|diary|calendar|reminder(?: app)?|laundry service|waitress|waiter|landlady)(?:[,;.]+ |[.!]*$| (?=(?:pick|book|do|make|wash|get|clean|find|cook|iron|put|tidy|carry|ring|call|sort|you)\b))",
    )
)  # fmt: skip
_ANYWHERE = tuple(
    (re.compile(said, re.I), plainly)
    for said, plainly in (
        (r"(?:(?<=^)|(?<=[.!?] ))(?:so|oh),? I'm (?:so |too |a bit |just )?([\w ]{3,20}?) now\b[,.!]? (?:in )?your (?:exact )?words\b", r"you said I'm \1"),
        (r"\bdon't ['\"]?(?:babe|baby|love|darling|honey|dear|sweetheart|hun)['\"]? me\b[,.!]*", ""),
        (r"(?:(?<=^)|(?<=[.!?] ))(?:quick,? )?(?:alert the (?:media|press)|call the press|stop the press(?:es)?|hold the front page|mark the calendar|put out the flags|break out the champagne|ring the bells)[.!]*", ""),
        (r",? (?:and|but) (?:nobody|no one|not one of you) (?:even )?(?:thought|bothered|remembered|offered|cared|cares) to (?=\w)", " and you didn't "),
        (r"(?:(?<=^)|(?<=[.!?] ))(?:so |then |and |just )*ask (?=your (?:own )?(?:mum|mam|mom|mother|dad|father|sister|brother|boss|mate)\b)", "could you ask "),
        (r"\b(?:an? |the )?(?:crime scene|graveyard|mountain|sea|swamp|minefield|wasteland|explosion|avalanche) of (?=[\w ]*(?:crumbs|socks|hairs?|clothes|cups|mugs|plates|wrappers|cans|bottles|boxes|towels|toys|papers))", "covered in "),
        (r"\b(your|ur) (?:passive[- ]aggressive|so[- ]called|ever so important) ", r"\1 "),
        (r"(?:(?<=^)|(?<=[.!?] ))(?:you|him|her): ?(?=(?:still|in|on|at|asleep|out|nowhere|gone|\w+ing)\b)", "you were "),
        (r"(?:(?<=^)|(?<=[.!?] ))me: ?(?=\w+ing\b|still|in|on|at|up)", "I was "),
        (r"^(?:seriously|really|honestly|what)\? ((?:the|my|our|your) [\w' ]+)\? ((?:on|in|at|with|for) [\w' ]+)\?", r"I'm not happy about \1 \2."),
        (r"\b(?:you've|you have) (?:got )?(?:the|some) (?:brass )?neck to\b", "you have the nerve to"),
        (r"\bcould(?:n't| not) be (?:arsed|assed|bothered|fucked|fussed) to (?=\w)", "didn't "),
        (r"\bcan(?:'t|not) be (?:arsed|assed|fucked|fussed) to (?=\w)", "don't "),
        (r"\banother (\w+) another\b", r"another \1, another"),
        (r"(?:(?<=^)|(?<=[.!?] ))keep (?=(?:your voices?|it|the (?:noise|volume|music)) down\b)", "could you keep "),
        (r",? (?:so )?maybe (?=(?:ask|call|check|tell|text|help|knock|warn) (?:me|before|first|us|your|the|when|if)\b)", ". could you "),
        (r",? I don't need an? (?:second|third|fourth|fifth|other|bigger)(?: one| child| kid| toddler| baby)?\b[,.]?", "."),
        (r"\band (?:look |guess )?who's (?=(?:on|in|at|still|back|out|\w+ing)\b)", "and you're "),
        (r"\bnot a (?:peep|dicky ?bird|sausage|whisper|squeak) (?=from you\b)", "no word "),
        (r"\bsome of us (?:have|do have)\b", "I have"),
        (r"\bsome of us are\b", "I'm"),
        (r"\bsome of us (?=(?:work|need|want|live|sleep|start|go|get|do|try|actually)\b)", "I "),
        (r",? (?:and )?so (?=(?:turn|keep|stop|switch|put|shut|get|come|be|move|take|pick|clean|wash|answer|call|ring|text|sort|fix|find|tell|ask) (?:the|your|ur|that|it|this|down|up|out|off|me|him|her|them|quiet|quick|my)\b)", ". "),
        (r"\b((?:of|to|with|from|by|at|for) (?:your|ur|my|our) \w+) (?=(?:he|she|they) (?!who\b)\w+)", r"\1. "),
        (r",? (?:ya|you|u|ye) (?:absolute |total |complete |utter |big |proper |bloody )?(?:legend|hero|genius|star|champion|champ|gem|angel|muppet|numpty|plonker|melt|wally|donkey|drongo|galah|spanner|tool|clown|weapon|walnut|melon|lemon)(?=\W*$|[.!?,])", ""),
        (r",? and (?:you )?(?:eats?|drinks?|smells?|snores?|smokes?|stinks?|sweats?) like an? \w+", ""),
        (r",? (?:it's|its|that's) only (?:cold|ruined|burnt|late|dry|midnight|\w+ (?:o'clock|hours late))(?=\W*$|[.!?,])", ""),
        (r"\bfor the (?:\d+(?:st|nd|rd|th)|hundredth|thousandth|millionth|umpteenth|billionth) time(?: this (?:week|month|year))?,? ", ""),
        (r"(?<=[a-z]),? (?:so|so just|just) (?:think on|deal with it|suck it up|get over it|get used to it|jog on|do one|there|chew on that)(?=\W*$|[.!?])", ""),
        (r",? (?:and |while )?you(?:'re| are)? (?:just )?(?:sit|sitting|stand|standing|lie|lying)(?: there)? (?:all )?(?:proud|smug|pleased|grinning|smirking|gloating)\b[^.,!?]*", ""),
    )
)  # fmt: skip
