"""What Alembic runs for every migration: the connection is opened, locked and closed by `migrate.py`."""

from alembic import context
from sqlmodel import SQLModel

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,  # on SQLite too: database.py begins its transactions itself
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
