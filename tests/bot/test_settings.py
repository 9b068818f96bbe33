"""Settings are read from environment, secret files and .env, and refused with a sentence each."""

import re
from pathlib import Path

import pytest

from bot.problems import BadSettings
from bot.settings import SECRETS, Settings, mask, origin, read_settings, shown

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and an environment without our settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        for variable in (name.upper(), f"{name.upper()}_FILE"):
            monkeypatch.delenv(variable, raising=False)
    return tmp_path


def refused() -> list[str]:
    with pytest.raises(BadSettings) as bad:
        read_settings()
    return [problem.key for problem in bad.value.problems]


def test_nothing_set_is_fine() -> None:
    settings = read_settings()
    assert settings.database == f"sqlite:///{Path('data') / 'attune.db'}"
    assert settings.sqlite_file == Path("data/attune.db")
    assert settings.key_path == Path("~/.config/attune/master.key").expanduser()


def test_the_environment_wins_over_secret_files_and_these_over_the_env_file(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / ".env").write_text("OPERATOR_NAME=Noa\nPORT=1111\nBOT_TOKEN=1:file\nHOST=\n")
    (nowhere / "token").write_text("2:secret\n")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(nowhere / "token"))
    monkeypatch.setenv("PORT", "2222")
    settings = read_settings()
    found = (settings.operator_name, settings.port, settings.bot_token.get_secret_value(), settings.host)
    assert found == ("Noa", 2222, "2:secret", "127.0.0.1")
    origins = [origin(name) for name in ("operator_name", "port", "bot_token", "host")]
    assert origins == ["env_file", "environment", "secret", "default"]


def test_everything_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_TOKEN": "nonsense",
        "PUBLIC_URL": "http://attune.example",
        "WEBHOOK_SECRET": "too short",
        "BOT_API_URL": "telegram",
        "PORT": "70000",
        "DATABASE_URL": "mysql://somewhere",
        "DEFAULT_LANGUAGE": "fr",
        "LOG_LEVEL": "loud",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    assert refused() == [
        "cli.problem.token",
        "cli.problem.public_url",
        "cli.problem.webhook_secret",
        "cli.problem.api_url",
        "cli.problem.port",
        "cli.problem.database",
        "cli.problem.language",
        "cli.problem.log_level",
    ]


@pytest.mark.parametrize(
    "url", ["model.example/v1", "http://model.example/v1", "https://me:key@model.example", "https://", "https://x:y",
            "https://model.example/v1?key=secret", "http://8.8.8.8/v1"]
)  # fmt: skip
def test_words_do_not_travel_in_the_open_nor_a_key_in_an_address(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_URL", url)
    monkeypatch.setenv("MODEL_NAME", "small")
    assert refused() == ["cli.problem.model_url"]


@pytest.mark.parametrize(
    "url",
    ["https://model.example/v1", "http://127.0.0.1:11434/v1", "http://[::1]:1/v1", "http://ollama:11434/v1",
     "http://192.168.1.7/v1", "http://box.local/v1"],
)  # fmt: skip
def test_a_model_may_be_anywhere_over_https_or_near(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_URL", url)
    monkeypatch.setenv("MODEL_NAME", "small")
    assert read_settings().model_url == url


def test_a_model_has_a_name_and_its_key_stays_hidden(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_URL", "https://model.example/v1")
    assert refused() == ["cli.problem.model_name"]
    monkeypatch.setenv("MODEL_NAME", "small")
    (nowhere / "key").write_text("sk-verysecret\n")
    monkeypatch.setenv("MODEL_KEY_FILE", str(nowhere / "key"))
    lines = {name: (value, origin) for name, value, origin in shown(read_settings())}
    assert lines["MODEL_KEY"] == ("sk-v…", "secret")
    assert "verysecret" not in repr(read_settings())


def test_a_key_that_lies_with_its_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY_FILE", "data/keys/master.key")
    assert refused() == ["cli.problem.key_in_data"]
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/lib/attune/attune.db")
    assert read_settings().key_path == Path("data/keys/master.key")
    monkeypatch.setenv("KEY_FILE", "/var/lib/attune/master.key")
    assert refused() == ["cli.problem.key_in_data"]


def test_what_cannot_be_read_is_named(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eight")
    assert refused() == ["cli.problem.value"]
    monkeypatch.delenv("PORT")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(nowhere / "not there"))
    assert refused() == ["cli.problem.secret_file"]


def test_a_start_needs_a_token() -> None:
    with pytest.raises(BadSettings) as bad:
        read_settings(needs_token=True)
    assert [problem.key for problem in bad.value.problems] == ["cli.problem.token_missing"]


def test_secrets_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:ABC-DEF")
    monkeypatch.setenv("DATABASE_URL", "postgresql://attune:secret@db/attune")
    lines = {name: value for name, value, _ in shown(read_settings())}
    assert lines["BOT_TOKEN"] == "1234…"  # noqa: S105 (masked)
    assert lines["DATABASE_URL"] == "postgresql://attune:***@db/attune"
    assert "secret" not in str(lines) and "ABC" not in repr(read_settings())
    assert mask("") == ""


def test_the_example_names_every_setting_with_its_default_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, flags=re.MULTILINE))
    assert set(named) == {name.upper() for name in Settings.model_fields}
    assert len(named) <= 22
    for name, value in named.items():
        default = Settings.model_fields[name.lower()].default
        unset = name.lower() in SECRETS or default is None
        plain = "" if unset else str(int(default) if isinstance(default, bool) else default)
        assert value == plain.replace(str(Path("~/.config")), "~/.config"), name


def test_the_example_explains_every_setting_in_a_line() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    for at, text in enumerate(lines):
        if re.match(r"[A-Z_]+=", text):
            assert lines[at - 1].startswith("# "), text
