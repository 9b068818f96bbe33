"""The file to read: one page of HTML by months, which loads nothing and runs nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from conversations.dialogue.copying.entries import Entry, entries_of
from conversations.dialogue.copying.marks import to_html
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.copying.standing import Row, described, practised, settings_of
from conversations.dialogue.moments import show_date
from conversations.dialogue.phrases import Moment, Value, say
from conversations.records.export_kinds import Copy


def page_of(copy: Copy, pen: Pen, now: datetime) -> str:
    """The whole page."""
    entries = sorted(entries_of(copy), key=lambda one: (_day_of(one, pen), one.at))
    months = [
        (month, list(some)) for month, some in groupby(entries, lambda one: _day_of(one, pen).replace(day=1))
    ]
    rest = [
        _list(say("export.page.profile", name=copy.me.name), described(copy), "profile", pen),
        _list(say("export.page.practice"), practised(copy), "practice", pen),
        _list(say("export.page.settings"), settings_of(copy, pen.language), "settings", pen),
    ]
    nothing = "" if months or any(rest) else f"<p>{_html(say('export.page.nothing'), pen)}</p>"
    return template().substitute(
        language=pen.language,
        title=_html(say("export.page.title", name=copy.me.name), pen),
        lead=_lead(copy, pen, now),
        private=_html(say("export.page.private"), pen),
        months=_jumps([month for month, _ in months], pen),
        main="\n".join([*(_month(month, some, pen) for month, some in months), *filter(None, rest), nothing]),
        end=_html(say("export.page.end", day=Moment(now, "date")), pen),
    )


@cache
def template() -> Template:
    page = files("conversations.content") / "copy.html"
    return Template(page.read_text(encoding="utf-8"))


def _html(value: Value, pen: Pen) -> str:
    return to_html(pen.text(value))


def _day_of(entry: Entry, pen: Pen) -> date:
    return entry.day or pen.here(entry.at).date()


def _lead(copy: Copy, pen: Pen, now: datetime) -> str:
    said: list[Value] = [say("export.page.lead", name=copy.me.name, day=Moment(now, "date"))]
    if copy.scope.since is not None:
        said.append(say("export.page.back_to", day=Moment(copy.scope.since, "date")))
    if not copy.scope.theirs:
        said.append(say("export.page.own", name=copy.me.name))
    return "\n".join(f"<p>{_html(one, pen)}</p>" for one in said)


def _jumps(months: Sequence[date], pen: Pen) -> str:
    """Ways to each month, where there are several."""
    if len(months) < 2:
        return ""
    links = "\n".join(
        f'<li><a href="#{_id(month)}">{escape(show_date(month, "month", pen.language))}</a></li>'
        for month in months
    )
    heading = _html(say("export.page.months"), pen)
    return f'<nav aria-labelledby="months">\n<h2 id="months">{heading}</h2>\n<ul>\n{links}\n</ul>\n</nav>'


def _id(month: date) -> str:
    return f"m{month:%Y-%m}"


def _month(month: date, entries: Sequence[Entry], pen: Pen) -> str:
    days = groupby(entries, lambda one: _day_of(one, pen))
    shown = "\n".join(_day(day, list(some), pen) for day, some in days)
    return f'<section id="{_id(month)}">\n<h2>{escape(show_date(month, "month", pen.language))}</h2>\n{shown}\n</section>'


def _day(day: date, entries: Sequence[Entry], pen: Pen) -> str:
    heading = (
        f'<h3><time datetime="{day.isoformat()}">{escape(show_date(day, "day", pen.language))}</time></h3>'
    )
    return "\n".join([heading, *(_article(one, pen) for one in entries)])


def _article(entry: Entry, pen: Pen) -> str:
    at = "" if entry.day is not None else f" {_html(Moment(entry.at), pen)}"
    parts = [part for part in entry.body if part not in (None, "")]
    body = "\n".join(f'<div dir="auto">{_html(part, pen)}</div>' for part in parts)
    heading = f"<h4><span>{_html(entry.heading, pen)}</span>{at}</h4>"
    return "\n".join(filter(None, [f'<article class="{entry.kind}">', heading, body, "</article>"]))


def _list(heading: Value, rows: Sequence[Row], id: str, pen: Pen) -> str:
    if not rows:
        return ""
    shown = "\n".join(_row(label, values, pen) for label, values in rows)
    return f'<section id="{id}">\n<h2>{_html(heading, pen)}</h2>\n<dl>\n{shown}\n</dl>\n</section>'


def _row(label: Value, values: Sequence[Value], pen: Pen) -> str:
    said = [_html(one, pen) for one in values]
    value = said[0] if len(said) == 1 else "<ul>" + "".join(f"<li>{one}</li>" for one in said) + "</ul>"
    return f"<div><dt>{_html(label, pen)}</dt><dd>{value}</dd></div>"
