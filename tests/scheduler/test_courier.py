"""The courier sends everything once, in order, at the right speed, and leaves nothing behind when it stops."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.dialogue.at_hand import Direct
from conversations.dialogue.phrasebook import Text
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import (
    LEASE,
    Claim,
    Delivery,
    DeliveryState,
    Message,
    Parcel,
    Ready,
    Urgency,
)
from scheduler.courier import Arrived, Courier, Outcome, TryLater, Unsure
from scheduler.pacing import Pacing, unhurried
from tests.scheduler.outbox import put, put_opened, states, waiting
from tests.stage import Stage


@dataclass
class FakeMessenger:
    """Remembers what was sent where; answers as it was told to, and otherwise that it arrived."""

    answers: list[Outcome] = field(default_factory=list)
    sent: list[tuple[int, str]] = field(default_factory=list)
    on_send: Callable[[], None] = lambda: None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    hold: asyncio.Event | None = None

    async def send(self, chat_id: int, message: Message) -> Outcome:
        self.sent.append((chat_id, message.text.text))
        self.begun.set()
        self.on_send()
        if self.hold is not None:
            await self.hold.wait()
        return self.answers.pop(0) if self.answers else Arrived(len(self.sent))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """On a file: the courier asks the database from several threads."""
    return Stage(open_database(f"sqlite:///{tmp_path}/outbox.db"))


def courier_of(
    stage: Stage, messenger: FakeMessenger, monotonic: Callable[[], float] = lambda: 0.0
) -> Courier:
    return Courier(stage.attune, messenger, lambda: stage.now, unhurried(), monotonic)


def run(courier: Courier, claims: Sequence[Ready]) -> None:
    """Send these and what follows from them."""

    async def evening() -> None:
        courier.deliver(claims)
        await courier.finish()

    asyncio.run(evening())


def run_due(courier: Courier) -> None:
    async def evening() -> None:
        await courier.deliver_due()
        await courier.finish()

    asyncio.run(evening())


def test_what_was_posted_is_sent_in_order(stage: Stage) -> None:
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    messenger = FakeMessenger()
    claims = [put(aki, "one"), put(aki, "two"), put(mika, "three"), put(aki, "four")]
    run(courier_of(stage, messenger), [claim for claim in claims if claim.epoch])
    assert [words for chat, words in messenger.sent if chat == aki.telegram_id] == ["one", "two", "four"]
    assert [words for chat, words in messenger.sent if chat == mika.telegram_id] == ["three"]
    assert states(stage) == ["sent"] * 4


def test_what_falls_due_is_sent_however_much_it_is(stage: Stage) -> None:
    messenger = FakeMessenger()
    for number in range(90):
        put(stage.person(f"P{number}", "en"), f"hello {number}")
    stage.now += LEASE
    run_due(courier_of(stage, messenger))
    assert sorted(words for _, words in messenger.sent) == sorted(f"hello {number}" for number in range(90))
    assert set(states(stage)) == {"sent"}


def test_a_chat_that_has_to_wait_holds_up_no_other(stage: Stage) -> None:
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    messenger = FakeMessenger([TryLater(30, refused=True)])
    courier = courier_of(stage, messenger)
    run(courier, [put(aki, "one")])
    put(aki, "two")
    run(courier, [put(mika, "three")])
    assert messenger.sent == [(aki.telegram_id, "one"), (mika.telegram_id, "three")]
    stage.wait(seconds=30)
    run_due(courier)
    assert [words for _, words in messenger.sent] == ["one", "three", "one", "two"]


def test_a_messenger_that_breaks_leaves_the_outcome_unknown(stage: Stage) -> None:
    def breaks() -> None:
        raise RuntimeError("words that must not be logged")

    aki = stage.person("Aki", "ja")
    messenger = FakeMessenger(on_send=breaks)
    run(courier_of(stage, messenger), [put(aki, "one")])
    assert waiting(stage) == [("pending", "relay", 1)]


def test_nothing_is_sent_when_the_lease_is_half_over(stage: Stage) -> None:
    aki = stage.person("Aki", "ja")
    messenger = FakeMessenger()
    claim = put(aki, "one")
    stage.now += LEASE / 2 + timedelta(seconds=1)
    run(courier_of(stage, messenger), [claim])
    assert messenger.sent == []
    assert waiting(stage) == [("pending", "relay", 0)]
    run_due(courier_of(stage, messenger))
    assert states(stage) == ["sent"]


def test_a_clock_that_jumps_ahead_while_something_is_sent_sends_it_only_once(stage: Stage) -> None:
    aki = stage.person("Aki", "ja")
    messenger = FakeMessenger()

    async def evening() -> None:
        messenger.hold = asyncio.Event()
        courier = courier_of(stage, messenger)
        courier.deliver([put(aki, "one")])
        await messenger.begun.wait()
        stage.wait(hours=3)
        ticking = asyncio.create_task(courier.deliver_due())
        await asyncio.sleep(0)
        messenger.hold.set()
        await ticking
        await courier.finish()

    asyncio.run(evening())
    assert messenger.sent == [(aki.telegram_id, "one")]
    assert states(stage) == ["sent"]


def test_two_couriers_on_one_outbox_send_everything_once(stage: Stage) -> None:
    first, second = FakeMessenger(), FakeMessenger()
    for number in range(30):
        phone = stage.person(f"P{number}", "en")
        for word in ("one", "two"):
            put(phone, f"{word} {number}")
    stage.now += LEASE

    async def evening() -> None:
        couriers = [courier_of(stage, messenger) for messenger in (first, second)]
        await asyncio.gather(*(courier.deliver_due() for courier in couriers))
        for courier in couriers:
            await courier.finish()

    asyncio.run(evening())
    everything = [words for _, words in first.sent + second.sent]
    assert sorted(everything) == sorted(f"{word} {number}" for number in range(30) for word in ("one", "two"))


def test_a_stop_finishes_what_is_under_way_and_frees_the_rest(stage: Stage) -> None:
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    messenger = FakeMessenger()

    async def evening() -> None:
        messenger.hold = asyncio.Event()
        courier = courier_of(stage, messenger)
        courier.deliver([put(aki, "one")])
        put(aki, "two")
        await messenger.begun.wait()
        stopping = asyncio.create_task(courier.stop(5))
        await asyncio.sleep(0)
        courier.deliver([put(mika, "three")])
        messenger.hold.set()
        await stopping

    asyncio.run(evening())
    assert messenger.sent == [(aki.telegram_id, "one")]
    later = FakeMessenger()
    run_due(courier_of(stage, later))
    assert sorted(words for _, words in later.sent) == ["three", "two"]
    assert waiting(stage) == [("sent", "relay", 0)] * 3


def test_what_was_opened_and_not_begun_is_free_and_no_repeat(stage: Stage) -> None:
    aki = stage.person("Aki", "ja")
    messenger = FakeMessenger()

    async def evening() -> None:
        courier = Courier(stage.attune, messenger, lambda: stage.now, Pacing(person=0.001), lambda: 0.0)
        for words in ("one", "two", "three", "four"):  # three at once, then a long wait
            courier.deliver([put_opened(aki, words)])
            await courier.finish() if words != "four" else await asyncio.sleep(0.1)
        await courier.stop(0)

    asyncio.run(evening())
    assert [words for _, words in messenger.sent] == ["one", "two", "three"]
    assert waiting(stage) == [("sent", "relay", 0)] * 3 + [("pending", "relay", 0)]
    later = FakeMessenger()
    run_due(courier_of(stage, later))
    assert later.sent == [(aki.telegram_id, "four")]


@pytest.mark.parametrize(("waited", "sent"), [(0.5, ["one"]), (1.5, [])])
def test_what_was_taken_back_while_it_waited_is_not_sent(
    stage: Stage, waited: float, sent: list[str]
) -> None:
    """Within a second it counts as sent already: it could have been."""
    aki = stage.person("Aki", "ja")
    messenger, times = FakeMessenger(), itertools.chain([0.0, waited], itertools.repeat(waited))
    parcel = put_opened(aki, "one")
    with transaction(stage.engine) as session:
        session.get_one(Delivery, parcel.claim.delivery_id).state = DeliveryState.DEAD
    run(courier_of(stage, messenger, lambda: next(times)), [parcel])
    assert [words for _, words in messenger.sent] == sent


def test_a_send_that_takes_too_long_for_a_stop_counts_as_unknown(stage: Stage) -> None:
    aki = stage.person("Aki", "ja")
    messenger = FakeMessenger()

    async def evening() -> None:
        messenger.hold = asyncio.Event()
        courier = courier_of(stage, messenger)
        courier.deliver([put(aki, "今日はどうでしたか？", Urgency.PROMPT)])
        await messenger.begun.wait()
        await courier.stop(0)

    asyncio.run(evening())
    assert waiting(stage) == [("pending", "prompt", 1)]
    stage.now += LEASE
    run_due(courier_of(stage, messenger))
    assert states(stage) == ["unconfirmed"]


def test_the_author_learns_at_once_that_something_may_not_have_arrived(stage: Stage) -> None:
    aki, mika, noa = (stage.person(*who) for who in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en")))
    put(noa, "hello")
    messenger = FakeMessenger([Unsure("ReadTimeout")] * 3)
    courier = courier_of(stage, messenger)
    run(courier, [put(aki, "水をください", author=mika)])
    for _ in range(2):
        stage.wait(seconds=20)
        run_due(courier)
    assert [chat for chat, _ in messenger.sent] == [aki.telegram_id] * 3 + [mika.telegram_id]
    assert messenger.sent[-1][1] == "I'm not sure that arrived. Please look before sending it again."


def test_help_that_could_not_be_sent_does_not_come_once_the_chat_is_cleared(stage: Stage) -> None:
    """T-4: what goes past the outbox is called back by what clears the chat, and by nothing else."""
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    messenger = FakeMessenger([TryLater(0.01), TryLater(0.01)])
    courier = courier_of(stage, messenger)

    async def evening() -> None:
        courier.send_past([Direct(phone.telegram_id, Message(Text(phone.language))) for phone in (aki, mika)])
        while len(messenger.sent) < 2:  # noqa: ASYNC110 (the messenger does not call)
            await asyncio.sleep(0)
        clearing = Parcel(Claim(1, 1), aki.telegram_id, Message(Text(""), deletes=(1,)), stage.now + LEASE)
        courier.deliver([clearing])
        await courier.finish()

    asyncio.run(evening())
    assert [words for _, words in messenger.sent] == ["ja", "en", "", "en"]
