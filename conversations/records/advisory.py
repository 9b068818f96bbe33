"""A lock on the database that one process has at a time, for what only one should do."""

from contextlib import suppress

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

POLLING = 0x706F6C6C  # "poll": fetching the bot's updates
TELLING = 0x74656C6C  # "tell": posting a notice of the host to everybody
LET_GO = "SET idle_session_timeout = '2min'"  # whose computer is gone has it no longer
TAKE = text("SELECT pg_try_advisory_lock(:number, hashtext(current_schema()))")
STILL_THERE = text("SELECT true")
GIVE_BACK = text("SELECT pg_advisory_unlock(:number, hashtext(current_schema()))")


class AdvisoryLock:
    """Belongs to a connection: whoever dies or is cut off has lost it. On SQLite there is only one process.

    Not for what must never happen twice: who has lost it learns so when they ask again.
    """

    def __init__(self, engine: Engine, number: int) -> None:
        self._engine, self._number = engine, number
        self._connection: Connection | None = None
        self._held = False

    def is_mine(self) -> bool:
        """Take it, if nobody has it. False as well while the database does not answer."""
        if self._engine.dialect.name != "postgresql":
            return True
        try:
            self._held = self._is_held(self._connection or self._connect())
        except SQLAlchemyError:
            self.close()
        return self._held

    def close(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # at once: a connection may take a moment to be gone
                self._connection.execute(GIVE_BACK, {"number": self._number})
            self._connection.close()
        self._connection, self._held = None, False

    def _connect(self) -> Connection:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection.detach()  # from the pool: closed it is gone, and the lock with it
        self._connection.exec_driver_sql(LET_GO)
        return self._connection

    def _is_held(self, connection: Connection) -> bool:
        if self._held:
            return bool(connection.scalar(STILL_THERE))
        return bool(connection.scalar(TAKE, {"number": self._number}))
