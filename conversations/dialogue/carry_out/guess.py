"""Carries out a guess round: it opens once both are in, and is told to each once both have guessed."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.guess import JoinRound, LeaveRound, SealGuesses, side_said
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Urgency
from conversations.records.guesses import (
    GuessSide,
    GuessState,
    end_round,
    join_round,
    keep_guesses,
    leave_round,
    open_round,
    read_side,
    side_of,
)
from conversations.records.partners import Partner
from conversations.records.profiles import Shared


@carry_out.register
def _join(outcome: JoinRound, turn: Turn) -> None:
    couple, partner = turn.pair()
    offered = [Shared(one.line, one.side, one.what) for one in outcome.lines]
    mine = join_round(turn.session, turn.sealer, couple.id, turn.me.id, offered, turn.now)
    theirs = side_of(turn.session, couple.id, partner.id)
    if theirs is None or theirs.state == GuessState.OVER:
        return turn.show(say("guess.joined.text"))
    open_round(turn.session, turn.sealer, mine, theirs)
    begin = rows(Button(say("guess.button.begin"), "guess"))
    turn.show(say("guess.opened.text"), begin)
    _bring(partner, say("guess.opened.text"), begin, turn)


@carry_out.register
def _seal(outcome: SealGuesses, turn: Turn) -> None:
    couple, partner = turn.pair()
    mine, theirs = (side_of(turn.session, couple.id, one.id) for one in (turn.me, partner))
    if mine is None or not keep_guesses(turn.session, turn.sealer, mine, outcome.guesses):
        return turn.moved_on()
    if theirs is None or theirs.state != GuessState.GUESSED:
        return turn.show(say("guess.sealed.text"))
    turn.show(_end(mine, theirs, turn.partner_name, turn))
    _bring(partner, _end(theirs, mine, turn.my_name, turn), (), turn)


def _end(guesser: GuessSide, other: GuessSide, name: str, turn: Turn) -> Value:
    """What one of the two reads, and finds again under the round."""
    found = _result(guesser, other, name, turn)
    end_round(turn.session, turn.sealer, guesser, found)
    return found


def _result(guesser: GuessSide, other: GuessSide, name: str, turn: Turn) -> Value:
    """Guess and line beside each other, without a rate of any kind."""
    guesses = dict(read_side(turn.session, turn.sealer, guesser).guesses)
    offered = read_side(turn.session, turn.sealer, other).offered
    surprises = sum(guesses.get(one.line) != one.side for one in offered)
    told = (
        lines(
            say("guess.your_guess", side=side_said(one.line, guesses[one.line])),
            say("guess.told", partner=name, line=one.what),
        )
        for one in offered
        if one.line in guesses
    )
    return paragraphs(say(f"guess.surprises.{surprises}"), *told)


@carry_out.register
def _leave(outcome: LeaveRound, turn: Turn) -> None:
    leave_round(turn.session, turn.me.id)
    turn.show(say("guess.left.text"))


def _bring(partner: Partner, what: Value, buttons: Rows, turn: Turn) -> None:
    """Whoever rests gets nothing; it is found under /profile."""
    if partner.resting_since is None:
        turn.desk.to_person(partner, what, buttons, Urgency.RELAY, author=turn.me, about="guess")
