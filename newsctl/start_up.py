"""All that makes a start faster than plain Python would, and can be left out.

An answer about 54 posts takes a few times what Python itself takes to start, and each of these is a
part of the difference. NEWSCTL_PLAIN_START names those that are left out, with commas between them,
or is `all`; `python -m benchmarks.start_up` measures each on and off, and the figures are in
benchmarks/README.md.

- `put-off`: modules that a library imports and an answer does not use are executed when used
- `collector`: Python looks for cycles of objects once in 200,000 of them and not once in 700
- `prefetch`: the archive's files are scanned before and during the reading of the command line
- `ending`: the process ends without freeing what it holds
- `no-whoosh`: an answer does not load Whoosh, which writes the index
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from types import ModuleType

TYPE_CHECKING = False  # to import typing takes a fifth of what `--version` does
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn

SWITCH = "NEWSCTL_PLAIN_START"
TRICKS = ("put-off", "collector", "prefetch", "ending", "no-whoosh")
RARELY_USED = (
    "bz2",
    "calendar",
    "difflib:get_close_matches",
    "gettext:gettext",
    "heapq:nlargest",
    "ipaddress",
    "lzma",
    "ntpath",
    "platform",
    "shellingham",
    "shlex",
    "shutil:get_terminal_size",
    "subprocess",
    "tempfile:TemporaryFile gettempdir",
    "textwrap:fill",
    "tokenize",
    "urllib.parse:quote_from_bytes",
    "uuid:UUID",
)
"""What Typer, platformdirs and the pager import, and neither an answer nor an edit uses.

Typer would not know an option of a UUID any more, and there is none."""

_OBJECTS_BETWEEN_LOOKS = 200_000


def is_on(trick: str) -> bool:
    """Tell whether one of `TRICKS` is switched on."""
    left_out = os.environ.get(SWITCH, "").split(",")
    return "all" not in left_out and trick not in left_out


def begin() -> None:
    """Begin the program: run the garbage collector less often, since imports create few cycles."""
    if is_on("collector"):
        gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def before_the_command_line() -> None:
    """Prepare for the import of Typer, which is next."""
    if not is_on("no-whoosh"):
        from importlib import import_module  # noqa: PLC0415 -- to be measured alone

        import_module("whoosh.index")
    put_off(RARELY_USED)


def end(code: int) -> NoReturn:
    """End the process with this exit code, skipping Python's clean-up, which frees its memory.

    Write errors have been reported by the boundary; functions registered with `atexit` are called.
    """
    if not is_on("ending"):
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 -- nothing else does so
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError):  # closed by the caller, or nobody reads it
            continue
    os._exit(code)


class PutOff(ModuleType):
    """A module that is executed on first use.

    `importlib.util.LazyLoader` has its own class, whose modules are executed by a second import.
    """

    def __getattr__(self, name: str) -> Any:
        """Execute the module, which is then like any other."""
        if name == "__path__":  # asked by `from it import`: no package, or it would have one
            raise AttributeError(name)
        _execute(self)
        return getattr(self, name)


def put_off(names: Iterable[str]) -> None:
    """Have modules that are not imported yet be executed on first use.

    If other modules import functions of it, they are named after a colon: `hashlib:md5`.
    """
    if not is_on("put-off"):
        return
    from importlib.util import find_spec, module_from_spec  # noqa: PLC0415 -- not for the version

    for named in names:
        name, _, functions = named.partition(":")
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = PutOff
            for function in functions.split():
                setattr(module, function, _stand_in(module, function))
            sys.modules[name] = module
            package, _, own_name = name.rpartition(".")
            if package:  # as an import does: the module becomes an attribute of its package
                setattr(sys.modules[package], own_name, module)


def _execute(module: ModuleType) -> None:
    """Execute a module, unless that was done."""
    if isinstance(module, PutOff):
        module.__class__ = ModuleType  # type: ignore[assignment]
        spec = module.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(module)


def _stand_in(module: ModuleType, name: str) -> Callable[..., Any]:
    """Return a function that executes the module when it is called, and calls the real one."""

    def stand_in(*arguments: Any, **options: Any) -> Any:
        _execute(module)
        return getattr(module, name)(*arguments, **options)

    return stand_in
