"""The Bot API methods of inline mode: answering what people ask from any chat."""

from __future__ import annotations

import re

from ..errors import bad_request
from ..network.accounts import Account
from ..network.inline import Answer
from ..network.world import Json
from ..text.links import checked_web_app, mentioned_user
from .calls import Call
from .inline_results import read_results

A_DAY = 24 * 60 * 60
USUAL_CACHE_TIME = 300
LONGEST_OFFSET = 64
LONGEST_PARAMETER = 64
PARAMETER = re.compile(r"[A-Za-z0-9_-]*")
READING = "can't parse inline query results button: "


def answer_inline_query(account: Account, call: Call) -> bool:
    button, results = _button(call), read_results(account, call)
    next_offset = call.text("next_offset")
    if len(next_offset.encode()) > LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    answer = Answer(
        at=account.clock.unix(),
        results=results,
        cache_time=min(max(call.number("cache_time", USUAL_CACHE_TIME), 0), A_DAY),
        personal=call.flag("is_personal"),
        next_offset=next_offset,
        button=button,
    )
    query = account.inline.answer(call.text("inline_query_id"), answer)
    account.events.tell("inline", {"user": query.user_id, "query_id": query.id})
    return True


def _button(call: Call) -> Json | None:
    """What is shown above the results: it leads to the private chat, or opens a Web App."""
    given = call.parsed("button", "can't parse inline query results button JSON object")
    if given is None:
        if not call.text("switch_pm_text"):
            return None
        given = {"text": call.text("switch_pm_text"), "start_parameter": call.text("switch_pm_parameter")}
    if not isinstance(given, dict):
        raise bad_request(f"{READING}InlineQueryResultsButton must be an Object")
    if "text" not in given:
        raise bad_request(f'{READING}Can\'t find field "text"')
    if given.get("start_parameter") is not None:
        return {"text": given["text"], "start_parameter": _parameter(str(given["start_parameter"]))}
    if isinstance(given.get("web_app"), dict):
        return {"text": given["text"], "web_app": {"url": _web_app(str(given["web_app"].get("url", "")))}}
    raise bad_request(f"{READING}InlineQueryResultsButton must have exactly one optional field")


def _parameter(given: str) -> str:
    if not given:
        raise bad_request("can't use empty start_parameter")
    if len(given.encode()) > LONGEST_PARAMETER:
        raise bad_request("too long start_parameter specified")
    if not PARAMETER.fullmatch(given):
        raise bad_request("unallowed characters in start_parameter are used")
    return given


def _web_app(url: str) -> str:
    if mentioned_user(url) is not None:
        raise bad_request("link to a user can't be used in the Web App button")
    return checked_web_app(url, "inline query button Web App URL")


METHODS = {"answerinlinequery": answer_inline_query}
