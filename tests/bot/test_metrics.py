"""What Prometheus reads: counted where it happens, for whoever may read it, and nothing about anybody."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import Metrics, Standing
from bot.watch import Watch
from bot.web import METRICS_PATH, MetricsPage, build_web
from conversations.dialogue.phrasebook import Text
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import LEASE, Message, post
from conversations.records.sealing import Sealer, person
from scheduler.clock import Clock, Tick
from tests.evening import an_evening
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese
from tests.stage import Stage

ROOT = Path(__file__).parents[2]
LABELS = {
    "le": None,
    "outcome": {"arrived", "crowded", "trylater", "moved", "unreachable", "unsure", "refused"},
    "kind": {"reworded", "gentle", "ask", "boundary", "crisis", "odd"},
    "tick": {"plan", "deliver", "tidy", "watch"},
}


def samples(page: str) -> dict[str, float]:
    """Each by its name and labels."""
    return {
        f"{one.name}{''.join(f' {name}={value}' for name, value in one.labels.items())}": one.value
        for family in text_string_to_metric_families(page)
        for one in family.samples
    }


def test_an_evening_is_counted_and_nobody_stands_in_it(tmp_path: Path) -> None:
    async def evening() -> str:
        async with an_evening(tmp_path) as here:
            aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            mika.says("/help_me_say_this You never listen to me.")
            await mika.taps("Lonely")
            async with httpx.AsyncClient() as client:
                return (await client.get(f"http://127.0.0.1:{here.settings.port}{METRICS_PATH}")).text

    page = asyncio.run(evening())
    found = samples(page)
    assert found["attune_update_seconds_count"] >= 10
    assert found["attune_update_lag_seconds_count"] >= 4
    assert found["attune_send_seconds_count"] == sum(
        value for name, value in found.items() if name.startswith("attune_deliveries_total")
    )
    assert found["attune_deliveries_total outcome=arrived"] >= 8
    assert found["attune_rewordings_total kind=ask"] >= 1
    assert found["attune_updates_unstored_total"] == found["attune_database_errors_total"] == 0
    assert found["attune_updates_elsewhere"] == 0
    assert "attune_outbox_pending" in found
    assert 0 <= found["attune_tick_age_seconds tick=plan"] < 60
    for name, value in re.findall(r'(\w+)="([^"]*)"', page):
        allowed = LABELS[name]
        assert allowed is None or value in allowed


@pytest.mark.parametrize(
    ("token", "client", "headers", "status"),
    [
        ("", "127.0.0.1", {}, 200),
        ("", "::1", {}, 200),
        ("", "10.0.0.7", {}, 404),
        ("", "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("", "127.0.0.1", {"Forwarded": "for=203.0.113.9"}, 404),
        ("", "10.0.0.7", {"Authorization": "Bearer "}, 404),
        ("a-token", "10.0.0.7", {"Authorization": "Bearer a-token"}, 200),
        ("a-token", "10.0.0.7", {"Authorization": "Bearer another"}, 404),
        ("a-token", "127.0.0.1", {}, 404),
    ],
)
def test_who_may_read_it(token: str, client: str, headers: dict[str, str], status: int) -> None:
    async def ask() -> int:
        app = build_web(ready, metrics=MetricsPage(lambda: b"attune_x 1\n", token))
        transport = httpx.ASGITransport(app=app, client=(client, 50000))
        async with httpx.AsyncClient(transport=transport, base_url="http://attune") as asking:
            return (await asking.get(METRICS_PATH, headers=headers)).status_code

    assert asyncio.run(ask()) == status


async def ready() -> bool:
    return True


def test_it_tells_what_waits_and_how_late_the_first_is(stage: Stage) -> None:
    now = datetime.now(UTC)
    posted(stage, now - timedelta(minutes=7))
    posted(stage, now + timedelta(minutes=7))
    found = standing(stage.engine)
    assert found["attune_outbox_pending"] == 2
    since_its_claim_ended = found["attune_outbox_late_seconds"] + LEASE.total_seconds()
    assert 420 <= since_its_claim_ended < 480


def test_with_nothing_to_send_nothing_is_late(stage: Stage) -> None:
    found = standing(stage.engine)
    assert (found["attune_outbox_pending"], found["attune_outbox_late_seconds"]) == (0, 0)


def test_while_the_database_is_away_the_rest_is_told(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/nothing-in-it.db")
    metrics = Metrics(engine)
    metrics.watch(engine, Clock(()), Watch(None))  # type: ignore[arg-type]
    with pytest.raises(SQLAlchemyError), engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    found = samples(metrics.page().decode())
    assert "attune_outbox_pending" not in found
    assert found["attune_updates_elsewhere"] == 0
    assert found["attune_database_errors_total"] >= 1


def test_alerts_and_board_ask_for_what_is_counted() -> None:
    engine = open_database("sqlite://")
    metrics = Metrics(engine)
    metrics.watch(engine, Clock((Tick("plan", 1, ready, done_at=0.0),)), Watch(None))  # type: ignore[arg-type]
    known = {
        name
        for family in text_string_to_metric_families(metrics.page().decode())
        for name in (family.name, *(f"{family.name}{ending}" for ending in ("_total", "_bucket", "_count")))
    } | {"attune_outbox_pending", "attune_outbox_late_seconds"}
    alerts = (ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8")
    board = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    used = set(re.findall(r"\battune_\w+", "\n".join([*asked, *re.findall(r"expr: (.*)", alerts)])))
    assert len(used) >= 10
    assert used <= known


def test_the_page_for_hosts_says_what_to_do_for_each_alert() -> None:
    alerts = (ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = re.findall(r"alert: (\w+)", alerts)
    assert len(named) == len(re.findall(r"^ +summary: \S", alerts, re.M)) >= 7
    assert [one for one in named if f"| `{one}` |" not in page] == []


def posted(stage: Stage, at: datetime) -> None:
    sealer: Sealer = stage.attune.sealer
    with transaction(stage.engine) as session:
        post(session, sealer, sealer.seal_id(7), person(7), Message(Text("hello")), at)


def standing(engine: Engine) -> dict[str, float]:
    collected = Standing(engine, Clock(()), Watch(None)).collect()  # type: ignore[arg-type]
    return {one.name: one.value for family in collected for one in family.samples}
