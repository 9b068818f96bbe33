"""What a conversation reads about the deck of questions before it starts."""

from collections.abc import Iterator
from typing import Any

from conversations.dialogue.our_deck import DeckSeen, QuestionSeen
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Args, Turn
from conversations.prompts import key_of
from conversations.records.left_out import left_out_by
from conversations.records.own_questions import questions_by, read_question, words_of


def see_deck(turn: Turn, args: Args) -> dict[str, Any]:
    """What this person has made of it; nothing of what the other one has (T-3)."""
    if turn.couple is None or turn.partner is None:
        return {}
    own = (
        QuestionSeen(str(one.id), read_question(turn.session, turn.sealer, one))
        for one in questions_by(turn.session, turn.me.id, turn.couple.id)
    )
    packs = tuple(turn.me.packs.split())
    return {"deck": DeckSeen(packs, tuple(own), tuple(_left_out(turn)))}


def _left_out(turn: Turn) -> Iterator[QuestionSeen]:
    """Without those that a later version asks no more."""
    for prompt in left_out_by(turn.session, turn.me.id):
        own, key = words_of(turn.session, turn.sealer, prompt), key_of(prompt)
        if own is not None:
            yield QuestionSeen(key, own)
        elif turn.desk.book.has(key):
            yield QuestionSeen(key, say(f"{key}.text"))
