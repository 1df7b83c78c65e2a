"""What all tests share: a world of their own, archives in it, and the program to run there.

Nothing outside temporary folders is read or written. `newsctl` runs the program inside this
process, which is fast; what wants processes takes them of a fork server (`newsctl_forked`, `shell`,
`terminal_in`); `newsctl_process` starts it as a user does, for what only that shows.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest

from newsctl.cli.app import run
from newsctl.cli.context import Context
from newsctl.cli.reading.head_start import head_start
from newsctl.core.messages import speak
from newsctl.storage.kept_folders import all_kept
from tests.fork_server import ProgramOnce, fork_server
from tests.ready_archives import ReadyArchive, ReadyDictionary, share_index, taken_up_from

_UNIT = Path(__file__).parent / "unit"
_STARTS_PROCESSES = {
    *("newsctl_process", "newsctl_forked", "shell", "samples"),
    *("subprocess", "multiprocessing", "Terminal"),
}
"""Fixtures, and names in a module, of what takes longer than `quick` tests may."""

# What is compiled is kept, also where the user keeps nothing: else each process compiles it anew
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

gc.disable()  # until all is collected, of which nothing is let go

# Files in memory take a fifth of the processor's time of those on a disk. `df` shows how much room
# a system has there: containers often have too little, and some systems have no such folder.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2**31:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))  # where pytest makes its folders

# A busy machine is no failure, and a failure can be redone
hypothesis.settings.register_profile("newsctl", deadline=None, print_blob=True, max_examples=40)
hypothesis.settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000)
hypothesis.settings.load_profile("newsctl")  # --hypothesis-profile=thorough is for new laws

SAMPLE_POSTS = Path(__file__).parents[1] / "sample_posts"
NOW = datetime(2025, 11, 3, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""The moment at which the program runs inside this process: a Monday after all sample posts."""


def pytest_ignore_collect(collection_path, config):
    """Leave out at once what `-m quick` would collect first and leave out then."""
    own = _UNIT in (collection_path, *collection_path.parents) or collection_path in _UNIT.parents
    return True if config.option.markexpr == "quick" and not own else None


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    """Mark what is quick: a unit test of examples that starts no process and is not `slow`."""
    for item in items:
        names = {*item.fixturenames, *vars(item.module)}
        if (
            item.path.is_relative_to(_UNIT)
            and names.isdisjoint(_STARTS_PROCESSES)
            and not hypothesis.is_hypothesis_test(item.function)
            and item.get_closest_marker("slow") is None
        ):
            item.add_marker("quick")


def pytest_collection_finish():
    """Leave what was imported and collected out of later rounds of the garbage collector.

    As little is left for it to look through then, it would do so all the time, which took a third
    of the quick tests' time: it waits for more.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def _reach_no_disk(descriptor):
    """Take the place of `os.fsync`, which waits for a disk and shows nothing of its own.

    Tests of what is synchronised, and when, put their own in this place. Processes that are
    started, and those that are killed at any moment, synchronise as they do for users.
    """
    os.fstat(descriptor)  # what is closed is an error here too


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", _reach_no_disk)
        yield


_REMOVED = (
    *("NEWSCTL_ARCHIVE", "NEWSCTL_DATA", "NEWSCTL_PAGER", "PAGER", "LESS", "VISUAL", "EDITOR"),
    *("FORCE_COLOR", "CLICOLOR_FORCE", "NEWSCTL_LANG"),
)


@pytest.fixture(scope="session", autouse=True)
def _own_world(tmp_path_factory):
    """Give the tests a home, a cache, a locale and a terminal of their own."""
    home = tmp_path_factory.mktemp("home")
    own = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "NEWSCTL_CACHE": str(home / "newsctl"),
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "xterm-256color",
        "TZ": "UTC",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name in _REMOVED:
            patch.delenv(name, raising=False)
        for name, value in own.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def _dictionary_folder(tmp_path_factory):
    own = tmp_path_factory.getbasetemp()
    all_workers = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return all_workers / "dictionary"


@pytest.fixture(scope="session", autouse=True)
def _taken_up(_dictionary_folder):
    """Look words up in the one dictionary, and unpack none into the memory of this process.

    What is in it is copied, page table by page table, for each process that it forks.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsctl.dutch.dictionary._Loaded", taken_up_from(_dictionary_folder))
        yield


@pytest.fixture(scope="session")
def dictionary(_dictionary_folder, _own_world):
    """The dictionary, unpacked once for all workers, to be brought into a cache.

    It is in the one that all tests share from when one of them wants it.
    """
    dictionary = ReadyDictionary(_dictionary_folder)
    dictionary.write(Path(os.environ["NEWSCTL_CACHE"]) / "indexes")
    return dictionary


@dataclass(frozen=True)
class Ran:
    """What became of one run of the program."""

    code: int
    out: bytes
    err: str

    @property
    def text(self):
        """Standard output as text."""
        return self.out.decode()

    @property
    def lines(self):
        """Standard output in lines."""
        return self.text.splitlines()

    @property
    def json(self):
        """Standard output as JSON."""
        return json.loads(self.out)


