"""How the playground says no: to a bot in Telegram's own words, to a phone in one plain sentence."""

from __future__ import annotations


class Refused(Exception):
    """A Bot API call answered with `ok: false`; the description is in Telegram's own words where known."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, object]:
        """The body of the answer."""
        told: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return told if self.parameters is None else told | {"parameters": self.parameters}


class Impossible(Exception):
    """Something a person cannot do on their phone; `status` is the HTTP status of the control interface."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def bad_request(words: str, parameters: dict[str, int] | None = None) -> Refused:
    return Refused(400, f"Bad Request: {words}", parameters)


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    return Refused(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
