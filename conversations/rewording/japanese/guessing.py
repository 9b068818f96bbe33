"""Tells what the writer only guesses of the other, and says it as what it seems to them."""

import re
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import ME, bare_of
from conversations.rewording.language import words

_OWN = re.compile(rf"^{ME}(?:は|が|も)")
_SEEMS = re.compile(r"れて(?:い)?(?:る|ない)$|られた$|された$|われた$")
_THING = re.compile(r"(?:なんか|なんて|など|とか)(?:って|は|が|を)?(?=.{2})")


def is_guess(sentence: str) -> bool:
    """Whether it says of the other what nobody can see: what they think, or what they are said to mean."""
    return not _OWN.search(sentence) and (_tail().search(sentence) or _mind().search(sentence)) is not None


def seeming_of(sentence: str) -> str:
    """The bare guess, said from the side of the writer."""
    said = _THING.sub("、", bare_of(sentence.rstrip("?")))
    for find, put in _turns():
        if find.search(said):
            return find.sub(put, said)
    return said


def seems(say: str) -> str:
    """How such a guess leads on to what is felt."""
    return f"{say}気がして、" if _SEEMS.search(say) else f"{say}のかなって思うと、"


def _table() -> dict[str, Any]:
    table: dict[str, Any] = words("ja", "kept")["guess"]
    return table


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_table()["tail"])


@cache
def _mind() -> re.Pattern[str]:
    return re.compile(_table()["mind"])


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), put) for find, put in _table()["turn"])
