"""Puts one message in two languages together, for a chat that two languages share."""

from dataclasses import replace

from conversations.dialogue.phrasebook import Text, utf16_length

BLANK, BELOW = "\n\n", "\n"


def in_both(first: Text, second: Text) -> Text:
    """Two renderings in one message. Words that somebody wrote are quoted the same in both: they stand once."""
    if first == second:
        return first
    ours, theirs = _around_quote(first), _around_quote(second)
    if ours is None or theirs is None or ours[1] != theirs[1]:
        return _joined(BLANK, first, second)
    heads, tails = _joined(BELOW, ours[0], theirs[0]), _joined(BELOW, ours[2], theirs[2])
    between = BLANK if first.text.removesuffix(ours[2].text).endswith(BLANK) else BELOW
    return _joined(between, _joined(BELOW, heads, ours[1]), tails)


def _around_quote(text: Text) -> tuple[Text, Text, Text] | None:
    """What stands before the only quotation, the quotation, and what stands after it."""
    quotes = [mark for mark in text.entities if mark.type == "blockquote"]
    if len(quotes) != 1:
        return None
    start, end = quotes[0].offset, quotes[0].offset + quotes[0].length
    return _cut(text, 0, start), _cut(text, start, end), _cut(text, end, utf16_length(text.text))


def _cut(text: Text, start: int, end: int) -> Text:
    """A stretch without the empty lines around it. `start` and `end` in UTF-16 code units."""
    units = text.text.encode("utf-16-le")
    stretch = units[2 * start : 2 * end].decode("utf-16-le")
    start += len(stretch) - len(stretch.lstrip("\n"))
    words = stretch.strip("\n")
    inside = [mark for mark in text.entities if start <= mark.offset < start + utf16_length(words)]
    return Text(words, tuple(replace(mark, offset=mark.offset - start) for mark in inside))


def _joined(between: str, *texts: Text) -> Text:
    """One after the other; what is empty or said already drops out."""
    words, marks = "", []
    for text in dict.fromkeys(text for text in texts if text.text):
        at = utf16_length(words + between) if words else 0
        words = f"{words}{between}{text.text}" if words else text.text
        marks += [replace(mark, offset=mark.offset + at) for mark in text.entities]
    return Text(words, tuple(marks))
