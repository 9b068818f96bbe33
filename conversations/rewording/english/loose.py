"""Reads clauses whose plain form wants another form of its verb: "shame on you for leaving", "either X or I go"."""

import re
from collections.abc import Callable

from conversations.rewording.english.parts import Fact, Parts, Tense, Wanted, fact
from conversations.rewording.english.verbs import (
    all_past,
    base_of_ing,
    base_of_past,
    base_of_third,
    is_base,
    past,
    third,
)

_TALK_ONLY = re.compile(
    r"^I(?:'m| am) (?:only |just |simply |not )*(?:asking|saying|telling you|done(?! \w+ing)|serious|spoiled|spoilt|honoured|honored|touched|impressed|thrilled|delighted|lucky)\b|^I (?:suppose|guess|respect|feel (?:richer|better|special|blessed|so loved))\b.{0,25}$|^(?:tell|ask) yourself\b|^do you (?:really |honestly |even )?(?:think|believe) |^do you have any idea (?:what|how)\b(?! \w+ I\b)|^I hope you (?:two |all |both )?(?:had|have|enjoy\w*|are)\b|^think about (?:it|that)\b",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:me|us|even|ever|anything|help\w*|listen\w*|talk\w*|apologi[sz]e|change|try\w*|stop|admit|commit|answer\w*|clean\w*|do|doing|say\w*|see|come|coming|let|pay\w*|take|"
    r"get|go|going|put\w*|look\w*|accept|discuss|share|agree|hearing|being|making|taking|working|pulling|giving|telling|contributing|supporting|thinking|eating|sleeping)\b",
    re.I,
)


def loose(clause: str) -> Parts | None:
    """Parts of a clause whose plain form wants another form of its verb; None for any other clause."""
    if _TALK_ONLY.match(clause):
        return Parts(heat=True)
    for pattern, read in _READERS:
        found = pattern.match(clause)
        parts = read(found) if found else None
        if parts is not None:
            return parts
    return None


def _shamed(found: re.Match[str]) -> Parts | None:
    base = base_of_ing(found["act"])
    if not base or not is_base(base):
        return None
    denied = found["no"] is not None
    return fact(f"you {f'didn{chr(39)}t {base}' if denied else past(base)}{found['rest']}", Tense.PAST)


def _who_does(found: re.Match[str]) -> Parts | None:
    """ "who leaves a toddler alone in the bath" -> "you left a toddler alone in the bath"."""
    base = base_of_third(found["verb"])
    if not base or base in ("do", "be", "have", "care", "know", "say", "need", "want"):
        return None
    rest = re.sub(r"\b(?:their|his|her) (?:own )?", "your ", found["rest"])
    return fact(f"you {past(base)}{all_past(rest)}", Tense.PAST)


def _what_you_did(found: re.Match[str]) -> Parts | None:
    base = found["verb"].lower()
    return (
        Parts(ask=Wanted("you", f"tell me what you {past(base)}{found['rest']}")) if is_base(base) else None
    )


def _why_it_does(found: re.Match[str]) -> Parts | None:
    base = found["verb"].lower()
    if not is_base(base):
        return None
    verb = base if found["do"].lower() == "do" else third(base)
    return Parts(ask=Wanted("you", f"tell me why {found['who']} {verb}{found['rest']}"))


def _must_it(found: re.Match[str]) -> Parts | None:
    return fact(f"{found['what']} so often {third(found['verb'].lower())}{found['rest']}", Tense.STATE)


def _when_told(found: re.Match[str]) -> Parts | None:
    return fact(
        f"I'd have liked it if you had {past(base_of_ing(found['verb']) or found['verb'].lower())}{found['rest']}",
        Tense.OWN,
    )


def _either(found: re.Match[str]) -> Parts | None:
    base = base_of_third(found["verb"])
    return Parts(ask=Wanted("like", f"{found['who']} to {base}{found['rest']}")) if base else None


def _me_or(found: re.Match[str]) -> Parts | None:
    what = re.split(r" but | and ", found["what"])[0]
    return Parts(
        wonder=f"I matter to you as much as {what} {'do' if what.endswith('s') else 'does'}", heat=True
    )


def _this_or(found: re.Match[str]) -> Parts | None:
    if not is_base(found["verb"]):
        return None
    return Parts(ask=Wanted("you", f"{found['verb'].lower()}{found['rest']}"), also=found["else"])


