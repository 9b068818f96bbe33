"""Whoever guesses at invitations gets nowhere: few tries each, few in all, and none is right (T-8)."""

import asyncio
import secrets
from random import Random
from types import SimpleNamespace
from typing import Any, cast

from bot.intake import Intake
from bot.tries import ALL, EACH, FORGET_ABOVE, HOUR, MINUTE, Tries
from bot.updates import Me
from conversations.flows import COMMANDS
from conversations.records.database import transaction
from conversations.records.invites import TOKEN_BYTES, find_invite, make_invite
from scheduler.courier import Courier
from tests.faults.size import sized
from tests.flows.needing import told
from tests.seed import SEED
from tests.stage import Phone, Stage
from tests.threats.test_invitations import link_of, says_yes

GUESSES = sized(50_000, 1_000_000)
INVITES = 300


class Time:
    """Seconds that go by when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.tries = Tries(lambda: self.now)


def test_one_person_opens_five_links_in_an_hour() -> None:
    time = Time()
    assert [time.tries.admits(7) for _ in range(9)] == [True] * EACH + [False] * 4
    assert time.tries.admits(8), "nobody else notices"
    time.now += HOUR - 1
    assert not time.tries.admits(7)
    time.now += 1
    assert time.tries.admits(7)


def test_all_open_a_hundred_links_in_a_minute() -> None:
    time = Time()
    assert [time.tries.admits(who) for who in range(ALL + 3)] == [True] * ALL + [False] * 3
    time.now += MINUTE
    assert time.tries.admits(ALL + 1)


def test_people_who_opened_nothing_lately_are_forgotten() -> None:
    time = Time()
    for who in range(FORGET_ABOVE + 5):
        time.now += 1
        time.tries.admits(who)
    assert len(time.tries._by) <= HOUR + 5


def test_a_million_guesses_hit_nothing(stage: Stage) -> None:
    """As fast as one likes, from as many accounts as one likes; those that are let through are looked up."""
    print(f"ATTUNE_SEED={SEED}")
    time, chance, looked_up = Time(), Random(SEED), 0  # noqa: S311
    with transaction(stage.engine) as session:
        tokens = [make_invite(session, stage.now) for _ in range(INVITES)]
    with transaction(stage.engine) as session:
        session.flush()
        for _ in range(GUESSES):
            time.now += chance.choice((0, 0, 0, 0, 0.1))
            if time.tries.admits(chance.randrange(20_000)):
                looked_up += 1
                assert find_invite(session, guess(chance, tokens)) is None
        assert looked_up <= ALL * (1 + (time.now - 1000) / MINUTE)
        assert looked_up > 0
        assert find_invite(session, tokens[0]) is not None, "there was something to be found"


def guess(chance: Random, tokens: list[str]) -> str:
    """Any token, or nearly one of those there are."""
    token = chance.choice(tokens)
    return chance.choice(
        (secrets.token_urlsafe(TOKEN_BYTES), token[:-1], token.swapcase(), token + "A", token[::-1], "")
    )


def test_one_try_too_many_is_answered_the_same_whether_right_or_wrong(stage: Stage) -> None:
    """Through the door that updates come in by."""
    mika = stage.person("Mika", "en")
    says_yes(mika)
    link = link_of(mika)
    for wrong, phone in ((True, stage.person("Noa", "en")), (False, stage.person("Kai", "en"))):
        says_yes(phone)
        seen = opens(stage, phone, ["/start i-" + "x" * 22] * EACH + [link[:-1] if wrong else link])
        assert seen[-2:] == [told(phone, "welcome.expired.text"), told(phone, "welcome.tries.text")]


def opens(stage: Stage, phone: Phone, links: list[str]) -> list[str]:
    """What a phone shows after these."""
    bot, courier = cast(Any, SimpleNamespace()), cast(Courier, Silent())
    intake = Intake(stage.attune, bot, Me(1, "attune_bot", frozenset(COMMANDS)), courier, lambda: stage.now)

    async def all_of_them() -> None:
        for link in links:
            user = {"id": phone.telegram_id, "first_name": phone.name, "language_code": phone.language}
            chat = {"id": phone.telegram_id, "type": "private"}
            said = {"message_id": next(stage.ids), "from": user, "chat": chat, "text": link}
            await intake.take({"update_id": next(stage.ids), "message": said})
            stage.deliver()

    asyncio.run(all_of_them())
    return phone.texts


class Silent:
    """A courier that leaves everything where it waits."""

    def deliver(self, ready: object) -> None: ...
    def send_past(self, direct: object) -> None: ...
