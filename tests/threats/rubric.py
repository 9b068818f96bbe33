"""Five points that the bot's own words keep (check 15): no verdict, no accusation, hypotheses, one question, no label."""

import re
from collections.abc import Callable

Point = Callable[[str, str], list[str]]

SENTENCE = re.compile(r"[^.?!。？！\n]+[.?!。？！]?")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
BULLET = re.compile(r"^(?:[•・]|\d ?[·・.]) ?.*$", re.M)  # readings and beginnings: offered, not asked

# Who is not there, or is spoken about. A place that a name goes into is read as Kai.
ABSENT_EN = r"(?:he|she|they|kai|mika|aki|(?:your|the) (?:partner|other(?: one| person)?))"
ABSENT_JA = r"(?:(?:Kai|Mika|Aki|カイ)(?:さん)?|相手(?:の人)?|向こう|パートナー|書いた人|あの人)"

VERDICT = {
    "en": re.compile(
        rf"\b(?:you|{ABSENT_EN}|one of you)(?:'re|'s| are| is| was| were)(?: \w+)? (?:right\b(?! (?:now|here|away))|wrong|at fault|to blame"
        r"|in the (?:right|wrong)|guilty|innocent|out of line|unreasonable|overreacting|too sensitive)\b"
        rf"|\bit(?:'s| is| was) (?:your|his|her|their|{ABSENT_EN}'s) (?:fault|mistake|doing)\b"
        r"|\bi(?:'m| am) on (?:your|his|her|their) side\b|\bi (?:fully |do )?agree\b|\bin my opinion\b|\bi think (?:you|he|she|they)\b"
        r"|\b(?:you|he|she|they) (?:won|wins?|lost|loses?) (?:this|that|the) (?:one|round|argument|fight)\b|\bthe (?:winner|loser)\b|\bof course you(?:'re| are)\b",
        re.I,
    ),
    "ja": re.compile(
        rf"(?:あなた|そちら|わたし|{ABSENT_JA}|ふたりとも|どちらも)(?:さん)?(?:が|は|も|の(?:ほう|方)が)(?:やはり|やっぱり)?(?:正し|悪い|悪かった|おかしい|間違|まちが)(?!い?みたい|い?よう)"
        r"|(?:正しい|悪い|間違っている)のは(?!どっち|どちら|だれ|誰)|味方です|(?:あなた|相手|さん)のせいです|(?:勝ち|負け)です|同感です|その通りです|おっしゃるとおり"
    ),
}
ACCUSES = {
    "en": re.compile(
        rf"\b{ABSENT_EN} (?:\w+ )?(?:always|never|lied|lies|cheat\w*|ignor\w+|hurts?|betray\w*|manipulat\w*|punish\w*|refus\w+|attack\w*|forgot|failed|let you down"
        r"|left you alone|made you|makes you|did this to you|treats? you|does(?:n't| not) (?:care|listen)|did(?:n't| not) (?:care|listen))\b"
        rf"|\b{ABSENT_EN}(?:'s| is| was| are)(?: being)? (?:cruel|mean|selfish|rude|lazy|cold|unfair|unkind|immature|childish)\b|\byou (?:always|never) (?!(?:have|need|see|get) to)",
        re.I,
    ),
    "ja": re.compile(
        rf"{ABSENT_JA}(?:さん)?(?:は|が|に|も)[^。？]{{0,20}}(?:うそをつ|裏切|無視し|無視され|傷つけ|ひどい|責めて|なまけ|怠け|冷たい|わざと|ばかにし|だまし|約束を破|怠っ)"
        r"|あなたはいつも|あなたは絶対"
    ),
}
WITHIN = {
    "en": re.compile(
        rf"\b{ABSENT_EN} (?:\w+ )?(?:feels?|felt|thinks?|thought|means?|meant|hopes?|fears?|loves?|cares?|needs?|needed|wants? you|wanted you|regrets?|hates?|misses)\b"
        rf"|\b{ABSENT_EN}(?:'s| is| are| was| were) (?:\w+ )?(?:angry|hurt|sad|tired|afraid|scared|upset|lonely|worried|jealous|ashamed|trying to|asking for|avoiding)\b",
        re.I,
    ),
    "ja": re.compile(
        rf"{ABSENT_JA}(?:さん)?(?:は|が|も)[^。？]{{0,24}}(?:思って|感じて|怒って|傷ついて|つらい|望んで|求めて|さみし|悲し|疲れて|こわが|不安|後悔|避けて)"
    ),
}
HEDGED = {
    "en": re.compile(
        r"\?|\b(?:might|may|could|perhaps|maybe|possibly|if|whether|would|what|how|when|once|only)\b", re.I
    ),
    "ja": re.compile(
        r"[？?]|かも|かな|でしょうか|もし|たら|かどうか|ように|どう|どんな|何|なに|とき|だけが知って"
    ),
}
LABEL = {
    "en": re.compile(
        r"\bnarcissis\w*|\btoxic\b|\bgas ?light\w*|\bavoidant\b|\banxious(?:ly)? attached|\battachment style|\bborderline\b|\bbipolar\b|\bautis\w*|\badhd\b|\b(?:socio|psycho)path\w*"
        r"|\bmanipulat\w*|\babusers?\b|\babusive\b|\bcontrol freak|\bcodependent|\bdysfunctional|\bhysterical|\bdrama queen|\bliars?\b|\bcheaters?\b|\bassholes?\b|\bidiots?\b|\bselfish\b"
        r"|\blazy\b|\bvillains?\b|\bbad guy\b|\bvictims?\b|\bperpetrators?\b|\bpassive[- ]aggressive\b|\bneedy\b|\bimmature\b",
        re.I,
    ),
    "ja": re.compile(
        r"モラハラ|ナルシ|毒(?:親|夫|嫁|になる)|サイコパス|メンヘラ|回避型|不安型|愛着スタイル|発達障害|アスペ|依存症|共依存|ガスライ|ヒステリ|加害者|被害者|うそつき|嘘つき|自己中|最低な"
        r"|性格が悪い|わがまま(?!では)|ばか(?:な人|です)|幼稚|束縛する人|支配的な"
    ),
}


