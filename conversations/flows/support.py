"""/support: private help and contacts. The same for everybody, opened by anybody, noted nowhere."""

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.phrases import NEWEST, Each, Value, paragraphs, say
from conversations.dialogue.steps import Flow, Here

SECTIONS = ("danger", "violence", "own_behaviour", "crisis")
COUNTRIES = (
    "jp", "us", "ca", "uk", "ie", "fr", "de", "it", "es", "au", "nz", "in", "kr", "tw", "sg", "other",
)  # fmt: skip


def support(here: Here) -> Flow:
    """A section, a country, the numbers. Asks nothing that would have to be remembered."""
    yield from ()
    return [screen(here.args, here.operator)]


def screen(args: tuple[str, ...], operator: str) -> Show:
    """What stands there: the same for everybody."""
    hide = Button(say("hide.button.hide"), "hide")
    match args:
        case (section,) if section in SECTIONS:
            countries = (
                Button(say(f"helplines.country.options.{country}"), f"support {section} {country}")
                for country in COUNTRIES
            )
            back = Button(say("support.button.back"), "support")
            return Show(say(f"support.{section}.text"), (*rows(*countries, wide=2), (back, hide)))
        case (section, country) if section in SECTIONS and country in COUNTRIES:
            back = Button(say("support.button.back"), f"support {section}")
            return Show(_numbers(section, country, operator), ((back, hide),))
        case _:
            sections = (
                Button(say(f"support.button.{section}"), f"support {section}") for section in SECTIONS
            )
            right = Button(say("support.button.right"), "gate")
            return Show(say("support.hello.text"), rows(*sections, right, hide))


def _numbers(section: str, country: str, operator: str) -> Value:
    if country == "other":
        return say("support.other.text")
    table = f"helplines.lines.{country}"
    kinds = ("danger",) if section == "danger" else ("danger", section)
    checked = Each(table, "support.checked", "verified_on", NEWEST)
    foot = say("support.foot.text", operator=operator or say("welcome.host"), checked=checked)
    listed = [Each(table, "support.line", "kind", kind) for kind in kinds]
    return paragraphs(say(f"support.{section}.lead"), *listed, foot)
