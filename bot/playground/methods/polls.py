"""The Bot API methods about polls: send one, stop one."""

from __future__ import annotations

from ..errors import Refused, bad_request
from ..network.accounts import Account
from ..network.polls import Poll, close, close_due, opened
from ..network.world import Json
from ..text.formatting import Formatted
from .calls import Call
from .keyboards import read_markup
from .messages import send
from .rights import chat_to_edit
from .wording import LONGEST_TEXT, read_caption, read_text

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
MOST_OPTIONS = 12
MOST_LINE_FEEDS = 2
LONGEST_OPEN = 2_628_000
SHORTEST_OPEN = 5
WITH_MEDIA = ("media", "explanation_media")
READING = "can't parse InputPollOption: "
UNREADABLE = "can't parse options JSON object"


def send_poll(account: Account, call: Call) -> Json:
    """A poll of 1 to 12 answers, or a quiz; the time until it closes is the playground's."""
    if any(call.has(name) for name in WITH_MEDIA):
        raise bad_request("media in polls are not known here")
    poll = _read_poll(account, call)
    _read_time(account, call, poll)
    return send_opened(account, call, {"poll": poll})


def send_opened(account: Account, call: Call, content: Json) -> Json:
    """Send a new poll; one that is refused never was."""
    poll = opened(account.telegram, content["poll"])
    try:
        return send(account, call, content)
    except Refused:
        account.telegram.polls.forget(poll)
        raise


def stop_poll(account: Account, call: Call) -> Json:
    """Close the bot's own poll; the keyboard of its message becomes the one given, or none."""
    markup = read_markup(call)
    chat = chat_to_edit(account, call)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message with poll to stop not found")
    poll = message.content.get("poll")
    if not isinstance(poll, Poll):
        raise bad_request("message is not a poll")
    close_due(account.telegram)
    if poll.closed:
        raise bad_request("poll has already been closed")
    if message.sender.id != account.bot.id or message.origin is not None or message.other_markup is not None:
        raise bad_request("poll can't be stopped")
    if markup.other is not None:
        raise bad_request("inline keyboard expected")
    message.keyboard = markup.inline
    close(account.telegram, poll)
    return poll.shown(solved=True)


def _read_poll(account: Account, call: Call) -> Poll:
    """In the order in which Telegram looks at it. Raises `Refused`."""
    question = _line(account, _part(call, "question"), LONGEST_QUESTION, "poll question length")
    options = _read_options(account, call)
    kind = call.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    quiz = kind == "quiz"
    words = _with_entities("question", question)
    words |= _with_entities("description", read_caption(account, _part(call, "description", "caption")))
    poll = Poll(account.bot.id, words, options, quiz=quiz, closed=call.flag("is_closed"))
    poll.anonymous = call.flag("is_anonymous") if call.has("is_anonymous") else True
    poll.several = call.flag("allows_multiple_answers")
    poll.revoting = call.flag("allows_revoting") if call.has("allows_revoting") else not quiz
    if quiz:
        poll.words |= _read_explanation(account, call)
        poll.correct = read_correct(call, len(options))
    return poll


def _part(call: Call, name: str, role: str = "text") -> Call:
    """Some words of the call as if they were the text of one."""
    entities = "entities" if role == "text" else f"{role}_entities"
    values: Json = {role: call.text(name), "parse_mode": call.text(f"{name}_parse_mode")}
    if call.has(f"{name}_entities"):
        values[entities] = call.values[f"{name}_entities"]
    return Call(call.method, values)


def _line(account: Account, call: Call, longest: int, what: str) -> Formatted:
    """A question or an answer, of which only custom emoji stay marked."""
    if not call.text("text"):
        raise bad_request("text must be non-empty")
    if len(call.text("text")) > LONGEST_TEXT:
        raise bad_request(f"{what} must not exceed {longest}")
    ready = read_text(account, call)
    if len(ready.text) > longest:
        raise bad_request(f"{what} must not exceed {longest}")
    return Formatted(ready.text, [mark for mark in ready.entities if mark["type"] == "custom_emoji"])


def _with_entities(name: str, ready: Formatted) -> Json:
    told: Json = {name: ready.text} if ready.text else {}
    return told | ({f"{name}_entities": ready.entities} if ready.entities else {})


def _read_options(account: Account, call: Call) -> list[Json]:
    given = call.parsed("options", UNREADABLE)
    if given is None:
        raise bad_request(UNREADABLE)
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputPollOption as options")
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return [_read_option(account, call, option) for option in given]


def _read_option(account: Account, call: Call, option: object) -> Json:
    if isinstance(option, str):
        option = {"text": option}
    if not isinstance(option, dict):
        raise bad_request(f"{READING}Expected InputPollOption to be an Object")
    if not isinstance(option.get("text"), str):
        raise bad_request(f'{READING}Can\'t find field "text"')
    if option.get("media"):
        raise bad_request("media in polls are not known here")
    ready = _line(account, _part(Call(call.method, option), "text"), LONGEST_OPTION, "poll options length")
    return _with_entities("text", ready)


def _read_explanation(account: Account, call: Call) -> Json:
    ready = read_caption(account, _part(call, "explanation", "caption"))
    if len(ready.text) > LONGEST_EXPLANATION:
        raise bad_request("quiz explanation must have at most 200 characters")
    if ready.text.count("\n") > MOST_LINE_FEEDS:
        raise bad_request("quiz explanation must have at most 2 line feeds")
    return _with_entities("explanation", ready)


def read_correct(call: Call, options: int) -> list[int]:
    """The places of the right answers of a quiz; `correct_option_id` is the old way to say it."""
    given = call.parsed("correct_option_ids", "can't parse correct option identifiers JSON object")
    if given is None and call.has("correct_option_id"):
        given = [call.number("correct_option_id", -1)]
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of correct option identifiers")
    if not all(isinstance(place, int) and not isinstance(place, bool) for place in given or []):
        raise bad_request("correct option identifier must be of type Number")
    if not given:
        raise bad_request("correct quiz option list must be non-empty")
    if given != sorted(set(given)):
        raise bad_request("correct quiz option list must be increasing")
    if given[0] < 0 or given[-1] >= options:
        raise bad_request("wrong quiz correct_option_id")
    return given


def _read_time(account: Account, call: Call, poll: Poll) -> None:
    """When it closes by itself; of two wishes the period counts."""
    period = min(max(call.number("open_period"), 0), LONGEST_OPEN)
    date = call.number("close_date")
    allowed = range(SHORTEST_OPEN, LONGEST_OPEN + 1)
    if period and period not in allowed:
        raise bad_request(f"open_period must be from {SHORTEST_OPEN} to {LONGEST_OPEN} seconds")
    if date and not period and date - account.clock.unix() not in allowed:
        raise bad_request(f"close_date must be {SHORTEST_OPEN} to {LONGEST_OPEN} seconds in the future")
    poll.open_period, poll.close_date = period, 0 if period else date


METHODS = {"sendpoll": send_poll, "stoppoll": stop_poll}
