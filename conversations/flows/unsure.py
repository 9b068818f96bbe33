"""I'm not sure what I need: three questions, two kinds of need to try, or none for now (F21)."""

from conversations.dialogue.outcomes import Begin, Button, Show, rows
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Chip, Choose, Flow, Here, with_values

# Head, heart or body; company or quiet; words, hands or time. Where both say rest, nothing is suggested.
SUGGESTED: dict[tuple[str, str, str], tuple[str, str]] = {
    ("head", "company", "words"): ("solutions", "listen"),
    ("head", "company", "hands"): ("help", "solutions"),
    ("head", "company", "time"): ("solutions", "time"),
    ("head", "quiet", "words"): ("reassurance", "space"),
    ("head", "quiet", "hands"): ("help", "space"),
    ("heart", "company", "words"): ("listen", "reassurance"),
    ("heart", "company", "hands"): ("comfort", "affection"),
    ("heart", "company", "time"): ("time", "repair"),
    ("heart", "quiet", "words"): ("appreciation", "reassurance"),
    ("heart", "quiet", "hands"): ("affection", "comfort"),
    ("heart", "quiet", "time"): ("space", "time"),
    ("body", "company", "words"): ("comfort", "appreciation"),
    ("body", "company", "hands"): ("affection", "comfort"),
    ("body", "company", "time"): ("time", "affection"),
    ("body", "quiet", "words"): ("space", "reassurance"),
    ("body", "quiet", "hands"): ("help", "space"),
}
NEITHER = Chip("neither", say("unsure.neither_button"))


def unsure(here: Here) -> Flow:
    """Three taps; then a card to begin with, or rest first. Nothing of it is kept."""
    where = yield Choose("unsure.where")
    company = yield Choose("unsure.company")
    what = yield Choose("unsure.what")
    kinds = SUGGESTED.get((where, company, what))
    if kinds is None:
        return [Show(say("unsure.rest.text", partner=here.partner), _ways_to_rest())]
    first, second = (Chip(kind, say(f"needs.kind.options.{kind}"), alone=True) for kind in kinds)
    told = with_values(first=say(f"needs.kind.said.{first.id}"), second=say(f"needs.kind.said.{second.id}"))
    match (yield Choose("unsure.try", told, chips=(first, second), last=(NEITHER,))):
        case "neither":
            return [Show(say("unsure.neither.text"), rows(Button(say("unsure.button.all"), "need")))]
        case kind:
            return [Begin("need", (kind,))]


def _ways_to_rest() -> tuple[tuple[Button, ...], ...]:
    breathe = Button(say("tense.buttons.breathe"), "breathe")
    return rows(breathe, Button(say("unsure.button.all"), "need"), wide=2)
