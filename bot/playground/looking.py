"""Finds a message, a button or a key in what a phone shows, the newest first."""

from __future__ import annotations

from .client_types import Button, Message


def holding(messages: list[Message], text: str) -> Message | None:
    fitting = (one for one in reversed(messages) if text in one.get("text", one.get("caption", "")))
    return next(fitting, None)


def inline_button(messages: list[Message], label: str) -> tuple[int, list[int]] | None:
    for message in reversed(messages):
        place = _place(message.get("reply_markup", {}).get("inline_keyboard", []), label)
        if place is not None:
            return message["message_id"], place
    return None


def key(messages: list[Message], label: str) -> list[int] | None:
    """In the newest keyboard that came."""
    keyboards = (one.get("reply_markup", {}).get("keyboard") for one in reversed(messages))
    return _place(next((keyboard for keyboard in keyboards if keyboard), []), label)


def _place(keyboard: list[list[Button]], label: str) -> list[int] | None:
    for row, buttons in enumerate(keyboard):
        for column, button in enumerate(buttons):
            if button.get("text") == label:
                return [row, column]
    return None
