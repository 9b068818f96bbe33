"""Carries out what two people make of the deck of questions. The other one notices by what is asked."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.prompts import AddQuestion, LetCome, TakeQuestionBack, WantPack
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.prompts import id_of
from conversations.records.left_out import let_come
from conversations.records.own_questions import add_question, take_question_back


@carry_out.register
def _want_pack(outcome: WantPack, turn: Turn) -> None:
    others = set(turn.me.packs.split()) - {outcome.pack}
    turn.me.packs = " ".join(sorted(others | {outcome.pack} if outcome.on else others))
    turn.session.flush()


@carry_out.register
def _add_question(outcome: AddQuestion, turn: Turn) -> None:
    couple, _ = turn.pair()
    add_question(turn.session, turn.sealer, couple.id, turn.me.id, outcome.words, turn.now)


@carry_out.register
def _take_question_back(outcome: TakeQuestionBack, turn: Turn) -> None:
    gone = take_question_back(turn.session, turn.me.id, outcome.question)
    turn.toast_or_show(say("deck.gone") if gone else say("dialogue.moved_on"))


@carry_out.register
def _let_come(outcome: LetCome, turn: Turn) -> None:
    back = let_come(turn.session, turn.me.id, id_of(outcome.key))
    turn.toast_or_show(say("deck.back") if back else say("dialogue.moved_on"))
