"""Straightens the way a quarrel is texted: "third time youve bailed", "not once have you asked"."""

import re

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
        (r"^(?:because )?of (?:how|the way) you .+? (?=I (?:spent|had|cried|missed|lost|sat|went|was|couldn't|didn't)\b)", ""),
        (rf"^(?:{_LEADS}),? (?=(?:you|I|my|our|the|your|some people|someone|we|he|she)\b)", ""),
        (r"^(?:some|certain) people\b(?!')", "you"),
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
        (r"^(?=(?:can't believe|can't stand|hate (?:it|when|how|that)|wish|need|want|miss|felt|cooked|cleaned(?!.*\b(?:with|using) my\b)|waited|cried|sat|ate|slept|drove(?! (?:over|into|off with|through|past) (?:my|our|me|us)\b)|lay|worked|paid|had to|spent|stood) )(?!hate you)", "I "),
        (r"^let (me|us) (?=(?:finish|speak|talk|sleep|explain|answer|think|breathe|eat|rest|choose|decide|have|be|do|go|say|get|live|try|help|work)\b)", r"could you let \1 "),
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
        (r"^(?:put (?:your|the) )?phones? (down|away|off)(?=$| )", r"could you put the phone \1"),
        (r"^(?=(?:kids|baby|dog|cat|bins?|sink|fridge|car|kitchen|bathroom|toilet|garden|lawn|neighbou?rs|landlord|school|boiler|heating|washing|dishes|bills) (?:is|are|was|were|has|have|had|still|keeps?|\w+ed|came|went|got|fell|rang|threw|said|saw|heard|woke|cried|hasn't|haven't|isn't|aren't)\b)", "the "),
        (r"^(?=(?!this\b|always\b)\w+s (?:expired|died|failed|burnt|burned|froze|flooded|overflowed|piled up|went off|went missing|ran out)\b)", "the "),
        (r"^((?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:whole )?(?:hours?|days?|nights?|weeks?|months?|years?)),? (?=(?:you|I) \w)(?!.*\b(?:for \w+ (?:days|weeks|months|years)|ago|later|earlier|since)\b)(.+)$", r"\2 for \1"),
        (r"^((?:the|my|your|our) [\w' ]+?|\w+s) (?:do|does|will|wo|are|is)(?:n't| not) (?:going to |magically |just )?(\w+) (?:itself|themselves)\b.*$", r"could you help \2 \1"),
        (r"^whose side are you (?:even |actually )?on\b.*$", "I'd like to feel that you're on my side"),
        (r"^((?:my|your|our|the) (?:(?!(?:is|are|was|were|has|have|you|I|we|he|she|it|they|do|does|did)\b)[\w']+ ){0,4}(?!(?:is|was|has|does)\b)\w+(?<!s)s) still (?=(?:on|in|at|not|under|there|here|out|up|lying|sitting)\b)", r"\1 are still "),
        (r"^((?:my|your|our|the) (?:(?!(?:is|are|was|were|has|have|you|I|we|he|she|it|they|do|does|did)\b)[\w']+ ){0,4}(?!(?:is|are|was|were|has|have|do|does|did)\b)[\w']+) still (?=(?:on|in|at|not|under|there|here|out|up|lying|sitting)\b)", r"\1 is still "),
        (r"^(?=(?:bins?|sink|fridge|car|kitchen|bathroom|toilet|garden|lawn|boiler|heating|washing|dishwasher|house|baby|dog|cat|door|shower)'s )", "the "),
        (r"^I call it (?=\w+ing )", "I'm "),
        (r"^here (?=you\b)", ""),
        (r"^((?:\d+|an?|one|two|five|ten|half an?|tonight|tomorrow|monday|friday|never|soon)\b[\w ]{0,20}?),? you (said|promised)$", r"you \2 \1"),
        (r"^where(?:'s| is| are| have| did) (?:you (?:put|hidden|hide|left|leave|moved|move) )?((?:my|our) [\w ]+)$", r"could you tell me where to find \1"),
        (r"^where (?:were|was) you\b", "could you tell me where you were"),
        (r"^who(?:'s| is) ((?-i:[A-Z])\w+|that \w+)(?: .*)?$", r"could you tell me who \1 is"),
    )
)  # fmt: skip


def straight(clause: str) -> str:
    """The plain clause behind a loose one; any other clause as it is."""
    for pattern, plainly in _STRAIGHT:
        clause = pattern.sub(plainly, clause).strip(" ,")
    return re.sub(r"^(I|you|I'm|it's) ([A-Z])(?=[a-z])", lambda hit: f"{hit[1]} {hit[2].lower()}", clause)
