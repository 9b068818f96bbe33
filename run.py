#!/usr/bin/env python3
"""Sets up a private Python environment beside this file, once, and runs Attune in it.

    python3 run.py                 two phones in your browser, without Telegram (Windows: py run.py)
    python3 run.py test [...]      the tests; what follows goes to pytest
    python3 run.py check           formatting, lint, types and content first, then the tests
    python3 run.py faults [...]    crashes, outages and floods in their long form; under 15 minutes
    python3 run.py bench [...]     what docs/performance.md promises, measured here; under 15 minutes
    python3 run.py lock [...]      recompiles requirements*.txt; what follows goes to uv (--upgrade)
    python3 run.py <word> [...]    any other command of Attune: setup, start, doctor ...

Standard library only, and readable by Python 3.6: an old Python must be able to say which one is needed.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from typing import Iterator, List, NamedTuple

ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
MODULE = [PYTHON, "-P", "-m"]  # -P: a folder called bot in the working directory is not ours
STAMP = os.path.join(VENV, "attune-stamp")
UNFINISHED = "unfinished"

OLDEST = (3, 11)
LONG_FORMS = [
    os.path.join(ROOT, "tests", *path) for path in (["faults"], ["records", "test_earlier_rows.py"])
]
LOCKS = {"base": ["requirements.txt"], "test": ["requirements-dev.txt", "requirements-browser.txt"]}

NO_PYTHON = """Attune needs Python 3.11 or newer, and this is Python {here}.
  Debian, Ubuntu   sudo apt install python3.11 python3.11-venv
  Fedora           sudo dnf install python3.12
  macOS            brew install python
  Windows          the installer from python.org, then: py run.py
Then run this again."""

NO_INSTALLER = """Attune found Python, but neither pip nor uv to install with. One of these is enough:
  Debian, Ubuntu   sudo apt install python3-venv
  Fedora           sudo dnf install python3-pip
  anywhere         uv, from its own installer
Then run this again."""

NOT_INSTALLED = """What Attune needs could not be installed; the lines above say why.
The first start needs the network, later ones do not. Nothing is broken: run this again to go on."""

NOT_POSSIBLE = "Attune's private environment could not be made or renewed here: {why}."

# Run inside the environment: only it knows where its packages lie. Python 3.11 and 3.12 read this file in the
# encoding of the place, so a folder with a Japanese name is written in plain ASCII.
WRITE_PATH_FILE = """
import os, sys, sysconfig
with open(os.path.join(sysconfig.get_path("purelib"), "attune.pth"), "w", encoding="ascii") as file:
    file.write("import sys; sys.path.append({})\\n".format(ascii(sys.argv[1])))
"""


class Way(NamedTuple):
    """One way to make the environment and to install into it."""

    name: str
    make: List[str]
    test: List[str]
    install: List[str]


def main(words: List[str]) -> int:
    """Make sure that everything is there, then become the program that was asked for."""
    word, rest = (words[0], words[1:]) if words else ("demo", [])
    try:
        prepare("test" if word in ("test", "check", "faults", "bench", "lock") else "base")
        if word == "test":
            return become(pytest(rest or side_by_side()))
        if word == "faults":
            os.environ["ATTUNE_FAULTS"] = "long"
            return become(pytest(rest or [*LONG_FORMS, "-rP", "--show-capture=stdout", *side_by_side()]))
        if word == "bench":
            os.chdir(ROOT)
            return become([PYTHON, "-m", "benchmarks", *rest])
        if word == "check":
            return check()
        if word == "lock":
            return lock(rest)
    except KeyboardInterrupt:
        say("\nStopped. Run it again to go on.")
        return 130
    except OSError as error:
        raise SystemExit(NOT_POSSIBLE.format(why=error)) from None
    return become([*MODULE, "bot", word, *rest])


# --- Is the environment ready? ------------------------------------------------------------------------------


def prepare(kind: str) -> None:
    """Return at once if the environment has what `kind` needs; otherwise make, renew or complete it."""
    if is_ready(kind):
        return
    with only_one():
        if not is_ready(kind):  # another run.py may have done it while this one waited
            build(kind)


def is_ready(kind: str) -> bool:
    """Whether the environment was finished here, for this Python, from these very requirement files."""
    lines = read_stamp()
    return bool(lines) and lines[0] == birthplace(version_of(PYTHON)) and fingerprint(kind) in lines


def read_stamp() -> List[str]:
    """Return the lines written when the environment was last finished; none if it never was."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read().splitlines()
    except (OSError, ValueError):
        return []


