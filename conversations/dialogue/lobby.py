"""What happens in a group: Attune arrives, people come and go, and everything private moves elsewhere."""

from dataclasses import dataclass

from conversations.dialogue.events import (
    BotAdded,
    BotDemoted,
    BotPromoted,
    BotRemoved,
    ChatMoved,
    Command,
    Event,
    Happened,
    MembersChanged,
    Tap,
)
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.phrasebook import LANGUAGES, Reader
from conversations.dialogue.phrases import Phrase, Value, say
from conversations.dialogue.posting import Desk
from conversations.dialogue.seating import known_person, spoken_language
from conversations.dialogue.two_languages import in_both
from conversations.flows import COMMANDS
from conversations.records.couples import (
    ChatState,
    Couple,
    CoupleState,
    find_couple_by_chat,
    is_empty,
    move_chat,
)
from conversations.records.deliveries import Message, Urgency, look_again, move_deliveries
from conversations.records.invites import make_invite
from conversations.records.partners import partners_of
from conversations.records.sealing import couple as owner_of

TWO = 2


@dataclass(frozen=True)
class Reception:
    """How a tap in a group is answered."""

    toast: Value = None
    link: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Group:
    """The group an event comes from, and the couple that shares it, if it is known."""

    event: Happened
    desk: Desk
    couple: Couple | None

    @property
    def language(self) -> str:
        return self.couple.language if self.couple else spoken_language(self.event.who.language)

    def tell(self, what: Phrase, *buttons: Button) -> None:
        """A line that holds nothing private."""
        text = self.desk.book.render(what, Reader(self.language))
        self._post(Message(text, self.desk.keys(rows(*buttons), self.language), silent=True))

    def tell_both(self, what: Phrase, *buttons: Button) -> None:
        """The same to people whose languages are not known yet: in all of them, that of who acted first."""
        languages = sorted(LANGUAGES, key=lambda language: language != self.language)
        first, other = (self.desk.book.render(what, Reader(language)) for language in languages)
        self._post(Message(in_both(first, other), self.desk.keys_for(rows(*buttons), languages), silent=True))

    def _post(self, message: Message) -> None:
        chat = self.desk.sealer.seal_id(self.event.where.chat_id)
        self.desk.post_to(chat, "lobby", message, Urgency.NOTICE)


def receive(event: Event, desk: Desk) -> Reception | None:
    """Answer what happens in a group. None for a tap of one of the two: it goes on as their turn."""
    couple = find_couple_by_chat(desk.session, desk.sealer, event.where.chat_id)
    group = Group(event, desk, couple)
    match event:
        case Tap():
            return _tapped(event, group)
        case Command(name=name, rest=rest):
            return _commanded(name, rest, group)
        case BotAdded(humans=humans):
            _arrived(humans, group)
        case MembersChanged():
            _members_changed(event, group)
        case BotPromoted() if couple is None or not couple.admin:
            group.tell(say("lobby.admin.text"))
            _set_admin(couple, True)
        case BotDemoted():
            _set_admin(couple, False)
        case BotRemoved() if couple is not None and couple.chat is not None:
            couple.chat_state = ChatState.GONE  # what still waits is refused, and its author told (courier)
        case ChatMoved(new_chat_id=new_chat_id):
            old, new = desk.sealer.seal_id(event.where.chat_id), desk.sealer.seal_id(new_chat_id)
            if move_chat(desk.session, desk.sealer, event.where.chat_id, new_chat_id):
                move_deliveries(desk.session, old, new)
        case _:
            pass  # what two people write to each other is not read
    return Reception()


def _arrived(humans: int, group: Group) -> None:
    couple = group.couple
    if couple is not None and couple.chat_state == ChatState.FINE and humans == TWO:
        return  # it has only got another number
    if couple is not None and couple.state == CoupleState.ACTIVE:
        couple.chat_state = ChatState.GONE
        if humans == TWO:  # which two is not known: whoever did not add Attune says so in private
            _offer_link(group)
        return
    if couple is not None:
        couple.chat_state = ChatState.FINE if humans == TWO else ChatState.CROWDED
        return
    if humans < TWO:
        group.tell(say("lobby.one.text"))
    elif humans > TWO:
        group.tell(say("lobby.crowd.text"))
    else:
        _say_hello(group)


