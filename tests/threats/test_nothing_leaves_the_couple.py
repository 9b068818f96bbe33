"""No words leave for a chat that is not their couple's (T-20): by reading the code, and by a whole evening of two couples."""

import ast
from functools import cache
from pathlib import Path

from sqlmodel import Session, select

from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, Message, read_message
from conversations.records.partners import Partner
from tests.flows.test_checkin import akis_answer, mika_answers
from tests.stage import GROUP, Stage, paired
from tests.threats.lives import ARRIVED, SHOWN, SOLO, another_couple, found_in, lead, marks, partner

ROOT = Path(__file__).parents[2]
NAMES = ("Aki", "Mika", "Ren", "Sora")

# T-20: who hands messages to the outbox, and to whom. `desk` stands for `Desk`, whose readers are partners and couples.
SENDERS = {
    "conversations/dialogue/posting.py": "the desk: a partner's own chat, or the couple's",
    "conversations/dialogue/lobby.py": "the group that was just heard from, under nobody's key",
    "conversations/dialogue/telling_all.py": "a notice of the host, to each in their own chat",
    "conversations/dialogue/carry_out/hide.py": "takes messages away, in the person's own chat",
    "conversations/dialogue/carry_out/deleting.py": "the last line to who deleted everything, and their files",
    "scheduler/reminding/copies.py": "takes the files of a copy away, in the person's own chat",
}
CALLERS = {
    "bot/messenger.py": "the port of the courier: to the chat of a delivery",
    "bot/clearing.py": "takes messages away, in the chat of a delivery",
}
METHODS = {"send_message", "send_document", "send_photo", "edit_message_text", "edit_message_caption", "copy_message", "forward_message"}  # fmt: skip


@cache
def files_of_ours() -> dict[str, ast.Module]:
    """All but the playground, which is a Telegram of its own."""
    found = {}
    for path in (
        path for package in ("bot", "conversations", "scheduler") for path in (ROOT / package).rglob("*.py")
    ):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if not name.startswith("bot/playground/") and any(word in text for word in ("post", *METHODS)):
            found[name] = ast.parse(text)
    return found


def asking(names: set[str]) -> set[str]:
    """Files that call a method of one of these names of something."""
    return {
        name
        for name, tree in files_of_ours().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    }


def posting() -> set[str]:
    """Files that import the function which puts a message into the outbox."""
    return {
        name
        for name, tree in files_of_ours().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "conversations.records.deliveries"
        if "post" in {one.name for one in node.names}
    }


def test_only_these_files_hand_words_to_the_outbox() -> None:
    """T-20, by reading: `post` with a chat, and `post_to`."""
    assert asking({"post_to"}) | posting() == SENDERS.keys()


def test_only_the_courier_speaks_to_telegram() -> None:
    assert asking(METHODS) == CALLERS.keys()


def astray(stage: Stage) -> list[str]:
    """Deliveries whose chat is not that of whoever their words are sealed for; under nobody's key, those with words of
    somebody's in them."""
    with transaction(stage.engine) as session:
        return [
            f"{one.owner}: {one.about}"
            for one in session.exec(select(Delivery))
            if _is_astray(one, stage, session)
        ]


def _is_astray(delivery: Delivery, stage: Stage, session: Session) -> bool:
    kind, _, id = delivery.owner.partition(":")
    match kind:
        case "person":
            person = session.get(Partner, int(id))
            return person is not None and person.telegram_id != delivery.chat
        case "couple":
            pair = session.get(Couple, int(id))
            return pair is not None and pair.chat != delivery.chat
        case _:
            there = delivery.body and _whole(read_message(session, stage.attune.sealer, delivery))
            return bool(there and found_in(there, *NAMES))


def _whole(message: Message) -> str:
    return message.text.text + (message.document.content if message.document else "")


def everything_said(stage: Stage, chat: int) -> str:
    return "\n".join(
        one.text + (one.message.document.content if one.message.document else "")
        for one in stage.chats.get(chat, [])
    )


def test_over_a_whole_evening_no_word_leaves_the_couple(stage: Stage) -> None:
    """T-20, by trying: what two couples and a stranger are sent, with everybody's copy in it."""
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    ren, sora = another_couple(stage)
    noa = stage.person("Noa", "en")
    noa.says("/menu")
    lead(stage, aki, mika)
    lead(stage, ren, sora)
    for phone in (aki, mika, ren, sora, noa):
        for said in ("/kept", "/friend", "/loop", "/pulse", "/today", "/settings", "/privacy", "/export"):
            phone.says(said)
        if phone is not noa:
            phone.taps("すべて" if phone.language == "ja" else "Everything")
    couples = ((aki, mika, GROUP), (ren, sora, GROUP - 1))
    for (one, other, group), (third, fourth, _) in (couples, couples[::-1]):
        for chat in (one.telegram_id, other.telegram_id, group):
            assert found_in(everything_said(stage, chat), third.name, fourth.name) == set()
        assert found_in(everything_said(stage, one.telegram_id), one.name) >= marks(one.name, SOLO)
        assert found_in(everything_said(stage, one.telegram_id), other.name) <= marks(other.name, ARRIVED)
        assert found_in(everything_said(stage, group), one.name, other.name) <= marks(
            one.name, SHOWN
        ) | marks(other.name, SHOWN)
    assert found_in(everything_said(stage, noa.telegram_id), *NAMES) == set()
    assert astray(stage) == []
    stage.wait(hours=24)
    stage.ticks()
    assert astray(stage) == []


def test_a_word_that_goes_astray_would_be_seen(stage: Stage) -> None:
    _, mika = paired(stage)
    noa = stage.person("Noa", "en")
    noa.says("/menu")
    here, there = partner(stage, mika).telegram_id, partner(stage, noa).telegram_id
    with transaction(stage.engine) as session:
        newest = session.exec(select(Delivery).where(Delivery.chat == here)).first()
        assert newest is not None
        newest.chat = there
    assert astray(stage) != []
