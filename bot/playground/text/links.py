"""Addresses: those a bot may put behind a button or a word, and those that lead to the bot itself."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from string import ascii_lowercase, ascii_uppercase
from urllib.parse import SplitResult, parse_qs, urlsplit

from ..errors import Refused, bad_request

NO_PARTS = SplitResult("", "", "", "", "")
OWN = re.compile(r"(tg|tonsite|ton):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
WEB = re.compile(r"(?:([^:/?#@\[\]]*)://)?([^/?#]*)(.*)", re.DOTALL)
PORT = re.compile(r"0*([1-9][0-9]{0,4})")
PLAIN_HOST = re.compile(r"(?:[\w.!$,~*'();&+=-]|[^\x00-\x7f]|%[0-9a-fA-F]{2})*", re.ASCII)
PLAIN_USER = re.compile(r"(?:[\w.!$,~*'();&+=:-]|[^\x00-\x7f]|%[0-9a-fA-F]{2})*", re.ASCII)
WRONG_CODE = re.compile(r"%(?![0-9a-fA-F]{2})")
OWN_HOST = re.compile(r"[A-Za-z0-9_-]+")
TON_SITE_HOST = re.compile(r"[A-Za-z0-9_.-]+")
SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)  # other letters stay as they are
MOST_USER_ID = 2**40 - 1
USER_LINK = re.compile(r"tg:(?://)?user/?\?([^#]*)", re.IGNORECASE | re.DOTALL)


class Unusable(Exception):
    """An address Telegram refuses; the message is its reason."""


def parts_of(url: str) -> SplitResult:
    """The parts of an address; of what is none, no parts at all."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else NO_PARTS
    except ValueError:
        return NO_PARTS


def checked_link(value: object, whose: str) -> str:
    """The address as Telegram keeps it. `whose` opens its complaint: "entity URL". Raises `Refused`."""
    given = "" if value is None else str(value)
    try:
        return address(given)
    except Unusable as reason:
        raise _invalid(whose, given, reason) from None


def checked_web_app(value: object, whose: str) -> str:
    """The address of a Web App, which must be HTTPS. Raises `Refused`."""
    try:
        found = address(str(value))
        if not found.startswith("https://"):
            raise Unusable("Only HTTPS links are allowed")
    except Unusable as reason:
        raise _invalid(whose, str(value), reason) from None
    return found


def _invalid(whose: str, given: str, reason: Unusable) -> Refused:
    shown = given.encode(errors="replace").decode()
    return bad_request(f"{whose} '{shown}' is invalid: {reason}")


def address_or_none(url: str) -> str | None:
    """The address as Telegram keeps it, None for what is none."""
    try:
        return address(url)
    except Unusable:
        return None


def address(url: str) -> str:
    """The address with a scheme, a host in small letters and a path. Raises `Unusable`."""
    own = OWN.fullmatch(url)
    if own:
        return _own_address(own[1].lower(), own[2])
    scheme, user, host, port, path = _web_parts(url)
    if "." not in host and not _is_ipv6(host):
        raise Unusable("Wrong HTTP URL")
    return f"{scheme}://{user}{'@' if user else ''}{host}{f':{port}' if port else ''}{path}"


def _own_address(scheme: str, rest: str) -> str:
    """A link into Telegram or TON: a plain word for a host, and no port."""
    protocol, user, host, port, path = _web_parts(rest)
    if rest.lower().startswith("http://") or protocol == "https" or user or port or _is_ipv6(host):
        raise Unusable("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    if not (TON_SITE_HOST if scheme == "tonsite" else OWN_HOST).fullmatch(host):
        raise Unusable("Unallowed characters in URL host")
    return f"{scheme}://{host}{path[1:] if path.startswith('/?') else path}"


def _web_parts(url: str) -> tuple[str, str, str, int, str]:
    """Scheme, user, host, port (0 for none) and path."""
    found = WEB.fullmatch(url)
    if found is None:  # cannot be: the pattern takes everything
        raise Unusable("Wrong HTTP URL")
    scheme = "http" if found[1] is None else found[1].lower()
    if scheme not in ("http", "https"):
        raise Unusable("Unsupported URL protocol")
    user_and_host, port = _without_port(found[2])
    user, _, host = user_and_host.rpartition("@")
    host = host.translate(SMALL)
    _check_host(host)
    if not _is_ipv6(host):
        _check_part(PLAIN_HOST, host, "host")
        _check_part(PLAIN_USER, user, "userinfo")
    return scheme, user, host, port, _path(found[3])


def _without_port(whole: str) -> tuple[str, int]:
    last = max(whole.rfind(sign) for sign in ":]@")
    if last <= 0 or whole[last] != ":":
        return whole, 0
    port = PORT.fullmatch(whole[last + 1 :])
    if port is None or int(port[1]) > 65_535:
        raise Unusable("Wrong port number specified in the URL")
    return whole[:last], int(port[1])


def _check_host(host: str) -> None:
    if not host:
        raise Unusable("URL host is empty")
    if host == ".":
        raise Unusable("Host is invalid")
    if _is_ipv6(host):
        try:
            IPv6Address(host[1:-1])
        except ValueError:
            raise Unusable("Wrong IPv6 address specified in the URL") from None


def _is_ipv6(host: str) -> bool:
    return host.startswith("[") and host.endswith("]")


def _check_part(allowed: re.Pattern[str], part: str, name: str) -> None:
    if allowed.fullmatch(part):
        return
    if WRONG_CODE.search(part):
        raise Unusable(f"Wrong percent-encoded symbol in URL {name}")
    raise Unusable(f"Disallowed character in URL {name}")


def _path(given: str) -> str:
    path = given.rstrip(" \t\r\n\0\v")
    path = path if path.startswith("/") else f"/{path}"
    return "".join(sign if sign > " " else f"%{ord(sign):02X}" for sign in path)


def mentioned_user(url: str) -> int | None:
    """Whom a link like tg://user?id=5 names, None when it names nobody."""
    found = USER_LINK.match(url)
    for pair in found[1].split("&") if found else ():
        name, _, value = pair.partition("=")
        if name.lower() == "id":
            named = int(value) if re.fullmatch(r"[1-9][0-9]{0,12}", value) else 0
            return named if 0 < named <= MOST_USER_ID else None
    return None


def bot_link(username: str, url: str) -> dict[str, str] | None:
    """What a t.me or tg:// link asks of this bot, None when it leads elsewhere."""
    parts = parts_of(url if "://" in url else f"https://{url}")
    asked = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if parts.scheme == "tg" and parts.netloc == "resolve":
        name = asked.get("domain", "")
    elif parts.scheme in ("http", "https") and parts.hostname in ("t.me", "telegram.me"):
        name = parts.path.strip("/")
    else:
        return None
    return asked if name.lower() == username.lower() else None