def _say_hello(group: Group) -> None:
    desk, chat = group.desk, group.desk.sealer.seal_id(group.event.where.chat_id)
    couple = Couple(chat=chat, chat_state=ChatState.FINE, language=group.language, created_at=desk.now)
    desk.session.add(couple)
    group.tell_both(say("lobby.hello.text"), Button(say("lobby.hello.button"), "setup"))


def _members_changed(event: MembersChanged, group: Group) -> None:
    couple = group.couple
    if couple is None:
        if event.humans == TWO and event.left is None:
            _say_hello(group)
        return
    before, couple.chat_state = couple.chat_state, _chat_state(event, couple, group.desk)
    if couple.chat is not None and couple.chat_state != ChatState.FINE:
        look_again(group.desk.session, couple.chat, owner_of(couple.id), group.desk.now)
    if before != couple.chat_state == ChatState.CROWDED:
        group.tell(say("lobby.third.text"))


def _chat_state(event: MembersChanged, couple: Couple, desk: Desk) -> ChatState:
    """Two people are the two of them only as long as it is known who has come and gone (T-1)."""
    both = {desk.sealer.open_id(one.telegram_id) for one in partners_of(desk.session, couple.id)}
    before, joined = couple.chat_state, set(event.joined)
    if before == ChatState.GONE or (before == ChatState.SHORT and event.left in both):
        return ChatState.GONE
    if event.left in both or (before == ChatState.SHORT and not both & joined):
        return ChatState.SHORT
    if joined - both and couple.state == CoupleState.ACTIVE:
        return ChatState.CROWDED
    return ChatState.FINE if event.humans == TWO else ChatState.CROWDED


def _set_admin(couple: Couple | None, admin: bool) -> None:
    if couple is not None:
        couple.admin = admin


def _tapped(event: Tap, group: Group) -> Reception | None:
    language = spoken_language(event.who.language)
    couple, me = group.couple, known_person(event, group.desk)
    if event.data == "setup":
        return _set_up(event, group)
    if couple is None or me is None or me.couple_id != couple.id:
        return Reception(say("dialogue.not_yours"), language=language)
    return None


def _set_up(event: Tap, group: Group) -> Reception:
    """The tap proves that the person is in this group: their own link, for them alone, once."""
    couple, desk = group.couple, group.desk
    language = spoken_language(event.who.language)
    if couple is None or couple.chat_state != ChatState.FINE or couple.state != CoupleState.SETTING_UP:
        return Reception(say("lobby.not_now"), language=language)
    couple.hello_message_id = event.message_id
    only_for = desk.sealer.seal_id(event.who.telegram_id)
    token = make_invite(desk.session, desk.now, couple_id=couple.id, only_for=only_for)
    return Reception(link=f"s-{token}", language=language)


def _commanded(name: str, rest: str, group: Group) -> Reception:
    flow = COMMANDS.get(name)
    if name == "link":
        _offer_link(group)
    elif flow is not None:
        line = "dialogue.privately_draft.text" if rest and flow == "reword" else "dialogue.privately.text"
        group.tell(say(line), Button(say("dialogue.privately.button"), start=flow))
    return Reception()


def _offer_link(group: Group) -> None:
    """A couple without a shared chat takes this one, once the other has confirmed it in private."""
    me = known_person(group.event, group.desk)
    desk, there = group.desk, group.couple
    taken = there is not None and not is_empty(desk.session, there)
    if me is None or (taken and there is not None and there.id != me.couple_id) or me.couple_id is None:
        group.tell(say("lobby.cannot_link.text"))
        return
    other = next((one for one in partners_of(desk.session, me.couple_id) if one.id != me.id), None)
    if other is None:
        group.tell(say("lobby.cannot_link.text"))
        return
    chat = desk.sealer.seal_id(group.event.where.chat_id)
    token = make_invite(desk.session, desk.now, me.id, me.couple_id, only_for=other.telegram_id, chat=chat)
    agree = Button(say("lobby.link.button"), f"link {token}")
    desk.to_person(other, say("lobby.link.text"), rows(agree), Urgency.NOTICE)
    group.tell(say("lobby.link_asked.text"))
