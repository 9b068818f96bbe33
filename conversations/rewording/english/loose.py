"""Straightens the way a quarrel is texted: "third time youve bailed", "not once have you asked", "either X or I go"."""

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

_TIMES = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
_LEADS = (
    r"how come|how is it that|why is it(?: that)?|since when (?:do|can)|explain to me (?:why|how)|is there (?:any|a|some) reason(?: why| that)?"
    r"|(?:I )?(?:just |really )*love (?:how|that|when)|(?:it's |so |how )?(?:funny|interesting|amazing|weird|strange|crazy|wild|convenient|nice|odd) (?:how|that)"
    r"|(?:nice|good|great|lovely) to (?:know|see|hear)(?: that| how)?|the fact that|imagine|look (?:at )?how|not to mention(?: that)?|don't think I (?:didn't|haven't) (?:notice|see|seen|noticed)(?: that| how)?"
)
# Each way of texting it, and the plain clause it stands for; the plain clause is then read as any other.
_STRAIGHT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said, re.I), plainly)
    for said, plainly in (
        (r"^not (?:even )?(?:once|one (?:single )?time|a single time)(?P<since> in (?:\w+ )?\w+)? (?:have|has) you (?:ever |even )?(?P<rest>.+)$", r"you haven't \g<rest>\g<since>"),
        (r"^not (?:even )?(?:once|one (?:single )?time|a single time)(?P<since> in (?:\w+ )?\w+)? did you (?:ever |even )?(?P<rest>.+)$", r"you didn't \g<rest>\g<since>"),
        (r"^(?:nobody|no one|no-one)(?: else)?(?: in this \w+| in our \w+| here)?(?: ever| even)* (\w+s) (.+?)(?:,? (?:but|except|apart from) (?:for )?me)$", r"I'm the only one who \1 \2"),
        (r"^(?:thanks to you|because of you|all because of you),? (?=(?:my|our|the|your|we|I)\b)", ""),
        (r"^because of (?:how|the way) you .+? (?=I (?:spent|had|cried|missed|lost|sat|went|was|couldn't|didn't)\b)", ""),
        (rf"^(?:{_LEADS}),? (?=(?:you|I|my|our|the|your|some people|someone|we|he|she)\b)", ""),
        (r"^(?:some|certain) people\b", "you"),
        (r"^(?:somebody|someone) (?=(?:forgot|left|ate|couldn't|didn't|never|always|decided|used|took|broke)\b)", "you "),
        (r",? (?:because|since) (?:somebody|someone|some people)\b.*$", ""),
        (rf"^(?:this is |that's |it's |so )*(?:the )?({_TIMES} (?:time|day|night|week|month|year|weekend|morning)(?: in a row| running)?(?: (?:this|in a|in) \w+)?) (?:that )?(?=you|I\b|I'|we)", r"it's the \1 "),
        (r"^((?:\w+ )?(?:weeks|months|years|days|hours)) since (?=\w+ )", r"it's \1 since "),
        (r"^day (\d+|\w+) of (?=\w+)", r"it's day \1 of "),
        (r"^((?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+) )?(?:whole |full )?(?:weeks?|months?|years?|days?|hours?))[,.]? (?:now )?(?=(?:that|the|your|my|our|this) )(.+ (?:has|have)(?:n't)? been .+)$", r"\2 for \1"),
        (r"^I shouldn't (?:even )?have to (?!beg |fight |compete )(?=\w+)", "I wish I didn't have to "),
        (r"\bmy own (?:husband|wife|partner|boyfriend|girlfriend)\b", "you"),
        (r"^you used to (?!be\b)", "I miss how you used to "),
        (r"^must you (?:always |really |constantly )*(?=\w+)", "you always "),
        (r"^I(?:'ve| have) never (?!been so|seen|felt|met any)", "I haven't "),
        (r"^do you (?:really |always |even )*have to be ", "you're "),
        (r"^do you (?:really |always |even )*have to (?=\w+)", "you always "),
        (r",? (?:really |just )?(?:says (?:everything|it all|a lot|something)|tells me (?:everything|a lot)|speaks volumes)$", ""),
        (r"^every (?:single )?(?:argument|fight|row|quarrel)(?: we have)?,? (?=you\b)", "when we argue, "),
        (r"^((?:your|my|the) [\w ]+?) (?:is|are) not (\w+ing (?:on|in|at|to|with) (?:our|my|the|this)\b.*)$", r"I don't want \1 \2"),
        (r"^do you (?:even |really )?know what it's like to (?!be\b)(?=\w+)", "I "),
        (r"^how (?:do|can|could) you (?:even |just )?forget ", "you forgot "),
        (r"^why (is|are) there ", r"there \1 "),
        (r"^I'm (?:crazy|insane|mad|dramatic|paranoid|wrong|the \w+(?: one)?|a \w+) for being (?=upset|hurt|sad|worried|angry)", "I'm "),
        (r"^you(?:'re| are) (?:just )?(?:not|never) (?:even )?(?:going to|gonna) ", "could you "),
        (r"^((?:\w+|\d+) times) (?:now )?(you'(?:ve|d) .+|you \w+ed .+)$", r"\2 \1"),
        (r"^I(?:'m| am) not (?:having|starting|getting into|going through) ((?:another|the same|this) .+)$", r"I don't want \1"),
        (r"^you(?:'re| are) (?:going to|gonna) ((?:miss|lose|regret|forget|hurt|burn out|get sick|get ill|wake|break) ?.*)$", r"I don't want you to \1"),
        (r"^no more (.+)$", r"I'd like there to be no more \1"),
        (r"^(?:just )?don't you dare (?:to )?", "please don't "),
        (r"^you only ever ", "you only "),
        (r",? (?:well done|nice one|good job|nice job|bravo|thanks a lot|thanks a million|cheers)(?: \w+)?$", ""),
        (r"^you (?:will|shall|are) (?:not|never) (?:going to )?(?=\w+ .*\b(?:tonight|today|tomorrow|again|understood|in front of|about my|to my|in my house|in this house)\b)", "please don't "),
        (r",? understood$", ""),
        (r"^you(?:'re| are) not to (?=\w+)", "please don't "),
        (r"^you don't get to (?!(?:decide|choose|tell me|say|make)\b)(?=\w+)", "please don't "),
        (r"^just (?=\w+ (?:me|us|my|the|your|our)\b)", ""),
        (r"^you can (?=\w+ )", "you "),
        (r"^(?=(?:feeling|sick of|tired of|fed up|so tired|so sick|so done|beyond|at my)\b)", "I'm "),
        (r"^(?=(?:can't believe|can't stand|hate (?:it|when|how|that)|wish|need|want|miss|felt|cooked|cleaned|waited|cried|sat|ate|slept|drove|lay|worked|paid|had to|spent|stood) )(?!hate you)", "I "),
        (r"^(left|let|made|gave|dropped|told|woke|called|ignored|shouted at|yelled at|blamed|kept|put|invited|bailed|cancelled|promised|forgot|stood) (?=.*\b(?:me|us|my|our)\b)", r"you \1 "),
        (r"^you (?:sound|look|act|talk|behave) (?:exactly |just |so much )?like .+? (?=when you\b)", ""),
        (r"^the way (?=(?:you|your|my|our)\b)", ""),
        (r",? not that (?:anyone|anybody|you|it)\b.*$", ""),
        (r"^is it (?:really |honestly |just )?(?:too|so|that) (?:much|hard|difficult) (?:to ask )?(?:that |for )?(?=you\b)", "could "),
        (r"^(?:and )?how (?:hard|difficult) (?:is|can) it (?:be )?(?:for you )?to ", "could you "),
        (r"^feels? like (?=(?:a|an|the|your|some|we|I)\b)", "I feel like "),
        (r"^why (?=you\b)", "why do "),
        (r"^why did I have to ", "I had to "),
        (r"^(?:by now )?you (?:ought to|should|must) (?:really |already )?know (?=(?:which|where|who|how|when|what (?!I\b))\b)", "could you keep in mind "),
        (r"^(?:answer|reply to|text|call|ring|talk to|look at|listen to) me(?: back| now)?$", r"could you \g<0>"),
        (r"^where (?:were|was) you\b", "could you tell me where you were"),
        (r"^who(?:'s| is) ((?-i:[A-Z])\w+|that \w+)(?: .*)?$", r"could you tell me who \1 is"),
    )
)  # fmt: skip
_TALK_ONLY = re.compile(
    r"^I(?:'m| am) (?:only |just |simply |not )*(?:asking|saying|telling you|done(?! \w+ing)|serious|spoiled|spoilt|honoured|honored|touched|impressed|thrilled|delighted|lucky)\b|^I (?:suppose|guess|respect|feel (?:richer|better|special|blessed|so loved))\b.{0,25}$|^(?:tell|ask) yourself\b|^do you (?:really |honestly |even )?(?:think|believe) |^do you have any idea (?:what|how)\b(?! \w+ I\b)|^I hope you (?:two |all |both )?(?:had|have|enjoy\w*|are)\b|^think about (?:it|that)\b",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:me|us|even|ever|anything|help\w*|listen\w*|talk\w*|apologi[sz]e|change|try\w*|stop|admit|commit|answer\w*|clean\w*|do|doing|say\w*|see|come|coming|let|pay\w*|take|"
    r"get|go|going|put\w*|look\w*|accept|discuss|share|agree|hearing|being|making|taking|working|pulling|giving|telling|contributing|supporting|thinking|eating|sleeping)\b",
    re.I,
)


