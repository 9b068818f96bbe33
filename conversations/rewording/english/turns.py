"""Turns a sentence that stings by its phrase into a plain one: "some people's wives call first" into "could you call first"."""

import re
from collections.abc import Callable

from conversations.rewording.english.verbs import base_of_ing, base_of_past, is_base, past

_KIN = r"(?!time\b|day\b|end\b|top\b|rest\b|start\b|most\b|middle\b|week\b|part\b)\w+"
_FINE = r"(?:great|nice|good|brilliant|lovely|solid|top|cracking|excellent|genius|fantastic|amazing|smart|clever|smooth|stellar|superb|quality|classic|wonderful|perfect|charming|real)"
_DEED = r"(?:plan|idea|job|work|going|parenting|timing|effort|move|one|start|stuff|thinking|planning|teamwork|way to go|shout|choice|call|priorities)"
SIR = r"(?:einstein|sherlock|genius|mate|babe|love|captain \w+|professor|mister|mr \w+|buddy|pal|champ|chief|boss|dear|darling|romeo|casanova|your (?:highness|majesty)|(?:his|her) (?:lordship|ladyship|majesty|highness))"
CALM = r"(?:don'?t|no need to|please don'?t|do not) (?:get up|strain yourself|rush(?: yourself)?|trouble yourself|bother yourself|put yourself out|hurry|exert yourself|move|stop|let me (?:stop|keep|disturb|interrupt) you|worry about (?:me|it|us)|mind me|bother|panic|you worry|lift a finger)(?: on my account| or anything| at all)?|by all means|take your time|(?:no,? )*you (?:stay (?:there|put|sat|on the sofa)|sit (?:there|down|tight)|relax|rest|chill|carry on|put your feet up)|as you were"
_TIME = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend|tomorrow|tonight|the morning|\d{1,2}(?::\d\d)?(?: ?[ap]m)?|christmas|easter|the end of \w+|midnight|dinner|bedtime)"
_NOUN = r"(?:the|those|these|that|this|your|ur|my|our) [\w' -]{2,40}?"


def _allowed(found: re.Match[str]) -> str:
    return f"I'd like it to be okay to {found['what']}"


def _allowed_doing(found: re.Match[str]) -> str | None:
    base = base_of_ing(found["act"])
    if base == "want":
        return f"I'd like{found['rest']}"
    if (
        base is None
        or not is_base(base)
        or base in ("breathe", "exist", "live", "care", "be", "ask", "try", "bother")
    ):
        return None
    return f"I'd like it to be okay to {base}{found['rest']}"


def _titled(found: re.Match[str]) -> str | None:
    """ "father of the year, didn't know her teacher's name" -> "you didn't know her teacher's name"."""
    rest = found["rest"].strip(" ,")
    head = rest.split(" ")[0].lower()
    if re.match(
        r"^(?:didn't|couldn't|wouldn't|can't|won't|doesn't|don't|never|hasn't|haven't|forgot)\b", rest, re.I
    ):
        return "you " + re.sub(r"^(?:doesn't|don't)\b", "don't", re.sub(r"^hasn't\b", "haven't", rest))
    if base_of_past(head) or head in ("put", "let", "left", "hit", "shut"):
        return f"you {rest}"
    acts = base_of_ing(head)
    if acts and is_base(acts) and re.match(r"^\w+ (?:\w+ )?(?:me|us|my|our)\b", rest):
        return f"you {past(acts)}{rest[len(head) :]}"
    if acts:
        return f"I'm not happy about {rest}"
    return rest if re.match(r"^(?:you|I|the|my|our|your|we)\b", rest, re.I) else None


def _others_do(found: re.Match[str]) -> str | None:
    """ "some people's husbands turn up" -> "could you turn up"; told of the past, as what would have been liked."""
    if re.match(r"^(?:don'?t|doesn'?t)$", found["verb"], re.I):
        return f"please don't{found['rest']}"
    verb, rest = found["verb"].lower(), re.sub(r"\btheir\b", "your", found["rest"])
    rest = re.sub(r"\bthem\b", "me", rest)
    if base_of_past(verb):
        return f"you could have {_done(verb)}{rest}" if verb != "were" else None
    doable = is_base(verb) and verb not in ("have", "want", "know", "need", "care", "think", "like", "love")
    return f"could you {verb}{rest}" if doable else None


