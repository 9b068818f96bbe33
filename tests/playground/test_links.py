"""Addresses that bots put behind buttons and words are checked and written as Telegram writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.errors import Refused
from bot.playground.text.links import checked_link, checked_web_app, mentioned_user


@pytest.mark.parametrize(
    ("given_link", "kept"),
    [
        ("example.com", "http://example.com/"),
        ("HTTPS://Example.COM", "https://example.com/"),
        ("https://example.com?a=B", "https://example.com/?a=B"),
        ("https://example.com#part", "https://example.com/#part"),
        ("http://a:b@example.com:080/x", "http://a:b@example.com:80/x"),
        ("https://example.com/a b\n", "https://example.com/a%20b"),
        ("https://例え.テスト/道", "https://例え.テスト/道"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]/", "http://[::1]/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("tg:user?id=5", "tg://user?id=5"),
        ("TON://Transfer/x", "ton://transfer/x"),
        ("tonsite://example.ton", "tonsite://example.ton/"),
    ],
)
def test_an_address_is_kept_in_one_form(given_link: str, kept: str) -> None:
    assert checked_link(given_link, "entity URL") == kept
    assert checked_link(kept, "entity URL") == kept


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "URL host is empty"),
        ("https:///x", "URL host is empty"),
        (".", "Host is invalid"),
        ("localhost", "Wrong HTTP URL"),
        ("ftp://example.com", "Unsupported URL protocol"),
        ("javascript://example.com", "Unsupported URL protocol"),
        ("example.com:0", "Wrong port number specified in the URL"),
        ("example.com:65536", "Wrong port number specified in the URL"),
        ("exam ple.com", "Disallowed character in URL host"),
        ("a%zz.com", "Wrong percent-encoded symbol in URL host"),
        ("a b@example.com", "Disallowed character in URL userinfo"),
        ("http://[::x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://example.com", "Unallowed characters in URL host"),
        ("tg://user:1", "Wrong tg URL"),
        ("ton://a@b", "Wrong ton URL"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(link: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_link(link, "entity URL")
    assert refused.value.description == f"Bad Request: entity URL '{link}' is invalid: {reason}"


def test_a_web_app_must_have_an_encrypted_address() -> None:
    assert checked_web_app("https://example.com/app", "Web App URL") == "https://example.com/app"
    with pytest.raises(Refused) as refused:
        checked_web_app("http://example.com", "Web App URL")
    assert refused.value.description == (
        "Bad Request: Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"
    )


@pytest.mark.parametrize(
    ("link", "user_id"),
    [
        ("tg://user?id=5", 5),
        ("TG:User/?a=1&ID=5#x", 5),
        ("tg://user?id=05", None),
        ("tg://user?id=0", None),
        ("tg://user", None),
        ("https://t.me/user?id=5", None),
    ],
)
def test_a_link_may_name_a_person(link: str, user_id: int | None) -> None:
    assert mentioned_user(link) == user_id


@given(st.text(st.characters()) | st.text("tgonhps:/?#@[].a1%", max_size=20))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        kept = checked_link(text, "entity URL")
    except Refused as refused:
        refused.description.encode()
    else:
        assert "://" in kept
