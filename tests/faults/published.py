"""Values of the types that Telegram publishes, with anything in them that their type allows (G-8)."""

from random import Random
from typing import Any

from tests.faults.cast import Cast
from tests.faults.nasty import NASTY
from tests.playground.facts.published import ARRAY, RECORDS, UNIONS, Field

Json = dict[str, Any]

KINDS = tuple(RECORDS["Update"])[1:]
MESSAGE = Field(("Message",), False)
MOST_DEPTH = 3  # below it, what may be left out is left out
INTEGERS = (0, 1, -1, 77, 2**31, 2**52, 1_800_000_000)
FLOATS = (0.0, -0.0, 1e308, 0.1)


class Published:
    """Makes them from the table, with people and chats of the cast where there are any."""

    def __init__(self, chance: Random, cast: Cast) -> None:
        self.chance, self.cast = chance, cast

    def update(self) -> Json:
        """Any of the kinds there are."""
        kind = self.chance.choice(KINDS)
        return {kind: self.value(RECORDS["Update"][kind], 0)}

    def more(self, kind: str, without: frozenset[str]) -> Json:
        """Now and then a field more, of those that may be left out."""
        return {
            name: self.value(field, 2)
            for name, field in RECORDS[kind].items()
            if field.may_be_missing and name not in without and self.chance.random() < 0.02
        }

    def made(self, kind: str, depth: int = 1) -> Json:
        """A value of a type; what may be left out is there less and less often, the deeper it lies."""
        kind = self.chance.choice(UNIONS[kind]) if kind in UNIONS else kind
        likely = 0.3 / (1 + 3 * depth) if depth < MOST_DEPTH else 0.0
        return {
            name: self.value(field, depth + 1)
            for name, field in RECORDS.get(kind, {}).items()
            if not field.may_be_missing or self.chance.random() < likely
        }

    def value(self, field: Field, depth: int) -> Any:
        """What may stand in one place."""
        kind = self.chance.choice(field.kinds)
        if kind.startswith(ARRAY):
            inner = Field((kind.removeprefix(ARRAY),), False)
            return [self.value(inner, depth + 1) for _ in range(self.chance.randrange(3))]
        match kind:
            case "Integer":
                return self.chance.choice(INTEGERS)
            case "Float":
                return self.chance.choice(FLOATS)
            case "String":
                return self.chance.choice(NASTY)
            case "Boolean" | "True" | "0":
                return {"Boolean": self.chance.random() < 0.5, "True": True, "0": 0}[kind]
            case "User":
                return self.user(self.chance.choice(self.cast.people))
            case "Chat":
                return self.chat(self.chance.choice((*self.cast.people, *self.cast.groups)))
            case _:
                return kind.strip("'") if kind.startswith("'") else self.made(kind, depth)

    def user(self, id: int) -> Json:
        """A person whose name changes every time, and carries their canary."""
        name = self.chance.choice(("Aki", "Mika", self.chance.choice(NASTY)))
        language = self.chance.choice(({"language_code": "ja"}, {"language_code": "en"}, {}))
        return {"id": id, "is_bot": False, "first_name": f"{name} {self.cast.canary(id)}", **language}

    def chat(self, id: int) -> Json:
        """Private where the id is a person's."""
        if id > 0:
            return {"id": id, "type": "private", "first_name": "Aki"}
        return {"id": id, "type": self.chance.choice(("group", "supergroup")), "title": "Us"}
