"""A local Telegram for trying a bot without a token: a strict part of the Bot API, phones, and a clock."""

from .errors import Impossible
from .network.accounts import BotProfile
from .playground import Playground

__all__ = ["BotProfile", "Impossible", "Playground"]
