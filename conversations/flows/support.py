"""/support: private help and contacts. The same for everybody, opened by anybody, noted nowhere."""

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.phrases import Each, Value, paragraphs, say
from conversations.dialogue.steps import Flow, Here

SECTIONS = ("danger", "violence", "own_behaviour", "crisis")
COUNTRIES = ("jp", "us", "uk", "ie", "au", "es", "kr", "tw", "sg", "other")


def support(here: Here) -> Flow:
    """A section, a country, the numbers. Asks nothing that would have to be remembered."""
    yield from ()
    match here.args:
        case (section,) if section in SECTIONS:
            countries = (
                Button(say(f"helplines.country.options.{country}"), f"support {section} {country}")
                for country in COUNTRIES
            )
            back = Button(say("support.button.back"), "support")
            return [Show(say(f"support.{section}.text"), (*rows(*countries, wide=2), (back,)))]
        case (section, country) if section in SECTIONS and country in COUNTRIES:
            back = Button(say("support.button.back"), f"support {section}")
            return [Show(_numbers(section, country, here), ((back,),))]
        case _:
            sections = (
                Button(say(f"support.button.{section}"), f"support {section}") for section in SECTIONS
            )
            return [Show(say("support.hello.text"), rows(*sections))]


def _numbers(section: str, country: str, here: Here) -> Value:
    if country == "other":
        return say("support.other.text")
    table = f"helplines.lines.{country}"
    kinds = ("danger",) if section == "danger" else ("danger", section)
    listed = [Each(table, "support.line", "kind", kind) for kind in kinds]
    operator = here.operator or say("welcome.host")
    return paragraphs(say(f"support.{section}.lead"), *listed, say("support.foot.text", operator=operator))