class _Keyboard(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def _swept(tmp_path):
    """Remove, after the test, what is kept of archives in its folder.

    Where something is first kept of an archive, newsctl looks through all that is kept: among the
    leavings of a thousand tests that takes longer than most of them.
    """
    yield
    own = Context(archive_option=None)
    for place in (own.cache, own.data / "journals"):
        for kept in all_kept(place):
            if kept.archive.is_relative_to(tmp_path):
                shutil.rmtree(kept.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _program():
    return ProgramOnce()


@pytest.fixture
def newsctl(monkeypatch, _swept, _program, dictionary):
    """Run the program in this process, in a folder: `newsctl("list", cwd=archive)`.

    With `typed`, a person at a terminal reads standard error and types this.
    """
    monkeypatch.setattr(Context, "now", lambda _: NOW)
    monkeypatch.setattr("typer.main.get_command", _program)

    def _newsctl(*arguments, cwd=None, stdin=b"", typed=None, **env):
        with monkeypatch.context() as patch:
            streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
            if typed is not None:
                streams[0] = _Keyboard(io.BytesIO(typed.encode()), "utf-8")
                streams[2] = _Keyboard(io.BytesIO(), "utf-8")
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            for name, value in env.items():
                patch.setenv(name, value)
            if cwd is not None:
                patch.chdir(cwd)
            line = list(map(str, arguments))
            begun = head_start(line)
            code = run(line, begun)
            speak(None)
            if begun is not None:
                begun.scan.leave()  # a process that ends takes with it what was not asked for
            for stream in streams[1:]:
                stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams[1:])
        return Ran(code, out, err.decode())

    return _newsctl


def _ran(line, cwd, stdin, env):
    ran = subprocess.run(
        list(map(str, line)),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode())


@pytest.fixture(scope="session")
def newsctl_process(dictionary):
    """Run the program as users start it; options are those of `subprocess.run`."""

    def _newsctl(*arguments, cwd=None, stdin=b"", env=None):
        return _ran([sys.executable, "-m", "newsctl", *arguments], cwd, stdin, env)

    return _newsctl


@pytest.fixture(scope="session")
def _forked(dictionary):
    """The folder of a `newsctl` that a fork server runs."""
    with fork_server() as folder:
        yield folder


@pytest.fixture(scope="session")
def newsctl_forked(_forked):
    """Run the program in a process of its own, which a fork server has loaded."""

    def _newsctl(*arguments, cwd=None, stdin=b"", env=None):
        return _ran([_forked / "newsctl", *arguments], cwd, stdin, env)

    return _newsctl


@pytest.fixture(scope="session")
def _path(_forked):
    """The path of programs where a shell finds the `newsctl` of the fork server first."""
    own = (str(_forked), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
    return os.pathsep.join(own)


@pytest.fixture(scope="session")
def shell(_path):
    """Run a line of a POSIX shell: `shell("newsctl list | head", cwd=archive)`."""

    def _shell(line, cwd=None, stdin=b""):
        return _ran(["/bin/sh", "-c", line], cwd, stdin, {"PATH": _path})

    return _shell


@pytest.fixture
def terminal_in(tmp_path, dictionary, request):
    """Make a terminal in an archive, with a home and a cache of its own: that has what is ready.

    Its `newsctl` is that of the fork server, or, with `forked=False`, what users start.
    """
    from tools.terminal import Terminal  # noqa: PLC0415 -- Windows has none

    def _terminal(folder, *, forked=True, env=(), **options):
        dictionary.write(tmp_path / "cache" / "indexes")
        share_index(_context(folder), tmp_path / "cache" / "indexes")
        own = {"PATH": request.getfixturevalue("_path")} if forked else {}
        return Terminal(folder, tmp_path, env={**own, **dict(env)}, **options)

    return _terminal


@pytest.fixture(scope="session")
def samples(tmp_path_factory, newsctl_process):
    """A copy of the sample posts with a fresh index, for tests that change neither."""
    archive = shutil.copytree(SAMPLE_POSTS, tmp_path_factory.mktemp("samples") / "posts")
    assert newsctl_process("list", "--count", cwd=archive).text == "52\n"
    return archive


@pytest.fixture(scope="session")
def _ready_samples(samples):
    return ReadyArchive(_context(samples))


@pytest.fixture(scope="session")
def _ready_small(tmp_path_factory, newsctl_process):
    folder = tmp_path_factory.mktemp("ready") / "small"
    folder.mkdir()
    for year in ("2014-06", "2019-03", "2025-10"):
        (post,) = SAMPLE_POSTS.glob(f"{year}-*.md")
        shutil.copy(post, folder)
    assert newsctl_process("list", "--count", cwd=folder).text == "3\n"
    return ReadyArchive(_context(folder))


def _context(folder):
    return Context(archive_option=folder)


@pytest.fixture
def archive(tmp_path, _ready_samples, _swept):
    """A copy of the sample posts, which are indexed, to do anything with."""
    return _ready_samples.write(tmp_path / "posts", _context(tmp_path).cache)


@pytest.fixture
def small(tmp_path, _ready_small, _swept):
    """An archive of three posts, which are indexed, to do anything with."""
    return _ready_small.write(tmp_path / "small", _context(tmp_path).cache)
