"""What of a draft may go to a language model elsewhere: its sense, without names, numbers, places and addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from conversations.rewording.engine import chosen_text
from conversations.rewording.english.verbs import base_of_done, base_of_ing, base_of_past, base_of_third
from conversations.rewording.language import UNKNOWN, words
from conversations.rewording.normalise import detect_language, normalise
from conversations.rewording.values import Draft, Language, Reworded

_WITH_NAMES = {"concepts"}
_CONTENT = Path(__file__).parents[1] / "content"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|@\w+")
_NUMBER = re.compile(
    r"\+?\d(?:[\d .,:/-]*\d)?(?: ?[ap]\.?m\b)?|[二三四五六七八九十百千万]+(?=[時分日人円年月週歳回])", re.I
)
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[A-Za-z]+)?")
_OPENS = re.compile(r"(?:^|[.!?\"'\n:]\s*|[-–—]\s)$")  # where any word has a capital letter
_CALLED = re.compile(
    r"(?:[一-龥々]{1,4}|[ァ-ヶー]{1,8}|(?<![ぁ-ん])[ぁ-ん]{2,4})(?<![父母兄姉妹弟奥皆娘客])"
    r"(?=さん|ちゃん|くん|君|様|先輩|部長|先生)"
)
_FOREIGN = re.compile(r"[一-龥々]+|[ァ-ヶー]{2,}")
_KANJI = re.compile(r"[一-龥々]+")
_PLACEHOLDER = re.compile(r"\[[A-Z]+_\d+\]")
_LEFT = re.compile(r"\[|\]|(?:NAME|NUMBER|WORD|ADDRESS)_?\d", re.I)
_CAPITAL = {"i", "i'm", "i'd", "i'll", "i've", "english", "japanese"} | {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december", "christmas", "easter"),
}


@dataclass
class Lent:
    """A draft on loan. Whatever could say who, where or how many stands as a placeholder, the same each time.

    A word that Attune does not know may be a name: it is hidden as well.
    """

    draft: Draft
    found: Reworded
    language: Language
    names: tuple[str, ...]  # of the two, whole and in parts, the longest first
    hidden: dict[str, str] = field(default_factory=dict)  # original -> placeholder

    def hide(self, text: str) -> str:
        """A text as it may leave."""
        shown, at = "", 0
        for begin, end, sort in sorted(self._spans(text), key=lambda span: (span[0], -span[1])):
            if begin < at:
                continue
            shown += text[at:begin] + self._placeholder(text[begin:end], sort)
            at = end
        return shown + text[at:]

    def open(self, text: str) -> str:
        """What came back, with the originals in it again. A placeholder nobody gave out stays."""
        originals = {placeholder: original for original, placeholder in self.hidden.items()}
        return _PLACEHOLDER.sub(lambda found: originals.get(found[0], found[0]), text)

    def _placeholder(self, original: str, sort: str) -> str:
        return self.hidden.setdefault(original, f"[{sort}_{len(self.hidden) + 1}]")

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        for sort, found in _found(text, self.names, self.language):
            yield found.start(), found.end(), sort


def lend(draft: Draft, found: Reworded, names: tuple[str, ...]) -> Lent | None:
    """A draft ready to leave, or None for one that must not: a limit, or one where no name can be told."""
    normal = normalise(draft.text)
    shouted = any(signal.end - signal.start == len(normal.text) for signal in normal.loud)
    if "limit" in draft.choices or shouted or not found.candidates:
        return None
    called = {part for name in names for part in (normalise(name).text, *normalise(name).text.split())}
    language = detect_language(normal.text) or draft.language
    return Lent(draft, found, language, tuple(sorted(called - {""}, key=len, reverse=True)))


def material(lent: Lent) -> dict[str, object]:
    """All that leaves: the draft or the topic that was chosen of it, what the writer has tapped or typed, and the wordings there are."""
    slots = {name: slot.value for name, slot in lent.found.slots.items() if slot.value}
    told = {
        name: answer for name, answer in lent.draft.choices.items() if name != "topic" and answer != UNKNOWN
    }
    return {
        "draft": lent.hide(chosen_text(lent.draft)[1]),
        "said": {name: lent.hide(normalise(value).text) for name, value in (slots | told).items()},
        "wordings": {one.style: lent.hide(one.text) for one in lent.found.candidates},
    }


def is_placeholder_left(text: str) -> bool:
    """Whether a text has a placeholder in it, or what is left of one."""
    return _LEFT.search(text) is not None


def without_placeholders(text: str) -> str:
    """A text without them: what a model has said of its own."""
    return _PLACEHOLDER.sub(" ", text)


def _found(text: str, names: tuple[str, ...], language: Language) -> Iterator[tuple[str, re.Match[str]]]:
    for name in names:
        edge = r"\b" if name.isascii() else ""
        yield from (("NAME", hit) for hit in re.finditer(f"{edge}{re.escape(name)}{edge}", text, re.I))
    yield from (("ADDRESS", hit) for hit in _ADDRESS.finditer(text))
    yield from (("NUMBER", hit) for hit in _NUMBER.finditer(text))
    yield from (("NAME", hit) for hit in _CALLED.finditer(text) if language == "ja")
    for hit in _LATIN.finditer(text):
        capital = hit[0][0].isupper() and hit[0].lower() not in _CAPITAL
        if capital and not _OPENS.search(text[: hit.start()]):
            yield "NAME", hit
        elif not is_known(hit[0]):
            yield "WORD", hit
    yield from (("WORD", hit) for hit in _FOREIGN.finditer(text) if not _is_covered(hit[0]))


def is_known(word: str) -> bool:
    """Whether this is an English word of everyday life."""
    plain = re.sub(r"'(?:s|ve|re|ll|d|m)$", "", word.lower())
    return any(form in _english() for form in forms(plain)) or plain in _CAPITAL


def forms(word: str) -> set[str]:
    """A word, and what it may be a form of."""
    bases = (base(word) for base in (base_of_done, base_of_ing, base_of_past, base_of_third))
    cut = {word.removesuffix(end) for end in ("s", "es", "d", "ed", "ing", "ly", "er")}
    return {word, *cut, *(f"{one}e" for one in cut if one != word), *(base for base in bases if base)}


def _is_covered(run: str) -> bool:
    """Whether a run of kanji or katakana is made of words of everyday life; a surname mostly is not."""
    text, alone = _japanese()
    at = single = 0
    while at < len(run):
        longest = next((size for size in range(len(run) - at, 1, -1) if run[at : at + size] in text), 0)
        single += not longest
        if not longest and (run[at] not in alone or single > 1):
            return False
        at += longest or 1
    return not any(name in run for name in words("ja", "model")["surnames"])


@cache
def _english() -> frozenset[str]:
    """Those that are written small somewhere: a word that always has a capital letter is a name."""
    return frozenset(re.findall(r"\b[a-z][a-z']*", _all_words("en")))


@cache
def _japanese() -> tuple[str, frozenset[str]]:
    """Everything, and the kanji that stand alone in it."""
    text = _all_words("ja")
    return text, frozenset(run for run in _KANJI.findall(text) if len(run) == 1)


def _all_words(language: Language) -> str:
    """All that the engine can read and say; patterns that name people are no vocabulary."""
    names = {path.stem for path in (_CONTENT / language / "rewording").glob("*.toml")} - _WITH_NAMES
    return "\n".join(_texts(words(language, name) for name in sorted(names)))


def _texts(part: object) -> Iterator[str]:
    """All keys and texts of a table."""
    match part:
        case str():
            yield part
        case dict():
            yield from part
            yield from _texts(part.values())
        case Iterable():
            for one in part:
                yield from _texts(one)
