"""The situations in which a flow may start: alone or as a pair, with or without a card, a pause, a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import Any

from conversations.dialogue.here import (
    DraftSeen,
    Here,
    InviteSeen,
    LineSeen,
    ModelSeen,
    NeedSeen,
    PauseSeen,
    SettingsSeen,
    SheetSeen,
    Stored,
)
from conversations.dialogue.looks import BLANKS, LOOKS
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import say
from conversations.flows import FLOWS, Wants

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ID = 2**63 - 1  # the largest, see records.database.new_id
TOKEN = "x" * 22  # as long as a real one
DRAFT = "You never listen to me."
CARD = say("needs.card.own.request_now_when", request=DRAFT)
NEED_STATES = ("open", "heard", "accepted", "deferred", "offered", "closed")
NEED_KINDS = tuple(load_phrasebook().table("needs.kind.options", "en"))
PAUSE_STATES = ("running", "returning", "back", "over")

BASES: dict[str, Here] = {
    "new": Here("Aki", "en", "UTC"),
    "alone": Here("Aki", "ja", "Asia/Tokyo", consented=True, operator="Noa"),
    "pair": Here("Aki", "ja", "Asia/Tokyo", "Mika", "en", paired=True, consented=True, shared_chat=True),
    "pair, no shared chat": Here("Aki", "en", "Europe/London", "Mika", "ja", paired=True, consented=True),
    "pair, one language": Here(
        "Aki", "en", "Europe/London", "Mika", "en", paired=True, consented=True, shared_chat=True
    ),
}

# What stands in the buttons and links that start a flow, besides nothing at all.
ARGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "welcome": (("i", TOKEN), ("s", TOKEN)),
    "arrival": (("i", TOKEN),),
    "menu": (("unknown",),),
    "support": tuple((section, *country) for section in ("danger", "violence", "own_behaviour", "crisis")
                     for country in ((), *((one,) for one in load_phrasebook().table("helplines.country.options", "en")))),
    "set": (("language",), ("zone",), ("hour",), ("quiet",), ("rest",), ("wake",), ("model",), ("model_off",), ("fine_words",),
            ("other",)),
    "privacy": (("how_long",),),
    "invite": (("cancel",),),
    "link": ((TOKEN,),),
    "need": tuple((kind,) for kind in NEED_KINDS),
    "held": ((str(ID),), (str(ID), "drop")),
    "answer": tuple((str(ID), *rest) for rest in (
        ("heard",), ("line", "attend_go_on"), ("can",), ("later",), ("back",), ("ask",), ("cant",), ("hear",), ("more",))),
    "asked": tuple((str(ID), how) for how in (
        "yes", "almost", "not_quite", "reply", "withdraw", "helped", "partly", "no", "rest", "closer", "again",
        "thanks", "other")),
    "coach": (("listen",), *((role, level) for role in ("speak", "listen", "ask") for level in "123"), ("speak", "4"),
              ("ask", "4"), ("ask", "5")),
    "pause": (("20",),),
    "back": tuple((str(ID), *rest) for rest in ((), *((how,) for how in (
        "settled", "nearly", "not_yet", "together", "leave")))),
    "breathe": (("stop",),),
    "idea": tuple((str(number),) for number in range(8)),
    "checkin": tuple((str(ID), how) for how in (
        "plenty", "some", "little", "empty", "not_today", "fewer", "change")),
    "respond": tuple((str(ID), how) for how in ("heart", "more", "can", "add", "later")),
    "add_line": ((str(ID),),),
    "alone": ((str(ID), "send"), (str(ID), "keep")),
}  # fmt: skip

# What was typed after the command.
WORDS = {"reword": ("", DRAFT), "stray": (DRAFT,)}


@dataclass(frozen=True)
class Situation:
    """One way for a flow to start; `features` name it."""

    features: tuple[tuple[str, str], ...]
    here: Here


def situations(flow: str) -> Iterator[Situation]:
    """Every situation of this flow that its `Wants` lets happen."""
    for base, here in BASES.items():
        if not _may_start(flow, here):
            continue
        loads = [(load.__name__, seen_by(load.__name__, here)) for load in LOOKS.get(flow, ())]
        for seen in product(*(variants.items() for _, variants in loads)):
            known: dict[str, Any] = {}
            for _, fields in seen:
                known |= fields
            features = tuple((load, name) for (load, _), (name, _) in zip(loads, seen, strict=True))
            for args, words in product(((), *ARGS.get(flow, ())), WORDS.get(flow, ("",))):
                told = (("base", base), *features, ("args", " ".join(args)), ("words", words))
                yield Situation(told, replace(here, args=args, words=words, **known))


def _may_start(flow: str, here: Here) -> bool:
    match FLOWS[flow].wants:
        case Wants.PARTNER:
            return here.paired
        case Wants.CONSENT:
            return here.consented
        case _:
            return True


def seen_by(load: str, here: Here) -> dict[str, dict[str, Any]]:
    """What a loader of looks.py may find, by name. Raises KeyError for one that is not known here."""
    found = {"nothing": {}, **_VARIANTS[load]()}
    if load in ("see_settings", "count_stored"):
        return {name: fields for name, fields in found.items() if bool(fields) == here.consented}
    if load == "see_model":
        never = set() if here.paired else {"agreed to by one"} | (set() if here.consented else {"agreed to"})
        return {name: fields for name, fields in found.items() if name not in never}
    if load in _FOR_TWO and not here.paired:
        return {"nothing": {}}
    return found


def _invites() -> dict[str, Any]:
    return {"a link": {"invite": InviteSeen(TOKEN, "Mika")}, "a group": {"invite": InviteSeen(TOKEN, "")}}


def _places() -> dict[str, Any]:
    return {"a guess": {"guessed_zone": "Asia/Tokyo", "guessed_city": "Tokyo"}}


def _needs() -> dict[str, Any]:
    def need(kind: str, state: str, mine: bool) -> dict[str, Any]:
        seen = NeedSeen(ID, kind, state, CARD, "tonight", mine, "us", DRAFT, NOON, 1)
        return {f"{'my' if mine else 'their'} {kind}, {state}": {"need": seen}}

    found: dict[str, Any] = {}
    for state, mine in product(NEED_STATES, (True, False)):
        found |= need(NEED_KINDS[0], state, mine)
    for kind, mine in product((*NEED_KINDS, "words"), (True, False)):
        found |= need(kind, "open", mine)
    return found


def _open_needs() -> dict[str, Any]:
    return {"three open": {"open_needs": 3}, "one rests": {"resting_kinds": NEED_KINDS[:1]}}


def _settings() -> dict[str, Any]:
    seen = SettingsSeen("en", "Asia/Tokyo", "Tokyo", time(20, 30), time(22), time(8), False, False)
    return {
        "set": {"settings": seen},
        "resting": {"settings": replace(seen, resting=True)},
        "no hour, solo": {"settings": replace(seen, checkin_at=None, solo=True)},
    }


def _models() -> dict[str, Any]:
    return {
        "offered": {"model": ModelSeen("model.example", False, False)},
        "agreed to by one": {"model": ModelSeen("model.example", True, False)},
        "agreed to": {"model": ModelSeen("model.example", True, True)},
    }


def _stored() -> dict[str, Any]:
    return {"nothing kept": {"stored": Stored(0, 0, 0, 0)}, "much kept": {"stored": Stored(99, 12, 1, 7)}}


def _sheets() -> dict[str, Any]:
    questions = tuple(f"prompts.{id}" for id in list(load_phrasebook().table("prompts", "en"))[:3])
    seen = SheetSeen(ID, date(2026, 11, 20), questions, False, False, False, False)
    return {
        "open": {"sheet": seen},
        "light": {"sheet": replace(seen, light=True)},
        "answered": {"sheet": replace(seen, answered=True)},
        "over": {"sheet": replace(seen, over=True)},
        "one-sided": {"sheet": replace(seen, answered=True, over=True)},
        "revealed": {"sheet": replace(seen, answered=True, revealed=True)},
        **{f"revealed, {kind}": {"sheet": replace(seen, answered=True, revealed=True, partner_could=kind)}
           for kind in NEED_KINDS},
    }  # fmt: skip


def _running() -> dict[str, Any]:
    return {name: fields for name, fields in _pauses().items() if name.startswith("running")}


def _pauses() -> dict[str, Any]:
    lengths = {"short": timedelta(minutes=20), "long": timedelta(hours=12)}
    return {
        f"{state}, {length}{', again' if again else ''}": {
            "pause": PauseSeen(ID, state, NOON, NOON + span, again)
        }
        for state, (length, span), again in product(PAUSE_STATES, lengths.items(), (False, True))
    }


def _drafts() -> dict[str, Any]:
    return {"helped": {"draft": DraftSeen(ID, DRAFT, True)}, "own": {"draft": DraftSeen(ID, DRAFT, False)},
            "not worded": {"draft": DraftSeen(ID, DRAFT, False, worded=False)}}  # fmt: skip


@cache
def _lines() -> dict[str, Any]:
    bank = load_phrasebook().table("phrases", "en")
    lines = (LineSeen(id, row["role"], row["kind"], tuple(row["levels"]), any(sign in row["text"] for sign in BLANKS))
             for id, row in bank.items())  # fmt: skip
    return {"nothing": {"lines": tuple(lines)}}


_VARIANTS: dict[str, Any] = {
    "see_invite": _invites,
    "guess_place": _places,
    "see_need": _needs,
    "count_needs": _open_needs,
    "see_settings": _settings,
    "see_model": _models,
    "count_stored": _stored,
    "see_sheet": _sheets,
    "see_today": _sheets,
    "see_running_pause": _running,
    "see_pause": _pauses,
    "see_heat": lambda: {"heat": {"partner_is_hot": True}},
    "see_lines": _lines,
    "see_draft": _drafts,
    "see_wording": lambda: {
        "familiar": {"familiar": ("absolute", "you")},
        "the fifth": {"wordings_today": 4},
    },
    "see_fine_words": lambda: {"fine": {"fine_words": ((ID, "always"),)}},
}
_FOR_TWO = ("see_need", "count_needs", "see_sheet", "see_today", "see_running_pause", "see_pause", "see_heat")
