"""aiogram's own types read an answer or an update, as strictly as in a bot."""

from __future__ import annotations

import inspect
from typing import Any

from aiogram import methods
from aiogram.methods import Response, TelegramMethod
from aiogram.types import Update

BY_NAME: dict[str, Any] = {
    name.lower(): one
    for name in methods.__all__
    if inspect.isclass(one := getattr(methods, name)) and issubclass(one, TelegramMethod)
}


def read_answer(method: str, answer: dict[str, Any]) -> object:
    """The result as aiogram hands it to a bot. Raises pydantic's `ValidationError`."""
    generic: Any = Response
    return generic[BY_NAME[method.lower()].__returning__].model_validate(answer).result


def read_update(update: dict[str, Any]) -> Update:
    """Raises pydantic's `ValidationError`."""
    return Update.model_validate(update)