def straight(clause: str) -> str:
    """The plain clause behind a loose one; any other clause as it is."""
    for pattern, plainly in _STRAIGHT:
        clause = pattern.sub(plainly, clause).strip(" ,")
    return re.sub(r"^(I|you|I'm|it's) ([A-Z])(?=[a-z])", lambda hit: f"{hit[1]} {hit[2].lower()}", clause)


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


def _want_thing(found: re.Match[str]) -> Parts | None:
    return Parts(ask=Wanted("thing", found["what"]))


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
        (r"^(?:you (?:ought to|should) be ashamed(?: of yourself)?|shame on you|how dare you|the (?:nerve|cheek|audacity)(?: of you)?|typical|unbelievable|such class|classy|imagine|fancy|thanks(?: a lot| so much)?|thank you|cheers),? (?:for |of )?(?P<no>not )?(?P<act>\w+ing)\b(?P<rest>.*)$", _shamed),
        (r"^(?:what kind of \w+|who) (?P<verb>\w+s)\b(?P<rest> .+)$", _who_does),
        (r"^what (?:did|have) you (?:just )?(?P<verb>say|do|tell|write|promise|give|buy)\b(?P<rest>.*)$", _what_you_did),
        (r"^why (?P<do>does|do) (?P<who>(?:your|my|the|our|his|her|that) \w+(?: \w+)??|he|she|they|(?:every|no) ?(?:one|body)(?: (?:at|in|on) (?:your|my|our|the) \w+)?) (?P<verb>(?!always\b|still\b|have\b)\w+)\b(?P<rest>.*)$", _why_it_does),
        (r"^why (?:must|does) every (?P<what>\w+(?: \w+)?) (?:have to |always )?(?P<verb>end|become|turn|start|involve|mean|finish|begin)\b(?P<rest>.*)$", _must_it),
        (r"^when were you (?:ever )?(?:going to|planning to|planning on|thinking of) (?P<verb>tell(?:ing)?|mention(?:ing)?|say(?:ing)?|let(?:ting)?|share|sharing|admit(?:ting)?)\b(?P<rest>.*)$", _when_told),
        (r"^(?:the way|how) (?P<what>you .+?) (?:is|was|makes|drives|really|just|honestly)\b.*$", _way_you),
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
        (r"^I (?:just |only |really )*(?:want|need|wish for) (?P<what>(?:my|our|a|an|some|more|one|five|ten|the) (?!(?:break from|divorce)\b)(?:\w+ ?){1,8})$", _want_thing),
        (r"^you (?:won't|will not) (?P<what>.+)$", _ruled),
        (r"^you(?:'re| are) not (?P<what>(?!even\b)\w+ing\b.*)$", _ruled),
        (r"^you(?: can| could| will|'ll)? (?P<verb>\w+)(?P<rest>\b.+?),? but (?P<not>(?:not|never) .+)$", _energy_for),
    )
)  # fmt: skip
