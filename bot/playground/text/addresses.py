"""Addresses Telegram marks in a text: links with and without a scheme, and those of e-mail.

Follows `match_urls`, `fix_url` and `match_tg_urls` of TDLib. Places are counted in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .endings import is_common_ending

Found = tuple[int, int, str]

GAPS = r" \u00a0\u1680\u2000-\u200b\u200e\u200f\u2016-\u206f\u3000"  # no address goes on behind these
BEYOND_LATIN_1 = "\u00c0-\u167f\u1681-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff\u3001-\U0010ffff"
IN_HOST = re.compile(rf"[.\w~{BEYOND_LATIN_1}-]", re.ASCII)
HOST = re.compile(rf"[@.\w~{BEYOND_LATIN_1}-]*", re.ASCII)
IN_USER = re.compile(rf"[^\n/\[\]{{}}()'`<>\"@«»{GAPS}]")
PATH = re.compile(rf"[^\n<>\"«»{GAPS}]*")
IN_PROTOCOL = re.compile(r"[A-Za-z0-9+-]|[^\x00-\x7f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
PORT = re.compile(r":0*([1-9][0-9]{0,4})(?![0-9])")
BAD_END = ".:;,('?!`"
NO_LINK_BEFORE = re.compile(r"[\w/#@]")
PROTOCOLS = ("http", "https", "ftp", "tonsite")
OTHER_PROTOCOLS = ("shttp", "tftp", "sftp")
WITH_PROTOCOL = re.compile(r"(?:https?|ftp|tonsite)://", re.IGNORECASE)
APP_LINK = re.compile(r"(?:tg|ton)://[a-z0-9_-]{1,253}", re.IGNORECASE | re.ASCII)
EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9][.]){1,6}[a-z]{2,8}",
    re.IGNORECASE | re.ASCII,
)
PAIRS = {")": "(", "]": "[", "}": "{"}


def app_links(text: str) -> Iterator[Found]:
    """Links into Telegram and TON."""
    for found in APP_LINK.finditer(text):
        yield found.start(), _behind_path(text, found.end()), "url"


def addresses(text: str) -> Iterator[Found]:
    """Links and e-mail addresses, in order."""
    for begin, end in _candidates(text):
        whole = text[begin:end]
        mail = whole.removeprefix("mailto:")
        if EMAIL.fullmatch(mail):
            yield end - len(mail), end, "email"
        else:
            length = _link_length(whole)
            if length:
                yield begin, begin + length, "url"


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Whatever stands around a dot and might be an address."""
    start = 0
    while 0 <= (dot := text.find(".", start)) < len(text) - 1:
        if text[dot + 1] == " ":
            start = dot + 2
            continue
        around = _around(text, start, dot)
        begin = _with_protocol(text, start, around.begin) if around.is_possible else None
        end = around.end
        if begin is None:
            end = text.rindex(".", dot, end) + 1
        else:
            if end > dot + 1:
                yield begin, end
            while text[end : end + 1] == ".":
                end += 1
        start = max(end, dot + 1)


@dataclass(frozen=True)
class _Around:
    """An address without its scheme; it is not possible when its user part is wrong."""

    begin: int
    end: int
    is_possible: bool


def _around(text: str, start: int, dot: int) -> _Around:
    begin = _back(text, dot, start, IN_HOST)
    end = _match_end(HOST, text, dot)
    has_user_behind = "@" in text[dot:end]
    if has_user_behind:
        begin = _back(text, begin, start, IN_USER)
    end = _behind_path(text, _behind_port(text, end))
    while end > dot + 1 and text[end - 1] == ".":
        end -= 1
    if begin == start or text[begin - 1] != "@":
        return _Around(begin, end, True)
    user = _back(text, begin - 1, start, IN_USER)
    return _Around(user, end, not has_user_behind and user < begin - 1)


def _back(text: str, at: int, start: int, allowed: re.Pattern[str]) -> int:
    while at > start and allowed.match(text[at - 1]):
        at -= 1
    return at


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _behind_port(text: str, at: int) -> int:
    found = PORT.match(text, at)
    return found.end() if found and int(found[1]) <= 65_535 else at


def _behind_path(text: str, at: int) -> int:
    """Behind /path, ?query or #part, without the signs that end a sentence."""
    if text[at : at + 1] not in ("/", "?", "#"):
        return at
    end = _match_end(PATH, text, at + 1)
    while end > at + 1 and text[end - 1] in BAD_END:
        end -= 1
    return end if text[at] == "/" or end > at + 1 else at


def _with_protocol(text: str, start: int, begin: int) -> int | None:
    """Where an address begins together with its scheme; None where none may begin."""
    before = text[max(start, begin - 6) : begin]
    if len(before.encode()) >= 6 and before.endswith("://"):
        first = _back(text, begin - 3, start, IN_PROTOCOL)
        protocol = text[first : begin - 3].lower()
        known = next((name for name in PROTOCOLS if protocol.endswith(name)), None)
        return None if known is None or protocol in OTHER_PROTOCOLS else begin - 3 - len(known)
    return None if before and NO_LINK_BEFORE.match(before[-1]) else begin


def _link_length(url: str) -> int:
    """How much of it is a link, 0 when its host is none."""
    found = WITH_PROTOCOL.match(url)
    after = found.end() if found else 0
    path_at = min((place for sign in "/?#" if (place := url.find(sign, after)) >= 0), default=len(url))
    host = url[after:path_at]
    host = host[host.find("@") + 1 :]
    host = host[: host.rindex(":")] if ":" in host else host
    if not _is_host(host, has_protocol=found is not None):
        return 0
    return path_at + _balanced(url[path_at:])


def _balanced(path: str) -> int:
    """The length of a path up to a bracket that was not opened in it, and without signs of a sentence."""
    depth = dict.fromkeys("([{", 0)
    end = len(path)
    for place, sign in enumerate(path):
        if sign in depth:
            depth[sign] += 1
        elif sign in PAIRS:
            depth[PAIRS[sign]] -= 1
            if depth[PAIRS[sign]] < 0:
                end = place
                break
    return len(path[:end].rstrip(BAD_END))


def _is_host(host: str, *, has_protocol: bool) -> bool:
    """Four small numbers, or a name with an ending; without a scheme only one of the usual endings."""
    parts = host.split(".")
    if len(parts) == 1 or host.lower() == "teiegram.org":  # a known imitation
        return False
    if any(not part or len(part.encode()) > 63 or part.endswith("-") for part in parts):
        return False
    if re.fullmatch(r"[0-9.]+", host):
        return len(parts) == 4 and all(
            len(part) <= 3 and str(int(part)) == part and int(part) < 256 for part in parts
        )
    return _is_ending(parts[-1], has_protocol=has_protocol) and "_" not in parts[-2]


def _is_ending(ending: str, *, has_protocol: bool) -> bool:
    if ending.startswith("xn--"):
        return re.fullmatch(r"[A-Za-z0-9]{2,}", ending[4:]) is not None
    if len(ending) <= 1 or "_" in ending or "-" in ending:
        return False
    return has_protocol or is_common_ending(ending)
