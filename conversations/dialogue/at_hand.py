"""What is answered without being remembered: private help, and words that speak of danger.

Nothing is written for it, not even that somebody asked, and nothing that may be away is needed (check 11, F51).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from conversations.dialogue.events import ChatKind, Command, Event, Rewritten, Tap, Words
from conversations.dialogue.outcomes import Rows
from conversations.dialogue.outcomes.safety import ways_on
from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.posting import keyboard_of
from conversations.dialogue.seating import spoken_language
from conversations.dialogue.wording import Wording
from conversations.flows import COMMANDS
from conversations.flows.support import screen
from conversations.records.conversations import Conversation
from conversations.records.deliveries import Message
from conversations.records.partners import find_partner
from conversations.records.sealing import Sealer

if TYPE_CHECKING:
    from conversations.dialogue.turn import Attune

HELP, HIDE = "support", "hide"


@dataclass(frozen=True)
class Help:
    """Somebody looks for help: which section, which country."""

    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Danger:
    """Somebody wrote words that speak of danger, of a kind. `flow` is what they were typed after, if a command."""

    kind: str
    flow: str | None = None


@dataclass(frozen=True)
class Recalled:
    """As much of somebody as makes the answer fit; it can be given without."""

    language: str
    flow: str = ""  # the conversation that is open


@dataclass(frozen=True)
class Direct:
    """A message that goes past the outbox: nothing is kept of it."""

    chat_id: int
    message: Message


AtHand = Help | Danger


def at_hand(event: Event, wording: Wording) -> AtHand | None:
    """Whether this is answered without being remembered. Looks at nothing but the event."""
    if event.where.kind != ChatKind.PRIVATE:
        return None
    match event:
        case Command(name="start", rest=rest):
            flow, *args = rest.split("-")
            return Help(tuple(args)) if flow == HELP else None
        case Command(name=name) if COMMANDS.get(name) == HELP:
            return Help()
        case Tap(data=data) if data.split(" ")[0] == HELP:
            return Help(tuple(data.split(" ")[1:]))
        case Command(name=name) if COMMANDS.get(name) == HIDE:
            return None  # whatever stands after it: who hides a chat has no time for a card
        case Command(name=name, rest=rest) if rest:
            return _danger(rest, COMMANDS.get(name, ""), event, wording)
        case Words(text=text) | Rewritten(text=text):
            return _danger(text, None, event, wording)
        case _:
            return None


def _danger(
    words: str, flow: str | None, event: Command | Words | Rewritten, wording: Wording
) -> Danger | None:
    kind = wording.danger(words, spoken_language(event.who.language))
    return Danger(kind, flow) if kind is not None else None


def recall(session: Session, sealer: Sealer, event: Event) -> Recalled:
    """The language somebody has chosen, and what they are in the middle of. Writes nothing."""
    me = find_partner(session, sealer, event.who.telegram_id)
    if me is None:
        return unknown(event)
    open_flow = select(Conversation.flow).where(col(Conversation.partner_id) == me.id)
    return Recalled(me.language, session.exec(open_flow).first() or "")


def unknown(event: Event) -> Recalled:
    """What is known of somebody by their phone alone."""
    return Recalled(spoken_language(event.who.language))


def answer_at_hand(event: Event, asked: AtHand, recalled: Recalled, attune: "Attune") -> Direct:
    """The message for the one who asked, and for nobody else. A tapped screen is changed in place."""
    what, buttons = _shown(asked, recalled, attune.operator)
    text = attune.book.render(what, Reader(recalled.language))
    keyboard = keyboard_of(buttons, recalled.language, attune.book, attune.bot)
    edits = event.message_id if isinstance(event, Tap) else None
    return Direct(event.where.chat_id, Message(text, keyboard, edits))


def _shown(asked: AtHand, recalled: Recalled, operator: str) -> tuple[Value, Rows]:
    match asked:
        case Help(args):
            shown = screen(args, operator)
            return shown.what, shown.buttons
        case Danger(kind, flow):
            # In `hear` the words are another's: the card is for whoever reads them.
            received = (recalled.flow if flow is None else flow) == "hear"
            card = say(f"safety.{'received' if received else kind}.text")
            return card, ways_on("" if received else kind)
