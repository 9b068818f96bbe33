"""A tiny bot for the page's tests: greets with buttons, answers taps in several ways, echoes the rest."""

from __future__ import annotations

import json
from threading import Event, Thread
from typing import Any

import httpx

Json = dict[str, Any]

COMMANDS = {
    "en": [("menu", "Everything I can do"), ("need", "Tell what you need"), ("ask", "Answer a question")],
    "ja": [("menu", "できることの一覧"), ("need", "してほしいことを伝える"), ("ask", "質問に答える")],
}
GREETING = "Hello. This is a bold word, and this is a quote:\nOne line.\nAnother line."
BUTTONS = [
    [("A toast", "toast"), ("An alert", "alert")],
    [("Change the words", "edit"), ("Think first", "wait")],
    [("Open privately", "link")],
]


class EchoBot:
    """Talks to the playground as any bot does: long polling over HTTP, in a thread of its own."""

    def __init__(self, url: str) -> None:
        self.may_answer = Event()
        self._stopped = Event()
        self._client = httpx.Client(base_url=f"{url}/bot1:demo/", timeout=30, trust_env=False)
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        for language, commands in COMMANDS.items():
            listed = [{"command": name, "description": words} for name, words in commands]
            self.call("setMyCommands", commands=listed, language_code="" if language == "en" else language)
        self._thread.start()

    def stop(self) -> None:
        self.may_answer.set()
        self._stopped.set()
        self._thread.join()
        self._client.close()

    def call(self, method: str, **parameters: Any) -> Any:
        answer = self._client.post(method, json=parameters).json()
        assert answer["ok"], answer
        return answer["result"]

    def upload(self, method: str, files: dict[str, tuple[str, bytes]], **parameters: Any) -> Any:
        """As `call`, with files by the names of their fields."""
        plain = {name: one if isinstance(one, str) else json.dumps(one) for name, one in parameters.items()}
        answer = self._client.post(method, data=plain, files=files).json()
        assert answer["ok"], answer
        return answer["result"]

    def _run(self) -> None:
        offset = 0
        while not self._stopped.is_set():
            for update in self.call("getUpdates", offset=offset, timeout=1):
                offset = update["update_id"] + 1
                self._handle(update)

    def _handle(self, update: Json) -> None:
        match update:
            case {"message": {"text": str(text), "chat": {"id": chat}}}:
                self._answer(chat, text)
            case {"callback_query": query}:
                self._tapped(query)

    def _answer(self, chat: int, text: str) -> None:
        match text.split("@")[0].split()[0]:
            case "/start" if text != "/start":
                self.call("sendMessage", chat_id=chat, text=f"Opened with {text.removeprefix('/start ')}")
            case "/start" | "/menu":
                self.call(
                    "sendMessage", chat_id=chat, text=GREETING, entities=marks(), reply_markup=keyboard()
                )
            case "/ask":
                wish = {"force_reply": True, "input_field_placeholder": "In one word"}
                self.call("sendMessage", chat_id=chat, text="How are you?", reply_markup=wish)
            case _:
                self.call("sendMessage", chat_id=chat, text=f"You wrote: {text}")

    def _tapped(self, query: Json) -> None:
        message = query["message"]
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        answer: Json = {"callback_query_id": query["id"]}
        match query["data"]:
            case "toast":
                answer["text"] = "Only for a moment."
            case "alert":
                answer |= {"text": "This one waits.", "show_alert": True}
            case "edit":
                self.call("editMessageText", **place, text="Other words.")
            case "wait":
                assert self.may_answer.wait(20)
            case "link":
                answer["url"] = "https://t.me/attune_bot?start=abc"
        self.call("answerCallbackQuery", **answer)


def marks() -> list[Json]:
    """The entities of the greeting."""
    bold, quote = GREETING.index("bold"), GREETING.index("One line")
    return [
        {"type": "bold", "offset": bold, "length": 4},
        {"type": "blockquote", "offset": quote, "length": len(GREETING) - quote},
    ]


def keyboard() -> Json:
    rows = [[{"text": text, "callback_data": data} for text, data in row] for row in BUTTONS]
    return {"inline_keyboard": rows}
