"""The last look at a Japanese wording: nothing reversed, nothing added, one register, no broken grammar."""

import re
from functools import cache, lru_cache
from typing import Any

from conversations.rewording.japanese import felt, moves
from conversations.rewording.japanese.dialect import standard
from conversations.rewording.japanese.mockery import meant
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Slot, SlotName

_WISH = re.compile(r"[^。、]*(?:もらえ|くれ|ほしい|もらって|お願い|したい|たい(?=[。な]))[^。]*")
_RUN = re.compile(r"[一-龥々]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")
_BROKEN = re.compile(
    r"をを|がが|はは|にに|とと(?!も)|のの(?!は)|ででは|。。|、、|、。|もらえないもらえ|くれるくれ|るる|"
    r"まで(?:くれ|もらえ)|(?<![てでをも])くれ(?:る|たら)|(?<![てでをも])もらえ(?:る|たら|ます)|たいと、|"
    r"たた(?![んみかい])|いるいる|をが|がを|はが|をは|なを|もをも|ではは|るいる|ただと|だだ|[（(][^）)]*$"
)
_COMMAND = re.compile(r"(?:しろ|やめろ|(?<!ごめん)なさい|べき|てよ|でよ)(?=[。、!?]|$)")


def problems(draft: Draft, candidate: str, slots: dict[SlotName, Slot]) -> tuple[str, ...]:
    """Reason codes; empty when nothing speaks against the wording."""
    found = []
    if is_reversed(draft.text, candidate):
        found.append("reversed")
    if added_words(draft, candidate, slots):
        found.append("added")
    if _BROKEN.search(candidate):
        found.append("grammar")
    if _COMMAND.search(candidate):
        found.append("command")
    if len(candidate) > 120:
        found.append("long")
    if _mixed(candidate):
        found.append("register")
    return tuple(found)


def is_reversed(text: str, candidate: str) -> bool:
    """Whether something the draft denies is affirmed, or the other way round, outside of a wish."""
    before = _told_in(text)
    after = _polarities(_WISH.sub("", candidate))
    return any(stem in before and not (before[stem] & signs) for stem, signs in after.items())


@lru_cache(maxsize=1)  # every wording is held against the same draft
def _told_in(text: str) -> dict[str, set[bool]]:
    """Both signs of what a draft says: as it stands, plainly, and as its mocking sentences are meant."""
    plain = standard(text)
    sentences = ((one, meant(one)) for one in re.split(r"[。!?]", plain))
    mocked = "。".join(said for one, said in sentences if said != one)
    signs = _polarities(text)
    for said in (plain, mocked):
        for stem, found in _polarities(said).items():
            signs.setdefault(stem, set()).update(found)
    return signs


def _polarities(text: str) -> dict[str, set[bool]]:
    """For each word stem that takes an ending: whether it is denied (True) or not (False)."""
    signs: dict[str, set[bool]] = {}
    for found in re.finditer(r"([一-龥々])([ぁ-ん]{1,8})", text):
        ending = re.split(
            r"(?:と|けど|のに|ので|から|って|とき|こと|の(?=は|が|を|も|って|おかし|ひど|やば|ありえ|信じられ|許|忘|ずる|いい加減|\?|$))",
            found[2],
        )[0]
        hard = re.match(r"[ぁ-ん]{1,8}むずかし", text[found.start(2) :])
        if not ending or ending[0] in "をがはもにのへ":
            continue
        denied = bool(re.search(r"な(?:い|かった|く(?!な)|けれ)|ません|ず$", ending)) or hard is not None
        signs.setdefault(found[1], set()).add(denied)
    return signs


def added_words(draft: Draft, candidate: str, slots: dict[SlotName, Slot]) -> tuple[str, ...]:
    """Words of content that neither the writer nor a frame has said."""
    known = draft.text + "".join(draft.choices.values()) + "".join(slot.value for slot in slots.values())
    own = _frame_words()
    return tuple(run for run in _RUN.findall(candidate) if not _is_said(run, known) and run not in own)


def _is_said(run: str, known: str) -> bool:
    """Whether the writer has said it, in one or in two pieces: 「写真」「撮って」 -> 「写真撮って」."""
    return run in known or any(run[:at] in known and run[at:] in known for at in range(1, len(run)))


def _mixed(candidate: str) -> bool:
    """Whether sentences in です・ます stand beside plain ones."""
    sentences = [one for one in re.split(r"[。!?]", candidate) if one.strip()]
    polite = [register_of(one) == "polite" or one.endswith(("くて", "が", "ください")) for one in sentences]
    return any(register_of(one) == "polite" for one in sentences) and not all(polite)


@cache
def _frame_words() -> str:
    """All that the frames, the chips and the neutral wordings can say."""
    said = [text for file in ("frames", "said", "chips") for text in _texts(words("ja", file))]
    said += [row["say"] for row in words("ja", "events")["event"]]
    said += moves.texts()
    said += felt.texts()
    return "\n".join(said)


def _texts(table: Any) -> list[str]:
    if isinstance(table, str):
        return [table]
    parts = table.values() if isinstance(table, dict) else table
    return [text for part in parts for text in _texts(part)]
