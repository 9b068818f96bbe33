"""The Bot API methods by which updates reach the bot: polling and the webhook."""

from __future__ import annotations

import time

from ..errors import conflict, too_many_requests
from ..network.accounts import Account
from ..network.updates import WEBHOOK_ACTIVE, read_kinds
from ..network.webhooks import Address, checked_secret, checked_url
from ..network.world import Json
from .calls import Call

LONGEST_POLL = 50
Described = tuple[bool, str]


async def get_updates(account: Account, call: Call) -> list[Json]:
    if account.webhook.address is not None:
        raise conflict(WEBHOOK_ACTIVE)
    account.updates.allow(_kinds(call))
    limit = min(max(call.number("limit", 100), 1), 100)
    timeout = min(max(call.number("timeout"), 0), LONGEST_POLL)
    return await account.updates.poll(call.number("offset"), limit, timeout)


def set_webhook(account: Account, call: Call) -> Described:
    """An empty address removes the webhook. A strict server takes one call a second."""
    if not call.text("url"):
        return delete_webhook(account, call)
    _not_too_often(account)
    checked_url(call.text("url"))
    address = Address(
        call.text("url"),
        checked_secret(call.text("secret_token")),
        min(max(call.number("max_connections", 40), 1), 100),
        call.text("ip_address"),
    )
    account.updates.allow(_kinds(call))
    _drop(account, call)
    return True, account.webhook.set(address)


def delete_webhook(account: Account, call: Call) -> Described:
    _drop(account, call)
    return True, account.webhook.delete()


def get_webhook_info(account: Account, call: Call) -> Json:
    return account.webhook.info()


def _kinds(call: Call) -> object:
    return read_kinds(call.parsed("allowed_updates", "can't parse allowed updates JSON object"))


def _drop(account: Account, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        account.updates.clear()


def _not_too_often(account: Account) -> None:
    now = time.monotonic()
    if account.rates.strict and now - account.webhook_set_at < 1:
        raise too_many_requests(1)
    account.webhook_set_at = now


METHODS = {"getwebhookinfo": get_webhook_info}
DESCRIBED = {"setwebhook": set_webhook, "deletewebhook": delete_webhook}
