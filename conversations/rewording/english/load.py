"""Reads clauses that say who does all the work: "I do everything", "I'm always the one who ..."."""

import re

from conversations.rewording.english.parts import Parts, Tense, fact


def load(clause: str) -> Parts | None:
    """Parts of such a clause; None for any other."""
    found = re.match(
        r"^I (?:literally |always |have to |basically |end up |seem to |just )*(?:do|did|'m doing|am doing|doing) (?:absolutely |almost |practically )?(?:everything|it all|all the work|all of it|all the (?P<what>[\w ]+))(?: myself| alone| by myself| on my own)?(?P<tail>(?: around| at| in| for).*)?$",
        clause,
        re.I,
    )
    if found:
        tail = found["tail"] or ""
        done = f"all the {found['what']}" if found["what"] else "a lot"
        return fact(f"I'm doing {done.replace('all the', 'a lot of the')}{tail}", Tense.OWN)
    found = re.match(
        r"^(?:I'm|I am|it's|it is) (?:always |just |only |the only )*(?:the (?:only )?one|me) (?:who|that|who's|having|doing) ?(.+)$",
        clause,
        re.I,
    )
    if found:
        rest = re.sub(r"^(?:always|constantly|ever) ", "", found[1])
        if re.match(r"^(?:cares?|tries|trying|bothers?)\b", rest, re.I):
            return Parts(heat=True)
        joint = "" if re.match(r"^\w+ing\b", rest) else "who" if rest.startswith("'") else "who "
        often = "often " if re.search(r"\b(?:always|ever|constantly)\b", clause, re.I) else ""
        return fact(f"I'm {often}the one {joint}{rest}", Tense.OWN)
    return None