def _you_keep(found: re.Match[str]) -> str | None:
    base = base_of_ing(found["act"])
    return f"you {base}{found['rest']}" if base and is_base(base) else None


def _try_it(found: re.Match[str]) -> str | None:
    """ "ever thought of rinsing the bath" -> "could you rinse the bath"."""
    base = base_of_ing(found["act"])
    return f"could you {base}{found['rest']}" if base and is_base(base) else None


def _his_lordship(found: re.Match[str]) -> str:
    """ "sir has time for cricket" -> "you have time for cricket"."""
    verb = found["verb"].lower()
    odd = {"has": "have", "is": "are", "was": "were", "does": "do", "goes": "go", "can": "can", "had": "had"}
    plain = odd.get(verb, verb[:-1])
    rest = re.sub(r"\b(?:his|her|their)\b", "your", found["rest"])
    return f"you {plain} {rest}"


def _on_the_day(found: re.Match[str]) -> str:
    """ "happy birthday to me, cleaned the oven" -> "I cleaned the oven on my birthday"."""
    day, rest = found["day"].lower(), found["rest"].strip()
    on = (
        f"on my {day}"
        if day == "birthday"
        else f"on our {day}"
        if day == "anniversary"
        else f"on {found['day']}"
    )
    return f"I {rest} {on}" if base_of_past(rest.split(" ")[0]) else f"{rest} {on}"


def _done(verb: str) -> str:
    return {"came": "come", "went": "gone", "did": "done", "took": "taken", "gave": "given", "wrote": "written",
            "drove": "driven", "knew": "known", "saw": "seen", "spoke": "spoken", "rang": "rung", "ate": "eaten",
            "chose": "chosen", "forgot": "forgotten"}.get(verb, verb)  # fmt: skip


def _late(found: re.Match[str]) -> str | None:
    base = found["verb"].lower()
    rest = re.split(r",", found["rest"])[0]
    return f"you {past(base)}{rest} so late" if is_base(base) else None


def _gone_by(found: re.Match[str]) -> str | None:
    """ "if the bike's still in the hall on Monday, it goes" -> "could the bike be out of the hall by Monday"."""
    where = found["where"].strip(" ,")
    for said, plainly in (
        (r"^(?:in|inside) ", "out of "),
        (r"^on ", "off "),
        (r"^(?:under|behind|by|next to|outside|at) .*$|^(?:here|there)$", "gone"),
    ):
        if re.match(said, where, re.I):
            where = re.sub(said, plainly, where, count=1, flags=re.I)
            break
    else:
        return None
    return f"could {_thing(found['thing'])} be {where} {_by(found['when'] or '')}".strip()


def _done_by(found: re.Match[str]) -> str:
    return f"could {_thing(found['thing'])} be {found['done']} {_by(found['when'] or '')}".strip()


def _by(when: str) -> str:
    """The time something is to be done by: "on Monday" -> "by Monday"."""
    when = re.sub(r"^(?:by|on|at|in|when|come) ", "", when.strip(), flags=re.I)
    if re.match(r"^I\b", when):
        return f"by the time {when}"
    return "tonight" if when == "tonight" else f"by {when}" if when else ""


def _thing(said: str) -> str:
    return re.sub(r"^ur\b", "your", said.strip())


def _why_is(found: re.Match[str]) -> str | None:
    who, verb, rest = found["who"], found["verb"].lower(), found["rest"].strip()
    cut = re.search(
        r" (?=(?:in|on|at|under|behind|still|not|always|all|full|covered|out|off|up|there|here|so|gone|being|\w+ing)\b)",
        f" {rest}"[1:],
    )
    told = rest.split()
    if cut:
        thing, state = rest[: cut.start()], rest[cut.start() :].strip()
    elif 2 <= len(told) <= 4:
        thing, state = " ".join(told[:-1]), told[-1]
    else:
        return None
    return (
        f"could you tell me why {who} {thing} {verb} {state}" if len(thing.split()) <= 4 and thing else None
    )


