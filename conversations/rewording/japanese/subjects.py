"""Finds the topic of a draft for the guesses, and tells whether a part of it only names a thing."""

import re

from conversations.rewording.language import words

_NO_TOPIC = re.compile(
    r"^(?:私|俺|僕|自分|人|何|誰|今|今日|昨日|明日|時|全部|最低|最悪|本当|普通|一緒|勝手|毎日|毎回|次|前|"
    r"後|中|上|方|回|気|事|所|日|家|二|一|絶対|大変|無理|嫌|別|逆|結局"
    r"|頭|.*何|一言|文句|子どもの前|子供の前|人前|毎晩|毎朝|最近|昔|神経|性格|責任|原因|理由|意味|馬鹿|"
    r"バカ|クズ|ウザ|マジ|本気|限界|離婚|他|自分勝手|無神経|言葉|相手|夫|妻|旦那|嫁|彼氏|彼女|男|女|父親|"
    r"母親|[0-9]+)(?:の.*)?$"
)


def is_thing(core: str) -> bool:
    """Whether it is only a noun, and one worth naming."""
    named = re.fullmatch(r"(.{0,8}(?:の|た))?((?:お|ご)[一-龥]{1,6}|[一-龥々ァ-ヶーA-Za-z]{2,10})", core)
    return named is not None and not _NO_TOPIC.match(named[2])


def topic_of(text: str) -> str:
    """What a text is about, for the guesses; "any" when it cannot be told."""
    for name, row in words("ja", "lexicon")["topic"].items():
        if row["words"] and re.search(row["words"], text):
            return str(name)
    return "any"
