"""Strings that somebody may send and that break things: what they break is said beside them (T-18)."""

FAMILY = "👨‍👩‍👧‍👦"  # one sign, seven code points, eleven UTF-16 units

UNPRINTABLE = (
    "\x00",  # no PostgreSQL text
    "a\x00b\x1b[2Jc",  # and clears a terminal that shows the log
    "\ud83d",  # half a character: cannot be encoded
    "\udc99 tea \ud83d",
    "\u202eeno dna em\u202c",  # turns the line around
    "\u2066\u2067\u2068 never closed",
    "\ufeff\u200b\u2060\u3164\u2800",  # shows nothing
    "\ufff9a\ufffab\ufffb",
    "\U000e0041\U000e007f",  # tags
    "\uffff\ufdd0",  # no characters, and never will be
)
LONG = (
    "Z" + "\u0335\u0321\u0334\u0353\u0489" * 200 + "algo",
    FAMILY * 800,  # 5,600 code points
    "ﷺ" * 300,  # one code point each, eighteen when composed otherwise
    "a" * 4096,
    "うそ" * 2048,
    "\n" * 4000,
    "é" * 500 + "e\u0301" * 500,
    "(" * 1000 + ")" * 1000,
    "never " * 600,
)
MARKUP = (
    "<b>bold",
    "</blockquote></b><a href='tg://user?id=1'>x</a>",
    "<script>alert(1)</script>&lt;&amp;",
    "*_`[]()~>#+-=|{}.!\\",
    "{}",
    "{0.__class__.__init__.__globals__}",
    "{me} {partner} {card",
    "}}{{",
    "%s%n%d %(name)s",
    "$(reboot) `id` ${HOME}",
    "'; DROP TABLE partner; --",
    '"}],"chat_id":1,"x":[{"',
    "https://evil.example/?x=1 @attune_bot t.me/attune_bot?start=i-x tg://resolve",
)
NUMBERS = (
    "0",
    "-1",
    "²",
    "٣",
    "１２",
    "1e400",
    "NaN",
    "9" * 40,
    "9223372036854775808",
    "24:61",
    "25:00-7:00",
    "0x10",
    "½",
)
ORDINARY = (
    "You never listen to me. You're always on your phone.",
    "どうせまた忘れるんでしょ。いつもそう。",
    "I feel alone when the plans change late. Could you tell me before six?",
    "If you leave I will hurt myself.",
    "殺してやる",
    "I'm dying laughing",
    "21:00",
    "London",
    "東京",
    "İstanbul ıŞĞ ß ﬁ Ω Å",
    "?",
    "👍🏽",
    "はい",
    "Yes",
    "23:00-7:00",
    "no",
)
NASTY = UNPRINTABLE + LONG + MARKUP + NUMBERS + ORDINARY