_Turn = Callable[[re.Match[str]], str | None]
STINGING: tuple[tuple[re.Pattern[str], _Turn], ...] = tuple(
    (re.compile(said, re.I), turn)
    for said, turn in (
        (r"^(?:oh |so |and |wow |what |ok |okay |right )*(?:now |suddenly |since when )?(?:it's|its|it is|is it) (?:now |suddenly |apparently |really )?(?:a |an |such a )?(?:capital |federal )?(?:crime|sin|offence|offense|crimes|illegal|against the law|forbidden|not allowed|too much) (?:now |these days )?(?:for me )?to (?P<what>(?!ask\b|expect\b|want\b)\w+ .+?)(?: now)?$", _allowed),
        (r"^(?:oh |so |and )*(?:god|heaven|lord) forbid (?:that )?I (?:should |actually |ever |dare to |try to |want to )*(?P<what>\w+ .+)$", _allowed),
        (r"^(?:oh |so |and )*(?:am I|I'm|I am) (?:really |now )?not (?:even )?allowed to (?P<what>\w+ .+?)(?: now| anymore)?$", _allowed),
        (r"^(?:oh |so |and )*(?:am I|I'm|I am) (?:really |now )?not (?:even )?allowed (?P<what>(?:an?|my|one) .+?)(?: now| anymore)?$", lambda found: f"I'd like to have {found['what']}"),
        (r"^(?:oh,? |well,? |so )*(?:how dare I|silly me for|sorry for|excuse me for|pardon me for|forgive me for) (?P<act>\w+ing)\b(?P<rest> (?!you|your).+)$", _allowed_doing),
        (rf"^(?:oh |wow |the )*(?:\w+ )?{_KIN} of the (?:year|month|week|decade|century)(?: award| trophy)?(?: goes to you| over here| over there| right here| here| material| strikes again)?(?: for)?(?:[,:;.]+|(?= (?:did|could|would|forgot|left|was|has|couldn|didn|doesn|hasn|never|can|\w+ing\b))) (?P<rest>.+)$", _titled),
        (r"^(?:some|other|most|normal|decent|real) (?:peoples?'?s?|women's|men's|girls'|girls|wives'|husbands') \w+ (?:actually |just |at least |even |can |do (?!the\b|my\b|a\b|it\b|their\b|all\b|things\b)|would |manage to |know how to )*(?P<verb>[\w']+)(?P<rest>\b.*)$", _others_do),
        (r"^(?:it's |that's |so |how )*(?:very )?(?:nice|kind|good|decent|generous|sweet|big) of you to (?:finally|eventually|at last) (?P<verb>\w+)(?P<rest>\b.*)$", _late),
        (rf"^(?:so |and |right,? |listen,? )*if (?P<thing>{_NOUN}|\w+(?: \w+)?)(?:'s| is| are|'re|s)? (?:still |not gone from |sitting |lying )+(?P<where>(?:(?:in|on|inside|under|behind|by|at|outside) (?:the|my|our|your|that) [\w' ]+?|here|there))(?: (?P<when>(?:by |on |at |in |when |come )?(?:{_TIME}|I (?:get|wake|come|am|I'm)[\w ]+?)))?(?:,| then|(?= (?:it|they|I|we|you|it's|they're|I'm|don't)\b)).*$", _gone_by),
        (rf"^(?:so |and |right,? )*if (?P<thing>{_NOUN}) (?:isn't|is not|aren't|are not|hasn't been|haven't been)(?: all)? (?P<done>(?!here\b|there\b|home\b|your\b|my\b|a\b)\w+(?: (?:up|away|out|off|down))?) (?P<when>(?:by |on |in |when )?(?:{_TIME}))[, ].*$", _done_by),
        (r"^(?:and |so )*if you (?:spend|spent|blow|waste) (?:another|one more|a single) (?:\w+ )?(?:penny|cent|quid|pound|dollar|euro|fiver|tenner|p)(?: more)? on (?P<what>[^,]+?)(?:,| (?=I\b|I'|we\b|we'|you\b|it\b)).*$", lambda found: f"could you talk to me before you spend more on {found['what']}"),
        (rf"^(?:oh,? |no,? |please,? )*(?:{CALM})[,;. ]+(?:(?:no,? )?I'll|I will|I can|I'll just) (?:just |obviously |gladly |happily )*(?P<do>\w+ .+?)(?:,? (?:on my own|by myself|myself|alone|then|as usual|instead|shall I|again|like always|for you|for you too))*$", lambda found: f"could you help me {found['do']}"),
        (r"^(?:so |and |right,? |ok,? |fine,? |oh,? |guess |I guess |I suppose )*I'll (?:just |obviously |gladly )*(?P<do>\w+ .+?) (?:myself|on my own|by myself|alone)(?:,? (?:then|as usual|again|like always|shall I))+$", lambda found: f"could you help me {found['do']}"),
        (r"^I(?:'m| am) (?:so )?(?:done|finished|through) (?:with )?being (?P<what>.+)$", lambda found: f"I don't want to be {found['what']} any more"),
        (r"^(?:nobody|no one|no-one|who) (?:ever |even )?(?:asked|told) you to (?P<do>\w+ .+)$", lambda found: f"I didn't ask you to {found['do']}"),
        (r"^(?:literally |honestly )*all you had to do (?:today |tonight )?was (?P<do>\w+ .+)$", lambda found: f"I needed you to {found['do']}"),
        (r"^(?:anyone|anybody|you|people) (?:would|'d|might|could) (?:think|swear|believe)(?: that)? (?P<what>I .+|the .+|we .+|my .+|our .+)$", lambda found: f"I feel like {found['what']}"),
        (r"^(?:so |and |oh )*you(?:'d| would|d) (?:always |much )?(?:rather|sooner) .+? than (?P<do>(?P<verb>\w+) .+)$", lambda found: f"could you {found['do']}" if is_base(found["verb"]) else None),
        (r"^(?:and |so )*why is it (?:always |only )?(?:my job|my turn|down to me|up to me|on me|left to me|me who has) to (?P<do>\w+ .+)$", lambda found: f"I don't want to be the only one who has to {found['do']}"),
        (r"^(?:honestly,? |I swear,? )*I could (?:be|have|set|dance|drop|walk|lie|collapse|disappear|vanish|scream|sit|stand|fall)\b.*,? and (?:you|nobody|no one)(?:'d| would| wouldn't|d)\b.*$", lambda found: "I don't feel noticed"),
        (r"^(?:yeah,? |sure,? |that's it,? |of course,? )*leave (?P<what>it|that|them|everything)(?: all)? (?:for|to) (?:me|the wife|the missus|muggins|mum|your wife|the maid|the little woman)(?: then| as usual| again)?$", lambda found: f"you leave {found['what'].replace('everything', 'things')} for me"),
        (r"^(?:so |and )*what(?:'?s| is) (?:the (?:story|deal|craic) |going on |up )?with (?:you|your) (?P<act>\w+ing)\b(?P<rest>.*)$", _you_keep),
        (r"^(?:ooh,? |wow,? |oh,? |such a |what a |you )*(?:big|hard|clever|funny|brave|tough|real) (?:man|boy|guy|lad|girl|woman)[,.]* (?P<act>\w+ing\b.+)$", lambda found: f"you were {found['act']}"),
        (r"^would it (?:really )?(?:have )?(?:kill|killed|hurt) (?:you|ya) to (?:just |actually )?(?P<do>\w+ .+)$", lambda found: f"could you {found['do']}"),
        (r"^(?:and |so )*the (?:award|oscar|prize|medal|bafta|trophy) for (?P<what>.+?)(?: goes to.*)?$", lambda found: f"I'm not happy about {found['what']}"),
        (r"^(?:cheers|thanks|thank you|ta) for (?:the heads[- ]?up|the warning|telling me|letting me know|the notice) (?P<what>(?:about|that) .+?) after (?:I|we|it|the fact|they|he|she)\b.*$", lambda found: f"I'd have liked to hear sooner {found['what']}"),
        (r"^(?:have you )?ever (?:thought|considered|heard|dreamt|tried|think) (?:of |about )?(?P<act>\w+ing)\b(?P<rest>.*)$", _try_it),
        (r"^(?:.*?[,.] ?)?(?:only |just )*(?P<time>(?:an?|half an|\w+|\d+) (?:minutes|mins|hours?|days)) late (?P<what>(?:to|for|picking|home|back)\b.*)$", lambda found: f"you were {found['time']} late {found['what']}"),
        (r"^I(?:'d| would|'ve| have) (?:get|got|had|have) (?:a )?(?:more|better) (?:conversation|sense|chat|answer|response)s? (?:out of|from|with) .+$", lambda found: "I'd like us to talk more"),
        (r"^nothing (?:says|screams|spells) .+? (?:like|quite like) (?P<what>.+)$", lambda found: f"I'm not happy about {found['what']}"),
        (r"^you(?:'d| would|d) think (?:that )?(?:a|an|someone|anyone|somebody|any) .*?(?:could|would|can|knew how to|might|be able to) (?P<do>(?P<verb>\w+) .+)$", lambda found: f"could you {found['do']}" if is_base(found["verb"]) else None),
        (r"^(?:and |so |now )*I need (?:a |your |written )*(?:permission(?: slip)?|visa|hall pass|appointment|signed form|note from my mum) to (?:even )?(?P<what>\w+ .+)$", _allowed),
        (r"^happy (?P<day>birthday|anniversary|(?:mother|father|valentine)'?s'? day|christmas|easter|new year) to (?:me|us)(?:,? I (?:guess|suppose))?[,.]? (?P<rest>.+)$", _on_the_day),
        (r"^(?:sir|madam|his lordship|her ladyship|(?:his|her) (?:majesty|highness|nibs)|my lord|the king|the prince|the princess|princess|someone|somebody|a certain someone) (?P<verb>has|is|can|was|does|had|thinks|wants|needs|gets|goes|likes) (?P<rest>.+)$", _his_lordship),
        (r"^if you(?:'re| are) (?:really )?(?:going to|gonna) [^,]+?,? (?:at least|then at least|then|the least you can do is) (?:please )?(?P<no>don't |do not )?(?P<do>(?P<verb>\w+) .+)$", lambda found: (f"please don't {found['do']}" if found["no"] else f"could you {found['do']}") if is_base(found["verb"]) else None),
        (r"^(?:nah,? |no,? |yeah,? |oh,? )*go on(?: then)?,? (?P<do>(?:tell|show|read|ask) (?:them|her|him|everyone|it) .+?)(?: again)?$", lambda found: f"I'd like it if you didn't {found['do']}"),
        (r"^(?:I )?thought we were (?P<what>(?:saving|cutting|trying|meant|supposed|doing|going|both|past|over|on)\b.*)$", lambda found: f"I thought we were {found['what']}"),
        (r"^not (?:one|a single) (?:person|one|member|soul) (?:in|of|from) (?P<who>your family|your friends|our family|the family|your team) has (?:ever )?(?P<rest>\w+.+)$", lambda found: f"{found['who']} haven't {found['rest']}" if found["who"].endswith("s") else f"{found['who']} hasn't {found['rest']}"),
        (r"^(?:I )?(?:don't know|not sure|no idea|dunno) why I (?:even )?bother (?P<act>\w+ing [^,]+?)(?P<rest>(?:,| and) .+)?$", lambda found: f"I put work into {found['act']}{'. I ' + found['rest'].lstrip(', ').removeprefix('and ').removeprefix('I ') if found['rest'] else ''}"),
        (r"^(?:honestly,? |I swear,? )*if I hear (?P<what>.+?) (?:once more|again|one more time|another time),? (?:I|I'm|I'll)\b.*$", lambda found: f"I'm tired of hearing {found['what']}"),
    )
)  # fmt: skip
LOOSE: tuple[tuple[re.Pattern[str], _Turn], ...] = tuple(
    (re.compile(said, re.I), turn)
    for said, turn in (
        (rf"^(?:oh |so |well |such |what )*(?:a )?{_FINE} {_DEED}(?: there)?(?:,? {SIR})?[,:;.] (?P<rest>.+)$", _titled),
        (r"^(?:and |so |but )*(?:why|how come) (?P<verb>is|are|was|were) (?P<who>my|the|our|your) (?P<rest>[\w' -]+)$", _why_is),
        (r"^(?:should|could|might)(?:'ve|ve| have| of) (?:at least |just )?(?P<done>(?!known\b|listened to my\b|married\b|stayed\b|seen\b|left you\b|gone\b|never\b|been\b)\w+(?:ed|en|t|d|ne|ng|pt|ght|nt|id|un|um|it)\b .+?)(?:,? (?:like|as|when) I (?:said|asked|told you|wanted|suggested)(?: to| you to)?)?$", lambda found: f"you should have {found['done']}"),
        (r"^(?:and |so )*why (?:do|did|must|should|is it that) I (?:always |only |have to |even |to )*(?P<verb>find out|hear|learn|read) (?P<from>(?:about |that |from |on |off |through |in |via )\b.+)$", lambda found: f"I had to {found['verb']} {found['from']}"),
        (r"^(?P<time>(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|\d+) (?:whole )?(?:hours?|days?|nights?|weeks?|months?|years?)),? (?:now )?(?P<what>(?:I|you|we)'?(?:ve| have)(?: been)? .+)$", lambda found: f"{found['what']} for {found['time'][0].lower()}{found['time'][1:]}"),
        (r"^where(?:'s| is| has|'ve| have) (?P<what>(?:the|my|our) [\w' ]+?) gone$", lambda found: f"could you tell me where {found['what']} {'have' if found['what'].endswith('s') else 'has'} gone"),
        (r"^(?:cheers|thanks|thank you|ta) for (?:the heads[- ]?up|the warning|telling me|letting me know|the notice) (?P<what>(?:about|that) .+)$", lambda found: f"I'd have liked to hear sooner {found['what']}"),
        (r"^you(?:'re|r| are|'r) not the one (?:who|that) (?:has|have) to (?P<do>\w+ .+)$", lambda found: f"I'm the one who has to {found['do']}"),
        (r"^(?P<did>(?:sat|stood|stepped|trod|spilt|spilled|sneezed|parked|leant|slept) (?:on|over|in|all over|into|across|through) (?:my|our|me)\b.*)$", lambda found: f"you {found['did']}"),
        (r"^(?P<how>skint|broke|knackered|shattered|stuck|stranded|locked out|soaked|freezing|starving|running late) (?P<why>(?:til|(?:\w+ ){0,3}(?:because|cos|coz|thanks to|until|till|after|for|in|at|with))\b.+)$", lambda found: f"I'm {found['how']} {found['why']}"),
        (r"^(?:and |so )*why am I (?:always |still |only )?(?P<what>(?:finding|hearing|paying|cooking|cleaning|getting|doing|carrying|driving|standing|sitting|eating|sleeping|picking|washing) .+)$", lambda found: f"I'm {found['what']}"),
        (r"^(?:so |just |now )*get (?P<what>your .+? (?:off|out of|away from|down from|out|away)\b.*)$", lambda found: f"could you get {found['what']}"),
        (r"^(?:I'm |I am )?(?:sick to (?:my|the) (?:stomach|death|teeth)|gutted|appalled|disgusted|fuming|raging|mortified) that (?P<what>you(?:r|'ve)?\b|you)(?:'d|d| would)? (?P<rest>.+)$", lambda found: f"I'm upset that {found['what']} {found['rest']}"),
        (r"^(?:just |would you |oh )*(?:look at|have you seen|get a look at) (?P<what>(?:the|this|that) (?:state|mess|size|condition|colour|time) (?:of|in|on) .+)$", lambda found: f"I'm not happy about {found['what']}"),
    )
)  # fmt: skip
