"""What a request to the control interface asks for, read value by value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from ..errors import Impossible
from ..network.world import Json
from ..transcripts.transcript import read_lines

LARGEST_BODY = 20_000_000
JSON_LINES = "application/x-ndjson"


@dataclass(frozen=True)
class Wish:
    """The readers raise `Impossible` (400) for what is missing or of another kind."""

    values: Json
    path: dict[str, Any]

    def number(self, name: str) -> int:
        value = self.optional_number(name)
        if value is None:
            raise Impossible(400, f"{name} is missing.")
        return value

    def optional_number(self, name: str) -> int | None:
        value = self.path.get(name, self.values.get(name))
        try:
            return None if value is None else int(value)
        except (TypeError, ValueError):
            raise Impossible(400, f"{name} must be a whole number.") from None

    def text(self, name: str) -> str:
        value = self.optional_text(name)
        if value is None:
            raise Impossible(400, f"{name} is missing.")
        return value

    def optional_text(self, name: str) -> str | None:
        value = self.path.get(name, self.values.get(name))
        if value is not None and not isinstance(value, str):
            raise Impossible(400, f"{name} must be a text.")
        return value

    def optional_seconds(self, name: str) -> float | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, int | float):
            raise Impossible(400, f"{name} must be a number.")
        return value

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers, empty when it is missing."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise Impossible(400, f"{name} must be a list of whole numbers.")
        return value

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name))


async def read_wish(request: Request) -> Wish:
    body = await request.body() if request.method == "POST" else b""
    if len(body) > LARGEST_BODY:
        raise Impossible(400, "That is too much at once.")
    if request.headers.get("content-type", "").startswith(JSON_LINES):
        return Wish({"lines": read_lines(body.decode("utf-8", "replace"))} | dict(request.query_params), {})
    try:
        values = json.loads(body) if body else dict(request.query_params)
    except ValueError:
        raise Impossible(400, "The request must be JSON.") from None
    if not isinstance(values, dict):
        raise Impossible(400, "The request must be a JSON object.")
    return Wish(values, dict(request.path_params))
