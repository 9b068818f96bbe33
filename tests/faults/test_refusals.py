"""What Telegram refuses, for now or for good: each such row of the table of errors, and what becomes of the message."""

from pathlib import Path

import pytest

from conversations.dialogue.phrasebook import Text
from conversations.records.database import transaction
from conversations.records.deliveries import Message, Ready, Urgency, post
from conversations.records.partners import find_partner
from scheduler.errands import Moved, Refused, TryLater, Unreachable
from tests.faults.sender import UNDELIVERED, Sender, in_turn, play
from tests.faults.table import TOKEN_REFUSED, UNPARSED, WAITS
from tests.scheduler.outbox import put
from tests.stage import Phone

# The library warns of a later change of its own when it says how long a 429 lasts.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")

WORDS, PROMPT = "水をください", "今日はどうでしたか？"


def test_a_chat_that_is_told_for_how_long_waits_alone(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        aki = sender.person("Aki", "ja")
        sender.playground.add_fault("429", "sendMessage", chat=aki.telegram_id, seconds=7, times=4)
        await waits_alone(sender, aki, 7)

    play(tmp_path, scene)


def test_a_chat_that_is_not_told_for_how_long_waits_alone(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        aki = sender.person("Aki", "ja")
        sender.line.chooses = in_turn({aki.telegram_id: [WAITS] * 4})
        await waits_alone(sender, aki, 30)

    play(tmp_path, scene)


async def waits_alone(sender: Sender, aki: Phone, seconds: int) -> None:
    """Refused four times, each time for so long: never asked before, sent once, and nobody else waits."""
    mika = sender.person("Mika", "en")
    await sender.delivers(put(aki, WORDS, author=mika))
    put(aki, PROMPT, Urgency.PROMPT)
    for attempts in range(1, 5):
        sender.stage.wait(seconds=seconds - 1)
        await sender.delivers(put(mika, f"hello {attempts}"))
        assert sender.made_for(aki) == [TryLater(seconds, refused=True)] * attempts
        sender.stage.wait(seconds=1)
        await sender.delivers()
    assert sender.texts(aki) == [WORDS, PROMPT]
    assert sender.texts(mika) == [f"hello {attempts}" for attempts in range(1, 5)]


def test_whoever_cannot_be_reached_is_tried_once_and_the_author_told_neutrally(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        mika, aki = sender.person("Mika", "en"), sender.person("Aki", "ja")
        nobody = Phone(sender.stage, 999, "Nobody", "ja")
        sender.playground.block(aki.telegram_id)
        await sender.delivers(put(aki, WORDS, author=mika), put(nobody, WORDS, author=mika))
        assert sender.made_for(aki) == [Unreachable("bot was blocked by the user")]
        assert sender.made_for(nobody) == [Unreachable("chat not found")]
        assert sender.states() == ["dead", "dead", "sent", "sent"]
        assert sender.texts(mika) == [UNDELIVERED] * 2
        assert unreachable(sender, aki) and unreachable(sender, nobody)

    play(tmp_path, scene)


def test_what_telegram_will_never_take_is_tried_once_and_holds_up_nothing(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        mika, aki, noa = sender.person("Mika", "en"), sender.person("Aki", "ja"), sender.person("Noa", "en")
        sender.line.chooses = in_turn({aki.telegram_id: [UNPARSED]})
        await sender.delivers(put(aki, WORDS, author=mika), put(noa, "x" * 4097, author=mika))
        assert sender.made_for(aki) == [Refused("can't parse entities: no end at byte 7")]
        assert sender.made_for(noa) == [Refused("message is too long")]
        assert sender.states() == ["dead", "dead", "sent", "sent"]
        await sender.delivers(put(aki, PROMPT), put(noa, "hello"))
        assert (sender.texts(aki), sender.texts(noa)) == ([PROMPT], ["hello"])
        assert sender.texts(mika) == [UNDELIVERED] * 2
        assert not unreachable(sender, aki)

    play(tmp_path, scene)


def test_a_group_that_has_become_another_gets_everything_there_in_order(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        aki, mika = sender.person("Aki", "ja"), sender.person("Mika", "en")
        group = sender.playground.add_group("Us", aki.telegram_id, [mika.telegram_id], with_bot=True)
        moved = sender.playground.migrate(group)
        ready = [put_in_group(sender, group, words) for words in ("one", "two", "three")]
        assert ready[0] is not None
        await sender.delivers(ready[0])
        assert [outcome for chat, _, outcome in sender.messenger.made if chat == group] == [Moved(moved)]
        assert sender.texts(aki, moved)[-3:] == ["one", "two", "three"]
        assert sender.states() == ["sent"] * 3

    play(tmp_path, scene)


@pytest.mark.parametrize("code", TOKEN_REFUSED)
def test_while_the_token_is_refused_the_queue_is_kept(
    tmp_path: Path, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(sender: Sender) -> None:
        phones = [sender.person("Aki", "ja"), sender.person("Mika", "en")]
        sender.line.chooses = lambda call: TOKEN_REFUSED[code]
        await sender.delivers(*(put(phone, "one") for phone in phones))
        for phone in phones:
            put(phone, "two")
        for _ in range(3):
            sender.stage.wait(seconds=59)
            await sender.delivers()
            sender.stage.wait(seconds=1)
            await sender.delivers()
        assert sender.made_for(phones[0]) == sender.made_for(phones[1]) == [TryLater(60)] * 4
        assert [(row.state, row.unsure) for row in sender.rows()] == [("pending", 0)] * 4
        assert "Telegram does not know this token any more" in caplog.text
        sender.line.chooses = lambda call: None
        await sender.delivers_all()
        assert [sender.texts(phone) for phone in phones] == [["one", "two"]] * 2

    play(tmp_path, scene)


def put_in_group(sender: Sender, group: int, words: str) -> Ready | None:
    attune, now = sender.stage.attune, sender.stage.now
    with transaction(attune.engine) as session:
        chat = attune.sealer.seal_id(group)
        return post(session, attune.sealer, chat, "couple:7", Message(Text(words)), now, Urgency.RELAY)


def unreachable(sender: Sender, phone: Phone) -> bool:
    with transaction(sender.stage.engine) as session:
        found = find_partner(session, sender.stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found.unreachable_since is not None
