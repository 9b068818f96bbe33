"""Texts with tags: Telegram's simple HTML read into a text and its entities, with Telegram's complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from .errors import Refused, bad_request
from .world import Json

TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)?(?P<rest>[^<>]*)(?P<end>>)?")
ATTRIBUTE = re.compile(r"\s*([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}


@dataclass(frozen=True)
class OpenTag:
    name: str
    begin: int
    attributes: dict[str, str]
    byte: int


def from_html(source: str) -> tuple[str, list[Json]]:
    """The text without its tags, and the entities the tags mean. Raises `Refused` as Telegram would."""
    text = ""
    marks: list[Json] = []
    around: list[OpenTag] = []
    place = 0
    while (begin := source.find("<", place)) >= 0:
        text += _plain(source[place:begin])
        found = TAG.match(source, begin)
        byte = len(source[:begin].encode())
        if found is None or found["end"] is None:
            raise _broken(f"Unclosed start tag at byte offset {byte}")
        if found["close"]:
            marks += _closed(around, found["name"] or "", _units(text), byte)
        else:
            around.append(_opened(found, _units(text), byte))
        place = found.end()
    text += _plain(source[place:])
    if around:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{around[-1].name}"')
    return text, _with_languages(marks)


def _opened(found: re.Match[str], begin: int, byte: int) -> OpenTag:
    name = (found["name"] or "").lower()
    attributes = {key.lower(): unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(found["rest"])}
    if name not in KINDS:
        raise _broken(f'Unsupported start tag "{name}" at byte offset {byte}')
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return OpenTag(name, begin, attributes, byte)


def _closed(around: list[OpenTag], name: str, end: int, byte: int) -> list[Json]:
    if not around:
        raise _broken(f"Unexpected end tag at byte offset {byte}")
    tag = around.pop()
    if name and name.lower() != tag.name:
        raise _broken(
            f'Unmatched end tag at byte offset {byte}, expected "</{tag.name}>", found "</{name.lower()}>"'
        )
    if end == tag.begin:
        return []
    mark: Json = {"type": KINDS[tag.name], "offset": tag.begin, "length": end - tag.begin}
    return _filled(mark, tag)


def _filled(mark: Json, tag: OpenTag) -> list[Json]:
    """The entity with what its attributes say; a link without an address is no entity."""
    match tag.name:
        case "a":
            return [mark | {"url": tag.attributes["href"]}] if tag.attributes.get("href") else []
        case "code" if tag.attributes.get("class", "").startswith("language-"):
            return [mark | {"language": tag.attributes["class"].removeprefix("language-")}]
        case "blockquote" if "expandable" in tag.attributes:
            return [mark | {"type": "expandable_blockquote"}]
        case "tg-emoji":
            return [mark | {"custom_emoji_id": tag.attributes.get("emoji-id", "")}]
        case "tg-time":
            return [_moment(mark, tag)]
        case _:
            return [mark]


def _moment(mark: Json, tag: OpenTag) -> Json:
    try:
        mark |= {"unix_time": int(tag.attributes["unix"])}
    except (KeyError, ValueError):
        raise _broken(f'Tag "tg-time" must have attribute "unix" at byte offset {tag.byte}') from None
    if tag.attributes.get("format"):
        mark |= {"date_time_format": tag.attributes["format"]}
    return mark


def _with_languages(marks: list[Json]) -> list[Json]:
    """`<pre><code class="language-x">` is one entity, and a language means nothing on other code."""
    blocks = {(mark["offset"], mark["length"]): mark for mark in marks if mark["type"] == "pre"}
    kept = []
    for mark in marks:
        block = blocks.get((mark["offset"], mark["length"])) if mark["type"] == "code" else None
        language = mark.pop("language", None) if mark["type"] == "code" else None
        if block is None:
            kept.append(mark)
        elif language:
            block["language"] = language
    return kept


def _plain(piece: str) -> str:
    return ESCAPED.sub(lambda found: unescape(found[0]), piece)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _broken(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")
