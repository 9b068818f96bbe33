"""A button decides nothing: what somebody may do follows from who they are and from the row (T-6, T-2).

Every button that anybody was ever shown is pressed by others, elsewhere, late and changed. Rows and phones of people
whom it is no business of stay as they were. `ATTUNE_SEED` makes the same presses again.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import text

from conversations.dialogue.events import ChatKind, Tap, Where
from conversations.dialogue.turn import handle
from conversations.flows import FLOWS
from conversations.records.migrate import all_tables
from tests.faults.beginning import two_homes
from tests.faults.homes import Homes
from tests.faults.size import sized
from tests.faults.town import GROUPS
from tests.seed import SEED
from tests.stage import Phone

PRESSES, IN_ONE_LIFE, AT_ONCE = sized(1_000, 100_000), 1_000, 20
OF_THE_DOOR = ("seen_update", "delivery", "owner_key", "alembic_version", "invite")
PLAYED = ("/need", "/thanks", "/news", "/repair", "/sorry", "/pause", "/turns", "/today", "/settings", "/privacy",
          "/practice", "/learn", "/loop", "/friend", "/pulse", "/tense", "/coach", "/help_me_say_this You never listen",
          "/invite", "/menu", "/kept", "/limits", "/words", "/leave")  # fmt: skip
HOWS = ("yes", "no", "can", "cant", "heard", "withdraw", "keep", "send", "leave", "drop", "write", "stop", "in", "open",
        "unread", "done", "rest", "wake", "weekly_off", "model_off", "0", "1", "-back", "-close")  # fmt: skip
TOO_FAR = ("leave", "delete", ":leave", ":everything")  # nobody's evening is to end while it is played

Row = tuple[Any, ...]
Tables = dict[str, list[dict[str, Any]]]


@dataclass
class Evening:
    """Two couples who have done a little of everything; somebody alone, and somebody nobody knows."""

    chance: Random
    homes: Homes = field(default_factory=two_homes)
    buttons: list[tuple[int, str]] = field(default_factory=list)  # what was shown, and in which chat

    def __post_init__(self) -> None:
        stage = self.homes.stage
        self.alone, self.unknown = stage.person("Sam", "en"), stage.person("Max", "ja")
        self.homes.town.says_hello(self.alone)
        for turn in range(14):
            self.plays(self.homes.people[turn % 4])
        self.buttons = [
            (chat, key.data)
            for chat, message in stage.arrived
            for row in message.keyboard
            for key in row
            if key.data
        ]
        self.buttons += [(group, "setup") for group in GROUPS for _ in range(len(self.buttons) // 10)]

    def plays(self, phone: Phone) -> None:
        """Begin something, and go on with it a few taps and words."""
        phone.says(self.chance.choice(PLAYED))
        for _ in range(8):
            keys = [key.data for key in self.homes.town.keys(phone.shown[-1:])]
            keys = [data for data in keys if not data.startswith(TOO_FAR) and not data.endswith(TOO_FAR)]
            if keys:
                phone.presses(self.chance.choice(keys), phone.shown[-1].id)
            else:
                phone.says("the call with my sister")
        self.homes.stage.wait(minutes=self.chance.choice((0, 1, 30, 400)))
        self.homes.stage.ticks()

    # --- presses

    def forged(self, phone: Phone) -> Tap:
        """A button of somebody else's, as it was or changed, as if it stood anywhere."""
        foreign = [(chat, data) for chat, data in self.buttons if chat not in self.own(phone)]
        chat, data = self.chance.choice(foreign)
        place = self.chance.choice((phone.telegram_id, chat, *self.own(phone)))
        kind = ChatKind.PRIVATE if place == phone.telegram_id else ChatKind.SHARED
        number = next(self.homes.stage.ids)
        message = self.chance.choice((None, 1, 7, self.chance.randrange(400)))
        return Tap(number, phone.who, Where(place, kind), self.changed(data)[:64], message, f"q{number}")

    def changed(self, data: str) -> str:
        """As it was, half of the time; with another verb, row, number or end otherwise."""
        words, ids = (
            data.split(" "),
            [one for _, other in self.buttons for one in other.split(" ") if one.isdecimal()],
        )
        match self.chance.choice("....vrhent"):
            case "v":
                return " ".join((self.chance.choice(tuple(FLOWS)), *words[1:]))
            case "r" if ids:
                return " ".join(self.chance.choice(ids) if word.isdecimal() else word for word in words)
            case "h":
                return " ".join((*words[:2], self.chance.choice(HOWS)))
            case "e":
                return data + self.chance.choice((" ", " yes", "0", "\x00", "é"))
            case "n" if ":" in data:
                return f"{self.chance.randrange(40)}:{data.partition(':')[2]}"
            case "t":
                return data[: self.chance.randrange(len(data) + 1)]
            case _:
                return data

    # --- what is whose

    def own(self, phone: Phone) -> tuple[int, ...]:
        """The chats that this person is in."""
        found = self.homes.standing.of(phone.telegram_id)
        return (phone.telegram_id, *(self.homes.standing.group_of(found[0]) if found is not None else ()))

    def near(self, phone: Phone) -> set[int]:
        """Chats that what this person does may reach: their own, and of whom they are with."""
        found = self.homes.standing.of(phone.telegram_id)
        return (
            {phone.telegram_id} if found is None else set(found[2]) | self.homes.standing.group_of(found[0])
        )

    def business_of(self, phone: Phone, tables: Tables) -> set[int]:
        """Ids of the person, of whom they are with, and of what those two share."""
        seal, near = self.homes.stage.attune.sealer, self.near(phone)
        people = [row for row in tables["partner"] if seal.open_id(row["telegram_id"]) in near]
        concerned = {row["id"] for row in people} | {row["couple_id"] for row in people if row["couple_id"]}
        shared = [row for rows in tables.values() for row in rows if row.get("couple_id") in concerned]
        return concerned | {row["id"] for row in shared if "id" in row}

    def tables(self) -> Tables:
        names = [name for name in all_tables().tables if name not in OF_THE_DOOR]
        with self.homes.stage.engine.connect() as connection:
            reads = {name: text(f"SELECT * FROM {name}") for name in names}  # noqa: S608 - names of tables
            found = {name: connection.execute(read).mappings().all() for name, read in reads.items()}
        return {name: [dict(row) for row in rows] for name, rows in found.items()}

    def of_others(self, phone: Phone, tables: Tables) -> dict[str, list[Row]]:
        """Every row that is no business of this person's."""
        business = self.business_of(phone, tables)
        return {
            name: sorted(
                (tuple(row.items()) for row in rows
                 if not any(type(value) is int and value in business for key, value in row.items() if key.endswith("id"))),
                key=repr,
            )
            for name, rows in tables.items()
        }  # fmt: skip


