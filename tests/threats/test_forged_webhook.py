"""Who does not know the secret of the webhook gets nothing through it, however close they come (T-5)."""

import ast
import asyncio
import inspect
import json
import secrets
import string
from collections import Counter
from random import Random
from textwrap import dedent

import httpx

from bot.web import LONGEST_BODY, SECRET_HEADER, WEBHOOK_PATH, Webhook, build_web
from tests.bot.test_web import FakeIntake, yes
from tests.faults.size import sized
from tests.seed import SEED

CALLS = sized(1_500, 10_000)
ALLOWED = string.ascii_letters + string.digits + "_-"
UPDATE = json.dumps({"update_id": 5, "message": {"text": "/leave"}}).encode()


def guess(secret: str, chance: Random) -> str | None:
    """Anything but the secret: nearly it, most of the time."""
    at = chance.randrange(len(secret))
    other = chance.choice(ALLOWED.replace(secret[at], ""))
    return chance.choice(
        (None, "", secret[:at], secret[: at + 1] + "x" * 200, secret[1:], secret + other, secret.swapcase(),
         secret[:at] + other + secret[at + 1 :], secret + secret, "é" + secret, secrets.token_urlsafe(32))
    )  # fmt: skip


def test_no_guess_opens_it_and_the_secret_does() -> None:
    print(f"ATTUNE_SEED={SEED}")
    chance, intake, secret = Random(SEED), FakeIntake(), secrets.token_urlsafe(32)  # noqa: S311

    async def calls() -> Counter[int]:
        app = build_web(yes, Webhook(intake, secret))
        found: Counter[int] = Counter()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://attune") as client:
            for _ in range(CALLS):
                given = guess(secret, chance)
                headers = {} if given is None else {SECRET_HEADER.encode(): given.encode()}
                body = chance.choice((UPDATE, b"", b"{", b"x" * (LONGEST_BODY + 1)))
                found[(await client.post(WEBHOOK_PATH, content=body, headers=headers)).status_code] += 1
            for method in ("GET", "PUT", "PATCH", "DELETE"):
                answer = await client.request(method, WEBHOOK_PATH, headers={SECRET_HEADER: secret})
                assert answer.status_code == 405
            assert intake.taken == []
            await client.post(WEBHOOK_PATH, content=UPDATE, headers={SECRET_HEADER: secret})
        return found

    assert asyncio.run(calls()) == {404: CALLS}
    assert intake.taken == [json.loads(UPDATE)]


def test_the_comparison_takes_as_long_for_a_wrong_beginning_as_for_a_wrong_end() -> None:
    """By what it is, since a time measured here would prove nothing: the secret is compared by `compare_digest` alone."""
    receive = ast.parse(dedent(inspect.getsource(Webhook.receive)))
    compared = [ast.unparse(one) for one in ast.walk(receive) if isinstance(one, ast.Compare)]
    assert [one for one in compared if "given" in one or "secret" in one] == []
    called = [ast.unparse(one.func) for one in ast.walk(receive) if isinstance(one, ast.Call)]
    assert called.count("hmac.compare_digest") == 1
