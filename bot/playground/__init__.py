"""A local Telegram for trying a bot without a token: a strict part of the Bot API, phones, and a clock."""

from .accounts import BotProfile
from .errors import Impossible
from .playground import Playground

__all__ = ["BotProfile", "Impossible", "Playground"]
