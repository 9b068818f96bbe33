"""Updates that come again, late and mixed with those of others lead to the same evening (T-9). `ATTUNE_SEED` repeats it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from conversations.dialogue.events import Event
from conversations.dialogue.turn import Handled, handle
from conversations.records.database import open_database
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import GROUP, Phone, Stage, lives_in

EVENINGS, MOST = sized(4, 120), 5

Step = Callable[[], None]


@dataclass
class Again(Stage):
    """A Telegram that tells everything up to five times: at once, and again whenever it likes."""

    chance: Random = field(default_factory=lambda: Random(0))  # noqa: S311
    told: list[tuple[Event, int]] = field(default_factory=list)  # and how often it may still come
    repeats: int = 0

    def happens(self, make: Callable[[int], Event]) -> Handled:
        event = make(next(self.ids))
        handled = handle(event, self.now, self.attune)
        self.told.append((event, self.chance.randrange(MOST)))
        for _ in range(self.chance.randrange(MOST)):
            self.repeat()
        self.deliver()
        return handled

    def repeat(self) -> None:
        at = self.chance.randrange(len(self.told))
        event, left = self.told[at]
        if left:
            self.told[at] = event, left - 1
            self.repeats += 1
            assert handle(event, self.now, self.attune) == Handled(), "seen before: nothing follows"


def evening_of(stage: Stage, first: str, second: str, group: int) -> Iterator[Step]:
    """Two people pair in their group and use most of what there is, step by step."""
    one, other = stage.person(first, "en"), stage.person(second, "en")
    us = stage.group(group)
    yield lambda: us.adds_attune(one)
    for phone in (one, other):
        yield from sets_up(phone, group)
    for label in (
        "/need",
        "Someone to listen",
        "Tired",
        "Worn out",
        "Skip",
        "10 minutes",
        "Tonight",
        "A little",
    ):
        yield does(one, label)
    yield does(one, "Send privately")
    yield does(other, "I hear you")
    for label in ("/thanks", "you made the tea", "Send privately", "/tense"):
        yield does(other, label)
    yield does(one, "/settings")
    yield does(one, "Rest")
    yield does(other, "/menu")


def sets_up(phone: Phone, group: int) -> Iterator[Step]:
    yield lambda: phone.taps("Set up privately", phone.stage.group(group))
    yield phone.opens_link
    yield does(phone, "English")
    yield lambda: lives_in(phone, "London")
    for label in ("Evening 20:30", "Yes, I'd like this"):
        yield does(phone, label)


def does(phone: Phone, what: str) -> Step:
    """Tap what bears this label; type it where nothing does."""

    def step() -> None:
        labels = [label for row in (phone.buttons if phone.shown else []) for label in row]
        if what in labels:
            phone.taps(what)
        else:
            phone.says(what)

    return step


def at_the_end(chance: Random | None) -> tuple[dict[int, list[tuple[str, list[list[str]]]]], int]:
    """What every chat shows when both evenings are over, and how many updates came again. In order without chance."""
    stage = (
        Stage(open_database("sqlite://"))
        if chance is None
        else Again(open_database("sqlite://"), chance=chance)
    )
    couples = [evening_of(stage, "Aki", "Mika", GROUP), evening_of(stage, "Noa", "Ren", GROUP - 1)]
    while couples:
        turn = couples[0] if chance is None else chance.choice(couples)
        step = next(turn, None)
        if step is None:
            couples.remove(turn)
        else:
            step()
    names = {phone.telegram_id: phone.name for phone in stage.phones.values()}
    shown = {
        names.get(chat, chat): [(one.text, one.buttons) for one in there]
        for chat, there in stage.chats.items()
    }
    stage.engine.dispose()
    return shown, stage.repeats if isinstance(stage, Again) else 0  # type: ignore[return-value]


def test_up_to_five_times_and_mixed_it_is_the_same_evening() -> None:
    print(f"ATTUNE_SEED={SEED}")
    once, none = at_the_end(None)
    assert (len(once), none) == (6, 0)
    for number in range(EVENINGS):
        again, repeats = at_the_end(Random(f"{SEED} {number}"))  # noqa: S311
        assert again == once
        assert repeats > 30
