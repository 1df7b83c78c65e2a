"""Liquid, the template language of Jekyll: what it leaves of a body for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = {"{{": "}}", "{%": "%}"}
_VERBATIM = re.compile(r"\{%-?\s*(raw|comment)\s*-?%\}")


def without_liquid(body: str) -> str:
    """Take tags (`{% ... %}`), outputs (`{{ ... }}`) and comments out of a body.

    What stands between tags stays, as of `highlight`; what stands in `raw` stays as it is.
    """
    if "{%" not in body and "{{" not in body:
        return body
    return "".join(_pieces(body))


def _pieces(body: str) -> Iterator[str]:
    done = 0
    while opening := _VERBATIM.search(body, done):
        yield _without_tags(body[done : opening.start()])
        name = opening[1]
        closing = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(body, opening.end())
        if closing is None:
            done = opening.end()
            break
        if name == "raw":
            yield body[opening.end() : closing.start()]
        done = closing.end()
    yield _without_tags(body[done:])


def _without_tags(text: str) -> str:
    """Cut every tag and output that is closed, in one pass whatever is left open."""
    kept, done, start = [], 0, 0
    while (start := text.find("{", start)) >= 0:
        closing = _CLOSING.get(text[start : start + 2])
        end = text.find(closing, start + 2) if closing else -1
        if closing is None or end < 0:
            start += 1
            continue
        kept.append(text[done:start])
        done = start = end + 2
    kept.append(text[done:])
    return "".join(kept)