def _like_to(found: re.Match[str]) -> Parts | None:
    return Parts(ask=Wanted("own", found["what"]))


def _even_they(found: re.Match[str]) -> Parts | None:
    base = base_of_past(found["verb"]) or base_of_third(found["verb"])
    return Parts(ask=Wanted("you", f"{base}{found['rest']}"), heat=True) if base and base != "be" else None


def _others_do(found: re.Match[str]) -> Parts | None:
    verb = found["verb"].lower()
    doable = is_base(verb) and verb not in ("have", "want", "know", "need", "care", "think", "get", "make")
    return (
        Parts(ask=Wanted("you", f"{verb}{found['rest']}".replace(" their ", " your ")), heat=True)
        if doable
        else None
    )


def _looking_like(found: re.Match[str]) -> Parts | None:
    return fact(f"I end up looking like {found['what']} when {found['when']}", Tense.OWN)


def _way_you(found: re.Match[str]) -> Parts | None:
    """ "the way you talk to waiters is embarrassing" -> what it is about, without the verdict."""
    return Parts(about=f"the way {found['what']}", heat=True)


def _way_then(found: re.Match[str]) -> Parts | None:
    """ "the way you spoke to that waiter tonight": how it was, and that it was hard."""
    if re.search(r" (?:is|was|makes|made|really|just|honestly|hurt)\b", found["what"]):
        return None
    return fact(f"I found it hard how {found['what']}", Tense.OWN)


def _all_me(found: re.Match[str]) -> Parts | None:
    """ "football, piano, all me" -> "football, piano are all on me"."""
    listed = re.sub(r", (?!and\b)(?=[^,]+$)", " and ", found["what"].strip(" ,"))
    verb = "are" if " and " in listed or re.search(r"(?<!s)s$", listed) else "is"
    return (
        fact(f"{listed} {verb} all on me", Tense.STATE)
        if not re.search(r"\b(?:I|you|it|that)\b", listed)
        else None
    )


def _want_thing(found: re.Match[str]) -> Parts | None:
    return Parts(ask=Wanted("thing", found["what"]))


def _want_it(found: re.Match[str]) -> Parts | None:
    """ "could the boxes be gone by Friday": a request for how a thing is to be."""
    return Parts(ask=Wanted("it", found["what"]))


def _energy_for(found: re.Match[str]) -> Parts | None:
    """ "you have energy for X but not for Y", "you can drive to her but our door ..." as two facts at most."""
    verb = found["verb"].lower()
    if not is_base(verb):
        return None
    first = Fact(f"you {verb}{found['rest']} but {found['not']}", Tense.WHEN)
    return Parts((first,))


def _ruled(found: re.Match[str]) -> Parts | None:
    """ "you won't wear that", "you're not bringing him": a rule; read as a complaint it would be turned round."""
    return None if _REFUSED.search(found["what"]) else Parts(heat=True)


