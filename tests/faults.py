"""The calls that change files, counted, and made to fail or to be the last ones of a process.

A death is played inside the test's process: from then on no call has an effect, so that no
`finally` tidies up what a killed process would have left. `python -m tools.crash_points` kills
real processes, which takes longer.
"""

from __future__ import annotations

import io
import os
from contextlib import ExitStack, contextmanager
from enum import Enum
from unittest.mock import patch

from newsctl.storage import atomic

_CALLS = (
    "fsync", "link", "rename", "replace", "unlink", "mkdir", "rmdir", "chmod", "chown", "setxattr"
)  # fmt: skip


class Death(BaseException):
    """The process is no more."""


class When(Enum):
    """Whether a fault comes instead of a call, inside it (half the bytes of a write), or after."""

    BEFORE = "before"
    INSIDE = "inside"
    AFTER = "after"


class Faults:
    """Counts calls in `names`, and puts a fault at one of them: `error`, or else death."""

    def __init__(self, at=0, when=When.BEFORE, error=None):
        self.names = []
        self._at = at
        self._when = when
        self._error = error
        self._is_dead = False

    def call(self, name, real, half=None):
        """Make one of the calls, unless the fault is here."""
        if self._is_dead:
            raise Death
        self.names.append(name)
        is_here = len(self.names) == self._at
        if is_here and self._when is When.BEFORE:
            raise self._fault()
        if is_here and self._when is When.INSIDE and half is not None:
            half()
            raise self._fault()
        try:
            return real()
        finally:
            if is_here:
                raise self._fault()

    def _fault(self):
        if self._error is not None:
            return OSError(self._error, os.strerror(self._error))
        self._is_dead = True
        return Death()


class _File:
    """A file whose writes are calls, each with its effect at once."""

    def __init__(self, file, faults):
        self._file = file
        self._faults = faults

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def write(self, data):
        self._faults.call(
            "write", lambda: self._put(data), lambda: self._put(data[: len(data) // 2])
        )
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def _put(self, data):
        self._file.write(data)
        self._file.flush()


@contextmanager
def faults(at=0, when=When.BEFORE, error=None):
    """Count the calls of what runs inside, with a fault at the one of number `at`."""
    found = Faults(at, when, error)
    real_open = io.open

    def opened(path, mode="r", *arguments, **options):
        if set(mode).isdisjoint("wxa"):
            return real_open(path, mode, *arguments, **options)

        def really_opened():
            return closing.enter_context(real_open(path, mode, *arguments, **options))

        return _File(found.call("open", really_opened), found)

    def counted(name, real):
        return lambda *arguments, **options: found.call(name, lambda: real(*arguments, **options))

    patches = [patch.object(os, name, counted(name, getattr(os, name))) for name in _CALLS]
    patches.append(patch.object(atomic, "exchange", counted("exchange", atomic.exchange)))
    with ExitStack() as closing:
        for one in (*patches, patch.object(io, "open", opened)):
            closing.enter_context(one)
        yield found
