"""What run.py decides, seen from outside: a copy of it on its own, real processes, fakes on the PATH."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import uv

ROOT = Path(__file__).parents[2]
PYTHON = getattr(sys, "_base_executable", sys.executable)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fakes on the PATH are shell scripts")

# A stand-in for Attune, and one for pytest: they say what they were given, and where they are.
STAND_IN = """
import os, sys
print(os.getpid(), os.getcwd(), *sys.argv[1:])
sys.exit(int(os.environ.get("CODE", "0")))
"""

# Makes a real environment, but installs nothing: it only writes down what it was asked to install.
# While there is a file called `gate`, it waits.
FAKE_UV = """#!/bin/sh
case "$1 $2" in
"venv "*) for last; do :; done; exec {python} -m venv --without-pip "$last";;
"pip install")
    for last; do :; done
    echo "${{last##*/}}" >> {log}
    while [ -e {gate} ]; do sleep 0.02; done
    case "$last" in *$UV_REFUSES) echo "uv: no" >&2; exit 2;; esac;;
esac
"""


# A package that nobody has.
NOWHERE = f"nowhere==1 --hash=sha256:{'0' * 64}\n"


@dataclass(frozen=True)
class Tree:
    """A copy of run.py with stand-ins around it, and a PATH that holds nothing else."""

    root: Path
    path: Path
    log: Path
    gate: Path

    @property
    def venv(self) -> Path:
        """The private environment, made or not."""
        return self.root / ".venv"

    def start(self, *words: str, cwd: Path | None = None, **environment: str) -> subprocess.Popen[str]:
        """Start run.py in a process group of its own, as a terminal does."""
        calm = {"PATH": str(self.path), "HOME": str(self.root), "UV_REFUSES": "nothing", "PIP_NO_INDEX": "1"}
        return subprocess.Popen(
            [PYTHON, str(self.root / "run.py"), *words],
            cwd=cwd or self.root,
            env={**calm, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str, cwd: Path | None = None, **environment: str) -> tuple[int, str, str]:
        """Run run.py to its end; return its exit code, its output and what it said about itself."""
        process = self.start(*words, cwd=cwd, **environment)
        output, said = process.communicate()
        return process.returncode, output, said

    def installed(self) -> list[str]:
        """Return the requirement files that the fake uv was asked for so far, in order."""
        return self.log.read_text().split() if self.log.exists() else []


def put_program(path: Path, text: str) -> None:
    """Write a program that can be run, in place of what was there; never through a link to somewhere else."""
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A fresh checkout with a fake uv on the PATH."""
    tree = Tree(tmp_path / "a tree", tmp_path / "path", tmp_path / "log", tmp_path / "gate")
    tree.path.mkdir()
    for name in ("bot", "pytest"):
        (tree.root / name).mkdir(parents=True)
        (tree.root / name / "__init__.py").touch()
        (tree.root / name / "__main__.py").write_text(STAND_IN, encoding="utf-8")
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-browser.txt"):
        (tree.root / name).write_text("# nothing\n", encoding="utf-8")
    shutil.copy(ROOT / "run.py", tree.root)
    for name in ("sh", "sleep"):
        (tree.path / name).symlink_to(str(shutil.which(name)))
    put_program(tree.path / "uv", FAKE_UV.format(python=PYTHON, log=tree.log, gate=tree.gate))
    return tree


def stones(tree: Tree) -> str:
    """Make a tiny package; return the line that requires it, with its hash."""
    wheel = tree.root / "stones-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("stones.py", "")
        about = "stones-1.0.dist-info"
        file.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: stones\nVersion: 1.0\n")
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{about}/RECORD", "stones.py,,\n")
    return f"stones @ {wheel.as_uri()} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


def has_stones(tree: Tree) -> bool:
    """Whether the tiny package can be imported in the private environment."""
    return subprocess.run([tree.venv / "bin" / "python", "-c", "import stones"], check=False).returncode == 0


# --- the file itself ---


def test_an_old_python_can_read_run_py() -> None:
    source = (ROOT / "run.py").read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported - sys.stdlib_module_names == set()


# --- the first start and the second ---


def test_the_first_start_installs_and_then_becomes_attune(tree: Tree) -> None:
    process = tree.start("setup", "--quick")
    output, said = process.communicate()
    assert (process.returncode, output) == (0, f"{process.pid} {tree.root} setup --quick\n")
    assert said.splitlines()[0] == (
        "First run here: setting up a private environment in .venv (about a minute) ..."
    )
    assert said.splitlines()[1].startswith("Ready after ")
    assert "\x1b" not in said
    assert tree.installed() == ["requirements.txt"]


def test_the_second_start_installs_nothing_and_says_nothing(tree: Tree) -> None:
    tree.run()
    (tree.path / "uv").unlink()
    process = tree.start()
    assert process.communicate() == (f"{process.pid} {tree.root} demo\n", "")
    assert tree.installed() == ["requirements.txt"]


def test_the_exit_code_is_attunes_own(tree: Tree) -> None:
    assert tree.run("doctor", CODE="7")[0] == 7


