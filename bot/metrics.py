"""Counts what happens here for a Prometheus that asks: how much, how fast and how it ended; never who, never what."""

import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, event, func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from bot.intake import Takes, Unstored
from bot.watch import Watch
from conversations.dialogue.steps import Reword
from conversations.dialogue.wording import Wording
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message
from scheduler.clock import Clock
from scheduler.errands import Messenger, Outcome

WAITS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds


class Metrics:
    """Everything that is counted in one process. What all processes share is read from the database when asked."""

    def __init__(self, engine: Engine) -> None:
        self.registry = CollectorRegistry()
        self._updates = Histogram(
            "attune_update_seconds", "From an update to its commit", registry=self.registry, buckets=WAITS
        )
        self._lag = Histogram(
            "attune_update_lag_seconds",
            "From a person's message to the moment it is taken, by Telegram's clock",
            registry=self.registry,
            buckets=(*WAITS, 300, 3600),
        )
        self._unstored = Counter(
            "attune_updates_unstored",
            "Updates that the database did not take; they come again",
            registry=self.registry,
        )
        self._sends = Histogram(
            "attune_send_seconds", "From asking Telegram to its answer", registry=self.registry, buckets=WAITS
        )
        self._outcomes = Counter(
            "attune_deliveries", "What became of messages", ("outcome",), registry=self.registry
        )
        self._rewordings = Counter(
            "attune_rewordings", "Drafts that were looked at", ("kind",), registry=self.registry
        )
        self._errors = Counter(
            "attune_database_errors", "What the database refused or could not do", registry=self.registry
        )
        event.listen(engine, "handle_error", lambda _: self._errors.inc())

    def watch(self, engine: Engine, clock: Clock, watch: Watch) -> None:
        """From now on also tell what waits, how long ago each tick was done, and whether updates go elsewhere."""
        self.registry.register(Standing(engine, clock, watch))

    def counting_updates(self, intake: Takes) -> Takes:
        """The same way in, seen at work."""
        return _Taken(intake, self._updates, self._lag, self._unstored)

    def counting_sends(self, messenger: Messenger) -> Messenger:
        """The same messenger, seen at work."""
        return _Counted(messenger, self._sends, self._outcomes)

    def counting_rewordings(self, wording: Wording) -> Wording:
        """The same engine, seen at work: the kinds of its answers."""
        return _Looked(wording, self._rewordings)

    def page(self) -> bytes:
        """What Prometheus reads. Asks the database: not for the event loop."""
        return generate_latest(self.registry)


class _Taken:
    def __init__(self, intake: Takes, seconds: Histogram, lag: Histogram, unstored: Counter) -> None:
        self._intake, self._seconds, self._lag, self._unstored = intake, seconds, lag, unstored

    async def take(self, raw: Mapping[str, Any]) -> None:
        if (sent := _sent_at(raw)) is not None:
            self._lag.observe(max(0.0, time.time() - sent))
        with self._unstored.count_exceptions(Unstored), self._seconds.time():
            await self._intake.take(raw)


class _Counted:
    def __init__(self, messenger: Messenger, seconds: Histogram, outcomes: Counter) -> None:
        self._messenger, self._seconds, self._outcomes = messenger, seconds, outcomes

    async def send(self, chat_id: int, message: Message) -> Outcome:
        with self._seconds.time():
            outcome = await self._messenger.send(chat_id, message)
        self._outcomes.labels(type(outcome).__name__.lower()).inc()
        return outcome


class _Looked:
    def __init__(self, wording: Wording, counter: Counter) -> None:
        self._wording, self._counter = wording, counter

    def danger(self, words: str, language: str) -> str | None:
        return self._wording.danger(words, language)

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        answer = self._wording.reword(step, language)
        self._counter.labels(answer["kind"]).inc()
        return answer


class Standing(Collector):
    """How things stand at the moment somebody asks."""

    def __init__(self, engine: Engine, clock: Clock, watch: Watch) -> None:
        self._engine, self._clock, self._watch = engine, clock, watch

    def collect(self) -> Iterable[Metric]:
        """The outbox is left out while the database is away; `attune_database_errors` tells of that."""
        ticks = GaugeMetricFamily("attune_tick_age_seconds", "Since a tick was last done", labels=("tick",))
        for tick in self._clock.ticks:
            if (age := self._clock.seconds_since(tick.name)) is not None:
                ticks.add_metric((tick.name,), age)
        yield ticks
        yield GaugeMetricFamily(
            "attune_updates_elsewhere", "Looks at which this bot's updates went elsewhere", self._watch.alarms
        )
        try:
            waiting, oldest = self._outbox()
        except SQLAlchemyError:
            return
        yield GaugeMetricFamily("attune_outbox_pending", "Messages that are to be sent", waiting)
        yield GaugeMetricFamily("attune_outbox_late_seconds", "How late the first of them is", oldest)

    def _outbox(self) -> tuple[int, float]:
        pending = select(func.count(), func.min(Delivery.due_at)).where(
            Delivery.state == DeliveryState.PENDING
        )
        with transaction(self._engine) as session:
            count, due_at = session.exec(pending).one()
        late = (datetime.now(UTC) - due_at).total_seconds() if due_at else 0.0
        return count, max(0.0, late)


def _sent_at(raw: Mapping[str, Any]) -> float | None:
    """When a person wrote what this update brings; a press does not say."""
    message = raw.get("message")
    at = message.get("date") if isinstance(message, Mapping) else None
    return at if type(at) is int else None
