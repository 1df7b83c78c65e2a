"""Values to YAML that reads back as the same values, quoted as the archive's posts are."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import Value

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\wÀ-ÖØ-öø-ÿ.+&-]*(?: [\wÀ-ÖØ-öø-ÿ.+&-]+)*", re.ASCII)
_READ_AS_OTHER = re.compile(r"y|n|yes|no|true|false|on|off|null", re.IGNORECASE)
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def key_to_yaml(key: str) -> str:
    """Write a key of a mapping, quoted where it has to be. Raises UsageError."""
    return key if is_plain(key) else quoted(key)


def value_to_yaml(value: Value) -> str:
    """Write a value on one line. Raises UsageError for what YAML cannot hold."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _fraction(value)
        case str():
            return value if is_plain(value) else quoted(value)
        case _:
            return _flow(value)


def quoted(text: str) -> str:
    """Write text in double quotes on one line, controls and line ends as escapes.

    Raises UsageError for half of a surrogate pair, which UTF-8 cannot hold.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UsageError(f"{text!r} is not text that a file can hold.")
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def is_plain(text: str) -> bool:
    """Tell whether text needs no quotes anywhere, beyond doubt."""
    return _PLAIN.fullmatch(text) is not None and _READ_AS_OTHER.fullmatch(text) is None


def _fraction(number: float) -> str:
    """Write a number so that YAML 1.1 sees one: with a point, also before an exponent."""
    if not math.isfinite(number):
        return quoted(str(number))
    text = repr(number)
    mantissa, exponent, power = text.partition("e")
    return f"{mantissa if '.' in mantissa else f'{mantissa}.0'}{exponent}{power}"


def _flow(value: Sequence[Value] | Mapping[str, Value]) -> str:
    if hasattr(value, "items"):
        entries = (f"{key_to_yaml(key)}: {value_to_yaml(item)}" for key, item in value.items())
        return f"{{{', '.join(entries)}}}"
    return f"[{', '.join(map(value_to_yaml, value))}]"
