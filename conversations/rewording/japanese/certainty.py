"""Tells which words of a draft are certainly nouns, so that a sentence may be built on them."""

import re

from conversations.rewording.japanese.telling import COUNTED, FREE, TALK_OF, known, table, telling

MOST = 6  # phrases looked at to find a certain one
_STARTERS = "をがはもにのでと、。!?「 \n"
_FREE_AFTER = re.compile(FREE)
_LOANED = re.compile(r"[ァ-ヶー]{3,}")
_LOANED_PAIR = re.compile(r"[ァ-ヶー]{2,}[一-龥]{0,2}[^女男子ァ-ヶー]")
_INFLECTED = re.compile(r"[なっるいく]")
_WRITTEN = re.compile(r"[一-龥々]{2,5}|[一-龥々ァ-ヶー]{4,9}")


def certain(text: str) -> tuple[str, ...]:
    """Phrases that are certainly nouns, best first: the ones that tell enough to build on, then the thin ones."""
    mute = table()["mute"]
    found = (_sure_part(one, text) for one in telling(text, MOST))
    nouns = [one for one in found if one and not re.match(mute, one)]
    return tuple(sorted((TALK_OF.sub("", one) for one in nouns), key=is_thin))


def _sure_part(said: str, text: str) -> str | None:
    """The whole phrase where it is certain, else a part of it: 「妹の子の入学式」 -> 「入学式」."""
    parts = said.split("の")
    tried = (said, parts[-1], "の".join(parts[:-1]), *parts)
    return next((one for one in tried if one and _is_certain(one, text)), None)


def is_thin(said: str) -> bool:
    """Whether a noun tells too little to be named beside something else."""
    return re.match(table()["thin"], said) is not None


def _is_certain(said: str, text: str) -> bool:
    """A known noun or a joint of them, or a word that stands free before a particle."""
    if all(known().fullmatch(part) for part in said.split("の")):
        return True
    if "の" in said:
        return all(_is_certain(part, text) for part in said.split("の"))
    if _LOANED_PAIR.fullmatch(said) or re.fullmatch(COUNTED, said):
        return True
    if _LOANED.fullmatch(said):
        return not _INFLECTED.match(text, text.find(said) + len(said))
    return _WRITTEN.fullmatch(said) is not None and _stands_free(said, text)


def _stands_free(said: str, text: str) -> bool:
    """Whether no other word runs into it: it begins after a particle or a mark, and one follows."""
    start = text.find(said)
    end = start + len(said)
    return (
        start >= 0 and _begins(text, start) and (end == len(text) or _FREE_AFTER.match(text, end) is not None)
    )


def _begins(text: str, start: int) -> bool:
    return (
        start == 0
        or text[start - 1] in _STARTERS
        or text[max(0, start - 2) : start] in ("この", "その", "あの")
    )
