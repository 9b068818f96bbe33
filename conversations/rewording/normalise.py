"""Brings a draft into a plain form: no hidden characters, no shouting, no stretched words."""

import re
import unicodedata
from dataclasses import dataclass

from conversations.rewording.values import Language, Signal

LONGEST = 1500  # characters; a draft is a message, not a letter

_HIDDEN = {"Cf", "Cc", "Cs", "Co", "Cn"}
_JOINER = "\u200d"  # holds an emoji together
_HIDDEN_JOINER = re.compile(r"(?<=\w)\u200d+(?=\w)")  # between letters it only hides a word
_STRETCHED = re.compile(r"([A-Za-z])\1{2,}")
_RUN = re.compile(r"([!?。、~])\1+|([ー〜])\2{2,}")
_MIXED_RUN = re.compile(r"[!?]*\?[!?]*")
_CAPITALS = re.compile(r"\b[A-Z][A-Z']+\b")
_SHORT_WORDS = {
    "AM", "ALL", "AND", "ANY", "ARE", "BUT", "CAN", "DID", "DO", "EVEN", "FOR", "GET", "GO", "HAD", "HAS", "HE",
    "HER", "HIM", "HIS", "HOW", "IF", "IN", "IS", "IT", "ME", "MY", "NO", "NOT", "NOW", "OF", "OFF", "ON", "ONE",
    "OR", "OUR", "OUT", "SHE", "SO", "THE", "TO", "TOO", "UP", "WAS", "WE", "WHO", "WHY", "YES", "YOU", "AT", "BE",
}  # fmt: skip
_ACRONYMS = {"ADHD", "ASAP", "BBQ", "IKEA", "LINE", "NASA", "NYC", "PTSD", "WIFI", "NETFLIX", "TIKTOK"}
_DOUBLE = {
    "been", "book", "cool", "feel", "food", "free", "good", "keep", "look", "need", "room", "school", "see", "seen",
    "sleep", "soon", "too", "week", "hell", "all", "call", "still", "will", "tell", "kiss", "miss", "pissed", "really",
}  # fmt: skip
_FRENCH_QUOTES = str.maketrans("’‘“”´`", "''\"\"''")


@dataclass(frozen=True)
class Normal:
    """A draft in plain form, and what was loud about it (spans count in the plain form)."""

    text: str
    loud: tuple[Signal, ...]
    too_long: bool


def normalise(text: str) -> Normal:
    """Never raises. Keeps line breaks, words and their order; quotation marks become straight."""
    too_long = len(text) > LONGEST
    plain = "".join(_keep(letter) for letter in unicodedata.normalize("NFKC", text[: LONGEST * 2]))
    plain = _HIDDEN_JOINER.sub("", plain).translate(_FRENCH_QUOTES)[:LONGEST]
    plain = _STRETCHED.sub(lambda found: _shorten(plain, found), plain)
    plain = _MIXED_RUN.sub("?", _RUN.sub(lambda found: (found[1] or found[2])[0], plain))
    plain = re.sub(r"[ \t]+", " ", plain).strip()
    quiet, loud = _lower(plain)
    return Normal(quiet, loud, too_long)


def detect_language(text: str) -> Language | None:
    """The language a draft is written in, or None when it is in neither (or in no words at all)."""
    kana = len(re.findall(r"[ぁ-ゖァ-ヺー]", text))
    han = len(re.findall(r"[一-鿿々]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    other = sum(letter.isalpha() for letter in text) - kana - han - latin
    if kana + han > latin / 3 and (kana or han <= 6) and kana + han:
        return "ja"
    return "en" if latin > other and latin else None


def _keep(letter: str) -> str:
    if letter in "\n\t ":
        return letter
    if letter != _JOINER and unicodedata.category(letter) in _HIDDEN:
        return ""
    return " " if letter.isspace() else letter


def _shorten(text: str, found: re.Match[str]) -> str:
    if found[1] in "wW":  # laughter in Japanese
        return found[0]
    before = re.search(r"[A-Za-z]*$", text[: found.start()])
    after = re.match(r"[A-Za-z]*", text[found.end() :])
    word = f"{before[0] if before else ''}{found[1] * 2}{after[0] if after else ''}".lower()
    return found[1] * 2 if word in _DOUBLE else found[1]


def _lower(text: str) -> tuple[str, tuple[Signal, ...]]:
    """Capital words lowered in place, so that every position stays what it was."""
    letters = [letter for letter in text if letter.isascii() and letter.isalpha()]
    shouted = len(letters) >= 8 and sum(letter.isupper() for letter in letters) > 0.6 * len(letters)
    if shouted:
        lowered = re.sub(r"(?<![a-z])i(?![a-z])", "I", text.lower()) if text.isascii() else text.lower()
        same = lowered if len(lowered) == len(text) else text
        return same, (Signal("all_caps", 0, len(same), same),)
    loud = [found for found in _CAPITALS.finditer(text) if _is_loud(found[0])]
    for found in loud:
        text = text[: found.start()] + found[0].lower() + text[found.end() :]
    return text, tuple(Signal("all_caps", found.start(), found.end(), found[0].lower()) for found in loud)


def _is_loud(word: str) -> bool:
    return word in _SHORT_WORDS or (len(word) >= 4 and word not in _ACRONYMS)
