"""The keyboard a bot puts in place of a phone's own: who sees it, until when, and the reply a bot asks for."""

from __future__ import annotations

from .world import Chat, ChatKind, HeldKeyboard, Json, Message, Person


def take_in(message: Message, people: list[Person]) -> None:
    """A message arrived: it may bring a keyboard, take one away, or be the reply that was asked for."""
    for person in people:
        _forget_answered(message, person.id)
        if message.other_markup is not None and is_meant(message, person):
            _take_in_markup(message, message.other_markup, person.id)


def _take_in_markup(message: Message, markup: Json, person: int) -> None:
    """A bot takes away only a keyboard of its own; any other markup replaces what was there."""
    keyboards = message.chat.keyboards
    if "remove_keyboard" not in markup:
        keyboards[person] = HeldKeyboard(message)
    elif person in keyboards and keyboards[person].message.sender is message.sender:
        del keyboards[person]


def _forget_answered(message: Message, person: int) -> None:
    held = message.chat.keyboards.get(person)
    if held is None or message.sender.id != person or "force_reply" not in (held.message.other_markup or {}):
        return
    if message.reply_to == held.message.id:
        del message.chat.keyboards[person]


def is_meant(message: Message, person: Person) -> bool:
    """A selective keyboard shows for whoever is answered or mentioned."""
    chat = message.chat
    if not (message.other_markup or {}).get("selective") or chat.kind is ChatKind.PRIVATE:
        return True
    answered = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    return (answered is not None and answered.sender is person) or _mentions(message.content, person)


def _mentions(content: Json, person: Person) -> bool:
    """Whether a text names them, by a user name or without one."""
    text = str(content.get("text") or content.get("caption") or "").encode("utf-16-le")
    for mark in content.get("entities", []) + content.get("caption_entities", []):
        named = text[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le")
        if mark["type"] == "text_mention" and mark["user"]["id"] == person.id:
            return True
        if mark["type"] == "mention" and named[1:].lower() == (person.username or "").lower():
            return True
    return False


def held_by(chat: Chat, person: int) -> HeldKeyboard | None:
    """What this phone holds now; it goes away with the message that brought it."""
    held = chat.keyboards.get(person)
    return held if held is not None and held.message.id in chat.messages else None


def used(held: HeldKeyboard) -> None:
    """A key was pressed: a one-time keyboard makes room for the letters, unless it is always to be there."""
    markup = held.message.other_markup or {}
    held.hidden = bool(markup.get("one_time_keyboard")) and not markup.get("is_persistent")


def shown(held: HeldKeyboard | None) -> Json:
    """For the phone: the keyboard in place of its letters, or the reply it opened; None where there is none."""
    markup = (held.message.other_markup or {}) if held is not None else {}
    seen = None if held is None else {"message_id": held.message.id, "hidden": held.hidden} | markup
    asks = "force_reply" in markup
    return {"reply_keyboard": None if asks else seen} | ({"forced_reply": seen} if asks else {})
