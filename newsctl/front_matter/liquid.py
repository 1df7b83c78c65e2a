"""Liquid, the template language of Jekyll: what it leaves of a body for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = {"{{": "}}", "{%": "%}"}
_EITHER = re.compile(r"\{[{%]")
_OTHER = {"{{": re.compile("{%"), "{%": re.compile("{{")}
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
    """Cut every tag and output that is closed.

    Once one kind is never closed again, only the other is looked for, so that a million openings
    take no more than one pass.
    """
    kept, done, start = [], 0, 0
    openings = _EITHER
    while opening := openings.search(text, start):
        end = text.find(_CLOSING[opening[0]], opening.end())
        if end >= 0:
            kept.append(text[done : opening.start()])
            done = start = end + 2
        elif openings is _EITHER:
            openings = _OTHER[opening[0]]
            start = opening.start()
        else:
            break
    kept.append(text[done:])
    return "".join(kept)
