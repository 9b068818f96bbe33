"""The Bot API methods that bring a message somewhere else: forwarded with its author named, or copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..errors import bad_request
from ..network import polls, views
from ..network.accounts import Account
from ..network.hearing import is_service
from ..network.places import still
from ..network.polls import Poll
from ..network.world import Chat, Json, Message
from .calls import Call
from .kinds import SHOWN, WITH_CAPTION, medium_in
from .media import thrown
from .messages import refuse_what_is_not_here, send
from .polls import send_opened
from .rights import chat_to_read, chat_to_write, message_named
from .uploads import caption_of

MOST_AT_ONCE = 100
CARRIED = SHOWN | frozenset(
    "text entities caption caption_entities show_caption_above_media has_media_spoiler"
    " location venue contact dice poll".split()
)
WORKING_ANYWHERE = ("url", "copy_text", "login_url")


def forward_message(account: Account, call: Call) -> Json:
    """The message with who wrote it first. Raises `Refused` for what is protected or tells what happened."""
    original = message_named(_source(account, call), call, "forward")
    chat = _target(account, call)
    if original.protected:
        raise bad_request("message has protected content and can't be forwarded")
    if not may_travel(original):
        raise bad_request("the message can't be forwarded")
    forwarded = _forward(account, call, chat, original, "")
    return views.message(account.world, forwarded, account.bot.id)


def forward_messages(account: Account, call: Call) -> list[Json]:
    """Up to 100 in the order of their numbers; those that cannot be forwarded are skipped."""
    source, chat = _source(account, call), _target(account, call)
    originals = [one for one in _named(source, call) if may_travel(one) and not one.protected]
    albums = _new_albums(account, _needed(originals))
    return _ids(_forward(account, call, chat, one, albums.get(one.album, "")) for one in originals)


def copy_message(account: Account, call: Call) -> Json:
    """The same content as a new message of the bot; a caption given replaces the old one."""
    original = message_named(_source(account, call), call, "copy")
    if not _may_be_copied(account, original):
        raise bad_request("the message can't be copied")
    content = _copied(account, original)
    medium = medium_in(content)
    if call.has("caption") and medium is not None and medium.name in WITH_CAPTION:
        content = _without_caption(content) | caption_of(account, call, medium.name)
    sent = send_opened(account, call, content) if "poll" in content else send(account, call, content)
    return {"message_id": sent["message_id"]}


def copy_messages(account: Account, call: Call) -> list[Json]:
    """As `forward_messages`, but nobody is named; with `remove_caption` without the words under pictures."""
    source, chat = _source(account, call), _target(account, call)
    originals = [one for one in _named(source, call) if _may_be_copied(account, one)]
    albums = _new_albums(account, _needed(originals))
    return _ids(_copy(account, call, chat, one, albums.get(one.album, "")) for one in originals)


def _source(account: Account, call: Call) -> Chat:
    if not call.text("from_chat_id").strip():
        raise bad_request('parameter "from_chat_id" is required')
    return chat_to_read(account, call, "from_chat_id")


def _named(source: Chat, call: Call) -> list[Message]:
    """The messages of a call that are there. Raises `Refused` for numbers that are none or out of order."""
    given = call.parsed("message_ids", "can't parse message_ids JSON object")
    if given in (None, []):
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    numbers = [_message_id(item) for item in given]
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return [source.messages[number] for number in numbers if number in source.messages]


def _message_id(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise bad_request("message identifier must be a Number")
    try:
        number = int(given)
    except ValueError:
        raise bad_request("can't parse message identifier as Number") from None
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number


def _needed(originals: list[Message]) -> list[Message]:
    if not originals:
        raise bad_request("there are no messages to forward")
    return originals


def may_travel(message: Message) -> bool:
    """Whether it is something said, not something that happened."""
    return not is_service(message) and not CARRIED.isdisjoint(message.content)


def _may_be_copied(account: Account, message: Message) -> bool:
    """A quiz only by a bot that knows its answers."""
    poll = message.content.get("poll")
    if isinstance(poll, Poll) and poll.quiz:
        return "correct_option_ids" in poll.shown_in(message, account.bot.id)
    return may_travel(message)


def _new_albums(account: Account, originals: list[Message]) -> dict[str, str]:
    """Two or more items of one album travel as a new one."""
    together = Counter(message.album for message in originals if message.album)
    return {album: str(next(account.telegram.albums)) for album, count in together.items() if count > 1}


def origin_of(message: Message) -> Json:
    """A MessageOrigin: who wrote it first and when; by name only for those who hide in forwards."""
    if message.origin is not None:
        return message.origin
    if message.sender.hides_in_forwards:
        author: Json = {"type": "hidden_user", "sender_user_name": message.sender.first_name}
    else:
        author = {"type": "user", "sender_user": views.user(message.sender)}
    return author | {"date": message.date}


def working_anywhere(keyboard: list[list[Json]] | None) -> list[list[Json]] | None:
    """A keyboard goes along only if every button works away from the bot that made it."""
    buttons = [button for row in keyboard or [] for button in row]
    fine = all(any(name in button for name in WORKING_ANYWHERE) for button in buttons)
    return keyboard if fine else None


def _forward(account: Account, call: Call, chat: Chat, original: Message, album: str) -> Message:
    forwarded = account.telegram.new_message(chat, account.bot, dict(still(original.content)))
    forwarded.origin = origin_of(original)
    forwarded.keyboard = working_anywhere(original.keyboard)
    forwarded.link_preview = original.link_preview
    return _put(account, call, forwarded, album)


def _copy(account: Account, call: Call, chat: Chat, original: Message, album: str) -> Message:
    content = _copied(account, original)
    if call.flag("remove_caption"):
        content = _without_caption(content)
    if "poll" in content:
        polls.opened(account.telegram, content["poll"])
    copied = account.telegram.new_message(chat, account.bot, content)
    copied.link_preview = original.link_preview
    return _put(account, call, copied, album)


def _put(account: Account, call: Call, message: Message, album: str) -> Message:
    message.album = album
    message.silent = call.flag("disable_notification")
    message.protected = call.flag("protect_content")
    message.effect_id = call.text("message_effect_id")
    return account.telegram.post(message)


def _target(account: Account, call: Call) -> Chat:
    chat = chat_to_write(account, call)
    refuse_what_is_not_here(chat, call)
    return chat


def _copied(account: Account, original: Message) -> Json:
    """What a copy carries: of a poll a new one, of dice a new throw, of a place that moves where it is."""
    content = {name: value for name, value in still(original.content).items() if name in CARRIED}
    if "dice" in content:
        content["dice"] = thrown(content["dice"]["emoji"])
    if "poll" in content:
        content["poll"] = polls.copied(content["poll"], account.bot.id)
    return content


def _without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if "caption" not in name}


def _ids(messages: Iterable[Message]) -> list[Json]:
    return [{"message_id": message.id} for message in messages]


METHODS = {
    "forwardmessage": forward_message,
    "forwardmessages": forward_messages,
    "copymessage": copy_message,
    "copymessages": copy_messages,
}
