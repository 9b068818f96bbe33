"""Everything that can be set, read once from the environment or `.env`, and checked before anything starts."""

import os
import re
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.problems import BadSettings
from conversations.dialogue.phrases import Phrase, say
from conversations.dialogue.what_is_kept import Hosting

SECRETS = (
    "bot_token",
    "database_url",
    "webhook_secret",
    "model_key",
    "metrics_token",
)  # each also as NAME_FILE, the path of a file with it
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{2,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS = ("text", "json")
EXTRA = "'attune-bot[llm]'"  # what has to be installed for a language model
CLIENT = ("pydantic_ai", "openai")
KEY_FILE = Path("~/.config/attune/master.key")


class Settings(BaseSettings):
    """Each is an environment variable of the same name in capitals; see `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    bot_token: SecretStr = SecretStr("")
    bot_api_url: str = "https://api.telegram.org"
    public_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = 8080
    database_url: SecretStr = SecretStr("")
    data_dir: Path = Path("data")
    key_file: Path = KEY_FILE
    erased_file: Path | None = None
    auto_migrate: bool = False
    model_url: str = ""
    model_name: str = ""
    model_key: SecretStr = SecretStr("")
    operator_name: str = ""
    operator_contact: str = ""
    backup_days: int | None = None
    helplines_file: Path | None = None
    default_language: str = "en"
    log_level: str = "INFO"
    log_format: str = "text"
    metrics_token: SecretStr = SecretStr("")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[Any, ...]:
        """The environment wins over files of secrets, these over `.env`. An empty value is no value."""
        return (init_settings, _spoken(env_settings), _read_secret_files, _spoken(dotenv_settings))

    @property
    def database(self) -> str:
        """The address of the database; a SQLite file in the data folder unless another is named."""
        named = self.database_url.get_secret_value()
        return named or f"sqlite:///{self.data_dir.expanduser() / 'attune.db'}"

    @property
    def sqlite_file(self) -> Path | None:
        """The file of a SQLite database."""
        _, found, path = self.database.partition("sqlite:///")
        return Path(path) if found and path else None

    @property
    def key_path(self) -> Path:
        return self.key_file.expanduser()

    @property
    def erased_path(self) -> Path:
        """The list of who was erased, which a restored backup is held against; beside the data unless elsewhere."""
        if self.erased_file is not None:
            return self.erased_file.expanduser()
        beside = self.sqlite_file or self.data_dir.expanduser() / "attune.db"
        return beside.with_name("erased.txt")

    @property
    def api_url(self) -> str:
        return self.bot_api_url.rstrip("/")

    @property
    def hosting(self) -> Hosting:
        """What the host states about themselves, as /privacy tells it."""
        return Hosting(self.operator_contact, self.backup_days)

    def problems(self) -> tuple[Phrase, ...]:
        """What is wrong, all of it, each in a sentence."""
        checks = {
            "token": self._token_is_wrong(),
            "public_url": bool(self.public_url) and not is_https(self.public_url),
            "webhook_secret": self._secret_is_wrong(),
            "api_url": urlsplit(self.api_url).scheme not in ("http", "https"),
            "port": not 0 < self.port < 65536,
            "database": not self.database.startswith(("sqlite:///", "postgresql://", "postgres://")),
            "key_in_data": self._key_lies_with_data(),
            "model_url": bool(self.model_url) and not is_safe(self.model_url),
            "model_name": bool(self.model_url) and not self.model_name,
            "model_client": bool(self.model_url) and not all(find_spec(name) for name in CLIENT),
            "days": self.backup_days is not None and self.backup_days < 0,
            "language": self.default_language not in ("en", "ja"),
            "log_level": self.log_level.upper() not in LEVELS,
            "log_format": self.log_format not in FORMATS,
        }
        return tuple(
            say(f"cli.problem.{name}", **_values(self, name)) for name, wrong in checks.items() if wrong
        )

    def _token_is_wrong(self) -> bool:
        token = self.bot_token.get_secret_value()
        return bool(token) and TOKEN.fullmatch(token) is None

    def _secret_is_wrong(self) -> bool:
        secret = self.webhook_secret.get_secret_value()
        return bool(secret) and SECRET.fullmatch(secret) is None

    def _key_lies_with_data(self) -> bool:
        """A key beside what it opens protects nothing."""
        file = self.sqlite_file
        folders = [file.parent.resolve()] if file else []
        key = self.key_path.resolve()
        return any(key.is_relative_to(folder) for folder in folders)


def read_settings(needs_token: bool = False) -> Settings:
    """The settings that are in force. Raises `BadSettings` with everything that is wrong with them."""
    try:
        settings = Settings()
    except ValidationError as error:
        names = sorted({str(one["loc"][0]).upper() for one in error.errors()})
        raise BadSettings(*(say("cli.problem.value", name=name) for name in names)) from None
    missing = needs_token and not settings.bot_token.get_secret_value()
    if problems := (*((say("cli.problem.token_missing"),) if missing else ()), *settings.problems()):
        raise BadSettings(*problems)
    if settings.helplines_file is not None:
        from bot.help_lines import check_own_lines  # reads all words, which few commands need

        check_own_lines(settings.helplines_file)
    return settings


def shown(settings: Settings) -> list[tuple[str, str, str]]:
    """Each setting as it may be shown: its name, its value with secrets masked, and its origin."""
    return [(name.upper(), _masked(settings, name), origin(name)) for name in Settings.model_fields]


def _masked(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if not isinstance(value, SecretStr):
        return str(value)
    return mask(value.get_secret_value())


def mask(secret: str) -> str:
    """Enough of a secret to know it again. Of a database's address, the password is left out."""
    if "://" in secret:
        return re.sub(r":[^:@/]*@", ":***@", secret)
    return f"{secret[:4]}…" if secret else ""


def origin(name: str) -> str:
    """Where a setting comes from: environment, secret, env_file or default."""
    if os.environ.get(name.upper()):
        return "environment"
    if name in SECRETS and os.environ.get(f"{name.upper()}_FILE"):
        return "secret"
    return "env_file" if read_env_file().get(name.upper()) else "default"


def read_env_file(path: Path = Path(".env")) -> dict[str, str]:
    """What stands in `.env`."""
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value} if path.is_file() else {}


def is_https(url: str) -> bool:
    """Whether Telegram could bring updates there."""
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname)


def is_safe(url: str) -> bool:
    """Whether words may travel there: over https, or to a computer nearby; and no key stands in the address."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_near(host))


def _is_near(host: str) -> bool:
    """This computer, or one of its own network: by number, or by a name that the world does not know."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal"))


def _values(settings: Settings, name: str) -> dict[str, str]:
    match name:
        case "key_in_data":
            return {"path": str(settings.key_path)}
        case "model_client":
            return {"package": EXTRA}
        case _:
            return {}


def _spoken(source: PydanticBaseSettingsSource) -> Any:
    return lambda: {name: value for name, value in source().items() if value != ""}


def _read_secret_files() -> dict[str, str]:
    """Secrets that stand in files of their own, as containers and systemd hand them over."""
    found = {name: os.environ.get(f"{name.upper()}_FILE") for name in SECRETS}
    try:
        return {name: Path(path).read_text("utf-8").strip() for name, path in found.items() if path}
    except OSError as error:
        raise BadSettings(say("cli.problem.secret_file", path=str(error.filename))) from None
