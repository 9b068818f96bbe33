"""Addresses: those a bot may put behind a button or a word, and those that lead to the bot itself."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qs, urlsplit

from .errors import Refused, bad_request

NO_PARTS = SplitResult("", "", "", "", "")


def parts_of(url: str) -> SplitResult:
    """The parts of an address; of what is none, no parts at all."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else NO_PARTS
    except ValueError:
        return NO_PARTS


def checked_link(value: object, whose: str) -> str:
    """The address, with http:// where it has no scheme. `whose` opens Telegram's complaint: "entity URL"."""
    if not value:
        raise _invalid(whose, value, "URL host is empty")
    url = str(value) if "://" in str(value) else f"http://{value}"
    parts = parts_of(url)
    if parts.scheme in ("tg", "ton"):
        if not parts.netloc:
            raise _invalid(whose, value, f"Wrong {parts.scheme} URL")
        return url
    if parts.scheme not in ("http", "https", ""):
        raise _invalid(whose, value, "Unsupported URL protocol")
    if "." not in (parts.hostname or ""):
        raise _invalid(whose, value, "Wrong HTTP URL")
    return url


def checked_web_app(value: object, whose: str) -> str:
    """The address of a Web App, which must be HTTPS."""
    if parts_of(str(value)).scheme != "https":
        raise _invalid(whose, value, "Only HTTPS links are allowed")
    return str(value)


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


def _invalid(whose: str, value: object, reason: str) -> Refused:
    return bad_request(f"{whose} '{value}' is invalid: {reason}")