def test_what_others_press_changes_nothing_of_yours() -> None:
    print(f"ATTUNE_SEED={SEED}")
    pressed = effects = 0
    for life in range(PRESSES // IN_ONE_LIFE):
        evening = Evening(Random(f"{SEED} {life}"))  # noqa: S311
        for _ in range(IN_ONE_LIFE // AT_ONCE):
            people = (*evening.homes.people, evening.alone, evening.alone, evening.unknown)
            phone = evening.chance.choice(people)
            presses = [evening.forged(phone) for _ in range(AT_ONCE)]
            effects += press_all(evening, phone, presses)
            pressed += AT_ONCE
        evening.homes.stage.engine.dispose()
    assert pressed >= PRESSES
    assert effects > 0, "somebody pressed something that did something of their own"


def press_all(evening: Evening, phone: Phone, presses: list[Tap]) -> bool:
    """All of these; whether anything at all was changed by them."""
    stage, mine = evening.homes.stage, evening.own(phone)
    before, near = evening.tables(), evening.near(phone)
    stage.arrived.clear()
    for tap in presses:
        handle(tap, stage.now, stage.attune)
    stage.deliver()
    after, said = evening.tables(), [tap.data for tap in presses]
    known = evening.of_others(phone, before), evening.of_others(phone, after)
    strange = {name: [row for row in rows if row not in known[1][name]] for name, rows in known[0].items()}
    strange |= {
        f"new {name}": [row for row in rows if row not in known[0][name]] for name, rows in known[1].items()
    }
    assert {name: rows for name, rows in strange.items() if rows} == {}, (phone.name, said)
    reached = {chat for chat, _ in stage.arrived}
    assert reached <= near | set(mine), (phone.name, said)
    evening.homes.standing = evening.homes.town.standing()
    return before != after


def test_the_button_that_sets_up_is_dead_once_the_two_are_complete() -> None:
    evening = Evening(Random(SEED))  # noqa: S311
    place = Where(GROUPS[0], ChatKind.SHARED)
    tap = Tap(10**9, evening.alone.who, place, "setup", 77, "q")
    assert not press_all(evening, evening.alone, [tap])
    evening.homes.stage.engine.dispose()
