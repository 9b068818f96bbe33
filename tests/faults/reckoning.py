"""What must be true of a fleet in the end, whatever was killed or cut off in between."""

import re
from collections import defaultdict
from typing import Any

from tests.faults.couple import soon
from tests.faults.couples import Pair, People
from tests.faults.fleet import REPEATED, Fleet
from tests.faults.replicas import Sent

NUMBER = re.compile(r"\d{3}")
IN_THE_LOG = re.compile(r"(call|lunch) \d{3}|\d{3}のこと|told me|\) failed|mistake of ours|cannot go on")
UNFINISHED = """SELECT id, state, urgency FROM delivery WHERE state IN ('pending', 'dead')
                OR state = 'unconfirmed' AND urgency IN ('answer', 'relay')"""
RELAYS = "SELECT chat, sent_message_id FROM delivery WHERE urgency = 'relay' AND state = 'sent' ORDER BY id"


async def come_to_an_end(fleet: Fleet, people: People) -> None:
    """They finish what they are at, everything arrives, and everything is right."""
    await people.come_to_an_end()
    await soon(lambda: not unfinished(fleet) or None, "an empty outbox")
    print(told(fleet, people))
    everything_is_right(fleet, people)


def everything_is_right(fleet: Fleet, people: People) -> None:
    """Nothing is lost, nothing done twice, everything in order; what came again came once, and said so."""
    assert lost(fleet) == set()
    assert len(not_repeated(fleet)) <= given_up(fleet)
    assert third_copies(fleet) == []
    assert out_of_order(fleet) == []
    for pair in people.pairs:
        assert numbers_told(fleet, pair) == (pair.numbers, pair.numbers)
    assert fleet.rows("SELECT count(*) FROM need") == [(2 * sum(pair.rounds for pair in people.pairs),)]
    assert not any(NUMBER.search(text) for text in people.noa.texts())
    found = in_the_log(fleet)
    assert not found, "\n".join(found)


def told(fleet: Fleet, people: People) -> str:
    """What happened, for whoever runs the test."""
    return (
        f"{sum(len(one.killed) for one in fleet.replicas)} kills, "
        f"{sum(pair.rounds for pair in people.pairs)} rounds, {len(fleet.door.confirmed)} updates, "
        f"{fleet.door.twice} of them brought to two at once, {fleet.door.refused} refused; "
        f"{len(fleet.lines.sent)} messages, {sum(map(is_repeat, fleet.lines.sent))} of them repeats, "
        f"{len(unnoted(fleet))} cut off after they had arrived"
    )


def unfinished(fleet: Fleet) -> list[Any]:
    """Deliveries that still wait, or were given up although they may be repeated."""
    return fleet.rows(UNFINISHED)


def lost(fleet: Fleet) -> set[int]:
    """Updates of which Telegram was told that they are done, and of which the database knows nothing."""
    return fleet.door.confirmed - {id for (id,) in fleet.rows("SELECT update_id FROM seen_update")}


def sent_by_two(fleet: Fleet) -> list[Sent]:
    """Messages whose arrival nobody noted, although their process lived on: another had taken them over."""
    killed = set[str]().union(*(one.killed for one in fleet.replicas))
    return [one for one in unnoted(fleet) if one.life not in killed]


def not_repeated(fleet: Fleet) -> list[Sent]:
    """First copies whose arrival nobody noted, and after which no marked copy came."""
    waiting: dict[tuple[int, str], list[Sent]] = defaultdict(list)
    unknown = set(unnoted(fleet))
    for one in fleet.lines.sent:
        same = waiting[one.chat, words_of(one)]
        if is_repeat(one):
            del same[:1]
        elif one in unknown:
            same.append(one)
    return [one for same in waiting.values() for one in same]


def third_copies(fleet: Fleet) -> list[Sent]:
    """Repeats whose arrival nobody noted: they came once more."""
    return [one for one in unnoted(fleet) if is_repeat(one)]


def unnoted(fleet: Fleet) -> list[Sent]:
    """Messages that Telegram has and the database does not know: they were cut off before it could be noted."""
    known = {id for (id,) in fleet.rows("SELECT sent_message_id FROM delivery")}
    return [one for one in fleet.lines.sent if one.number not in known]


def given_up(fleet: Fleet) -> int:
    """Deliveries that may have arrived and are not repeated, as it should be with them."""
    return int(fleet.rows("SELECT count(*) FROM delivery WHERE state = 'unconfirmed'")[0][0])


def is_repeat(one: Sent) -> bool:
    return one.text.startswith(REPEATED)


def words_of(one: Sent) -> str:
    """The text without the line that marks a repeat."""
    for line in REPEATED:
        if one.text.startswith(line):
            return one.text.removeprefix(line).lstrip("\n")
    return one.text


def out_of_order(fleet: Fleet) -> list[int]:
    """Words to a partner that reached a chat before older ones did."""
    newest: dict[bytes, int] = {}
    wrong = []
    for chat, number in fleet.rows(RELAYS):
        if number < newest.get(chat, 0):
            wrong.append(number)
        newest[chat] = number
    return wrong


def numbers_told(fleet: Fleet, pair: Pair) -> tuple[list[int], list[int]]:
    """The numbers of the rounds whose words came to Aki and to Mika, in the order in which they came."""
    relayed = {number for _, number in fleet.rows(RELAYS)}
    told = [one for one in fleet.lines.sent if one.number in relayed]
    aki, mika = (
        [int(number) for one in told if one.chat == phone.user for number in NUMBER.findall(one.text)]
        for phone in (pair.aki, pair.mika)
    )
    return list(dict.fromkeys(aki)), list(dict.fromkeys(mika))


def in_the_log(fleet: Fleet) -> list[str]:
    """Lines of the log with words of theirs, or of a turn that failed for good, and what stands about them."""
    return [
        near(one.said, found.start()) for one in fleet.replicas for found in IN_THE_LOG.finditer(one.said)
    ]


def near(said: str, place: int) -> str:
    return said[said.rfind("\n", 0, max(0, place - 300)) + 1 : place + 1500]
