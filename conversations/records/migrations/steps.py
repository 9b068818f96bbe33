"""Goes from one shape of the database to the next, step by step, and drafts the step that is missing."""

import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from conversations.records.database import open_database
from conversations.records.migrate import MIGRATIONS, all_tables, alone, revisions


def upgrade(connection: Connection) -> None:
    """Take every step that this database lacks."""
    command.upgrade(_config(connection), "head")


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to an earlier shape; "base" is an empty database. For tests and runbooks, never by itself."""
    with alone(engine) as connection:
        command.downgrade(_config(connection), revision)


def differences(engine: Engine) -> list[object]:
    """What the tables of this version have that the database lacks, or the other way round."""
    with engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), all_tables()))


def draft(revision: str, message: str) -> Path:
    """Write the next step: what the tables have that the earlier ones do not make. Read before use."""
    with alone(open_database("sqlite://")) as connection:
        if revisions():
            upgrade(connection)
        written = command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
    if written is None or isinstance(written, list):
        raise ValueError("one migration at a time")
    path = Path(written.path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.strip().startswith("# ###")), encoding="utf-8")
    return path


def _config(connection: Connection) -> Config:
    all_tables()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


if __name__ == "__main__":  # python -m conversations.records.migrations.steps 0002 "Thanks are kept"
    print(draft(*sys.argv[1:3]))
