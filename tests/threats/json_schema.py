"""Holds a value against as much of JSON Schema as docs/export.md uses; a keyword it does not know is an error."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None),
}  # fmt: skip
FORMATS = {"date-time": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}
KNOWN = {
    "$schema", "title", "type", "required", "additionalProperties", "properties", "const", "enum", "format", "items",
    "description", "minimum", "maximum", "$ref", "$defs",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> Iterator[str]:
    """What does not fit, and where."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from faults(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, at)
        return
    if "type" in schema and not _is_of(value, schema["type"]):
        yield f"{at}: {value!r} is not of {schema['type']}"
    if value is None:
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "format" in schema and not _has_form(value, schema["format"]):
        yield f"{at}: {value!r} is no {schema['format']}"
    if "minimum" in schema and not schema["minimum"] <= value <= schema["maximum"]:
        yield f"{at}: {value!r} is out of range"
    yield from _inside(value, schema, whole, at)


def _inside(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value)
        yield from (f"{at}.{name} is not described" for name in value if name not in known)
        for name in value.keys() & known.keys():
            yield from faults(value[name], known[name], whole, f"{at}.{name}")
    if isinstance(value, list):
        for one in value:
            yield from faults(one, schema["items"], whole, f"{at}[]")


def _is_of(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    return any(
        isinstance(value, TYPES[name]) and (name != "integer" or not isinstance(value, bool))
        for name in names
    )


def _has_form(value: str, form: str) -> bool:
    try:
        FORMATS[form](value)
    except ValueError:
        return False
    return True


def places(schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """Every place a value of this schema may have: "cards[]/words"."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    yield at
    for name, inner in schema.get("properties", {}).items():
        yield from places(inner, whole, f"{at}/{name}" if at else name)
    if "items" in schema:
        yield from places(schema["items"], whole, f"{at}[]")
