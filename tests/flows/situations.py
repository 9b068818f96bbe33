"""The situations in which a flow may start: alone or as a pair, with or without a card, a pause, a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import Any

from conversations.dialogue.agreed_on import AgreementSeen, LimitSeen
from conversations.dialogue.here import (
    DraftSeen,
    DrillSeen,
    FloorSeen,
    Here,
    InviteSeen,
    KeepsakeSeen,
    LineSeen,
    ModelSeen,
    NeedSeen,
    NoteSeen,
    PauseSeen,
    SettingsSeen,
    SheetSeen,
    SlipSeen,
    ViewSeen,
)
from conversations.dialogue.looked_back import LoopSeen, PulseSeen
from conversations.dialogue.looks import BLANKS, LOOKS
from conversations.dialogue.our_deck import DeckSeen, QuestionSeen
from conversations.dialogue.outcomes.prompts import PACKS
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import Moment, lines, say, sentences
from conversations.dialogue.privacy_seen import kept_for
from conversations.dialogue.profile_known import GuessSeen, ProfileLine, ProfileSeen
from conversations.dialogue.shared_habits import ListeningSeen, RitualSeen, RitualsSeen
from conversations.dialogue.taken_along import OwnSeen
from conversations.dialogue.what_is_kept import AgreedSeen, Hosting, PrivacySeen
from conversations.flows import FLOWS, Wants
from conversations.flows.counsellor import FIRST, PLACES
from conversations.flows.floor import WHEN
from conversations.flows.learn import LESSONS, TRACKS
from conversations.flows.profile_lines import (
    AXES,
    BOTH,
    DAY,
    DEEDS,
    HELPS,
    HOME,
    NEITHER,
    SET_OFF,
    STATEMENTS,
    sentence,
)
from conversations.flows.prompts import MOST
from conversations.records.consents import Purpose
from conversations.records.counting import MINE, OURS
from conversations.records.retention import KEEPS

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ID = 2**63 - 1  # the largest, see records.database.new_id
TOKEN = "x" * 22  # as long as a real one
DRAFT = "You never listen to me."
CARD = say("needs.card.own.request_now_when", request=DRAFT)
HELP = sentences(
    say("needs.card.help.feeling_situation", feeling=say("feelings.said.worn_out"), situation=DRAFT),
    say(
        "needs.card.help.request",
        request=say("needs.request_said.help.half"),
        when=say("needs.when.said.tonight"),
    ),
    say("needs.much.said.lot"),
    say("needs.card.help.close"),
)
NEED_STATES = ("open", "heard", "accepted", "deferred", "declined", "offered", "closed")
NEED_KINDS = tuple(load_phrasebook().table("needs.kind.options", "en"))
NOTE_KINDS, NOTE_STATES = (
    ("thanks", "news", "repair", "apology", "limit", "proposal"),
    ("sent", "later", "answered", "withdrawn"),
)
FLOOR_STATES = ("waiting", "settling", "speaking", "reflecting", "confirming", "validating", "keeping", "paused",
                "closing", "shared", "solving", "picking", "over")  # fmt: skip
PAUSE_STATES = ("running", "returning", "back", "over")

BASES: dict[str, Here] = {
    "new": Here("Aki", "en", "UTC"),
    "alone": Here("Aki", "ja", "Asia/Tokyo", consented=True, operator="Noa"),
    "pair": Here("Aki", "ja", "Asia/Tokyo", "Mika", "en", paired=True, consented=True, shared_chat=True),
    "apart": Here("Aki", "en", "UTC", consented=True, apart=True),
    "pair, no shared chat": Here("Aki", "en", "Europe/London", "Mika", "ja", paired=True, consented=True),
    "pair, one language": Here(
        "Aki", "en", "Europe/London", "Mika", "en", paired=True, consented=True, shared_chat=True
    ),
}

# What stands in the buttons and links that start a flow, besides nothing at all.
SIDES = {
    name: (*axis.sides, *((BOTH, NEITHER) if name == "soothe" else ()), DAY) for name, axis in AXES.items()
}


def _shared(sides: dict[str, str]) -> tuple[ProfileLine, ...]:
    return tuple(ProfileLine(line, side, sentence(line, side)) for line, side in sides.items())


@cache
def profiles() -> dict[str, ProfileSeen]:
    """Answers of every kind; words in every line; lines of one, of both, alike and apart; every state of a round."""
    every = {f"all {answer}": ProfileSeen(tuple((one, answer) for one in STATEMENTS)) for answer in range(6)}
    for number, axis in enumerate(AXES.values()):
        told = {one: 5 for one in axis.one} | {one: 1 for one in axis.other}
        every[f"side {number}"] = ProfileSeen(tuple(told.items()))
        every[f"other side {number}"] = ProfileSeen(tuple((one, 6 - value) for one, value in told.items()))
    clear = {one: 5 if one in ("e2", "t2", "s2", "s4", "m2", "m3") else 1 for one in STATEMENTS}
    mine = ProfileSeen(tuple(clear.items()), tuple((line, DRAFT) for line in (*HOME, *HELPS, *SET_OFF)))
    first, second, last = ({name: sides[at] for name, sides in SIDES.items()} for at in (0, 1, -1))
    home = (ProfileLine("home_sad", "", say("lines.said.home_sad", words=DRAFT)),)
    more = {"soothe": BOTH}, {"soothe": NEITHER}
    return every | {
        "words": mine,
        "a few words": replace(mine, words=mine.words[:1]),
        "half": ProfileSeen((("e1", 5), ("t1", 4), ("s1", 2))),
        "shared": replace(mine, shared=(*_shared(second), *home)),
        "changed since": replace(mine, shared=_shared(first)),
        "apart": replace(mine, shared=_shared(second), theirs=(*_shared(first), *home)),
        "apart, the other first": replace(
            mine, shared=_shared(first), theirs=_shared(second), me_first=False
        ),
        "alike": replace(mine, shared=_shared(second), theirs=_shared(second)),
        "by the day": replace(mine, shared=_shared(second), theirs=_shared(last)),
        "both and neither": replace(mine, shared=_shared(more[0]), theirs=_shared(more[1])),
        "theirs alone": ProfileSeen(theirs=_shared(first)),
        "deeds": ProfileSeen((("e4", 5),), theirs=_shared({DEEDS: DEEDS})),
        "in a round": replace(mine, guess=GuessSeen("waiting")),
        "round open": replace(mine, guess=GuessSeen("open", tuple(AXES)[:3])),
        "round open, other lines": replace(mine, guess=GuessSeen("open", tuple(AXES)[2:])),
        "round guessed": replace(mine, guess=GuessSeen("guessed", tuple(AXES)[:3])),
        "round over": replace(mine, guess=GuessSeen("over", found=say("guess.surprises.2"))),
    }


ARGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "welcome": (("i", TOKEN), ("s", TOKEN), ("later", "")),
    "arrival": (("i", TOKEN),),
    "menu": (("unknown",), ("more",)),
    "support": tuple((section, *country) for section in ("danger", "violence", "own_behaviour", "crisis")
                     for country in ((), *((one,) for one in load_phrasebook().table("helplines.country.options", "en")))),
    "rhythm": (("three",), ("sundays",), ("keep",), ("other",)),
    "set": (("language",), ("zone",), ("hour",), ("quiet",), ("rest",), ("wake",), ("model",), ("model_off",), ("weekly",), ("weekly_off",), ("look",), ("look_off",), ("discreet",), ("discreet_off",), ("fine_words",),
            ("other",)),
    "hide": (("line",),),
    "note": ((str(ID),),),
    "waiting": (("next",), ("delete",)),
    "privacy": (("exactly",), ("how_long",), ("who",)),
    "agreed": tuple((how,) for how in ("stop_weekly", "stop_model", "stop_group", "stop_together", "stop_keep", "erase")),
    "invite": (("cancel",),),
    "joined": (("7", "yes"), ("7", "no")),
    "link": ((TOKEN,),),
    "need": (*((kind,) for kind in NEED_KINDS), ("feeling", "lonely"), ("feeling", "NONSENSE"), ("NONSENSE",)),
    "reword": (("feeling", "lonely"), ("feeling", "NONSENSE")),
    "held": ((str(ID),), (str(ID), "drop")),
    "answer": tuple((str(ID), *rest) for rest in (
        ("heard",), ("line", "attend_go_on"), ("write",), ("can",), ("later",), ("back",), ("ask",), ("mode",), ("cant",),
        ("offer",), ("rest",), ("hear",), ("more",))),
    "asked": tuple((str(ID), how) for how in (
        "yes", "almost", "not_quite", "reply", "listen", "solve", "helps", "honest", "talk", "withdraw", "helped", "partly",
        "closer", "missed", "rest", "drop", "other")),
    "reopen": tuple((str(ID), how) for how in ("look", "again", "change", "anew", "other")),
    "coach": (("listen",), *((role, level) for role in ("speak", "listen", "ask") for level in "123"), ("speak", "4"),
              ("ask", "4"), ("ask", "5"), ("back", "2"), ("back", "4"), ("line", "ask_mode")),
    "pause": (("20",),),
    "back": tuple((str(ID), *rest) for rest in ((), *((how,) for how in (
        "settled", "nearly", "not_yet", "turns", "together", "leave")))),
    "floor": tuple((str(ID), "3", *rest) for rest in (
        *((how,) for how in WHEN if how not in ("use", "hold", "drop", "echo")), ("use", str(ID)), ("hold", str(ID)),
        ("drop", str(ID)), ("echo", "so"), ("echo", "sounds"), ("echo", "feeling"), ("other",))),
    "breathe": (("stop",),),
    "idea": tuple((str(number),) for number in range(8)),
    "checkin": (*tuple((str(ID), how) for how in ("plenty", "some", "little", "empty", "not_today", "fewer", "change")), (str(ID), "word", "lonely"), (str(ID), "word", "NONSENSE")),
    "respond": tuple((str(ID), how) for how in ("heart", "more", "can", "add", "later")),
    "add_line": ((str(ID),),),
    "alone": ((str(ID), "send"), (str(ID), "keep")),
    "pulse": (("2026-11-16",), ("2026-11-16", "not_now"), ("stop",), ("enough",), ("menu",), ("unshare",)),
    "practice": tuple((drill, *rest) for drill in load_phrasebook().table("practice.drill", "en") for rest in ((), ("soon",))),
    "statement": tuple((one,) for one in STATEMENTS),
    "guess": (("again",),),
    "counsellor": (*((page,) for page in FIRST), *(("find", place) for place in PLACES), ("other",)),
    "learn": (("tracks",), ("other",), *(("track", name) for name in TRACKS), *((one, *rest) for one in LESSONS for rest in ((), ("try",)))),
    "limits": (("new",), ("other",)),
    "my_limit": tuple((str(ID), *rest) for rest in ((), ("share",), ("drop",), ("other",))),
    "limit": tuple((str(ID), how) for how in ("heard", "ask", "reply", "write", "withdraw", "other")),
    "proposed": tuple((str(ID), how) for how in ("yes", "change", "write", "not_now", "withdraw", "other")),
    "agreement": tuple((str(ID), *rest) for rest in ((), ("keep",), ("reword",), ("again",), ("let_go",), ("other",))),
    "prompts": (("packs",), *((how, pack) for how in ("want", "drop") for pack in PACKS), ("want", "other"), ("write",), ("own",), ("left_out",)),
    "thanked": tuple((str(ID), how) for how in ("heart", "more", "keep", "reply", "write", "withdraw")),
    "cheered": tuple((str(ID), how) for how in ("felt", "proud", "mark", "own", "reply", "write", "withdraw")),
    "mended": tuple((str(ID), how) for how in ("together", "later", "when", "first", "withdraw")),
    "rituals": (("new",),),
    "ritual": tuple((str(ID), *rest) for rest in ((), *((how,) for how in ("yes", "later", "no", "withdraw", "hush", "ring", "end", "other")))),
    "listening": ((str(ID),), (str(ID), "stop"), ("7", "stop")),
    "apologised": tuple((str(ID), how) for how in ("thank", "time", "missing", "reply", "word", "withdraw")),
}  # fmt: skip

# What was typed after the command.
WORDS = {
    "floor": ("", DRAFT, DRAFT * 20),
    "turns": ("", DRAFT, DRAFT * 6),
    "reword": ("", DRAFT),
    "stray": (DRAFT,),
    "thanks": ("", DRAFT, DRAFT * 20),
    "news": ("", DRAFT, DRAFT * 20),
    "repair": ("", DRAFT, DRAFT * 20),
    "sorry": ("", DRAFT, DRAFT * 20),
}


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
    if load == "see_privacy":
        mine = {"much kept", "older"} if here.consented else {"nothing kept", "taken back"}
        return {name: fields for name, fields in found.items() if name in mine}
    if load == "see_settings":
        return {name: fields for name, fields in found.items() if bool(fields) == here.consented}
    if load == "see_model":
        never = set() if here.paired else {"agreed to by one"} | (set() if here.consented else {"agreed to"})
        return {name: fields for name, fields in found.items() if name not in never}
    if load == "see_profile" and not here.paired:
        alone = {"shared", "changed since"} if here.apart else set()
        return {
            name: fields
            for name, fields in found.items()
            if name in alone or "profile" not in fields or not _of_two(fields["profile"])
        }
    if load in _FOR_TWO and not here.paired:
        return {"nothing": {}}
    return found


def _of_two(seen: ProfileSeen) -> bool:
    return bool(seen.shared or seen.theirs or seen.guess)


def _invites() -> dict[str, Any]:
    return {"a link": {"invite": InviteSeen(TOKEN, "Mika")}, "a group": {"invite": InviteSeen(TOKEN, "")},
            "it was agreed to": {"invite": InviteSeen(TOKEN, "Mika", waiting=True)}}  # fmt: skip


def _places() -> dict[str, Any]:
    return {"a guess": {"guessed_zone": "Asia/Tokyo", "guessed_city": "Tokyo"}}


def _needs() -> dict[str, Any]:
    def need(kind: str, state: str, mine: bool) -> dict[str, Any]:
        seen = NeedSeen(ID, kind, state, CARD, "tonight", mine, "us", DRAFT, NOON, rounds=int(mine))
        return {f"{'my' if mine else 'their'} {kind}, {state}": {"need": seen}}

    found: dict[str, Any] = {}
    for state, mine in product(NEED_STATES, (True, False)):
        found |= need(NEED_KINDS[0], state, mine)
    for kind, mine in product((*NEED_KINDS, "words"), (True, False)):
        found |= need(kind, "open", mine)
    open_one = NeedSeen(ID, NEED_KINDS[0], "open", CARD, "now", False, "us", DRAFT, NOON)
    everything = ("line", "ask", "reply", "mode", "mode_said", "more", "got")
    return found | {
        "theirs, for now": {"need": open_one},
        "theirs, moved": {"need": replace(open_one, state="deferred", moved=True)},
        "their words, moved": {"need": replace(open_one, kind="words", state="deferred", moved=True)},
        "theirs, once more": {"need": replace(open_one, rounds=1, told=("more",))},
        "theirs, all said": {"need": replace(open_one, rounds=2, told=everything)},
        "mine, all said": {"need": replace(open_one, mine=True, rounds=2, told=everything)},
        "mine, held": {"need": replace(open_one, mine=True, state="held")},
        "theirs, taken back": {"need": replace(open_one, state="closed", card=None, text="")},
        "mine, taken back": {"need": replace(open_one, mine=True, state="closed", card=None, text="")},
    }


def _own_needs() -> dict[str, Any]:
    """Cards as they were put together; a plain message; one that was taken back."""
    mine = NeedSeen(ID, "help", "held", HELP, "tonight", True, "us", DRAFT, NOON)
    space = replace(mine, kind="space", card=say("needs.card.space.back", time=Moment(NOON)), when="now")
    words = replace(mine, kind="words", card=lines(DRAFT, say("reword.footer", me="Aki")), when="no_rush")
    stands = {f"{one.kind}, {state}": {"need": replace(one, state=state)}
              for one, state in product((mine, space, words), ("held", "open", "closed"))}  # fmt: skip
    return stands | {"taken back": {"need": replace(mine, state="closed", card=None)}}


def _notes() -> dict[str, Any]:
    hand = NoteSeen(ID, "repair", "later", DRAFT, False, "us", DRAFT, moved=True)
    return {
        f"{'my' if mine else 'their'} {kind}, {state}": {
            "note": NoteSeen(ID, kind, state, None if state == "withdrawn" else DRAFT, mine, "us", DRAFT)
        }
        for kind, state, mine in product(NOTE_KINDS, NOTE_STATES, (True, False))
    } | {
        "their repair, moved": {"note": hand},
        "their repair, first": {"note": replace(hand, state="answered", answered=("first",))},
        "their limit, asked about": {
            "note": replace(hand, kind="limit", state="answered", answered=("ask",))
        },
        "their proposal, agreed to": {
            "note": replace(hand, kind="proposal", state="answered", answered=("yes",))
        },
        "their apology, missing": {
            "note": replace(hand, kind="apology", state="answered", answered=("missing",))
        },
    }


def _slips() -> dict[str, Any]:
    """Words of each kind, found in what the walk writes: a kind for each part."""
    parts = ("did", "felt", "sorry", "will", "line")
    kinds = tuple(load_phrasebook().table("sorry.why", "en"))
    return {
        f"slips from {at}": {
            "slips": tuple(
                SlipSeen(kind, (part,), "tea") for kind, part in zip(kinds[at:], parts, strict=False)
            )
        }
        for at in range(0, len(kinds), len(parts))
    }


def _keepsakes() -> dict[str, Any]:
    one = KeepsakeSeen(ID, say("thanks.card", me="Mika", card=DRAFT), Moment(NOON, "day_time"))
    return {"one": {"keepsakes": (one,)}, "two": {"keepsakes": (one, replace(one, id=ID - 1))}}


def _views() -> dict[str, Any]:
    one = ViewSeen(ID, (("happened", DRAFT), ("wish", DRAFT), ("hard", DRAFT)), Moment(NOON, "day_time"))
    short = replace(one, id=ID - 1, parts=(("line", DRAFT),))
    return {
        "long form rests": {"long_form_rests": True},
        "one": {"views": (one,), "long_form_rests": True},
        "two": {"views": (short, one)},
    }


def _loops() -> dict[str, Any]:
    said = say("loop.try.reach.said.once")
    looks = tuple(LoopSeen(NOON - timedelta(days=days), move, step) for days, move, step in (
        (7, "reach", DRAFT), (14, "both", None), (21, "back", said), (28, "reach", said)))  # fmt: skip
    return {"one": {"loops": looks[:1]}, "nothing to try": {"loops": looks[1:2]}, "several": {"loops": looks}}


def _limits() -> dict[str, Any]:
    """One; one that was told; as many and as long as there may be."""
    one = LimitSeen(
        ID, lines(say("limits.part.when", words=DRAFT), say("limits.part.act", words=DRAFT)), False, NOON
    )
    part = "x" * 80
    long = lines(*(say(f"limits.part.{name}", words=part) for name in ("when", "act", "after")))
    return {
        "one": {"limits": (one,)},
        "one that was told": {"limits": (replace(one, told=True),)},
        "as many as there may be": {"limits": (replace(one, card=long, told=True),) * 5},
    }


def _agreements() -> dict[str, Any]:
    one = AgreementSeen(ID, DRAFT, NOON)
    return {
        "one": {"agreements": (one,)},
        "one to look at again": {"agreements": (replace(one, look_at=NOON),)},
        "taken back": {"agreements": (replace(one, words=None),)},
        "as many as there may be": {"agreements": (replace(one, words="x" * 160, look_at=NOON),) * 8},
    }


def _pulse() -> dict[str, Any]:
    monday = date(2026, 11, 16)
    weeks = tuple(
        (monday - timedelta(days=7 * ago), level) for ago, level in ((4, 8.0), (3, 9.0), (2, 8.0), (1, 2.0))
    )
    few = PulseSeen(monday, False, weeks[:1])
    return {
        "the first": {"pulse": PulseSeen(monday, False)},
        "one week": {"pulse": few},
        "answered": {"pulse": replace(few, answered=True, weeks=((monday, 5.0),))},
        "several": {"pulse": replace(few, weeks=weeks)},
        "several, answered": {"pulse": replace(few, answered=True, weeks=(*weeks, (monday, 2.0)))},
        "wished": {"pulse": replace(few, weeks=weeks, wished=True)},
    }


def _own() -> dict[str, Any]:
    book = load_phrasebook()
    starts = tuple(book.table("counsellor.start", "en").items())
    words, reasons = (
        list(book.table("feelings.said", "en")),
        list(book.table("tense_levels.reason.options", "en")),
    )
    move = say("take_along.moved.stepped", move=say("loop.move.said.reach"), step=DRAFT)
    much = OwnSeen(tuple(words[-28:]), tuple(reasons), move, starts)
    return {"nothing": {"own": OwnSeen(starts=starts)}, "much": {"own": much},
            "a move": {"own": OwnSeen(move=say("loop.move.said.both"), starts=starts)}}  # fmt: skip


def _open_needs() -> dict[str, Any]:
    return {"three open": {"open_needs": 3}, "one rests": {"resting_kinds": NEED_KINDS[:1]}}


def _settings() -> dict[str, Any]:
    seen = SettingsSeen("en", "Asia/Tokyo", "Tokyo", time(20, 30), time(22), time(8), False, False)
    return {
        "set": {"settings": seen},
        "resting": {"settings": replace(seen, resting=True)},
        "no hour, solo": {"settings": replace(seen, checkin_at=None, solo=True)},
        "weekly, waits": {"settings": replace(seen, weekly=True)},
        "weekly": {"settings": replace(seen, weekly=True, weekly_on=True)},
        "discreet": {"settings": replace(seen, discreet=True)},
        "no weekly look": {"settings": replace(seen, weekly_look=False)},
        "three days": {"settings": replace(seen, rhythm="three")},
    }


def _models() -> dict[str, Any]:
    return {
        "offered": {"model": ModelSeen("model.example", False, False)},
        "agreed to by one": {"model": ModelSeen("model.example", True, False)},
        "agreed to": {"model": ModelSeen("model.example", True, True)},
    }


def _privacy() -> dict[str, Any]:
    """With every kind, every yes, and everything that the host may state; or with none of it."""
    day = Moment(NOON, "date", "Asia/Tokyo")
    agreed = tuple(
        AgreedSeen(one, day, "model.example" if one == "model" else "") for one in Purpose if one != "told"
    )
    much = PrivacySeen(
        kept_for(),
        Hosting("mailto:noa", 30),
        tuple((kind, 99) for kind in MINE),
        tuple((kind, 7) for kind in OURS),
        agreed,
    )
    return {
        "nothing kept": {"privacy": PrivacySeen(kept_for())},
        "much kept": {"privacy": much},
        "older": {"privacy": replace(much, agreed=tuple(replace(one, since=None) for one in agreed))},
        "taken back": {"privacy": replace(much, agreed=(), erased_at=Moment(NOON, "day_time"))},
    }  # fmt: skip


def _sheets() -> dict[str, Any]:
    questions = tuple(f"prompts.{id}" for id in list(load_phrasebook().table("prompts", "en"))[:3])
    seen = SheetSeen(ID, date(2026, 11, 20), questions, False, False, False, False)
    return {
        "open": {"sheet": seen},
        "light": {"sheet": replace(seen, light=True)},
        "their own": {"sheet": replace(seen, questions=(f"own.{ID}", *questions[1:]), own=DRAFT)},
        "their own, taken back": {"sheet": replace(seen, questions=(f"own.{ID}", *questions[1:]), own=say("dialogue.taken_back"))},
        "nothing left": {"sheet": replace(seen, questions=())},
        "a Monday": {"sheet": replace(seen, weekly=True)},
        "answered": {"sheet": replace(seen, answered=True)},
        "over": {"sheet": replace(seen, over=True)},
        "one-sided": {"sheet": replace(seen, answered=True, over=True)},
        "revealed": {"sheet": replace(seen, answered=True, revealed=True)},
        "revealed, taken back": {"sheet": replace(seen, answered=True, revealed=True, taken_back=True)},
        **{f"revealed, {kind}": {"sheet": replace(seen, answered=True, revealed=True,
                                                  partner_could=say(f"needs.kind.said.{kind}"))}
           for kind in NEED_KINDS},
    }  # fmt: skip


def _decks() -> dict[str, Any]:
    own, theirs = QuestionSeen(str(ID), DRAFT), QuestionSeen(f"own.{ID}", DRAFT)
    deck = QuestionSeen("prompts.joy_01", say("prompts.joy_01.text"))
    return {
        "one of each": {"deck": DeckSeen(PACKS[:1], (own,), (deck,))},
        "two of each": {"deck": DeckSeen(PACKS, (own, own), (theirs, deck))},
        "as many as there may be": {"deck": DeckSeen(own=(own,) * MOST)},
    }


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


def _floors() -> dict[str, Any]:
    seen = FloorSeen(ID, 3, "waiting", 20, "Mika", True, DRAFT)
    return {
        "a coin decides": {"floor": replace(seen, begins=None)},
        "a step later": {"floor": replace(seen, state="speaking", step=4)},
        "no note": {"floor": replace(seen, state="speaking", note="")},
        **{f"{state}, {'mine' if mine else 'theirs'}": {"floor": replace(seen, state=state, my_move=mine)}
           for state, mine in product(FLOOR_STATES, (True, False))},
    }  # fmt: skip


def _live_floors() -> dict[str, Any]:
    return {
        "proposed": _floors()["waiting, theirs"],
        "under way": _floors()["speaking, mine"],
        "no moment": {"may_take_turns": False},
        "new": {"new_to_turns": True},
    }


def _drafts() -> dict[str, Any]:
    return {"helped": {"draft": DraftSeen(ID, DRAFT, True)}, "own": {"draft": DraftSeen(ID, DRAFT, False)},
            "not worded": {"draft": DraftSeen(ID, DRAFT, False, worded=False)},
            "a note": {"draft": DraftSeen(ID, DRAFT, False, kind="thanks", card=DRAFT)}}  # fmt: skip


@cache
def _lines() -> dict[str, Any]:
    bank = load_phrasebook().table("phrases", "en")
    lines = (LineSeen(id, row["role"], row["kind"], tuple(row["levels"]), any(sign in row["text"] for sign in BLANKS))
             for id, row in bank.items())  # fmt: skip
    rested = tuple(lines)
    resting = tuple(replace(one, rests_until=NOON.date() + timedelta(days=1)) for one in rested)
    some = tuple(pair[at % 2] for at, pair in enumerate(zip(rested, resting, strict=True)))
    return {"nothing": {"lines": rested}, "some rest": {"lines": some}, "all rest": {"lines": resting}}


@cache
def _drills() -> dict[str, Any]:
    table = load_phrasebook().table("practice.drill", "en")
    new = tuple(
        DrillSeen(id, tuple(tuple(scene["line"]) for scene in row["scene"].values()))
        for id, row in table.items()
    )
    tried = {
        f"tried {times} times": {
            "drills": tuple(replace(one, times=times, due=due, next_box=box) for one in new)
        }
        for times, due, box in ((1, True, 2), (2, False, 3), (3, True, 4), (4, False, 5))
    }
    first = replace(new[0], times=1, due=False, next_box=1)
    return {"nothing": {"drills": new}, "the first is tried": {"drills": (first, *new[1:])}, **tried}


def _ritual() -> dict[str, Any]:
    seen = RitualSeen(ID, "running", True, say("rituals.near.said.tea"), say("rituals.when.none"))
    hour = replace(
        seen, when=say("rituals.when.each", days=say("rituals.days.every_day"), at="20:00"), timed=True
    )
    return {
        "runs": {"ritual": seen},
        "runs, with an hour": {"ritual": hour},
        "hushed": {"ritual": replace(hour, hushed=True)},
        "in quiet hours": {"ritual": replace(hour, in_quiet=True)},
        "mine, suggested": {"ritual": replace(hour, state="proposed")},
        "theirs, suggested": {"ritual": replace(seen, state="proposed", mine=False)},
        "theirs, later": {"ritual": replace(seen, state="later", mine=False)},
    }


def _rituals() -> dict[str, Any]:
    one = _ritual()["runs"]["ritual"]
    asked = _ritual()["theirs, suggested"]["ritual"]
    return {
        "some": {"rituals": RitualsSeen((one, asked))},
        "full": {"rituals": RitualsSeen((one, one, one), room=False)},
        "none": {"rituals": RitualsSeen()},
    }


def _listening() -> dict[str, Any]:
    return {"runs": {"listening": ListeningSeen(ID, 10, "Mika", "Aki", NOON)}}


def _lessons() -> dict[str, Any]:
    every = tuple(LESSONS)
    return {
        "one of today": {"lessons_read": every[:1], "lesson_today": every[0]},
        "one of yesterday": {"lessons_read": every[:1]},
        "all but one": {"lessons_read": every[1:]},
        "all": {"lessons_read": every},
    }


def _profiles() -> dict[str, Any]:
    return {name: {"profile": seen} for name, seen in profiles().items()}


_VARIANTS: dict[str, Any] = {
    "see_profile": _profiles,
    "see_sides": lambda: {"inside": {"sides": ("inward", "later", "quiet")}},
    "see_invite": _invites,
    "guess_place": _places,
    "see_need": _needs,
    "see_own_need": _own_needs,
    "count_needs": _open_needs,
    "see_note": _notes,
    "see_keepsakes": _keepsakes,
    "see_views": _views,
    "see_loops": _loops,
    "see_limits": _limits,
    "see_agreements": _agreements,
    "see_pulse": _pulse,
    "see_slips": _slips,
    "see_hand": lambda: {"a hand": {"hand_is_out": True}},
    "see_waiting": lambda: {"notes wait": {"notes_wait": 2, "waiting_note": ID}},
    "see_any_shared_chat": lambda: {"there": {"shared_chat": True}},
    "see_settings": _settings,
    "see_model": _models,
    "see_privacy": _privacy,
    "see_keeping": lambda: {f"{days} days": {"keeps_days": days} for days in KEEPS},
    "see_sheet": _sheets,
    "see_today": _sheets,
    "see_deck": _decks,
    "see_drills": _drills,
    "see_lessons": _lessons,
    "see_rituals": _rituals,
    "see_ritual": _ritual,
    "see_listening": _listening,
    "see_running_pause": _running,
    "see_pause": _pauses,
    "see_floor": _floors,
    "see_live_floor": _live_floors,
    "see_heat": lambda: {"heat": {"partner_is_hot": True}},
    "see_lines": _lines,
    "see_draft": _drafts,
    "see_wording": lambda: {
        "familiar": {"familiar": ("absolute", "you")},
        "the fifth": {"wordings_today": 4},
    },
    "see_own": _own,
    "see_fine_words": lambda: {"fine": {"fine_words": ((ID, "always"),)}},
}
_FOR_TWO = (
    "see_agreements",
    "see_need",
    "see_own_need",
    "see_note",
    "see_hand",
    "count_needs",
    "see_sheet",
    "see_today",
    "see_deck",
    "see_running_pause",
    "see_pause",
    "see_heat",
    "see_floor",
    "see_live_floor",
    "see_pulse",
)
