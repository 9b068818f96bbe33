"""The Bot API over HTTP: takes a call, carries it out or lets it go wrong, answers and remembers it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .errors import Refused, too_many_requests
from .faults import Fault, FaultKind
from .methods import (
    chats,
    copies,
    edits,
    groups,
    inline,
    invites,
    media,
    members,
    messages,
    places,
    polls,
    profile,
    reactions,
    session,
    updates,
)
from .methods.calls import Call, read_call
from .network.accounts import Account
from .network.server import Telegram
from .network.world import Json

METHODS: dict[str, Callable[[Account, Call], Any]] = {
    **messages.METHODS,
    **media.METHODS,
    **places.METHODS,
    **polls.METHODS,
    **copies.METHODS,
    **edits.METHODS,
    **reactions.METHODS,
    **inline.METHODS,
    **chats.METHODS,
    **members.METHODS,
    **groups.METHODS,
    **invites.METHODS,
    **session.METHODS,
    **profile.METHODS,
    **updates.METHODS,
}
SENDING = (
    "sendmessage",
    "sendphoto",
    "senddocument",
    "sendpoll",
    *media.SENDING,
    *places.SENDING,
    *copies.METHODS,
)
LONGEST_TOKEN = 80
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


class Api:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        telegram.on_reply = self.carry_out_reply

    async def answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            account = self._account(request.path_params["token"])
            call = await read_call(request, method.lower())
        except Refused as refused:
            return self._refuse(method, refused)
        fault = self.telegram.faults.take(call.method, call.text("chat_id"), account.bot.id)
        if fault is None:
            return await self._carried_out(account, call, method)
        self.telegram.events.tell("state", {})
        return await self._gone_wrong(request, account, call, method, fault)

    async def download(self, request: Request) -> Response:
        """A stored file. Its path is forgotten when the playground is reset."""
        try:
            self._account(request.path_params["token"])
        except Refused as refused:
            return _refusal(refused)
        file = self.telegram.files.by_path.get(request.path_params["path"])
        if file is None:
            return _refusal(Refused(404, "Not Found"))
        return Response(file.content, media_type=file.kind)

    async def carry_out_reply(self, account: Account, values: Json) -> None:
        """A call that came inside the answer to a webhook; its result is told to nobody."""
        given = {name: value for name, value in values.items() if name != "method" and value is not None}
        method = str(values["method"])
        await self._carried_out(account, Call(method.lower(), given), method)

    def _account(self, token: str) -> Account:
        """The bot this token is for. Raises `Refused` (401)."""
        if token.startswith("0") or ":" not in token or len(token) > LONGEST_TOKEN:
            raise Refused(401, "Unauthorized: invalid token specified")
        for account in self.telegram.accounts.values():
            if account.token == token:
                session.must_be_logged_in(account)
                return account
        raise Refused(401, "Unauthorized")

    async def _carried_out(self, account: Account, call: Call, method: str, **noted: object) -> Response:
        """Do it, remember it, answer it."""
        try:
            result, description = await self._run(account, call)
        except Refused as refused:
            self._note(
                account, call, method, {"error": refused.description, "error_code": refused.code, **noted}
            )
            return self._refuse(method, refused)
        if call.method in SENDING:
            exceeded: list[str] = []
            for _ in result if isinstance(result, list) else [result]:  # an album counts as its messages
                exceeded = account.rates.count(int(call.text("chat_id")))
            noted |= {"rate": exceeded} if exceeded else {}
        if call.method != "getupdates":
            self._note(account, call, method, {"result": result, **noted})
        elif isinstance(result, list) and result:  # each stands in a line of its own already
            brought = [update["update_id"] for update in result]
            self._note(account, call, method, {"updates": brought, **noted})
        body = {"ok": True, "result": result} | ({"description": description} if description else {})
        self.telegram.watch(method, body)
        return _json(200, body)

    async def _run(self, account: Account, call: Call) -> tuple[object, str]:
        """The result and, for webhooks, Telegram's description. Raises `Refused`."""
        if described := updates.DESCRIBED.get(call.method):
            return described(account, call)
        if call.method == "getupdates":
            return await updates.get_updates(account, call), ""
        carry_out = METHODS.get(call.method)
        if carry_out is None:
            raise Refused(404, "Not Found: method not found")
        if call.method in SENDING:
            wait = account.rates.refusal(call.number("chat_id"))
            if wait is not None:
                raise too_many_requests(wait)
        return carry_out(account, call), ""

    def _refuse(self, method: str, refused: Refused) -> Response:
        self.telegram.watch(method, refused.answer())
        return _refusal(refused)

    def _note(self, account: Account, call: Call, method: str, outcome: Json) -> None:
        noted = {"bot": account.bot.id, "method": method, "params": call.shown()}
        self.telegram.transcript.add("call", noted | outcome)

    async def _gone_wrong(
        self, request: Request, account: Account, call: Call, method: str, fault: Fault
    ) -> Response:
        """What the fault says; where nothing is carried out, the log says `not carried out`."""
        noted = {"fault": fault.kind.value}
        match fault.kind:
            case FaultKind.SLOW:
                await self.telegram.pause(fault.seconds)
                return await self._carried_out(account, call, method, **noted)
            case FaultKind.LOST_ANSWER:
                await self._carried_out(account, call, method, **noted)
                return await _hang_up(request)
            case FaultKind.CUT:
                whole = await self._carried_out(account, call, method, **noted)
                return CutAnswer(whole, partial(_hang_up, request))
        self._note(account, call, method, {"error": "not carried out", **noted})
        match fault.kind:
            case FaultKind.FLOOD:
                return self._refuse(method, too_many_requests(max(1, round(fault.seconds))))
            case FaultKind.BAD_GATEWAY:
                return Response(BAD_GATEWAY, 502, media_type="text/html")
            case FaultKind.SERVER_ERROR:
                return self._refuse(method, Refused(500, "Internal Server Error: restart"))
            case FaultKind.TIMEOUT:
                await self.telegram.pause(fault.seconds)
        return await _hang_up(request)


class CutAnswer(Response):
    """The first half of an answer that promises the whole; then the connection closes."""

    def __init__(self, whole: Response, hang_up: Callable[[], Awaitable[Response]]) -> None:
        super().__init__(bytes(whole.body), whole.status_code, dict(whole.headers))
        self.hang_up = hang_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await self.hang_up()


async def _hang_up(request: Request) -> Response:
    """Close the connection without a word; raise where the server's transport is out of reach."""
    transport = getattr(getattr(request.scope.get("playground.send"), "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionResetError("the playground closed the connection")
    transport.close()
    for _ in range(3):
        await asyncio.sleep(0)
    return Response()


def _refusal(refused: Refused) -> Response:
    response = _json(refused.code, refused.answer())
    if refused.code == 429 and refused.parameters is not None:
        response.headers["Retry-After"] = str(refused.parameters["retry_after"])
    return response


def _json(status: int, body: Json) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, media_type="application/json")


async def not_found(request: Request, exc: Exception) -> Response:
    """Any other path, as Telegram answers it; under /sim as the control interface does."""
    if request.url.path.startswith("/sim/"):
        return _json(404, {"error": "There is nothing at this address."})
    return _refusal(Refused(404, "Not Found"))