def own_words(text: str) -> str:
    """Without what stands between quotation marks: that is somebody's, or a word to borrow."""
    return QUOTED.sub("", text.replace("’", "'"))


def no_verdict(text: str, language: str) -> list[str]:
    """Nobody is right, wrong, to blame or the winner."""
    return [found[0] for found in VERDICT[language].finditer(own_words(text))]


def no_accusation(text: str, language: str) -> list[str]:
    """What somebody did to the other is not stated as a fact."""
    return _unhedged(ACCUSES, text, language)


def only_hypotheses(text: str, language: str) -> list[str]:
    """What goes on in who is not there is a maybe or a question."""
    return _unhedged(WITHIN, text, language)


def one_question(text: str, language: str) -> list[str]:
    """At most one thing is asked at once; words to borrow and readings in a list are not asked."""
    asked = BULLET.sub("", own_words(text))
    marks = re.findall(r"[?？]", asked)
    return [f"{len(marks)} questions"] if len(marks) > 1 else []


def no_label(text: str, language: str) -> list[str]:
    """No name for a person, a couple or what they have."""
    return [found[0] for found in LABEL[language].finditer(own_words(text))]


def _unhedged(of: dict[str, re.Pattern[str]], text: str, language: str) -> list[str]:
    sentences = (one[0] for one in SENTENCE.finditer(own_words(text)))
    return [one.strip() for one in sentences if of[language].search(one) and not HEDGED[language].search(one)]


POINTS: tuple[Point, ...] = (no_verdict, no_accusation, only_hypotheses, one_question, no_label)
WORDED = (no_verdict, no_accusation, one_question, no_label)  # for what is offered to be said to the partner


def objections(text: str, language: str, points: tuple[Point, ...] = POINTS) -> list[str]:
    """What is wrong with these words of the bot's, each with the point it breaks."""
    return [f"{point.__name__}: {one}" for point in points for one in point(text, language)]
