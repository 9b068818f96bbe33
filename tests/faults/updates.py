"""Updates as Telegram publishes them, as it may publish them one day, and as it never would (G-8, T-10, T-18)."""

import json
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any

from conversations.flows import COMMANDS, FLOWS
from tests.faults.cast import Cast
from tests.faults.changing import broken, changed
from tests.faults.nasty import NASTY, NUMBERS, UNPRINTABLE
from tests.faults.published import KINDS, MESSAGE, Published

Json = dict[str, Any]
Keys = Callable[[int], list[tuple[int, str]]]  # of a chat: message and data of every button it shows
Key = tuple[int, int, str]  # a button: its chat, its message, what it carries

BOT: Json = {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot"}
BOT_NAMES = ("attune_bot", "Attune_Bot", "other_bot", "attune_bot2", "x" * 40, "")
MOVED = (-100_900_001, -100_900_002, -100_900_003)  # supergroups that groups become
TOO_FAR = (":leave", ":everything")  # would end the evening, and by right
JUNK = (
    *NUMBERS, *UNPRINTABLE, "", " ", ":", "::", "1:", ":yes", "0:-back", "-1:-close", "7:-skip", "x" * 64, "é" * 32, "setup",
)  # fmt: skip
HOWS = ("yes", "can", "heard", "plenty", "look", "drop", "change", "write", "stop", "in", "keep", "0", "1", "write 2")  # fmt: skip
OWN = frozenset("from text sender_chat new_chat_members left_chat_member migrate_to_chat_id".split())
UNKNOWN = ("telepathy", "message_v2", "business_callback_query")
REMEMBERED = 60  # updates and buttons that may come once more


class Fuzz:
    """Makes one update after the other; the same seed makes the same ones, but for the buttons there are."""

    def __init__(self, chance: Random, cast: Cast, keys: Keys, first_id: int) -> None:
        self.chance, self.cast, self.keys, self.newest = chance, cast, keys, first_id
        self.table = Published(chance, cast)
        self._sent: deque[Json] = deque(maxlen=REMEMBERED)
        self._pressed: deque[Key] = deque(maxlen=REMEMBERED)
        self._ways: dict[Callable[[], Json], int] = {
            self._says: 18, self._commands: 14, self._links: 8, self._taps: 30, self._in_a_group: 8,
            self._service: 5, self._standing: 7, self.table.update: 7, self._of_another_kind: 3,
        }  # fmt: skip

    def update(self) -> Json:
        """The next update, or one that was there before: a dict with a number, and whatever else."""
        if self._sent and self.chance.random() < 0.04:
            return self.chance.choice(self._sent)
        (make,) = self.chance.choices(list(self._ways), list(self._ways.values()))
        content = make()
        update = self._numbered(changed(content, self.chance) if self.chance.random() < 0.4 else content)
        self._sent.append(update)
        return update

    def body(self) -> bytes:
        """What comes through the door: mostly an update, now and then something that is none."""
        update = self.update()
        return broken(update, self.chance) if self.chance.random() < 0.02 else json.dumps(update).encode()

    def typed(self, who: int, text: str) -> Json:
        """Nothing odd: somebody types this to Attune."""
        return self._numbered({"message": {**self._said(who, who), "text": text}})

    def _numbered(self, content: Json) -> Json:
        self.newest += 1
        return {"update_id": self.newest, **content}

    # --- what people do

    def _somebody(self) -> int:
        return self.chance.choice(self.cast.people)

    def _says(self) -> Json:
        who = self._somebody()
        return self._message(who, who, text=self._words(who))

    def _commands(self) -> Json:
        who = self._somebody()
        return self._message(who, who, text=self._command(who))

    def _links(self) -> Json:
        """Links into the private chat, whose payload anybody can make up."""
        who, head = self._somebody(), self.chance.choice(("i-", "s-", "i", "s-" * 9, "", *FLOWS))
        junk = self.chance.choice((*NASTY, *JUNK, "A" * 22, "-".join(self.chance.choices(JUNK, k=3))))
        return self._message(who, who, text=f"/start {head}{self.chance.choice(('-', '', ' '))}{junk}"[:4096])

    def _in_a_group(self) -> Json:
        who, group = self._somebody(), self.chance.choice(self.cast.groups)
        typed = self._command(who) if self.chance.random() < 0.7 else self._words(who)
        hidden = {"sender_chat": self.table.chat(group)} if self.chance.random() < 0.1 else {}
        return self._message(who, group, text=typed, **hidden)

    def _message(self, who: int, where: int, **content: Any) -> Json:
        """A message of somebody's, sometimes with more about it than anybody asked for."""
        return {"message": {**self._said(who, where), **self.table.more("Message", OWN), **content}}

    def _said(self, who: int, where: int) -> Json:
        said = {"chat": self.table.chat(where), "from": self.table.user(who), "date": 1_800_000_000}
        return said | {"message_id": self.chance.randrange(10**6)}

    def _words(self, who: int) -> str:
        return f"{self.cast.canary(who)} {self.chance.choice(NASTY)}"

    def _command(self, who: int) -> str:
        name = self.chance.choice((*COMMANDS, "cancel", "delete", "none", ""))
        bot = f"@{self.chance.choice(BOT_NAMES)}" if self.chance.random() < 0.3 else ""
        rest = f" {self._words(who)}" if self.chance.random() < 0.5 else ""
        return f"{self.chance.choice(('/', '/', '／'))}{name}{bot}{rest}"

    # --- what they press

    def _taps(self) -> Json:
        """The number of a query names who tapped: of the answer nothing else does."""
        who = self._somebody()
        where, message, data = self._key(who)
        shown = {"message_id": message, "date": self.chance.randrange(2), "chat": self.table.chat(where)}
        query = {"id": f"{who}.{self.chance.getrandbits(60)}", "chat_instance": "1", "data": data}
        place = {"inline_message_id": "x"} if self.chance.random() < 0.05 else {"message": shown}
        return {"callback_query": {**query, "from": self.table.user(who), **place}}

    def _key(self, who: int) -> Key:
        """A button: one's own, one of long ago, another's, or one that nobody made."""
        own = (who, *(pair.group for pair in self.cast.pairs if who in pair.users))
        where, other = self.chance.choice(own), self.chance.choice((*self.cast.people, *self.cast.groups))
        roll, mine, theirs = self.chance.random(), self._shown(where)[-6:], self._shown(other)
        if roll < 0.5 and mine:
            self._pressed.append((where, *self.chance.choice(mine)))
            return self._pressed[-1]
        if roll < 0.65 and self._pressed:
            return self.chance.choice(self._pressed)
        if roll < 0.8 and theirs:
            return (self.chance.choice((where, other)), *self.chance.choice(theirs))
        return where, self.chance.choice((0, 1, 5, 10**12)), self._forged()

    def _shown(self, chat: int) -> list[tuple[int, str]]:
        """What can be pressed there, without what would rightly end everything or move it to another group."""
        return [
            key for key in self.keys(chat) if not key[1].endswith(TOO_FAR) and not key[1].startswith("link ")
        ]

    def _forged(self) -> str:
        """A conversation with arguments that nobody gave it, or 64 bytes of anything."""
        ids = [data.split(" ")[1] for chat in self.cast.people for _, data in self.keys(chat) if " " in data]
        words = [self.chance.choice((*FLOWS, *JUNK)), *self.chance.choices((*JUNK, *ids, *HOWS), k=4)]
        line = " ".join(words[: self.chance.randint(1, 5)])
        return self.chance.choice(
            (line, line, self.chance.choice(JUNK), self.chance.randbytes(64).decode("latin-1"))
        )

    # --- what happens around them

    def _service(self) -> Json:
        who, group = self._somebody(), self.chance.choice(self.cast.groups)
        people = [self.table.user(one) for one in self.chance.sample(self.cast.people, 2)]
        pinned = {"message_id": 3, "date": 0, "chat": self.table.chat(group)}
        news: tuple[Json, ...] = (
            {"new_chat_members": people},
            {"left_chat_member": people[0]},
            {"migrate_to_chat_id": self.chance.choice((*MOVED, *self.cast.groups[:2]))},
            {"migrate_from_chat_id": group},
            {"group_chat_created": True},
            {"pinned_message": pinned},
        )
        return self._message(who, group, **self.chance.choice(news))

    def _standing(self) -> Json:
        who, kind = self._somebody(), self.chance.choice(("my_chat_member", "chat_member"))
        where = self.chance.choice((who, who, *self.cast.groups, *MOVED))
        whom = self.table.user(self._somebody()) if kind == "chat_member" else BOT
        before, after = (self.table.made("ChatMember") | {"user": whom} for _ in range(2))
        change = {"date": 1, "old_chat_member": before, "new_chat_member": after}
        return {kind: {"chat": self.table.chat(where), "from": self.table.user(who), **change}}

    def _of_another_kind(self) -> Json:
        """Kinds that no version knows, several at once, or none."""
        kinds = self.chance.sample((*KINDS, *UNKNOWN), k=self.chance.randrange(4))
        empty: Json = self.chance.choice(({}, {"message": None}, {"callback_query": []}))
        return {kind: self.table.value(MESSAGE, 1) for kind in kinds} | empty
