"""Says how something the writer tells in their own words feels, and what may be asked then."""

import re
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import ME
from conversations.rewording.japanese.feelings import forms_of
from conversations.rewording.japanese.guessing import seems
from conversations.rewording.japanese.retelling import Kept
from conversations.rewording.language import words

ACT = 12  # characters at the end of a clause that tell what is done
_TIRED = re.compile(r"しんど|つら")  # after a deed without a doer it would be the writer's own
_DOING = re.compile(r"(?<!気になっ)(?<!引っかかっ)てる$")  # 「のが」 does not lead to such a verb
_DUTY = re.compile(r"(?:なきゃ|ないと|なければ)(?:いけない|ならない)$")  # whoever asks why is worn out by it
_DOES = re.compile(r"(?<!れ)(?<!られ)(?<!まま)(?:[うくぐすつぬぶむるな]|[っんいし][ただ]|[てで]た)$")
_THEIRS = re.compile(r"のに|とき|横で|そばで|前で|れる$")  # the writer's state only sets the stage
_CONTRAST = re.compile(r"のに、?|けど、|わりに、?")  # what stands before it is not what hurts
_STEP = re.compile(r"(?<=[っいんえけげせねべめれしき])[てで](?=[^、]{6,}$)")  # nor what was done first
_SAYING = re.compile(r"(?:言い|話し)方$|口調$|嫌味$|文句$")
_WHOSE = re.compile(rf"{ME}|もらえ|さん|母|父|される|られ|くる$")


def told(kept: Kept, feeling: str | None) -> tuple[str, ...]:
    """The clause and how it feels, as sentences; `feeling` is one the writer has named."""
    if kept.guess:
        return tuple(f"{seems(kept.say)}{feel}。" for feel in _table()["guess"]["now"])
    if kept.asks:
        return tuple(f"{kept.say}のかなって、{feel}。" for feel in _table()["asked"]["now"])
    if kept.promise:
        return tuple(f"{kept.say}から、{feel}。" for feel in _table()["promise"]["now"])
    if kept.thing:
        return tuple(
            f"{kept.say}{join}{feel}。" for feel in _own_feel(kept, feeling) for join in ("が、", "、")
        )
    feels = _own_feel(kept, feeling) if feeling or kept.feeling else _guessed(kept)
    return tuple(f"{kept.say}の{join}{feel}。" for feel in feels for join in _joins(kept, feel))


def asks_of(kept: Kept) -> tuple[str, ...]:
    """What may be asked where such a thing was told."""
    ends = {"話してた": "remind", "思ってた": "hope"}.get(kept.say[-4:])
    if kept.asks:
        return tuple(_table()["asked"]["ask"])
    if kept.promise and ends:
        return tuple(_table()["promise"][ends])
    if kept.thing:
        return tuple(_table()["manner"]["say" if _SAYING.search(kept.say) else "ask"])
    return tuple(_row(kept)["ask"]) or _by_form(kept.say)


def texts() -> tuple[str, ...]:
    """Every wording of this table, and what may stand in the place of the writer's own words."""
    table = _table()
    rows = (
        *table["kind"],
        *table["form"],
        table["why"],
        table["asked"],
        table["guess"],
        table["mine"],
        table["promise"],
        table["manner"],
    )
    lines = [
        line
        for row in rows
        for part in ("now", "past", "ask", "remind", "hope", "say")
        for line in row.get(part, ())
    ]
    lines += [line for row in table["feel"].values() for line in row.values()]
    lines += [put for _, put in table["guess"]["turn"]]
    return (*lines, *(put for name in ("mock", "early", "swap", "passive") for _, put in table[name]))


def _own_feel(kept: Kept, feeling: str | None) -> tuple[str, ...]:
    name = feeling or kept.feeling or ""
    row = _table()["feel"].get(name)
    if row:
        return (row["past"] if kept.over else row["now"],)
    forms = forms_of(name)
    return (("ちょっと" if not kept.why else "正直") + (forms.past if kept.over else forms.now),)


def _guessed(kept: Kept) -> tuple[str, ...]:
    row = _row(kept)
    feels = tuple(row["past"] if kept.over else row["now"])
    clear = tuple(one for one in feels if not _TIRED.search(one))
    return (clear or feels) if _DOES.search(kept.say) and not _WHOSE.search(kept.say) else feels


def _row(kept: Kept) -> dict[str, Any]:
    table = _table()
    if kept.say.startswith(("わたしが", "わたしは")) and not _THEIRS.search(kept.say):
        return dict(table["mine"])
    if kept.promise:
        return dict(table["promise"])
    if kept.guess or (kept.why and not _DUTY.search(kept.say)):
        return dict(table["guess" if kept.guess else "why"])
    return _kind(kept.say)


def _joins(kept: Kept, feel: str) -> tuple[str, ...]:
    if _DOING.search(feel):
        return ("、",)
    return ("が、", "、") if "、" in kept.say else ("、", "が、")


def _kind(core: str) -> dict[str, Any]:
    """By what is done, at the end of the clause; else by anything in it."""
    kinds = [one for one in _kinds() if not re.search(one[1].get("unless", "^$"), core)]
    said = _CONTRAST.split(core)[-1]
    rows = [row for find, row in kinds if "anywhere" in row and find.search(core)]
    rows += [row for find, row in kinds if find.pattern and find.search(said[-ACT:])]
    return next(iter(rows), None) or next(row for find, row in kinds if find.search(_STEP.split(said)[-1]))


def _by_form(say: str) -> tuple[str, ...]:
    """What may be asked by the form of the clause alone."""
    return next(tuple(row["ask"]) for row in _table()["form"] if re.search(row["find"], say))


def _table() -> dict[str, Any]:
    return words("ja", "kept")


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(row["find"]), row) for row in _table()["kind"])
