"""Attune speaks with the Bot API, its database and, where one is set, its model: with nobody else (T-21)."""

import ast
import asyncio
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.model_stub import Asked, Stub, model, wordings
from tests.canaries import CANARIES
from tests.databases import BOTH
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese
from tests.journeys.test_model_evening import couple, rewords
from tests.journeys.test_whole_evening import aki_asks_and_mika_answers, mika_says_a_hot_thing_softly
from tests.threats.listening import TOKEN, Overheard, overheard

ROOT = Path(__file__).parents[2]
OUTWARD = ("socket.connect", "socket.sendto")
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname")


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """Nothing for a SQLite file of the bot's own, or an empty PostgreSQL schema."""
    found = str(request.getfixturevalue("postgres_schema")) if request.param == "postgres" else ""
    return found.replace("+psycopg", "")


def test_on_a_whole_evening_it_speaks_with_its_bot_api_alone(tmp_path: Path, database_url: str) -> None:
    """T-21, T-11, T-14: no other socket; and no word and no token in files, in the log at DEBUG, in `ps`."""

    async def evening() -> Overheard:
        async with overheard(tmp_path, database_url) as seen:
            aki, mika = seen.here.person("Aki", "ja"), seen.here.person("Mika", "en")
            us = seen.here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            await mika.sees("You're connected.")
            await aki_asks_and_mika_answers(aki, mika, us)
            await mika_says_a_hot_thing_softly(aki, mika)
        return seen

    seen = asyncio.run(evening())
    speaks_with(seen, seen.here.settings.bot_api_url, database_url)
    keeps_to_itself(seen)


def test_with_a_model_it_speaks_with_that_besides(tmp_path: Path) -> None:
    """T-21: and the model alone is what is new."""

    def helps(stub: Stub, asked: Asked) -> str:
        return wordings(gentle="I waited for our dinner. Could we talk about it for a moment?")

    async def evening(stub: Stub) -> Overheard:
        async with overheard(tmp_path, model_url=stub.url) as seen:
            _, mika = await couple(seen.here)
            assert "language model" in await rewords(mika)
        return seen

    with model(helps) as stub:
        seen = asyncio.run(evening(stub))
        connected = speaks_with(seen, seen.here.settings.bot_api_url, stub.url)
    assert any(place.endswith(f":{urlsplit(stub.url).port}") for place in connected)
    keeps_to_itself(seen)


def speaks_with(seen: Overheard, *urls: str) -> set[str]:
    """Nothing but these hosts was looked up or connected to, and no other program was started. What was."""
    places = {f"{one.hostname}:{one.port}" for one in map(urlsplit, urls) if one.hostname}
    hosts = {place.partition(":")[0] for place in places}
    connected = {
        "{}:{}".format(*ast.literal_eval(rest)[:2])
        for kind, rest in seen.asked
        if kind in OUTWARD and rest.startswith("(")
    }
    assert f"127.0.0.1:{urlsplit(urls[0]).port}" in connected & seen.remote, "nothing was heard at all"
    assert connected - places == set()
    assert seen.remote - places == set()
    assert {rest for kind, rest in seen.asked if kind in LOOKED_UP} - hosts - {"b'127.0.0.1'"} == set()
    assert {rest for kind, rest in seen.asked if kind == "subprocess.Popen"} <= {"uname"}
    return connected


def keeps_to_itself(seen: Overheard) -> None:
    """No word of theirs and no token in what it left behind, or in what other users of the computer see."""
    places = [*seen.written(), ("ps", " ".join(seen.arguments).encode())]
    assert {"stderr", "ps"} <= {name for name, _ in places}
    needles = [TOKEN.encode(), TOKEN.partition(":")[2].encode(), *CANARIES.needles()]
    assert len(needles) > 4
    assert [
        f"{needle!r} in {name}" for name, content in places for needle in needles if needle in content
    ] == []


# --- what is there at all

TELLTALE = re.compile(
    r"sentry|opentelemetry|posthog|segment|mixpanel|amplitude|datadog|ddtrace|newrelic|rollbar|bugsnag|honeybadger"
    r"|logfire|google.?analytics|matomo|plausible|umami|statsd|prometheus|elastic.?apm|scout.?apm|raygun"
)

ASKED_BY_THE_HOST = "prometheus-client"  # answers whoever the host lets ask, and sends nothing by itself


@pytest.mark.parametrize("name", ["requirements.in", "requirements.txt"])
def test_no_package_that_reports_to_somebody_is_asked_for(name: str) -> None:
    """No telemetry."""
    packages = re.findall(r"^([A-Za-z0-9_.-]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert len(packages) > 10
    assert [one for one in packages if TELLTALE.search(one.lower())] == [ASKED_BY_THE_HOST]


def test_neither_does_the_extra_for_a_model() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *wanted["dependencies"],
        *(one for extra in wanted["optional-dependencies"].values() for one in extra),
    ]
    assert [one for one in asked if TELLTALE.search(one.lower()) and ASKED_BY_THE_HOST not in one] == []


STATIC = ROOT / "bot" / "playground" / "static"
REMOTE = re.compile(r"""(?:https?:|wss?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
HARMLESS = (
    ("http://www.w3.org", ""),  # the name of a language; nobody fetches it
    ("https://www.openstreetmap.org", "places.js"),  # a link below a place, for whoever taps it
)


def test_the_page_of_the_playground_names_no_other_host() -> None:
    """No remote script, font, style or picture: a phone there tells nobody that it is looked at."""
    files = [
        path for path in sorted(STATIC.rglob("*")) if path.suffix in (".js", ".css", ".html", ".svg", ".json")
    ]
    assert len(files) > 40
    found = [
        f"{path.relative_to(STATIC)}: {hit[0]}"
        for path in files
        for hit in REMOTE.finditer(path.read_text("utf-8"))
        if not any(hit[0] == named and path.name.endswith(where) for named, where in HARMLESS)
    ]
    assert found == []
