"""Hears in which tone a draft is written: plain or polite, and how the writer calls themself."""

import re
from typing import Literal

Register = Literal["casual", "polite"]

_ME = re.compile(r"(俺|オレ|おれ|僕|ぼく|ボク|私|わたし|あたし)")
_POLITE = re.compile(
    r"(?:です|ます|ません|ました|でした|ください|下さい|でしょうか|ましょう)(?:か|ね|よ|が|けど|から|ので|"
    r"よね|し)?(?=$|[。、!?\s\n])"
)
_SENTENCES = re.compile(r"[。!?\n]+")
_MOCKING = re.compile(
    r"^(?:はいはい、?)?(?:了解|承知|結構|そう|無視|既読無視|すごい|偉い|えらい|さすが|ご立派|よかった|ありがたい|お疲れ(?:様|さま)|ご苦労(?:様|さま)|いいご身分|お忙しい)(?:です|でした)(?:か|ね|よ|こと)*$|(?:です|ます)(?:もん)ね$|ですこと$|^(?:また|今日も)[^。]*ですか$|(?:でちゅ|ござい)|^(?:いい|うらやましい|羨ましい|お気楽|気楽|優雅|楽|幸せ)です(?:よ)?ね[ーえぇ]*、"
)


def register_of(text: str) -> Register:
    """The register of the draft: です・ます makes it polite, unless it only mocks among plain sentences."""
    if not _POLITE.search(text):
        return "casual"
    sentences = [one for one in _SENTENCES.split(text) if len(one.strip()) > 3]
    polite = [one for one in sentences if _POLITE.search(one)]
    meant = [one for one in polite if not _MOCKING.search(one.strip())]
    return (
        "casual"
        if polite and len(meant) < len(sentences) - len(polite) + (not meant and len(sentences) > 1)
        else "polite"
    )


def first_person(text: str) -> str | None:
    """How the writer calls themself, or None when the draft leaves it out."""
    found = _ME.search(text)
    return found[1] if found else None
