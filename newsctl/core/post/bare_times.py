"""Times of day without a zone, which site generators read in different ways.

A date without a time of day is that day in the archive's zone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from newsctl.core.messages import _

_TIME = re.compile(r"\d:\d\d")
_TIMESTAMP = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?", re.ASCII
)


class BareTimes(StrEnum):
    """Which times without a zone are read as UTC instead of the archive's zone."""

    LOCAL = ""
    YAML = "moments of YAML"
    """Those that YAML knows, to the second and not in quotes (https://yaml.org/type/timestamp.html)."""
    ALL = "times of day"

    @property
    def remark(self) -> str:
        """A note on zone settings: which times are in UTC all the same; empty for `LOCAL`."""
        match self:
            case BareTimes.YAML:
                return _("moments of YAML without a zone are in UTC")
            case BareTimes.ALL:
                return _("times of day without a zone are in UTC")
            case BareTimes.LOCAL:
                return ""

    def are_utc(self, written: str, *, is_quoted: bool) -> bool:
        """Tell whether a date in front matter that has no zone is in UTC."""
        if self is BareTimes.YAML:
            return not is_quoted and _TIMESTAMP.fullmatch(written) is not None
        return self is BareTimes.ALL and _TIME.search(written) is not None
