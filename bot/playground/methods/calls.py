"""One call of the Bot API as it arrived: its method, its values, its files, and how to read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from ..errors import Refused, bad_request

LARGEST_BODY = 50 * 1024 * 1024 + 200_000
TRUE = ("true", "yes", "1")


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True)
class Call:
    """A method (lower case) with its parameters. Values are strings, or what JSON made of them."""

    method: str
    values: Mapping[str, object]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """The value as a string, empty when it is missing."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)

    def number(self, name: str, otherwise: int = 0) -> int:
        """The value as a whole number, `otherwise` when it is missing or none."""
        try:
            return int(self.text(name))
        except ValueError:
            return otherwise

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in TRUE

    def parsed(self, name: str, complaint: str) -> object:
        """The value as JSON, None when it is missing or empty. Raises `Refused` with the complaint."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(complaint) from None

    def shown(self) -> dict[str, object]:
        """The parameters for the log: JSON in strings is opened, files are named."""
        shown = {name: _opened(value) for name, value in self.values.items()}
        return shown | {
            name: {"file_name": file.name, "file_size": len(file.content)}
            for name, file in self.uploads.items()
        }


def _opened(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def required(call: Call, name: str) -> str:
    """A value that must be there. Raises `Refused`."""
    if not call.text(name):
        raise bad_request(f'parameter "{name}" is required')
    return call.text(name)


def whole_number(value: object, name: str) -> int:
    """A number inside a JSON value, also when it is written as a string. Raises `Refused`."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        raise bad_request(f'field "{name}" must be of type Number') from None


async def read_call(request: Request, method: str) -> Call:
    """Reads GET and POST, both with a body; JSON, urlencoded, multipart. Raises `Refused` for one it cannot read."""
    values: dict[str, object] = dict(request.query_params)
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise Refused(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    uploads: dict[str, Upload] = {}
    if kind == "multipart/form-data":
        await _read_form(request, values, uploads)
    else:
        values |= read_body(kind, await request.body())
    return Call(method, values, uploads)


def read_body(kind: str, body: bytes) -> dict[str, object]:
    """The values of a body that carries no files."""
    match kind:
        case "application/json":
            return _read_json(body)
        case "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        case _:
            return {}


def _read_json(body: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(parsed, dict):
        raise bad_request("object expected as the request body")
    return {name: value for name, value in parsed.items() if value is not None}


async def _read_form(request: Request, values: dict[str, object], uploads: dict[str, Upload]) -> None:
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                uploads[name] = Upload(value.filename or name, await value.read(), kind)
            else:
                values[name] = value
