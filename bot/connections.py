"""Carries Telegram's methods over connections that are kept open."""

import asyncio
import logging
import os
import ssl
from typing import Any, Never
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = (
    float | DefaultValue[float] | DefaultValue[None] | None
)  # the library says "not given" by a value of its own

AT_ONCE = 64  # connections
KEEP_ALIVE = 55.0  # seconds: the first answer of a quiet minute needs no new handshake
CONNECT, WRITE, READ, POOL = 5.0, 5.0, 15.0, 2.0  # seconds; together less than half a lease
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NOT_SENT = (  # Telegram has heard nothing
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,  # the proxy found no way to it
)
FOR_GOOD = (400, 401, 403, 404)  # refusals that are believed in Telegram's own words alone

log = logging.getLogger(__name__)


class Connections(BaseRequest):
    """python-telegram-bot's way out, on aiohttp: a fraction of the work of httpx for each call.

    Errors are told by their kind alone, since an address holds the bot's token.
    """

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return READ

    async def initialize(self) -> None:
        """Nothing to do before the first call."""

    async def shutdown(self) -> None:
        """Close all connections. The next call would open new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: the status and the body. Raises `TimedOut` and `NetworkError`, with what caused them."""
        read = given(read_timeout, READ)
        connect = given(connect_timeout, CONNECT) + given(pool_timeout, POOL)
        timeout = aiohttp.ClientTimeout(
            total=connect + given(write_timeout, WRITE) + read, connect=connect, sock_read=read
        )
        form = form_of(request_data)
        headers = FORM if isinstance(form, bytes) else None
        try:
            async with self._open().request(
                method, url, data=form, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, believed(answer.status, await answer.read())
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram says. Raises `NetworkError` where somebody else has spoken, and the library's
        `TelegramError` where a success breaks off."""
        if not is_telegrams(payload):
            raise NetworkError("not an answer of Telegram's")
        return Answer(BaseRequest.parse_json_payload(payload))

    def _open(self) -> aiohttp.ClientSession:
        """The session, made by the first call: it belongs to the event loop that runs then."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=AT_ONCE, keepalive_timeout=KEEP_ALIVE, ssl=certificates(self._api_url)
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=proxy_for(self._api_url),
            )
        return self._session


class Answer(dict[str, Any]):
    """What Telegram says. Without a result nobody knows what became of the call."""

    def __missing__(self, key: str) -> Never:
        raise NetworkError("no result") from KeyError(key)


def is_telegrams(payload: bytes) -> bool:
    """Telegram speaks JSON, also when it refuses; what stands between may have pages of its own."""
    return payload.lstrip().startswith(b"{")


def believed(status: int, payload: bytes) -> bytes:
    """The body of an answer. Raises `NetworkError` for a refusal for good that is not Telegram's."""
    if status in FOR_GOOD and not is_telegrams(payload):
        raise NetworkError(f"{status}, not from Telegram")
    return payload


def given(seconds: Seconds, otherwise: float) -> float:
    """What was asked for; None is the library's word for as long as it takes."""
    if isinstance(seconds, DefaultValue):
        return otherwise
    return float("inf") if seconds is None else seconds


def form_of(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    """The parameters as a form, with the files in it."""
    if data is None:
        return None
    if not data.contains_files:
        return data.url_encoded_parameters().encode()
    # Telegram shows the name of a file as it comes.
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def certificates(url: str) -> ssl.SSLContext | bool:
    """Whom to believe: the certificates that travel with us, since not every computer has its own."""
    if not url.startswith("https"):
        return True
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for this address."""
    parts = urlsplit(url)
    if proxy_bypass(parts.hostname or ""):
        return None
    proxy = getproxies().get(parts.scheme) or getproxies().get("all")
    if proxy and not proxy.startswith("http"):
        log.warning("only HTTP proxies are supported; the one in the environment is not used")
        return None
    return proxy
