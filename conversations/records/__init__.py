"""What is remembered: one noun per file, its table and every guarded change to it."""

from sqlmodel import SQLModel

# Every constraint has a name of its own, the same in SQLite and PostgreSQL, so that a later migration can find it.
# It stands here because it must be known before the first table is.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
