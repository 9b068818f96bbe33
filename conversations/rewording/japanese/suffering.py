"""Says what was done to the writer as what happened to them, where nobody else is said to do it."""

import re
from functools import cache

from conversations.rewording.japanese.clauses import ME
from conversations.rewording.language import words

_DOER = re.compile(
    rf"(?:さん|ちゃん|パパ|ママ|親|[父母兄姉弟妹夫妻嫁]|旦那|彼|友達|上司|たち|{ME})(?:は|が|も|って)(?!.*と、?.)"
)
_LAST = re.compile(r"のに|とき(?:に)?|横で|そばで|けど、|から、")  # behind it somebody else may be meant


def suffered(core: str) -> str:
    """A clause, turned where its last verb is known to be done to the writer."""
    for pattern, put in () if _DOER.search(_LAST.split(core)[-1]) else _passives():
        if pattern.search(core):
            return pattern.sub(put, core)
    return core


@cache
def _passives() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"(?:{find})$"), put) for find, put in words("ja", "kept")["passive"])
