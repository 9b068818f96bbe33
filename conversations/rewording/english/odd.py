"""Knows what is not a draft: noise, a command, an instruction to a machine, another language."""

import re

from conversations.rewording.english.plain import plain_english

_COMMAND = re.compile(r"^/\w")
_MACHINE = re.compile(
    r"\b(?:ignore (?:all |any )?(?:previous|prior|above|the)\b.*\b(?:instructions?|prompts?|rules)|system prompt|you are now (?:dan|an?\b)|as an ai\b|^system:|jailbreak|pretend (?:to be|you are) an ai"
    r"|(?:translate|rewrite|summari[sz]e|convert) .*\b(?:into|to|as) \w+|write (?:me )?(?:a|an) (?:poem|story|essay|song|code|email|joke)|output your|repeat (?:after|the words)|language model|chatgpt|gpt-\d)\b",
    re.I,
)
_MARKUP = re.compile(r"<\s*/?\s*(?:script|iframe|img|style|html)\b|\bselect \* from\b", re.I)
_QUESTION = re.compile(
    r"^(?:what(?:'s| is)? the (?:weather|time|capital|news|score)|who (?:is|was) the|how (?:far|tall|old) is|what time is it|define|convert \d|how do (?:i|you) (?:cook|make|bake|install))\b",
    re.I,
)
_COMMON = frozenset(
    """a about after again all am an and are as at back be because been but by can come could day did do don't for from get go good
    had has have he her here him his home how i i'm if in is it it's just know like love me more my need never no not now of off ok on one
    or our out please really say see she so some sorry still stop talk tell thank thanks that the them then there they this time to today
    tonight too up us want was we were what when where who why will with work would yes you you're your u ur always can't fine whatever
    k sure leave alone shut idiot nothing enough late dinner kids bed phone dishes miss hug feel
    calm down""".split()
)
_FOREIGN = frozenset(
    """que de la el los las una para porque siempre nunca por con tu te me no je tu ne pas toujours jamais les des est avec pour mais
    ich du nicht immer nie und der die das mir mich ist aber perché sempre mai non sei che il di sono você não sempre nunca eu""".split()
)
_PLEASANT = frozenset("no me de la die me".split())


def is_odd(text: str) -> str | None:
    """The reason (of `Odd`), or None for anything that could be a message."""
    if not text.strip():
        return "empty"
    if _COMMAND.match(text.strip()):
        return "command"
    if _MACHINE.search(text):
        return "instruction"
    if _MARKUP.search(text) or _QUESTION.match(text.strip()):
        return "noise"
    if not re.search(r"[^\W\d_]", text):
        return "noise"
    return _words(text)


def _words(text: str) -> str | None:
    tokens = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain_english(text).lower()) or re.findall(
        r"[a-z']+", text.lower()
    )
    if not tokens:
        return "noise"
    known = sum(token in _COMMON for token in tokens)
    foreign = sum(token in _FOREIGN and token not in _PLEASANT for token in tokens)
    if (foreign >= 2 and foreign > known) or (
        any(ord(letter) > 0x24F and letter.isalpha() for letter in text) and not known
    ):
        return "language"
    if known == 0 and len(tokens) >= 2:
        return "noise" if not _wordlike(tokens) else None
    return "noise" if known == 0 and not _wordlike(tokens) else None


def _wordlike(tokens: list[str]) -> bool:
    """Whether most tokens could be English words: vowels where they belong."""
    good = [
        token
        for token in tokens
        if re.search(r"[aeiouy]", token)
        and not re.search(r"[bcdfghjklmnpqrstvwxz]{5}|q(?!u)|[jvx]{2}|zx|kj|wq|hq", token)
    ]
    return len(good) > 0.7 * len(tokens)
