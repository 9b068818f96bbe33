"""What is committed works on any machine, and tells nothing of the one it was written on."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written so that this file does not match itself.
TRACES = {
    "an index host": r"\bpy(?:pi|thonhosted)\.org|https?://\S+/simp(?:le)/|--(?:extra-)?ind(?:ex)-url[ =]",
    "somebody's home": r"(?<![\w.])/(?:home|Users)/[a-z]\w*/|(?<![\w.])/ro(?:ot)/|[A-Z]:\\Users\\",
    "this very folder": rf"(?<![\w.]){re.escape(str(ROOT))}(?![\w-])",
}


def committed() -> list[Path]:
    """Return the files that git has, or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file, nothing for a picture or the like."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("trace", TRACES)
def test_no_committed_file_tells_of_a_machine(trace: str) -> None:
    if trace == "this very folder" and (len(ROOT.parts) < 3 or ROOT == Path("/opt/attune")):
        pytest.skip("this folder's name may stand anywhere")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in committed()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if re.search(TRACES[trace], line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "trace"),
    [
        ("https://" + "pypi" + ".org/project/x", "an index host"),
        ("--index" + "-url https://mirror.example", "an index host"),
        ("see /home" + "/mika/attune", "somebody's home"),
        ("cd " + str(ROOT) + "/bot", "this very folder"),
    ],
)
def test_a_trace_would_be_found(line: str, trace: str) -> None:
    assert re.search(TRACES[trace], line)


def test_no_lock_of_another_kind_is_committed() -> None:
    names = [path.name for path in committed()]
    assert [name for name in names if name == "uv.lock" or re.fullmatch(r"pylock.*\.toml", name)] == []


def test_make_knows_only_words_that_run_py_knows() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    recipes = dict(re.findall(r"^(\w+):\n\t(.+)$", "\n".join(lines), flags=re.MULTILINE))
    words = ("test", "check", "lock", "setup", "start")
    assert recipes == {"run": "$(PYTHON) run.py", **{word: f"$(PYTHON) run.py {word}" for word in words}}
    assert f".PHONY: {' '.join(recipes)}" in lines


def test_the_gate_ends_with_the_command_of_the_readme() -> None:
    gate = ROOT / ".ci" / "run"
    assert gate.stat().st_mode & 0o111
    assert gate.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 run.py test"
    assert subprocess.run(["bash", "-n", str(gate)], check=False).returncode == 0


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not here to read its own file"
)
def test_systemd_understands_the_service() -> None:
    command = ["systemd-analyze", "verify", str(ROOT / "deploy" / "attune.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_compose_keeps_data_in_volumes_it_declares_and_publishes_nothing() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert "\t" not in text
    top = re.findall(r"^([a-z]+):$", text, flags=re.MULTILINE)
    services, volumes = (re.split(r"^(?:services|volumes):\n", text, flags=re.MULTILINE))[1:]
    mounted = re.findall(r"^      - ([a-z]+):/", services, flags=re.MULTILINE)
    assert top == ["services", "volumes"]
    assert re.findall(r"^  ([a-z]+):$", services, flags=re.MULTILINE) == ["attune", "postgres"]
    assert (
        re.findall(r"^  ([a-z]+):$", volumes, flags=re.MULTILINE) == mounted == ["data", "keys", "postgres"]
    )
    assert "ports:" not in text


def test_the_image_is_given_all_that_it_copies_and_nothing_else() -> None:
    copied = re.findall(r"^COPY (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert sorted(line[1:] for line in ignored if line.startswith("!")) == sorted(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
