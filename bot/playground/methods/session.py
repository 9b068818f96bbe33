"""The Bot API methods with which a bot moves to another server: log out of this one, or close it."""

from __future__ import annotations

from ..errors import Refused, too_many_requests
from ..network.accounts import Account
from .calls import Call

TEN_MINUTES = 10 * 60


def log_out(account: Account, call: Call) -> bool:
    """For ten minutes every call is refused, and what waited for the bot is gone."""
    account.logged_out_at = account.clock.now().timestamp()
    account.updates.clear()
    return True


def close(account: Account, call: Call) -> bool:
    """Refused in the first ten minutes; the next call opens it again."""
    wait = TEN_MINUTES - (account.clock.now().timestamp() - account.opened_at)
    if wait > 0:
        raise too_many_requests(max(1, int(wait)))
    account.opened_at = account.clock.now().timestamp()
    return True


def must_be_logged_in(account: Account) -> None:
    """Raises `Refused`; here Telegram puts nothing before its words."""
    if account.clock.now().timestamp() - account.logged_out_at < TEN_MINUTES:
        raise Refused(400, "Logged out")


METHODS = {"logout": log_out, "close": close}