def test_the_working_directory_stays_and_a_folder_called_bot_there_is_not_ours(
    tree: Tree, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tree.root / "bot", elsewhere / "bot")
    (elsewhere / "bot" / "__main__.py").write_text("print('a stranger')", encoding="utf-8")
    process = tree.start("backup", "here.db", cwd=elsewhere)
    assert process.communicate()[0] == f"{process.pid} {elsewhere} backup here.db\n"


# --- tests ---


def test_the_tests_add_their_own_needs_once(tree: Tree) -> None:
    tree.run()
    tree.run("test")
    tree.run("test")
    tree.run()
    assert tree.installed() == ["requirements.txt", "requirements-dev.txt", "requirements-browser.txt"]


def test_what_follows_the_word_test_goes_to_pytest(tree: Tree) -> None:
    (tree.root / "test_one.py").touch()
    settings = f"--rootdir {tree.root} -c {tree.root / 'pyproject.toml'}"
    all_of_them = tree.start("test", "-k", "need")
    one = tree.start("test", "-x", "test_one.py::test_it")
    assert all_of_them.communicate()[0] == (
        f"{all_of_them.pid} {tree.root} {settings} -k need {tree.root / 'tests'}\n"
    )
    assert one.communicate()[0] == f"{one.pid} {tree.root} {settings} -x test_one.py::test_it\n"


def test_without_the_browser_the_tests_run_at_home_but_not_in_ci(tree: Tree) -> None:
    code, output, said = tree.run("test", UV_REFUSES="requirements-browser.txt")
    assert code == 0
    assert "Without requirements-browser.txt: the tests that need it will be skipped" in said
    (tree.root / "requirements-browser.txt").write_text(NOWHERE, encoding="utf-8")
    code, output, said = tree.run("test", UV_REFUSES="requirements-browser.txt", CI="true")
    assert (code, output) == (1, "")


# --- keeping, completing, renewing ---


def test_new_requirements_are_added_to_the_environment_that_is_there(tree: Tree) -> None:
    tree.run()
    (tree.venv / "kept").touch()
    (tree.root / "requirements.txt").write_text("# something new\n", encoding="utf-8")
    said = tree.run()[2]
    assert said.startswith("Bringing .venv up to date")
    assert (tree.venv / "kept").exists()
    assert tree.installed() == ["requirements.txt", "requirements.txt"]


def test_after_a_failure_the_environment_is_as_good_as_before(tree: Tree) -> None:
    tree.run()
    (tree.root / "requirements.txt").write_text(NOWHERE, encoding="utf-8")
    code, output, said = tree.run(UV_REFUSES="requirements.txt")
    assert (code, output) == (1, "")
    assert said.endswith("run this again to go on.\n")
    (tree.root / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    assert tree.run()[2] == ""


def test_an_environment_made_by_its_owners_hand_is_kept(tree: Tree) -> None:
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", tree.venv], check=True)
    (tree.venv / "kept").touch()
    assert tree.run()[0] == 0
    assert (tree.venv / "kept").exists()


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda venv: (venv / "attune-stamp").write_text("unfinished\n"), id="half-made"),
        pytest.param(lambda venv: (venv / "bin" / "python").unlink(), id="Python gone"),
        pytest.param(
            lambda venv: put_program(venv / "bin" / "python", "#!/bin/sh\nexit 1\n"), id="Python broken"
        ),
        pytest.param(
            lambda venv: put_program(venv / "bin" / "python", "#!/bin/sh\necho 3.99\n"), id="Python upgraded"
        ),
    ],
)
def test_a_broken_environment_is_made_anew(tree: Tree, harm: Callable[[Path], object]) -> None:
    tree.run()
    (tree.venv / "old").touch()
    harm(tree.venv)
    assert tree.run()[0] == 0
    assert not (tree.venv / "old").exists()


def test_a_moved_folder_gets_a_new_environment(tree: Tree, tmp_path: Path) -> None:
    tree.run()
    (tree.venv / "old").touch()
    moved = Tree(tmp_path / "moved, 二人", tree.path, tree.log, tree.gate)
    tree.root.rename(moved.root)
    process = moved.start(PYTHONUTF8="1")
    assert process.communicate()[0] == f"{process.pid} {moved.root} demo\n"
    assert not (moved.venv / "old").exists()


# --- interruptions and company ---


def test_two_at_once_install_once(tree: Tree) -> None:
    tree.gate.touch()
    first = tree.start()
    assert first.stderr
    first.stderr.readline()
    second = tree.start()
    assert second.stderr
    assert second.stderr.readline() == "Another run.py is at work on .venv. Waiting for it ...\n"
    tree.gate.unlink()
    assert first.communicate()[0] == f"{first.pid} {tree.root} demo\n"
    assert second.communicate()[0] == f"{second.pid} {tree.root} demo\n"
    assert tree.installed() == ["requirements.txt"]


def interrupt(tree: Tree) -> None:
    """Start run.py, press Ctrl+C while it installs, and see that it ends with a sentence."""
    before = tree.installed()
    tree.gate.touch()
    process = tree.start()
    while tree.installed() == before:
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    output, said = process.communicate()
    assert (process.returncode, output) == (130, "")
    assert said.endswith("Stopped. Run it again to go on.\n")
    assert "Traceback" not in said
    tree.gate.unlink()


