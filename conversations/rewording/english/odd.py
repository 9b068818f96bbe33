"""Knows what is not a draft: noise, a command, an instruction to a machine, another language, something pasted."""

import re

from conversations.rewording.english.plain import plain_english
from conversations.rewording.english.verbs import is_base

_COMMAND = re.compile(r"^[/!]\w+")
_MACHINE = re.compile(
    r"\b(?:(?:ignore|disregard|forget|bypass|override|skip|disable) (?:\w+ ){0,3}?(?:instructions?|prompts?|rules|filters?|guardrails?|guidelines|gate)\b"
    r"|system prompt|you are now (?:dan|an?\b)|as an ai\b|jailbreak|pretend (?:to be|you are|you're|that you are) (?:an? )?(?:ai|bot|assistant|machine|model)"
    r"|pretend the (?:gate|filter|rules?|safety|check)\b|(?:gate|filter|safety|check) is (?:off|disabled|down)\b"
    r"|(?:translate|rewrite|summari[sz]e|paraphrase|proofread|convert) (?:the|this|these|that|it|my|following|below|\")(?:.* (?:into|to|as|in|for) \w+|.*:)"
    r"|write (?:me )?(?:a|an) (?:\w+ )?(?:poem|story|essay|song|code|email|joke|haiku|function|script)|output (?:your|the word|only|json)|repeat (?:after|the (?:words|text))"
    r"|(?:enable|enter|activate) \w+ mode\b|(?:reveal|print|show|dump|list) (?:all )?(?:the |your )?(?:stored|hidden|saved|secret|system|other partner's) \w+"
    r"|(?:return|answer|respond|reply) (?:it |only )?(?:as|in|with) (?:json|xml|csv|yaml|markdown)|language model|chatgpt|gpt-\d)|^\W*(?:ignore|disregard|forget) (?:all |everything )?(?:the )?(?:above|previous)\b|^\W*system\s*:",
    re.I,
)
_MARKUP = re.compile(
    r"<\s*/?\s*(?:script|iframe|img|style|html|system|div|body|draft)\b|\bselect \* from\b|^\s*select [\w*, ]+ from \w+\W*$|^\W*(?:test(?:ing)?\W*)+$",
    re.I,
)
_CODE = re.compile(
    r"^\s*(?:def|class|import|from|function|const|let|var|public|#include)\s[\w.*{} ]+[(:;={]|\bTraceback \(|\bFile \"[^\"]+\", line \d|\b\w*(?:Error|Exception): "
    r"|[{,]\s*\"\w+\"\s*:|\breturn \w+\(|=>\s*[{(]|\w\(\w*\);|^\s*(?:print|printf|echo|console\.log)\s*\(|^\s*[$>]\s*(?:sudo|git|pip|npm|cd|ls)\b|^\s*rm -\w+ \S|&&\s*\w+ -",
    re.M,
)
_QUESTION = re.compile(
    r"^(?:what(?:'s| is)? the (?:weather|time|capital|news|score)|who (?:is|was) the|how (?:far|tall|old) is|what time is it|define|convert \d|how do (?:i|you) (?:cook|make|bake|install))\b",
    re.I,
)
_PASTED = re.compile(
    r"\blorem ipsum\b|\bunsubscribe\b|\bnewsletter\b|\bdear (?:customer|sir or madam|member|subscriber|passenger|guest|valued|tenant|resident)|\b\d+ ?% off\b|\bclick (?:here|below|the link)\b"
    r"|\bout for delivery\b|\border (?:number|no|#)|\btrack (?:it|your|the) \w+|\bref(?:erence)?\.? ?(?:no\.? ?)?[\dA-Z][\d-]{2,}|\bterms (?:and|&) conditions\b|\ball rights reserved\b"
    r"|\b(?:article|section|clause|paragraph) \d+(?:\.\d+)*\b|\bthe (?:tenant|landlord|lessee|lessor|licensee|contractor|buyer|seller) shall\b|\bsubject to (?:fair|the|change|availability)\b"
    r"|\bpre-?heat the oven\b|\b(?:tbsp|tsp|tablespoons?|teaspoons?)\b|\bserves \d|\bdo not reply to this\b|\bverification code\b|\byour (?:parcel|order|booking|subscription|invoice) (?:is|has|was|number)\b"
    r"|\bsource:|\bcopyright\b|\bread more\b|\bbreaking:",
    re.I,
)
_MEASURES = re.compile(r"\d\s?(?:°\s?[CF]|km/h|mph|hPa|ml|kg|mm|cl|oz|lbs?|g|cups?|eggs)(?!\w)", re.I)
_TIMES = re.compile(r"\b\d{1,2}:\d{2}\b")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.(?:com|org|net|io|co\.uk|de|fr)(?:/\S*)?", re.I)
_COMMON = frozenset(
    """a about after again all am an and are as at back be because been but by can come could day did do don't for from get go good
    had has have he her here him his home how i i'm if in is it it's just know like love me more my need never no not now of off ok on one
    or our out please really say see she so some sorry still stop talk tell thank thanks that the them then there they this time to today
    tonight too up us want was we were what when where who why will with work would yes you you're your u ur always can't fine whatever
    k sure leave alone shut idiot nothing enough late dinner kids bed phone dishes miss hug feel than its while over into got
    calm down lol wow x xx xo xoxo only ever even done again answer""".split()
)
_FOREIGN = frozenset(
    """que qué de la el los las una unos para porque siempre nunca haces noche amor hola gracias quiero donde dónde ayer por con tu tú te me yo muy pero más como cuando está estás eres mi mis sin sobre gusta gustas gritas tengo tienes quieres puedo dices eso nada todo todos
    je ne pas toujours jamais suis fatigué fatiguée veux peux fais vas les des est avec pour mais ai en du le un une faire toute tous moi toi ton ta tes mes ce cette ça c'est j'ai tu es qui où plus encore
    ich du nicht immer nie und der die das mir mich ist aber mit wir uns dich dir ein eine einen auch noch schon wenn warum wieder bist hast habe zu auf
    perché sempre mai non sei che il di sono ti mi hai ho lo gli una della sul più anche quando
    você não sempre nunca eu nosso nossa de novo nem pediu uma meu minha com mas para isso
    het een niet altijd nooit jij ik mij je maar met voor wat waarom weer
    nie się znowu jest nigdy zawsze ty ja na do czy ale jak mnie dlaczego
    inte alltid aldrig jag och att det är på dig mig varför
    bir sen ben neden hiç her zaman ve için ama çok değil""".split()
)
_PLEASANT = frozenset(
    "no me de la die me do a in on to so was an il as es je en has at not nos her per met wat us is".split()
)


