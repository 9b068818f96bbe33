"""A local Telegram for trying a bot without a token: a strict part of the Bot API, phones, and a clock."""

from .errors import Impossible
from .playground import Playground
from .server import BotProfile

__all__ = ["BotProfile", "Impossible", "Playground"]
