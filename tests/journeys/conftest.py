"""What whole evenings over HTTP run on."""

import pytest

from tests.databases import BOTH


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """Nothing for a SQLite file of the bot's own, or an empty PostgreSQL schema."""
    return str(request.getfixturevalue("postgres_schema")) if request.param == "postgres" else ""