def write_stamp(*lines: str) -> None:
    """Replace the stamp in one step, so that nobody reads half of it."""
    with open(STAMP + ".new", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(STAMP + ".new", STAMP)


def birthplace(version: str) -> str:
    """Where and for which Python: after a move of the folder or an upgrade of Python, it is another place."""
    return "python {} in {!r}".format(version, os.fsencode(ROOT))


def fingerprint(kind: str) -> str:
    """One line that changes with every change of the requirement files of this kind."""
    digest = hashlib.sha256()
    for name in LOCKS[kind]:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(name.encode() + file.read())
    return "{} {}".format(kind, digest.hexdigest())


def version_of(python: str) -> str:
    """Return '3.12' for a Python that starts, '' for one that is gone or broken."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-I", "-S", "-c", question],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
        )
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def is_new_enough(version: str) -> bool:
    """Whether a version like '3.12' can run Attune."""
    return bool(version) and tuple(int(part) for part in version.split(".")) >= OLDEST


# --- Making it ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one run.py at a time touch the environment; the others wait here."""
    with open(VENV + ".lock", "a+") as file:
        waiting = False
        while not try_lock(file.fileno()):
            if not waiting:
                say("Another run.py is at work on .venv. Waiting for it ...")
            waiting = True
            time.sleep(0.1)
        yield


def try_lock(file: int) -> bool:
    """Take the lock on an open file if it is free; closing the file gives it back, and so does dying."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def build(kind: str) -> None:
    """Make or complete the environment; ends the program with a sentence if that cannot be done."""
    started, python, before = time.time(), find_python(), read_stamp()
    version = version_of(PYTHON)
    # Without a stamp it was made by its owner's own hand, and is kept. What was left half-made, or made in
    # another place, is made anew.
    fresh = not is_new_enough(version) or (bool(before) and before[0] != birthplace(version))
    say(announcement(kind, fresh))
    try:
        install(python, kind, fresh)
    except SystemExit:
        if before and not fresh:
            write_stamp(*before)
        raise
    subprocess.check_call([PYTHON, "-I", "-c", WRITE_PATH_FILE, ROOT])
    kinds = LOCKS if kind == "test" else ["base"]
    write_stamp(birthplace(version_of(PYTHON)), *[fingerprint(each) for each in kinds])
    say("Ready after {:.0f} s.".format(time.time() - started))


def announcement(kind: str, fresh: bool) -> str:
    """Say what is about to be done, and how long it may take."""
    if fresh and kind == "test":
        return (
            "First run here: setting up a private environment for the tests in .venv (one or two minutes) ..."
        )
    if fresh:
        return "First run here: setting up a private environment in .venv (about a minute) ..."
    if kind == "test":
        return "Adding what the tests need to .venv (about a minute) ..."
    return "Bringing .venv up to date (less than a minute) ..."


def find_python() -> str:
    """Return this Python if it is new enough, else the newest on the PATH; or end with a sentence."""
    if sys.version_info >= OLDEST:
        # Inside a virtual environment, perhaps the very one to be replaced: the Python it was made from.
        return getattr(sys, "_base_executable", None) or sys.executable
    names = ["python3.{}".format(minor) for minor in range(40, OLDEST[1] - 1, -1)] + ["python3", "python"]
    for name in names:
        found = shutil.which(name)
        if found and is_new_enough(version_of(found)):
            return found
    raise SystemExit(NO_PYTHON.format(here="{}.{}".format(*sys.version_info[:2])))


def ways(python: str) -> Iterator[Way]:
    """Yield the ways to make the environment, fastest first; the last one does without ensurepip."""
    # The locks are complete; aiogram, in the tests, asks for an older pydantic than it needs.
    hashed, uv = ["--require-hashes", "--no-deps"], shutil.which("uv")
    if uv:
        make = [uv, "venv", "-q", "--allow-existing", "--python", python, VENV]
        yield Way("uv", make, [uv, "--version"], [uv, "pip", "install", "--python", PYTHON, "-q", *hashed])

    calm = ["-qq", "--no-input", "--disable-pip-version-check"]
    pip = [PYTHON, "-m", "pip", *calm]
    yield Way("pip", [python, "-m", "venv", VENV], [*pip, "--version"], [*pip, "install", *hashed])

    pip = [python, "-m", "pip", *calm, "--python", PYTHON]
    make = [python, "-m", "venv", "--without-pip", VENV]
    yield Way("outer pip", make, [*pip, "--version"], [*pip, "install", *hashed])


def install(python: str, kind: str, fresh: bool) -> None:
    """Install by the first way that works here; ends the program with a sentence if none does."""
    tried = False
    for way in ways(python):
        if fresh:
            start_over()
            if not succeeds(way.make):
                continue
        if not succeeds(way.test):
            continue
        write_stamp(UNFINISHED)
        if install_files(way, kind):
            return
        tried = True
        if way.name != "uv":
            break
        say("That was uv. Trying pip ...")
    if tried:
        raise SystemExit(NOT_INSTALLED)
    if fresh:
        raise SystemExit(NO_INSTALLER)
    install(python, kind, fresh=True)


def install_files(way: Way, kind: str) -> bool:
    """Install what the requirement files name, every file checked against its hash."""
    needed, *wished = LOCKS[kind]
    if not watch([*way.install, "-r", os.path.join(ROOT, needed)]):
        return False
    for name in wished:
        if not watch([*way.install, "-r", os.path.join(ROOT, name)]):
            if os.environ.get("CI"):
                return False
            say("Without {}: the tests that need it will be skipped, and will say so.".format(name))
    return True


def start_over() -> None:
    """Leave an empty place where the environment was, marked as unfinished."""
    if os.path.islink(VENV) or os.path.isfile(VENV):
        os.unlink(VENV)
    elif os.path.isdir(VENV):
        shutil.rmtree(VENV)
    os.mkdir(VENV)
    write_stamp(UNFINISHED)


# --- Running ------------------------------------------------------------------------------------------------


def become(command: List[str]) -> int:
    """Replace this process with the command, so that its signals and its exit code are its own."""
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        # Windows sends Ctrl+C to both; the other one decides when to end.
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


def pytest(arguments: List[str]) -> List[str]:
    """Return the command for the tests: those that `arguments` name by path, or all of them."""
    settings = ["--rootdir", ROOT, "-c", os.path.join(ROOT, "pyproject.toml")]
    named = any(os.path.exists(argument.split("::")[0]) for argument in arguments)
    everything = [] if named else [os.path.join(ROOT, "tests")]
    return [*MODULE, "pytest", *settings, *arguments, *everything]


def side_by_side() -> List[str]:
    """What has pytest run one test more at once than there are cores, four at most: many of them wait."""
    at_once = min(4, 1 + (os.cpu_count() or 1))
    return ["-n", str(at_once), "--dist", "worksteal"]


def check() -> int:
    """Run every check, also after one has failed, and return the first failure's exit code."""
    code = "run.py bot conversations scheduler tests benchmarks".split()
    steps = [
        ("formatting", ["ruff", "format", "--check", *code]),
        ("lint", ["ruff", "check", *code]),
        ("types", ["mypy"]),
        ("content and imports", ["pytest", "-q", "tests/content", "tests/test_imports.py"]),
        ("tests", ["pytest", "-q", *side_by_side()]),
    ]
    failures = []
    for name, words in steps:
        say("-- {}".format(name))
        result = subprocess.call([*MODULE, *words], cwd=ROOT)
        if result:
            failures.append((name, result))
    say("\n".join("failed: {}".format(name) for name, _ in failures) or "All checks passed.")
    return failures[0][1] if failures else 0


def lock(arguments: List[str]) -> int:
    """Recompile the requirement files, for every system at once and with no address in them."""
    fixed = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
    source = ""
    for target in ("requirements.txt", "requirements-dev.txt", "requirements-browser.txt"):
        # Each file keeps to the versions of the one before: the tests run with what the bot runs with.
        same = ["-c", source, "--override", "requirements-override.in"] if source else []
        files = [target.replace(".txt", ".in"), "-o", target]
        command = [*MODULE, "uv", "pip", "compile", *fixed, *same, *files, *arguments]
        result = subprocess.call(command, cwd=ROOT)
        if result:
            return result
        with open(os.path.join(ROOT, target), encoding="utf-8") as file:
            if "://" in file.read():
                raise SystemExit("{} names an address, and must install from anywhere.".format(target))
        source = target
    return 0


def succeeds(command: List[str]) -> bool:
    """Whether the command can be run here and ends well. What it says is not shown."""
    nothing = subprocess.DEVNULL
    try:
        return subprocess.call(command, stdin=nothing, stdout=nothing, stderr=nothing) == 0
    except OSError:
        return False


def watch(command: List[str]) -> bool:
    """Run a long command and say whether it ended well; a terminal is shown the seconds it takes."""
    started = time.time()
    # PIP_USER in someone's settings would send everything to their home instead.
    here = dict(os.environ, PIP_USER="0")
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=2, env=here)
    try:
        while True:
            try:
                return process.wait(timeout=1) == 0
            except subprocess.TimeoutExpired:
                show_progress("{:.0f} s".format(time.time() - started))
    except KeyboardInterrupt:
        process.wait()  # it was interrupted too, and may be cleaning up
        raise
    finally:
        show_progress("")


def show_progress(text: str) -> None:
    """Replace the last line of a terminal; anything else is left alone."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + ("  " + text if text else ""))
        sys.stderr.flush()


def say(text: str) -> None:
    """Tell the person who started this; the output of the command itself stays untouched."""
    if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        text = "\033[2m{}\033[0m".format(text)
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
