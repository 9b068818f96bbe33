"""Telegram's updates become our events; what is not for us becomes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.intake import UNREADABLE
from bot.updates import Me, group_that_changed, read_update
from conversations.dialogue.events import (
    Blocked,
    BotAdded,
    BotDemoted,
    BotPromoted,
    BotRemoved,
    ChatKind,
    ChatMoved,
    Command,
    Event,
    MembersChanged,
    NotWords,
    Rewritten,
    Tap,
    Unblocked,
    Where,
    Who,
    Words,
)

ME = Me(1, "attune_bot", frozenset({"start", "need", "help_me_say_this"}))
AKI = {"id": 7_000_000_001, "is_bot": False, "first_name": "Aki", "language_code": "ja"}
BOT = {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PRIVATE = {"id": 7_000_000_001, "type": "private", "first_name": "Aki"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Us"}
WHO = Who(7_000_000_001, "Aki", "ja")
ALONE, US = Where(7_000_000_001, ChatKind.PRIVATE), Where(-1001, ChatKind.SHARED)
HUGE = 10**30


def message(chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    said = {"message_id": 77, "date": 1, "chat": chat, "from": AKI} | content
    return {"update_id": 5, "message": said}


def standing(chat: dict[str, Any], before: str, after: str, whom: dict[str, Any] = BOT) -> dict[str, Any]:
    kind = "my_chat_member" if whom is BOT else "chat_member"
    change = {
        "old_chat_member": {"user": whom, "status": before},
        "new_chat_member": {"user": whom, "status": after},
    }
    return {"update_id": 5, kind: {"chat": chat, "from": AKI, "date": 1, **change}}


def read(raw: dict[str, Any], humans: int = 2) -> Event | None:
    return read_update(raw, ME, humans)


def test_what_somebody_writes_in_private() -> None:
    assert read(message(PRIVATE, text="こんばんは")) == Words(5, WHO, ALONE, "こんばんは", 77)
    assert read(message(PRIVATE, text="/help-me-say-this\nYou never\nlisten")) == Command(
        5, WHO, ALONE, "help_me_say_this", "You never\nlisten", 77
    )
    assert read(message(PRIVATE, text="/unknown x")) == Command(5, WHO, ALONE, "unknown", "x", 77)


def test_what_somebody_wrote_in_private_and_changed() -> None:
    edited = message(PRIVATE, text="こんばんは", edit_date=9)["message"]
    assert read({"update_id": 5, "edited_message": edited}) == Rewritten(5, WHO, ALONE, "こんばんは", 77)
    untouched = {key: value for key, value in edited.items() if key != "edit_date"}  # it got a reaction
    caption = untouched | {"photo": [], "caption": "x", "edit_date": 9}
    del caption["text"]
    shared = message(GROUP, text="/need", edit_date=9)["message"]
    for other in (untouched, caption, shared):
        assert read({"update_id": 5, "edited_message": other}) is None


@pytest.mark.parametrize("content", ["photo", "sticker", "voice", "video_note", "location", "poll", "dice"])
def test_what_is_not_words(content: str) -> None:
    assert read(message(PRIVATE, **{content: {}}, caption="/need")) == NotWords(5, WHO, ALONE, 77)


def test_two_people_are_not_listened_to_in_their_group_even_when_the_bot_could() -> None:
    assert read(message(GROUP, text="what shall we eat")) is None
    assert read(message(GROUP, photo=[])) is None
    assert read(message(GROUP, text="yes", reply_to_message={"message_id": 1})) is None
    assert read(message(GROUP, text="/need")) == Command(5, WHO, US, "need", "", 77)
    assert read(message(GROUP, text="/need@other_bot")) is None
    assert read(message(GROUP, text="/start@attune_bot hello")) is None


@pytest.mark.parametrize(
    "raw",
    [
        message(PRIVATE, text="/need", sender_chat=GROUP),
        message(GROUP, text="/need", **{"from": ANONYMOUS}, sender_chat=GROUP),
        message({"id": -5, "type": "channel", "title": "News"}, text="/need"),
        message(PRIVATE, pinned_message={}),
        message(PRIVATE, text="\u202e "),
        message(GROUP, new_chat_title="We"),
        message(GROUP, left_chat_member=BOT),
        message(GROUP, new_chat_members=[BOT]),
        {"update_id": 5, "edited_message": message(PRIVATE, text="/need")["message"]},
        {"update_id": 5, "message_reaction": {"chat": GROUP}},
        {"update_id": 5, "something_new": {"a": 1}},
        {
            "update_id": 5,
            "callback_query": {"id": "q", "from": AKI, "inline_message_id": "x", "data": "need"},
        },
        {"update_id": 5, "callback_query": {"id": "q", "from": AKI, "game_short_name": "x"}},
        standing(GROUP, "member", "member"),
        standing(GROUP, "member", "administrator", AKI),
    ],
)
def test_what_is_not_for_us(raw: dict[str, Any]) -> None:
    """T-1, T-22: hidden senders, channels, and kinds that nobody asked for."""
    assert read(raw) is None


def test_a_tap_names_who_tapped_what_and_where() -> None:
    query = {"id": "q9", "from": AKI, "chat_instance": "0", "data": "3:send"}
    shown = {"message_id": 12, "date": 0, "chat": GROUP}
    assert read({"update_id": 5, "callback_query": query | {"message": shown}}) == Tap(
        5, WHO, US, "3:send", 12, "q9"
    )
    ephemeral = {"message_id": 0, "date": 1, "chat": PRIVATE}
    assert read({"update_id": 5, "callback_query": query | {"message": ephemeral}}) == Tap(
        5, WHO, ALONE, "3:send", None, "q9"
    )


@pytest.mark.parametrize(
    ("raw", "event"),
    [
        (standing(GROUP, "left", "member"), BotAdded(5, WHO, US, 2)),
        (standing(GROUP, "kicked", "restricted"), None),
        (standing(GROUP, "administrator", "left"), BotRemoved(5, WHO, US)),
        (standing(GROUP, "member", "kicked"), BotRemoved(5, WHO, US)),
        (standing(GROUP, "member", "administrator"), BotPromoted(5, WHO, US)),
        (standing(GROUP, "administrator", "member"), BotDemoted(5, WHO, US)),
        (standing(PRIVATE, "member", "kicked"), Blocked(5, WHO, ALONE)),
        (standing(PRIVATE, "kicked", "member"), Unblocked(5, WHO, ALONE)),
        (standing(GROUP, "left", "member", AKI), MembersChanged(5, WHO, US, 2, (7_000_000_001,))),
        (standing(GROUP, "member", "left", AKI), MembersChanged(5, WHO, US, 2, (), 7_000_000_001)),
        (message(GROUP, new_chat_members=[BOT, AKI]), MembersChanged(5, WHO, US, 2, (7_000_000_001,))),
        (message(GROUP, left_chat_member=AKI), MembersChanged(5, WHO, US, 2, (), 7_000_000_001)),
        (message(GROUP, migrate_to_chat_id=-1002), ChatMoved(5, WHO, US, -1002)),
        (message(GROUP, migrate_from_chat_id=-7), None),
    ],
)
def test_who_comes_and_goes(raw: dict[str, Any], event: Event | None) -> None:
    assert read(raw) == event


@pytest.mark.parametrize("where", ["message", "chat", "person"])
def test_a_number_that_no_telegram_gives_cannot_be_read(where: str) -> None:
    """No database could keep it: the update is noted as seen, and holds up nobody (G-8)."""
    who = AKI | ({"id": HUGE} if where == "person" else {})
    chat = GROUP | ({"id": -HUGE} if where == "chat" else {})
    shown = {"message_id": HUGE if where == "message" else 12, "date": 0, "chat": chat}
    query = {"id": "q9", "from": who, "chat_instance": "0", "data": "setup", "message": shown}
    with pytest.raises(UNREADABLE):
        read({"update_id": 5, "callback_query": query})


def test_someone_who_leaves_counts_even_when_an_anonymous_admin_removed_them() -> None:
    raw = message(GROUP, left_chat_member=AKI, sender_chat=GROUP, **{"from": ANONYMOUS})
    assert read(raw) == MembersChanged(5, Who(0, "?"), US, 2, (), 7_000_000_001)


def test_only_groups_whose_people_changed_are_counted() -> None:
    assert group_that_changed(standing(GROUP, "left", "member"), ME) == -1001
    assert group_that_changed(message(GROUP, left_chat_member=AKI), ME) == -1001
    assert group_that_changed(message(GROUP, text="/need"), ME) is None
    assert group_that_changed(message(PRIVATE, text="hello"), ME) is None


def test_a_phone_that_tells_no_language_gets_the_hosts() -> None:
    silent = {"id": 9, "is_bot": False, "first_name": "Mika"}
    host = Me(1, "attune_bot", frozenset(), "ja")
    assert read_update(message(PRIVATE, text="hi", **{"from": silent}), host) == Words(
        5, Who(9, "Mika", "ja"), ALONE, "hi", 77
    )


NASTY = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = ["message", "callback_query", "my_chat_member", "chat_member", "poll"]
FIELDS = [
    "chat",
    "from",
    "text",
    "message_id",
    "data",
    "id",
    "message",
    "old_chat_member",
    "new_chat_member",
    "photo",
]


@given(some.sampled_from(NAMES), some.dictionaries(some.sampled_from(FIELDS), NASTY))
def test_no_shape_does_worse_than_not_being_read(kind: str, content: dict[str, Any]) -> None:
    base = {"chat": PRIVATE, "from": AKI, "message_id": 1} | content
    try:
        read({"update_id": 5, kind: base})
    except UNREADABLE:
        pass
