"""The rules our words keep, each as a check that names file, key and problem."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.content.reading import (
    CONTENT,
    DATA,
    LANGUAGES,
    PLACE,
    TAG,
    Content,
    Leaf,
    read_content,
    says,
    texts,
    values,
    width,
)

Check = Callable[[Content], list[str]]

CALM_FILES = ("tense", "pause", "support", "safety", "repair")
TAGS = ("b", "i", "blockquote", "fold")  # those that the phrasebook turns into marks
NAMES = ("Attune", "Telegram", "English", "日本語")

PICTURE = r"[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
EMOJI = re.compile(rf"{PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?")
HYPHENATED = re.compile(r"(?<![\w/.:-])/[A-Za-z_]+[-\u2013][\w-]+")
JAPANESE_THEN_HALF = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef][?!]")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
NO_WORDS = re.compile(r"/[a-z_]+|[\w-]+(?:\.[\w-]+)+|\d|[^\w]|_")


def _keyed(content: Content, language: str, file: str) -> dict[str, Any]:
    return {".".join(path): value for path, value in values(content[language].get(file, {}))}


def _files(content: Content) -> list[str]:
    return sorted({file for language in LANGUAGES for file in content[language]} - {"voice"})


def _pairs(content: Content) -> Iterator[tuple[Leaf, Leaf]]:
    japanese = {(leaf.file, leaf.path): leaf for leaf in texts(content, "ja")}
    for leaf in texts(content, "en"):
        if (leaf.file, leaf.path) in japanese:
            yield leaf, japanese[leaf.file, leaf.path]


def same_keys(content: Content) -> list[str]:
    found = []
    for file in _files(content):
        english, japanese = (set(_keyed(content, language, file)) for language in LANGUAGES)
        found += [f"ja/{file}.toml: {key}: missing, it stands in en" for key in sorted(english - japanese)]
        found += [f"en/{file}.toml: {key}: missing, it stands in ja" for key in sorted(japanese - english)]
    return found


def same_data(content: Content) -> list[str]:
    found = []
    for file in _files(content):
        english, japanese = (_keyed(content, language, file) for language in LANGUAGES)
        for key in english.keys() & japanese.keys():
            steers = key.split(".")[-1] in DATA.get(file, ()) or not isinstance(english[key], str)
            if steers and english[key] != japanese[key]:
                found.append(f"ja/{file}.toml: {key}: {japanese[key]!r}, but {english[key]!r} in en")
    return sorted(found)


def same_places(content: Content) -> list[str]:
    found = []
    for english, japanese in _pairs(content):
        ours, theirs = set(PLACE.findall(japanese.text)), set(PLACE.findall(english.text))
        if ours != theirs:
            found.append(japanese.blame(f"places {sorted(ours)}, but {sorted(theirs)} in en"))
    return found


def two_languages(content: Content) -> list[str]:
    return [
        japanese.blame("the same text in both languages")
        for english, japanese in _pairs(content)
        if english.text == japanese.text and _has_words(english.plain)
    ]


def _has_words(text: str) -> bool:
    for name in NAMES:
        text = text.replace(name, "")
    return bool(NO_WORDS.sub("", text.replace("Mika", "")))


def our_voice(content: Content) -> list[str]:
    """Banned words. What a phrase takes the place of ("Calm down") may be quoted as its `instead`."""
    found = []
    for language in LANGUAGES:
        voice = content[language].get("voice", {})
        for leaf in texts(content, language):
            if (leaf.file, leaf.path[-1]) != ("phrases", "instead"):
                found += [leaf.blame(f"“{word}” ({why})") for why, word in _slips(leaf, voice)]
    return found


def _slips(leaf: Leaf, voice: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    text = leaf.plain.replace("’", "'")
    for name in voice.get("apart_from", {}).get("names", ()):
        text = text.replace(name, "")
    by_partners = leaf.is_label or leaf.file == "phrases"
    for table, where in (("never", text), ("partners_only", "" if by_partners else QUOTED.sub("", text))):
        for why, words in voice.get(table, {}).items():
            yield from ((why, word) for word in words if says(where, word))


def quiet_marks(content: Content) -> list[str]:
    return [leaf.blame("an exclamation mark") for leaf in texts(content) if re.search("[!！]", leaf.text)]


def few_emoji(content: Content) -> list[str]:
    found = []
    for leaf in texts(content):
        allowed = 0 if Path(leaf.file).name.startswith(CALM_FILES) else 1
        count = len(EMOJI.findall(leaf.text))
        if count > allowed:
            found.append(leaf.blame(f"{count} emoji, {allowed} allowed"))
    return found


def short_labels(content: Content) -> list[str]:
    most = {"en": 18, "ja": 9}
    return [
        leaf.blame(f"{width(leaf.plain, leaf.language):g} wide, {most[leaf.language]} fit on a button")
        for leaf in texts(content)
        if leaf.is_label and width(leaf.plain, leaf.language) > most[leaf.language]
    ]


def short_turns(content: Content) -> list[str]:
    found = []
    for leaf in texts(content):
        words = sum(any(sign.isalnum() for sign in word) for word in leaf.plain.split())
        signs = width("".join(leaf.plain.split()), "ja")
        if leaf.is_turn and leaf.language == "en" and words > 35:
            found.append(leaf.blame(f"{words} words, 35 allowed"))
        if leaf.is_turn and leaf.language == "ja" and signs > 70:
            found.append(leaf.blame(f"{signs:g} characters, 70 allowed"))
    return found


def nothing_left_over(content: Content) -> list[str]:
    """Brackets of a draft, braces that name no place, double spaces (a terminal lines things up with them)."""
    signs = {
        r"\[[^\]]*\]": "a bracket to fill in",
        r"[{}]": "a brace that names no place",
        r" {2}": "a double space",
    }
    return [
        leaf.blame(problem)
        for leaf in texts(content)
        for sign, problem in signs.items()
        if re.search(sign, PLACE.sub("Mika", leaf.text)) and not (leaf.file == "cli" and sign == r" {2}")
    ]


def legal_commands(content: Content) -> list[str]:
    return [
        leaf.blame(f"{found} is no command to Telegram")
        for leaf in texts(content)
        for found in HYPHENATED.findall(leaf.text)
    ]


def balanced_markup(content: Content) -> list[str]:
    return [leaf.blame(problem) for leaf in texts(content) if (problem := _markup_problem(leaf.text))]


def _markup_problem(text: str) -> str | None:
    opened: list[str] = []
    for end, tag in TAG.findall(text):
        if tag not in TAGS:
            return f"<{end}{tag}> is not known"
        if not end:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return f"</{tag}> closes nothing"
    return f"<{opened[-1]}> is left open" if opened else None


def full_width_marks(content: Content) -> list[str]:
    return [
        leaf.blame("a half-width ? or ! after Japanese")
        for leaf in texts(content, "ja")
        if JAPANESE_THEN_HALF.search(leaf.text)
    ]


def enough_prompts(content: Content) -> list[str]:
    """One for each day of a year, and such a mix that none comes back in it (product rule for 14 days)."""
    prompts = [row for row in content["en"].get("prompts", {}).values() if isinstance(row, Mapping)]
    moods = [row["mood"] for row in prompts]
    light = sum(row["mood"] == "thanks" and row["depth"] == 1 for row in prompts)
    bright, curious = moods.count("joy") + moods.count("thanks"), moods.count("curiosity")
    calm = sum(row["mood"] != "inner" and row["depth"] < 3 for row in prompts)
    wanted = {
        "365 prompts": len(prompts) >= 365,
        "15 light thanks for tense days": light >= 15,
        "6 joy or thanks a fortnight": bright >= 6 * 26,
        "4 curiosity a fortnight": curious >= 4 * 26,
        "10 a fortnight that are neither inner nor deep": calm >= 10 * 26,
    }
    return [f"en/prompts.toml: fewer than {what}" for what, there in wanted.items() if not there]


def different_prompts(content: Content) -> list[str]:
    found = []
    for language in LANGUAGES:
        asked = [leaf for leaf in texts(content, language) if leaf.file == "prompts"]
        for one, other in combinations(asked, 2):
            near = SequenceMatcher(None, one.text.lower(), other.text.lower(), autojunk=False)
            if near.quick_ratio() >= 0.85 and near.ratio() >= 0.85:
                found.append(other.blame(f"almost the same as {one.key}"))
    return found


CHECKS: tuple[Check, ...] = (
    same_keys,
    same_data,
    same_places,
    two_languages,
    our_voice,
    quiet_marks,
    few_emoji,
    short_labels,
    short_turns,
    nothing_left_over,
    legal_commands,
    balanced_markup,
    full_width_marks,
    enough_prompts,
    different_prompts,
)


def problems(root: Path = CONTENT) -> list[str]:
    """Everything that is wrong, one line each: file, key, problem. Empty when the words are in order."""
    content = read_content(root)
    return [problem for check in CHECKS for problem in check(content)]
