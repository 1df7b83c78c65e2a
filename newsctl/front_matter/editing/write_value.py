"""YAML text of a value, in the style of the old value where possible."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.date_forms import DateText, is_timestamp
from newsctl.core.post.numbers import TypedNumber
from newsctl.front_matter.editing.layout import LINE_END, NodeKind, Splice, line_end

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import Value
    from newsctl.front_matter.editing.layout import LayoutNode

_SURELY_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\wÀ-ÖØ-öø-ÿ.+&-]*(?: [\wÀ-ÖØ-öø-ÿ.+&-]+)*", re.ASCII)
_READ_AS_OTHER = re.compile(r"y|n|yes|no|true|false|on|off|null", re.IGNORECASE)
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def key_to_yaml(key: str) -> str:
    """Write a key of a mapping, quoted if necessary. Raises UsageError."""
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
    """Write text in double quotes on one line, with escapes for controls and line ends.

    Raises UsageError for a lone surrogate, which UTF-8 cannot encode.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UsageError(_("{text!r} is not text that a file can hold.", text=text))
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def is_plain(text: str) -> bool:
    """Tell whether text certainly needs no quotes anywhere."""
    return _SURELY_PLAIN.fullmatch(text) is not None and _READ_AS_OTHER.fullmatch(text) is None


def _fraction(number: float) -> str:
    """Write a number so that YAML 1.1 reads it as one: with a point, also before an exponent."""
    if isinstance(number, TypedNumber):
        return number.written
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


CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What a text in single quotes or without any cannot hold on one line."""

_INDICATOR = re.compile(r"""[,\[\]{}#&*!|>'"%@`:]|[-?](?:\s|\Z)""")
_OPENS_SOMETHING = re.compile(r":[ \t]|[ \t]#|:\Z|\t")
_FLOW_SIGN = re.compile(r"[,\[\]{}?]")
_OTHER_KIND = re.compile(
    r"""~|=|<<|y|n|yes|no|true|false|on|off|null|
    [-+]?\.(?:inf|nan)|
    [-+]?(?:\.?[0-9][0-9_,]*(?:\.[0-9_,]*)?(?:e[-+]?[0-9]+)?|0x[0-9a-f_,]+|0o?[0-7_,]+|0b[01_,]+)|
    [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_plain(text: str, *, in_flow: bool = False) -> bool:
    """Tell whether text can be written without quotes; `in_flow` is within brackets or braces."""
    return (
        bool(text)
        and text == text.strip()
        and not CONTROLS.search(text)
        and not _INDICATOR.match(text)
        and not _OPENS_SOMETHING.search(text)
        and not _OTHER_KIND.fullmatch(text)
        and (isinstance(text, DateText) or not is_timestamp(text))
        and not (in_flow and _FLOW_SIGN.search(text))
    )


def on_one_line(value: Value, like: NodeKind, quote: NodeKind, *, in_flow: bool = False) -> str:
    """Write a value on one line, text in the style of `like` or, with quotes, that of `quote`.

    Raises UsageError for text that UTF-8 cannot encode.
    """
    match value:
        case str():
            return _text(value, like, quote, in_flow=in_flow)
        case list():
            items = (on_one_line(item, like, quote, in_flow=True) for item in value)
            return f"[{', '.join(items)}]"
        case dict():
            return _mapping(value, like, quote)
        case _:
            return value_to_yaml(value)


def key_on_one_line(key: str, like: NodeKind, *, in_flow: bool) -> str:
    """Write a key, with quotes if `like` has them."""
    if like in {NodeKind.SINGLE, NodeKind.DOUBLE}:
        return _text(key, like, like, in_flow=in_flow)
    looks_like_fence = key.startswith(("---", "..."))
    is_plain = may_be_plain(key, in_flow=in_flow) and not looks_like_fence
    return key if is_plain else quoted(key)


def _mapping(value: Mapping[str, Value], like: NodeKind, quote: NodeKind) -> str:
    entries = (
        f"{key_to_yaml(key)}: {on_one_line(item, like, quote, in_flow=True)}"
        for key, item in value.items()
    )
    return f"{{{', '.join(entries)}}}"


def _text(text: str, like: NodeKind, quote: NodeKind, *, in_flow: bool) -> str:
    """Write text, plain or quoted, in the style of `like` or else `quote`."""
    quotes = like if like in {NodeKind.SINGLE, NodeKind.DOUBLE} else quote
    if like is not quotes and may_be_plain(text, in_flow=in_flow):
        return text
    if quotes is NodeKind.SINGLE and not CONTROLS.search(text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return quoted(text)


_BLANKS = re.compile(r"[ \t]")
_USUAL_INDENT = 2


def rewritten_block(
    header: str, old: LayoutNode, text: str, column: int, newline: str
) -> tuple[Splice, ...] | None:
    """Return the splices that replace the text of a block scalar; None if that is impossible.

    `column` is that of the mapping around it. The number of line ends at the end of the text
    decides between `|-`, `|` and `|+`; an equivalent old indicator is kept. A folded block is not
    folded again: each line of the text is one line.
    """
    body = text.rstrip("\n")
    if not body or CONTROLS.search(body.replace("\n", "")):
        return None
    if old.kind is NodeKind.FOLDED and _BLANKS.search(_line_beginnings(body)):
        return None
    indent = _indent_of(header, old, column)
    leads = body.lstrip("\n").startswith(" ")
    digit = str(indent - column) if leads or _digit(old) else ""
    ends = len(text) - len(body)
    chomp = _chomp(ends, keeps="+" in old.indicators)
    shown = re.sub(r"\n+", r"\g<0>\n", body) if old.kind is NodeKind.FOLDED else body
    lines = [" " * indent + line if line else "" for line in shown.split("\n")]
    lines += [""] * (ends - 1 if chomp == "+" else 0)
    behind = line_end(header, old.content)
    return (
        Splice(old.content, old.content + len(old.indicators), f"{old.kind}{digit}{chomp}"),
        Splice(behind, max(behind, old.end), "".join(newline + line for line in lines)),
    )


def _line_beginnings(body: str) -> str:
    return "".join(line[:1] for line in body.split("\n"))


def _chomp(line_ends: int, *, keeps: bool) -> str:
    if line_ends == 0:
        return "-"
    return "+" if line_ends > 1 or keeps else ""


def _digit(old: LayoutNode) -> int:
    """Return the indentation in the indicators; 0 if they have none."""
    return int(old.indicators.strip("|>+-") or 0)


def _indent_of(header: str, old: LayoutNode, column: int) -> int:
    if digit := _digit(old):
        return column + digit
    lines = LINE_END.split(header[line_end(header, old.content) : old.end])
    blanks = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    return next(blanks, column + _USUAL_INDENT)
