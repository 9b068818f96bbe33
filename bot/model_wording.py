"""Has a language model help with the wording, once people agreed; whatever goes wrong, the offline wordings stand."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from bot.settings import Settings
from conversations.dialogue.steps import Reword
from conversations.dialogue.wording import draft_of, told
from conversations.rewording import Candidate, Reworded, reword
from conversations.rewording.language import words
from conversations.rewording.lent import Lent, lend, material
from conversations.rewording.returned import faults_of, take_back
from conversations.rewording.values import Style

PATIENCE = 8.0  # seconds for everything, the second try included
AT_ONCE = 2  # drafts with the model; each holds a thread, and whoever comes then is helped offline at once

log = logging.getLogger(__name__)


class Asked(Protocol):
    """Who asks the model."""

    async def ask(
        self, how: str, material: str, objection: Callable[[Mapping[str, str]], str | None]
    ) -> dict[str, str]:
        """Wordings by style, to which nothing is objected. Raises whatever goes wrong."""
        ...


class ModelWording:
    """Drafts go through the danger gate and the offline engine first; only what it could word goes on to the model."""

    def __init__(self, host: str, client: Asked, seconds: float = PATIENCE) -> None:
        self.host = host
        self._client, self._seconds = client, seconds
        self._free = BoundedSemaphore(AT_ONCE)

    def reword(self, step: Reword, language: str, names: tuple[str, ...]) -> dict[str, Any]:
        """As the offline engine, with better words where the model has some. Never raises for the model's sake.

        `names`: how the two are called; they stay here. Both have agreed that the rest goes to `host`.
        """
        draft = draft_of(step, language)
        found = reword(draft)
        plain = told(found, draft, language)
        lent = lend(draft, found, names) if isinstance(found, Reworded) else None
        said = self._ask(lent) if lent is not None else []
        if lent is None or not said:
            return plain
        return {**told(take_back(lent, said), draft, language), "model": self.host}

    def _ask(self, lent: Lent) -> list[Candidate]:
        """What the model says, or nothing: too slow, refused, not good enough, or nobody free to ask."""
        if not self._free.acquire(blocking=False):
            return []
        answer: Future[dict[str, str]] = Future()
        # A thread of its own: a host name that does not resolve cannot be given up from inside.
        Thread(target=self._run, args=(lent, answer), daemon=True).start()
        try:
            return _candidates(answer.result(self._seconds))
        except Exception as error:  # of many libraries; its text may hold what somebody wrote
            log.warning("the model did not help: %s", _name_of(error))
            return []

    def _run(self, lent: Lent, answer: Future[dict[str, str]]) -> None:
        try:
            answer.set_result(asyncio.run(asyncio.wait_for(self._said(lent), self._seconds)))
        except BaseException as error:
            answer.set_exception(error)
        finally:
            self._free.release()

    async def _said(self, lent: Lent) -> dict[str, str]:
        how = str(words(lent.language, "model")["how"])
        asked = json.dumps(material(lent), ensure_ascii=False)
        return await self._client.ask(how, asked, lambda said: _objection(lent, said))


def connect_model(settings: Settings) -> ModelWording | None:
    """The model that the host has set, if any. Only then its client is loaded, which takes 60 MB."""
    if not settings.model_url:
        return None
    from bot.model_client import ModelClient

    key = settings.model_key.get_secret_value()
    client = ModelClient(settings.model_url, settings.model_name, key, PATIENCE)
    return ModelWording(host_of(settings.model_url), client)


def host_of(url: str) -> str:
    """Who receives the words, as people are told."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _candidates(said: Mapping[str, str]) -> list[Candidate]:
    return [Candidate(cast(Style, style), text) for style, text in said.items()]


def _objection(lent: Lent, said: Mapping[str, str]) -> str | None:
    """What is still wrong, in words for the model."""
    faults = faults_of(lent, _candidates(said))
    if not faults:
        return None
    table = words(lent.language, "model")
    lines = [f"{style}: {', '.join(_names(table['fault'], codes))}" for style, codes in faults.items()]
    return "\n".join([str(table["again"]), *lines])


def _names(table: Mapping[str, str], codes: tuple[str, ...]) -> list[str]:
    """Reasons in words, with what they are about where that is known."""
    split = (code.partition(":") for code in codes)
    return [f"{table.get(code, code)}{colon}{about}" for code, colon, about in split]


def _name_of(error: BaseException) -> str:
    """The kind of an error, and the status of an answer; never its text."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__} {status}" if isinstance(status, int) else type(error).__name__