def test_after_ctrl_c_in_the_first_run_the_next_one_begins_anew(tree: Tree) -> None:
    interrupt(tree)
    (tree.venv / "half").touch()
    assert tree.run()[0] == 0
    assert not (tree.venv / "half").exists()


def test_after_ctrl_c_while_packages_are_exchanged_the_next_run_begins_anew(tree: Tree) -> None:
    tree.run()
    (tree.root / "requirements.txt").write_text("# something new\n", encoding="utf-8")
    interrupt(tree)
    (tree.venv / "half").touch()
    assert tree.run()[0] == 0
    assert not (tree.venv / "half").exists()


# --- which Python, and which installer ---


def make_this_python_too_old(tree: Tree) -> None:
    """Let the copy ask for a Python that nobody has."""
    source = (tree.root / "run.py").read_text(encoding="utf-8")
    assert "OLDEST = (3, 11)" in source
    (tree.root / "run.py").write_text(
        source.replace("OLDEST = (3, 11)", "OLDEST = (3, 39)"), encoding="utf-8"
    )


def test_an_old_python_alone_says_which_one_is_needed(tree: Tree) -> None:
    make_this_python_too_old(tree)
    (tree.path / "python3").symlink_to(PYTHON)
    code, output, said = tree.run()
    assert (code, output) == (1, "")
    assert said.startswith(
        f"Attune needs Python 3.11 or newer, and this is Python 3.{sys.version_info.minor}.\n"
    )
    assert not tree.venv.exists()


def test_an_old_python_finds_the_newest_that_runs(tree: Tree) -> None:
    make_this_python_too_old(tree)
    put_program(tree.path / "python3.40", "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n")
    for minor in (38, 39):
        put_program(tree.path / f"python3.{minor}", f"#!/bin/sh\necho 3.{minor}\n")
    # Show which Python the environment was to be made with.
    put_program(tree.path / "uv", f'#!/bin/sh\necho "$@" >> {tree.log}\nexit 1\n')
    tree.run()
    assert tree.log.read_text().startswith(
        f"venv -q --allow-existing --python {tree.path / 'python3.39'} {tree.venv}\n"
    )


def test_without_any_installer_the_missing_package_is_named(tree: Tree) -> None:
    make_this_python_too_old(tree)
    (tree.path / "uv").unlink()
    bare = 'case "$*" in *version_info*) echo 3.39;; *without-pip*) exec "$REAL" "$@";; *) exit 1;; esac'
    put_program(tree.path / "python3.39", f"#!/bin/sh\n{bare}\n")
    code, output, said = tree.run(REAL=PYTHON)
    assert (code, output) == (1, "")
    assert "Attune found Python, but neither pip nor uv to install with." in said
    assert "sudo apt install python3-venv" in said


@pytest.mark.skipif(
    subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode != 0,
    reason="the Python under these tests has no pip of its own",
)
def test_where_a_new_environment_cannot_have_pip_the_pip_outside_installs(tree: Tree) -> None:
    make_this_python_too_old(tree)
    (tree.path / "uv").unlink()
    (tree.root / "requirements.txt").write_text(stones(tree), encoding="utf-8")
    debian = 'case "$*" in *version_info*) echo 3.39;; "-m venv /"*) exit 1;; *) exec "$REAL" "$@";; esac'
    put_program(tree.path / "python3.39", f"#!/bin/sh\n{debian}\n")
    assert tree.run(REAL=PYTHON)[0] == 0
    assert has_stones(tree)


def test_when_uv_fails_pip_installs(tree: Tree) -> None:
    (tree.root / "requirements.txt").write_text(stones(tree), encoding="utf-8")
    code, _, said = tree.run(UV_REFUSES="requirements.txt")
    assert code == 0
    assert "That was uv. Trying pip ..." in said
    assert has_stones(tree)


def test_uv_installs(tree: Tree) -> None:
    real_uv(tree)
    (tree.root / "requirements.txt").write_text(stones(tree), encoding="utf-8")
    assert tree.run(UV_OFFLINE="1")[0] == 0
    assert has_stones(tree)


@pytest.mark.parametrize("hashed", [f" --hash=sha256:{'0' * 64}", ""], ids=["another hash", "no hash"])
def test_a_file_without_its_hash_is_not_installed(tree: Tree, hashed: str) -> None:
    real_uv(tree)
    line = stones(tree).split(" --hash")[0] + hashed
    (tree.root / "requirements.txt").write_text(line, encoding="utf-8")
    code, output, said = tree.run(UV_OFFLINE="1")
    assert (code, output) == (1, "")
    assert said.endswith("run this again to go on.\n")
    assert not has_stones(tree)


def real_uv(tree: Tree) -> None:
    """Put the real uv on the PATH in place of the fake one."""
    (tree.path / "uv").unlink()
    (tree.path / "uv").symlink_to(uv.find_uv_bin())
