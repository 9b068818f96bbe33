"""Speaks with a language model by the protocol of OpenAI, which local ones speak as well. Loaded only where one is set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from httpx2 import AsyncClient
from openai import AsyncOpenAI
from pydantic_ai import Agent, ModelRetry, PromptedOutput
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.usage import UsageLimits

TRIES = 2  # the first one, and one more with what was wrong
NO_KEY = "none"  # what a model of one's own is told that wants no key

# The form is asked for in the one system prompt: tools, JSON modes and a second one are not there everywhere.
ANYWHERE = ModelProfile(
    supports_tools=False, supports_json_schema_output=False, supports_json_object_output=False
)


@dataclass
class Worded:
    """One wording, as the model is to give it."""

    style: Literal["gentle", "short", "firm", "both_sides"]
    text: str


@dataclass
class Answer:
    """All that is taken from a model; whatever else it says is not read."""

    wordings: list[Worded]


@dataclass(frozen=True)
class ModelClient:
    """One model at one address. It is told nothing but what `ask` is given, and nothing is kept."""

    url: str
    name: str
    key: str
    seconds: float

    async def ask(
        self, how: str, material: str, objection: Callable[[Mapping[str, str]], str | None]
    ) -> dict[str, str]:
        """Wordings by style, to which nothing is objected. Raises whatever goes wrong, of many kinds."""
        # Where a model sends one on to another host, nobody has agreed to that host.
        async with AsyncClient(timeout=self.seconds, follow_redirects=False) as http:
            client = AsyncOpenAI(
                base_url=self.url, api_key=self.key or NO_KEY, max_retries=0, http_client=http
            )
            client.organization = client.project = None  # of the environment; not meant for this host
            model = OpenAIChatModel(
                self.name, provider=OpenAIProvider(openai_client=client), profile=ANYWHERE
            )
            agent = Agent(
                model, output_type=PromptedOutput(Answer, template=False), instructions=how, retries=TRIES - 1
            )

            @agent.output_validator
            def look(answer: Answer) -> Answer:
                wrong = objection({one.style: one.text for one in answer.wordings})
                if wrong is not None:
                    raise ModelRetry(wrong)
                return answer

            done = await agent.run(material, usage_limits=UsageLimits(request_limit=TRIES))
            return {one.style: one.text for one in done.output.wordings}
