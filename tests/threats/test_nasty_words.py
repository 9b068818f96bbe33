"""Strings that break things go through every field where somebody can write, and nothing of them breaks (T-17, T-18).

What arrives is as Telegram takes it: no `parse_mode`, marks on whole signs, no direction that leaks, nothing that
cannot be stored. `ATTUNE_SEED` makes the same evening again.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.messenger import entities_of, keyboard_of
from bot.updates import Me, read_update
from conversations.dialogue.direction import BEGIN, END
from conversations.dialogue.phrasebook import Text, utf16_length
from conversations.flows import COMMANDS
from conversations.records.deliveries import Message
from tests.faults.beginning import two_homes
from tests.faults.homes import WatchedStage
from tests.faults.nasty import NASTY
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import Phone

LIVES, TURNS = sized(1, 40), sized(60, 200)
RIGHT_TO_LEFT = (
    "שלום, אני צריך שקט",
    "أحتاج إلى وقت\nhello أحتاج",
    "\u202eevil\u202c 123 עברית (a)",
    "\u2067never closed עברית",
    "1,500 " + "é" * 3 + "🇯🇵" * 30,
    "a\u0301\u0302\u0303\u0304\u0305\u0306 Zalgo",
)
WORDS = (*NASTY, *RIGHT_TO_LEFT * 5)
TURNS_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
ME = Me(1, "attune_bot", frozenset(COMMANDS))
TOO_FAR = ("leave", "delete", ":leave", ":everything", "arrival", "welcome")


def types(phone: Phone, text: str) -> None:
    """As it comes from Telegram: through what reads updates."""
    user = {
        "id": phone.telegram_id,
        "is_bot": False,
        "first_name": phone.name,
        "language_code": phone.language,
    }
    said: dict[str, Any] = {"message_id": next(phone.stage.ids), "date": 1, "from": user, "text": text}
    said["chat"] = {"id": phone.telegram_id, "type": "private"}
    event = read_update({"update_id": 1, "message": said}, ME)
    if event is not None:
        phone.stage.happens(lambda id: replace(event, update_id=id))


def test_every_field_of_every_flow_takes_anything() -> None:
    print(f"ATTUNE_SEED={SEED}")
    written = 0
    for life in range(LIVES):
        chance, homes = Random(f"{SEED} {life}"), two_homes()  # noqa: S311
        for name in (*COMMANDS, *COMMANDS)[:TURNS]:
            phone = chance.choice(homes.people)
            types(phone, f"/{name} {chance.choice(WORDS)}" if chance.random() < 0.3 else f"/{name}")
            for _ in range(7):
                keys = [key.data for key in homes.town.keys(phone.shown[-1:]) if not is_an_end(key.data)]
                if keys and chance.random() < 0.6:
                    phone.presses(chance.choice(keys), phone.shown[-1].id)
                else:
                    types(phone, chance.choice(WORDS))
                    written += 1
            homes.stage.wait(minutes=chance.choice((0, 1, 45)))
            homes.stage.ticks()
        assert faults_in(homes.stage) == []
        homes.stage.engine.dispose()
    assert written > LIVES * 50, "something was written"


def is_an_end(data: str) -> bool:
    return data.startswith(TOO_FAR) or data.endswith(TOO_FAR)


def faults_in(stage: WatchedStage) -> list[tuple[str, str]]:
    """What is wrong with what arrived."""
    found = []
    for _, message in stage.arrived:
        found += [(name, message.text.text[:80]) for name, holds in RULES.items() if not holds(message)]
    return found


def is_short_enough(message: Message) -> bool:
    return utf16_length(message.text.text) <= 4096


def can_be_kept(message: Message) -> bool:
    words = [message.text.text, *(key.label for row in message.keyboard for key in row)]
    return all("\x00" not in one and not any("\ud800" <= sign <= "\udfff" for sign in one) for one in words)


def keeps_its_direction(message: Message) -> bool:
    """Nothing turns what is around it: no overrides, and what was set apart ends on its line."""
    text = message.text.text
    even = all(line.count(BEGIN) == line.count(END) for line in text.split("\n"))
    return even and not TURNS_AROUND & set(text)


def is_set_apart(message: Message) -> bool:
    """Words from right to left stand between the signs that hold them in."""
    depth = 0
    for sign in message.text.text:
        depth += (sign == BEGIN) - (sign == END)
        if unicodedata.bidirectional(sign) in ("R", "AL") and depth == 0:
            return False
    return True


def has_few_marks(message: Message) -> bool:
    run = 0
    for sign in message.text.text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > 3:
            return False
    return True


def marks_whole_signs(message: Message) -> bool:
    """Every mark begins and ends between signs, inside the text."""
    units = message.text.text.encode("utf-16-le")
    for mark in message.text.entities:
        part = units[2 * mark.offset : 2 * (mark.offset + mark.length)]
        if len(part) != 2 * mark.length or not mark.length:
            return False
        try:
            part.decode("utf-16-le")
        except UnicodeDecodeError:
            return False
    return True


def names_nobody(message: Message) -> bool:
    """No mention and no link is made of what people wrote."""
    return not {mark.type for mark in message.text.entities} & {"text_mention", "text_link", "mention", "url"}


def has_buttons_that_fit(message: Message) -> bool:
    keys = [key for row in message.keyboard for key in row]
    return all(key.label and len(key.data.encode()) <= 64 for key in keys) and bool(
        keyboard_of(message)
    ) == bool(keys)


RULES: dict[str, Callable[[Message], bool]] = {
    rule.__name__: rule
    for rule in (is_short_enough, can_be_kept, keeps_its_direction, is_set_apart, has_few_marks,
                 marks_whole_signs, names_nobody, has_buttons_that_fit)
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_can_be_broken(rule: str) -> None:
    from conversations.dialogue.phrasebook import Entity
    from conversations.records.deliveries import Key

    broken = {
        "is_short_enough": Message(Text("x" * 4097)),
        "can_be_kept": Message(Text("a\x00")),
        "keeps_its_direction": Message(Text("\u202ea")),
        "is_set_apart": Message(Text("שלום")),
        "has_few_marks": Message(Text("a" + "\u0301" * 4)),
        "marks_whole_signs": Message(Text("🌙", (Entity("bold", 0, 1),))),
        "names_nobody": Message(Text("a", (Entity("text_mention", 0, 1),))),
        "has_buttons_that_fit": Message(Text("a"), ((Key("b", "é" * 33),),)),
    }
    assert not RULES[rule](broken[rule])
    assert RULES[rule](Message(Text("fine")))


def test_marks_go_out_as_entities_and_without_a_parse_mode() -> None:
    from conversations.dialogue.phrasebook import Entity

    message = Message(Text("<b>🌙 not bold</b>", (Entity("blockquote", 3, 2),)))
    (mark,) = entities_of(message)
    assert (mark.type, mark.offset, mark.length) == ("blockquote", 3, 2)
