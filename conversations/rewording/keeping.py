"""Finds what of the writer's own words is still there in a rewording."""

import re
from difflib import SequenceMatcher

MOST = 2  # phrases that are told
_PIECE = re.compile(r"[A-Za-z0-9']+|[ぁ-ゖー]|[ァ-ヺ]+|[一-鿿々]+|[^\W_]")
_TELLING = re.compile(r"[a-z]{4}|\d|[ァ-ヺ]{2}|[一-鿿]", re.I)
_STEM, _PARTICLE = re.compile(r"[一-鿿々]+$"), re.compile(r"[をがはにでともの]$")
_COMMON = re.compile(
    r"(?:(?:i|you|we|they|it|he|she|me|my|your|our|the|a|an|to|of|in|on|at|and|that|this|when|what|with|for|is|are|was|"
    r"were|be|been|do|don't|did|have|has|had|not|so|just|about|from)\s*)+",
    re.I,
)


def kept_words(text: str, candidate: str) -> tuple[str, ...]:
    """The longest runs of words that both have, in the order of the candidate; those that say nothing are left out."""
    said, now = list(_PIECE.finditer(text)), list(_PIECE.finditer(candidate))
    old, new = ([one[0].lower() for one in found] for found in (said, now))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    spans = [(now[one.b].start(), now[one.b + one.size - 1].end()) for one in blocks if one.size]
    wholes = [(start, _whole(candidate[start:end], candidate[end : end + 1])) for start, end in spans]
    runs = [(start, run) for start, run in wholes if _says_something(run)]
    longest = sorted(runs, key=lambda run: -len(run[1]))[:MOST]
    return tuple(run for _, run in sorted(longest))


def _whole(run: str, after: str) -> str:
    """Without the stem of a Japanese verb whose ending differs, and the particle before it."""
    if run[-1:] >= "一" and "ぁ" <= after <= "ゖ":
        run = _PARTICLE.sub("", _STEM.sub("", run))
    return run.strip()


def _says_something(run: str) -> bool:
    return bool(_TELLING.search(run)) and not _COMMON.fullmatch(run)
