"""Import of JSON lines (https://jsonlines.org), as `newsctl list -f jsonl` writes them.

An array of objects, as `sqlite3 -json` and many others write it, is read too.
"""

from __future__ import annotations

import json
import re
import reprlib
from math import isinf
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from newsctl.core.change.items import TOO_LONG, Item
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, joined
from newsctl.core.post.post import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = "\ufeff"
_GAP = re.compile(r"[\s,]*")


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; a line that is too long is truncated beyond the limit."""
    while line := stream.readline(LARGEST_FILE + 1):
        yield line
        while len(line) > LARGEST_FILE and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_FILE + 1)


def object_of_line(line: bytes) -> object:
    """Parse the JSON object of a line. Raises UsageError."""
    if len(line) > LARGEST_FILE:
        raise UsageError(
            _("The line is longer than {largest_file} MB.", largest_file=LARGEST_FILE // 1024**2)
        )
    return value_of_json(line)


def value_of_json(data: bytes) -> object:
    """Parse JSON whose numbers a post can have. Raises UsageError."""
    text = text_of(data)
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            _("This is no JSON: {getattr}.", getattr=getattr(error, "msg", error))
        ) from error


def text_of(data: bytes) -> str:
    """Decode UTF-8, without a byte order mark. Raises UsageError."""
    try:
        return data.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise UsageError(
            _("This is not UTF-8 (at byte {start}).", start=error.start),
            hint=_("Convert it: iconv -t utf-8"),
        ) from error


def line_items(stream: BinaryIO, where: str) -> Iterator[Item]:
    """Yield an item for each line that is not empty."""
    for number, line in enumerate(lines_of(stream), 1):
        if line.strip():
            at = joined(":", (where, str(number)))
            try:
                yield _item(at, object_of_line(line))
            except UsageError as error:
                yield Item(at, error)


def array_items(data: bytes, where: str) -> Iterator[Item]:
    """Yield an item for each object of an array; null values are left out.

    Raises UsageError for invalid JSON, after the items before it.
    """
    text = text_of(data)
    place = _after_gap(text, text.index("[") + 1)
    number = 0
    while text[place : place + 1] not in {"]", ""}:
        number += 1
        at = _("{where}: item {number}", where=where, number=number)
        try:
            found, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, place) + 1
            reason = getattr(error, "msg", error)
            raise UsageError(
                _(
                    "{where}:{line}: This is no JSON: {reason}.",
                    where=where,
                    line=line,
                    reason=reason,
                )
            ) from error
        if end - place > LARGEST_FILE:
            yield Item(
                at,
                UsageError(TOO_LONG),
            )
        else:
            yield _item(at, _without_nulls(found))
        place = _after_gap(text, end)
    if place == len(text):
        raise UsageError(_("{where} was cut off: its array has no end.", where=where))


def _without_nulls(found: object) -> object:
    if not isinstance(found, dict):
        return found
    return {key: value for key, value in found.items() if value is not None}


def _after_gap(text: str, place: int) -> int:
    gap = _GAP.match(text, place)
    return gap.end() if gap else place


def _item(where: str, value: object) -> Item:
    if not isinstance(value, dict):
        return Item(
            where, UsageError(_("This is no JSON object."), hint=_('{"title": "…", "body": "…"}'))
        )
    return Item(where, value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _finite_number(digits: str) -> float:
    """Return a number; those that Python reads as infinity, such as `1e999`, are refused."""
    if isinf(number := float(digits)):
        raise UsageError(
            _("{repr} is larger than any number that a post can hold.", repr=reprlib.repr(digits))
        )
    return number


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite_number)