def is_odd(text: str) -> str | None:
    """The reason (of `Odd`), or None for anything that could be a message."""
    if not text.strip():
        return "empty"
    if _COMMAND.match(text.strip()):
        return "command"
    if _MACHINE.search(text):
        return "instruction"
    if _MARKUP.search(text) or _QUESTION.match(text.strip()) or _CODE.search(text):
        return "noise"
    if not re.search(r"[^\W\d_]", _LINK.sub("", text)) or _is_pasted(text):
        return "noise"
    return _words(text)


def _is_pasted(text: str) -> bool:
    """Whether it reads like a recipe, a notice or a table: not a word about the two of them."""
    ours = re.search(r"\b(?:you|you're|u|we|us|our|I|I'm|me|my)\b", text, re.I)
    measured = len(_MEASURES.findall(text)) >= 2 or len(_TIMES.findall(text)) >= 3
    return bool(_PASTED.search(text) or measured) and (not ours or len(_PASTED.findall(text)) >= 2)


def _words(text: str) -> str | None:
    plain = plain_english(text).lower()
    tokens = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain) or re.findall(r"[a-z']+", text.lower())
    if not tokens:
        return "noise"
    known = sum(token in _COMMON for token in tokens)
    foreign = sum(_is_foreign(token) for token in tokens)
    strange = any(ord(letter) > 0x24F and letter.isalpha() for letter in text)
    if (foreign >= 2 and foreign > known) or (strange and not known):
        return "language"
    if _is_mashed(tokens) or (not known and not _wordlike(tokens)):
        return "noise"
    return None


def _is_foreign(token: str) -> bool:
    """A word of another language, or one with letters that English hardly has."""
    marked = bool(re.search(r"[ąćęłńóśźżãõçßøåäöüñèêàùìòşğıěščřžőű]", token))
    return marked or (token in _FOREIGN and token not in _PLEASANT)


def _is_mashed(tokens: list[str]) -> bool:
    """Keys hit at random, one letter again and again, or nothing but single letters."""
    if all(len(token) == 1 and token not in {"i", "k", "u"} for token in tokens):
        return True
    return all(
        re.fullmatch(r"(\w)\1{2,}|(?:[asdfghjkl]{6,}|[qwertyuiop]{8,}|[zxcvbnm]{5,})", token)
        and not is_base(token)
        for token in tokens
    )


def _wordlike(tokens: list[str]) -> bool:
    """Whether most tokens could be English words: vowels where they belong."""
    good = [
        token
        for token in tokens
        if re.search(r"[aeiouy]", token)
        and not re.search(r"[bcdfghjklmnpqrstvwxz]{5}|q(?!u)|[jvx]{2}|zx|kj|wq|hq|sdf|dfg|(\w)\1\1", token)
    ]
    return len(good) > 0.7 * len(tokens)