_Reader = Callable[[re.Match[str]], Parts | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(said, re.I), read)
    for said, read in (
        (r"^(?:you (?:ought to|should) be ashamed(?: of yourself)?|shame on you|how dare you|the (?:nerve|cheek|audacity)(?: of you)?|typical|unbelievable|such class|classy|imagine(?! having| being)|fancy|thanks(?: a lot| so much)?|thank you|cheers),? (?:for |of )?(?P<no>not )?(?P<act>\w+ing)\b(?P<rest>.*)$", _shamed),
        (r"^(?:what kind of \w+|who) (?P<verb>\w+s)\b(?P<rest> .+)$", _who_does),
        (r"^what (?:did|have) you (?:just )?(?P<verb>say|do|tell|write|promise|give|buy)\b(?P<rest>.*)$", _what_you_did),
        (r"^why (?P<do>does|do) (?P<who>(?:your|my|the|our|his|her|that) \w+(?: \w+)??|he|she|they|(?:every|no) ?(?:one|body)(?: (?:at|in|on) (?:your|my|our|the) \w+)?) (?P<verb>(?!always\b|still\b|have\b)\w+)\b(?P<rest>.*)$", _why_it_does),
        (r"^why (?:must|does) every (?P<what>\w+(?: \w+)?) (?:have to |always )?(?P<verb>end|become|turn|start|involve|mean|finish|begin)\b(?P<rest>.*)$", _must_it),
        (r"^when were you (?:ever )?(?:going to|planning to|planning on|thinking of) (?P<verb>tell(?:ing)?|mention(?:ing)?|say(?:ing)?|let(?:ting)?|share|sharing|admit(?:ting)?)\b(?P<rest>.*)$", _when_told),
        (r"^the way (?P<what>you (?:spoke|talked|looked|acted|treated|behaved|answered|snapped|shouted)\b.+)$", _way_then),
        (r"^(?:the way|how) (?P<what>you .+?) (?:is|was|makes|drives|really|just|honestly)\b.*$", _way_you),
        (r"^(?P<what>[\w' ,-]{3,60}?),? all (?:on )?me$", _all_me),
        (r"^(?P<what>(?!it\b|that\b|which\b|this\b|you\b|what\b)[\w' ]{3,40}?) would (?:be|have been) (?:nice|good|lovely|great|appreciated)(?: sometimes| occasionally)?$", _want_thing),
        (r"^all I (?:want|wanted|need|needed|ask(?:ed)? for|want(?:ed)? for) (?:is|was) (?P<what>(?!to\b|you\b|for\b).+)$", _want_thing),
        (r"^is it (?:really )?(?:too|so|that) (?:much|hard) to (?:ask|want|expect|hope)(?: for)? (?P<what>(?:a|an|some|one|five|ten|more|any)\b.+)$", _want_thing),
        (r"^either (?P<who>(?:your|my|the|that|this) [\w ]+?) (?P<verb>\w+s)\b(?P<rest>.*?),? or (?:else )?(?:I|we)\b.*$", _either),
        (r"^it's (?:me|us|our \w+|this family|the kids) or (?:the |your )?(?P<what>[\w ]+)$", _me_or),
        (r"^(?P<verb>\w+)\b(?P<rest>.+?),? or (?:you can |just |else )*(?:forget|say goodbye to|kiss)(?: about)? (?P<else>.+)$", _this_or),
        (r"^(?P<verb>\w+)\b(?P<rest>.+?),? or (?:else )?(?:I(?:'m|'ll| am| will| won't)|we(?:'re|'ll| are)|you(?:'ll| can))\b(?P<else>)", _this_or),
        (r"^like (?:you )?(?P<no>not |never )?(?P<act>\w+ing)\b(?P<rest>.*)$", _shamed),
        (r"^(?:I )?(?:just )?wonder what it(?:'s| is| feels) like to (?P<what>.+)$", _like_to),
        (r"^even (?:my|your|the|our|\w+'s) [\w -]+? (?P<verb>remembered|remembers|knew|knows|noticed|notices|asked|asks|called|calls|helped|helps|texted|offered|offers|bothered)\b(?P<rest> .+)$", _even_they),
        (r"^(?:grown[- ]?ups?|adults|couples|partners|husbands|wives|(?:men|women|people) your age|normal \w+|other \w+|most \w+|real \w+|decent \w+) (?:(?:are supposed to|are meant to|should|would|usually|normally|at least|just|can|tend to) )*(?P<verb>\w+)\b(?P<rest>.*)$", _others_do),
        (r"^you (?:always )?(?:make|made) me (?:look|feel|out to be|seem) (?:like )?(?P<what>(?:the|a|an) .+?) (?:every time|whenever|when|each time) (?P<when>.+)$", _looking_like),
        (r"^I (?:just |only |really )*(?:want|need|wish for) (?P<what>(?:my|our|a|an|some|more|one|five|ten|the) (?!(?:break from|divorce|husband|wife|partner|man|woman|boyfriend|girlfriend)\b)(?:\w+ ?){1,8})$", _want_thing),
        (r"^you (?:won't|will not) (?P<what>.+)$", _ruled),
        (r"^could (?P<what>(?!you\b|we\b|I\b)[\w' ]+? be .+)$", _want_it),
        (r"^you(?:'re| are) not (?P<what>(?!even\b)\w+ing\b.*)$", _ruled),
        (r"^you(?: can| could| will|'ll)? (?P<verb>\w+)(?P<rest>\b.+?),? but (?P<not>(?:not|never) .+)$", _energy_for),
    )
)  # fmt: skip
