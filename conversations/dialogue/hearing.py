"""Understands what one person did: a command, some words, a tap."""

from datetime import timedelta

from conversations.dialogue.asking import BACK, CLOSE, limit_of, options_of
from conversations.dialogue.continuing import Pending, Underway, advance, ask, begin, open_question, resume
from conversations.dialogue.events import Blocked, Command, Event, NotWords, Rewritten, Tap, Unblocked, Words
from conversations.dialogue.outcomes import Begin, Button, rows
from conversations.dialogue.phrasebook import utf16_length
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.posting import Desk
from conversations.dialogue.seating import greet, known_person, take_turn
from conversations.dialogue.steps import ChooseOrWrite, Question
from conversations.dialogue.taking import Turn
from conversations.dialogue.transcript import Answer, drop_last_answer
from conversations.flows import COMMANDS, FLOWS, Wants
from conversations.records.conversations import OpenConversation, forget_conversation, open_conversation

LAPSE = timedelta(minutes=30)  # flows.md, conventions
START_LINKS = {"i": "welcome", "s": "welcome", "later": "welcome"}  # payloads that carry a token: "i-TOKEN"


def hear(event: Event, desk: Desk) -> tuple[Turn | None, Pending | None]:
    """Take one person's turn. Nothing for people Attune does not know and who do not speak to it."""
    match event:
        case Rewritten() if known_person(event, desk) is None:
            return None, None
        case Command() | Words() | NotWords() | Rewritten() | Tap():
            turn = take_turn(event, desk, greet(event, desk))
            if turn.me.unreachable_since is not None:  # to note what is so already costs a flush
                turn.me.unreachable_since = None
            return turn, _answer(event, turn)
        case Blocked() | Unblocked() if (me := known_person(event, desk)) is not None:
            me.unreachable_since = desk.now if isinstance(event, Blocked) else None
            return None, None
        case _:
            return None, None


def _answer(event: Command | Words | NotWords | Rewritten | Tap, turn: Turn) -> Pending | None:
    match event:
        case Command(name=name, rest=rest):
            return _hear_command(name, rest, turn)
        case Words(text=text):
            return _hear_words(text, turn)
        case NotWords():
            return _ask_again(turn, say("dialogue.not_words.text"))
        case Rewritten():
            return _ask_again(turn, say("dialogue.rewritten.text"))
        case Tap(data=data):
            return _take_tap(data, turn)


def _hear_command(name: str, rest: str, turn: Turn) -> Pending | None:
    if name == "start" and rest:
        return start_flow(turn, *_linked(rest))
    if name == "cancel":
        return _close(turn)
    flow = COMMANDS.get(name)
    if flow is None:
        return start_flow(turn, "menu", ("unknown",))
    return start_flow(turn, flow, (), rest)


def _linked(payload: str) -> tuple[str, tuple[str, ...]]:
    """What a link into the private chat starts: an invitation, or a conversation from its beginning.

    Anybody can make a link up and send it to somebody: it decides nothing that a button would (T-6).
    """
    head, _, rest = payload.partition("-")
    if head in START_LINKS:
        return START_LINKS[head], (head, rest)
    if head in FLOWS:
        return head, ()
    return "welcome", ()


def start_flow(turn: Turn, flow: str, args: tuple[str, ...] = (), words: str = "") -> Pending | None:
    """Start a conversation if what it wants is there; say kindly what is missing otherwise."""
    match FLOWS[flow].wants:
        case Wants.CONSENT | Wants.PARTNER if turn.me.consent == "none":
            return begin(turn, Begin("welcome"))
        case Wants.PARTNER if turn.partner is None:
            key = "dialogue.parted.text" if turn.me.parted else "dialogue.alone.text"
            turn.show(say(key), rows(Button(say("dialogue.button.invite"), "invite")))
            return None
        case _:
            return begin(turn, Begin(flow, args, words))


def _hear_words(text: str, turn: Turn) -> Pending | None:
    conversation = open_conversation(turn.session, turn.sealer, turn.me.id)
    if conversation is None or _has_lapsed(conversation, turn):
        return (
            begin(turn, Begin("stray", (), text))
            if turn.me.consent != "none"
            else start_flow(turn, "welcome")
        )
    step = open_question(turn, conversation)
    if step is None:
        return resume(turn, conversation)
    return _answer_in_words(text, step, conversation, turn)


def _answer_in_words(text: str, step: Question, conversation: OpenConversation, turn: Turn) -> Pending | None:
    options = options_of(step, turn.desk.book, turn.me.language)
    named = next((id for id, label in options.items() if label.casefold() == text.strip().casefold()), None)
    if named is not None:
        return _choose(named, step, conversation, turn)
    limit = limit_of(step)
    if not limit:
        return _again(turn, conversation, step, say("dialogue.tap_please.text"))
    if (length := utf16_length(text)) > limit:
        note = say("dialogue.too_long.text", limit=limit, length=length)
        return _again(turn, conversation, step, note)
    turn.put_question_away(conversation.turn)
    plain = {"words": text} if isinstance(step, ChooseOrWrite) else text
    return resume(turn, conversation, Answer(step.key, plain))


def _take_tap(data: str, turn: Turn) -> Pending | None:
    number, colon, option = data.partition(":")
    if not colon:
        flow, *args = data.split(" ")
        if flow not in FLOWS:
            turn.toast = say("dialogue.moved_on")
            return None
        return start_flow(turn, flow, tuple(args))
    conversation = open_conversation(turn.session, turn.sealer, turn.me.id)
    if conversation is None:
        turn.toast = say("dialogue.moved_on")
        return None
    step = open_question(turn, conversation)
    if step is None:
        return resume(turn, conversation)
    if number != str(conversation.turn) or option not in _open_options(step, turn):
        turn.toast, turn.tapped = say("dialogue.moved_on"), None
        return _again(turn, conversation, step)
    return _choose(option, step, conversation, turn)


def _open_options(step: Question, turn: Turn) -> set[str]:
    return {BACK, CLOSE, *options_of(step, turn.desk.book, turn.me.language)}


def _choose(option: str, step: Question, conversation: OpenConversation, turn: Turn) -> Pending | None:
    match option:
        case "-close":
            return _close(turn)
        case "-back":
            answers = drop_last_answer(conversation.transcript)
            return advance(turn, Underway(conversation.flow, conversation.start, answers))
        case "-skip":
            return resume(turn, conversation, Answer(step.key, None))
        case _:
            plain = {"tap": option} if isinstance(step, ChooseOrWrite) else option
            return resume(turn, conversation, Answer(step.key, plain))


def _close(turn: Turn) -> Pending | None:
    forget_conversation(turn.session, turn.me.id)
    turn.show(say("dialogue.closed.text"))
    return None


def _ask_again(turn: Turn, note: Value) -> Pending | None:
    conversation = open_conversation(turn.session, turn.sealer, turn.me.id)
    if conversation is None or _has_lapsed(conversation, turn):
        turn.show(note)
        return None
    step = open_question(turn, conversation)
    return _again(turn, conversation, step, note) if step else resume(turn, conversation)


def _again(turn: Turn, conversation: OpenConversation, step: Question, note: Value = None) -> Pending | None:
    """The open question once more; it keeps its number, so that both copies of its buttons work."""
    ask(turn, conversation.turn, conversation.transcript, step, note)
    return None


def _has_lapsed(conversation: OpenConversation, turn: Turn) -> bool:
    return conversation.flow != "welcome" and turn.now - conversation.touched_at > LAPSE
