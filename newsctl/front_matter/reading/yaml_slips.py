"""Common mistakes in invalid YAML, diagnosed line by line.

A parser reports the position where it can go no further, which may be lines below the mistake, and
in terms of its grammar. Here each line is examined by itself: one that is invalid even alone
contains the mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import yaml

from newsctl.core.messages import _
from newsctl.core.problems import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEY = r"[A-Za-z_][\w-]*"
_ENTRY = re.compile(
    rf"(?P<indent>[ \t\u00a0]*)(?P<dash>-[ ]+)?(?:(?P<key>{_KEY})(?P<colon>[ ]*:))?"
    r"(?P<space>[ \t\u00a0]*)(?P<value>.*?)[ \t]*"
)
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t]+#.*)?")
_COLON = re.compile(r":(?=[ \t]|\Z)")
_COMMENT = re.compile(r"[ \t]#")
_USUAL_KEYS = frozenset(("title", "date", "layout", "category", "categories", "tags", "author"))
_LISTS = {"[": (_("takes for a list"), "]"), "{": (_("takes for a mapping"), "}")}
_CLOSED = "'\"[{"
_SIGNS = {
    "@": _("keeps for later"),
    "`": _("keeps for later"),
    "%": _("keeps for directives"),
    "*": _("takes for a reference"),
    "&": _("takes for a name"),
    "!": _("takes for a tag"),
    "|": _("takes for a text over several lines"),
    ">": _("takes for a text over several lines"),
    "-": _("takes for a list"),
    "?": _("takes for a key"),
    ",": _("takes for the end of an item"),
    "]": _("takes for the end of a list"),
    "}": _("takes for the end of a mapping"),
}
_SHOWN = 60
_BY_COLON = "holds a colon"
_ALIKE = _("Begin the line as the other keys do.")


class Slip(NamedTuple):
    """A mistake in a line of a header, a hint, and the replacement of a span.

    `line` counts from 0 and `column` from 1; `start` and `end` are offsets into the header.
    """

    line: int
    column: int
    message: str
    hint: str
    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a header outside of multi-line text, split into its parts."""

    number: int
    offset: int
    parts: re.Match[str]

    def __getitem__(self, part: str) -> str:
        return self.parts[part] or ""

    def slip(self, part: str, message: str, hint: str, right: str) -> Slip:
        """Return a slip in a part of this line; `right` is the correct text."""
        start, end = self.parts.span(part)
        return Slip(
            self.number, start + 1, message, hint, self.offset + start, self.offset + end, right
        )


def slip_in(header: str) -> Slip | None:
    """Return the first slip of an invalid header; None if no known one is found."""
    above: _Line | None = None
    lines = list(_lines(header))
    keys = [line for line in lines if line["key"] and not line["dash"]]
    for line in lines:
        if slip := _indent(line, above, keys) or _key(line) or _value(line):
            return slip
        if line["key"] and not line["dash"]:
            above = line
    return None


def _lines(header: str) -> Iterator[_Line]:
    """Yield the lines with a key or an item, without those of multi-line text."""
    offset = 0
    block: int | None = None
    quoted = ""
    for number, whole in enumerate(lines_of(header)):
        text = whole.rstrip("\r\n")
        start, offset = offset, offset + len(whole)
        bare = text.lstrip(" \t\u00a0")
        indent = len(text) - len(bare)
        if block is not None and (not bare or indent > block):
            continue
        block = None
        if quoted:
            quoted = "" if quoted in text else quoted
            continue
        found = _ENTRY.fullmatch(text)
        if found is None or not bare or bare.startswith("#"):
            continue
        value = found["value"]
        if _BLOCK.fullmatch(value):
            block = indent
        elif value[:1] in ("'", '"') and value[:1] not in value[1:]:
            quoted = value[0]
        yield _Line(number, start, found)


def _indent(line: _Line, above: _Line | None, keys: Sequence[_Line]) -> Slip | None:
    """Return a mistake in the indentation of a line."""
    indent, key = line["indent"], line["key"]
    if "\t" in indent:
        says = _("A tab indents this line, where YAML takes spaces alone.")
        return line.slip("indent", says, _("Indent with spaces."), indent.replace("\t", "  "))
    if "\u00a0" in indent:
        says = _("A no-break space indents this line, which is no space to YAML.")
        return line.slip("indent", says, _("Use plain spaces."), indent.replace("\u00a0", " "))
    if not key or line["dash"]:
        return None
    if above is None:
        least = min((one["indent"] for one in keys), key=len)
        says = _("{key} is indented, and the keys below it are not.", key=key)
        return line.slip("indent", says, _ALIKE, least) if least != indent else None
    under_text = above["value"] and not _BLOCK.fullmatch(above["value"])
    if len(indent) > len(above["indent"]) and under_text and above["value"][0] not in "[{'\"&":
        says = _(
            "{key} is indented below {above}, which has a value already.",
            key=key,
            above=above["key"],
        )
        return line.slip("indent", says, _ALIKE, above["indent"])
    return None


def _key(line: _Line) -> Slip | None:
    """Return a mistake around the key of a line: the colon, or the space behind it."""
    key, colon, space, value = (line[part] for part in ("key", "colon", "space", "value"))
    if "\u00a0" in space and key:
        says = _("A no-break space follows {key}:, which is no space to YAML.", key=key)
        return line.slip("space", says, _("Use a plain space."), " ")
    if key and colon and not space and value and not value.startswith("//"):
        says = _("There is no space behind the colon of {key}.", key=key)
        return line.slip(
            "space", says, _("Write {key}: {short}", key=key, short=_short(value)), " "
        )
    word, _blank, rest = line["value"].partition(" ")
    if not key and not line["dash"] and not line["indent"] and word in _USUAL_KEYS and rest:
        says = _("There is no colon behind {word}.", word=word)
        return line.slip(
            "value",
            says,
            _("Write {word}: {short}", word=word, short=_short(rest)),
            f"{word}: {rest}",
        )
    return None


def _value(line: _Line) -> Slip | None:
    """Return a mistake in the value of a line that quotes would correct."""
    value = line["value"]
    if not value or value[0] == "#" or not (line["key"] or line["dash"]) or _is_yaml(value):
        return None
    says = _fault(value, line["key"] or _("this item"))
    if says is None:
        return None
    right = _quoted(value)
    if not _is_yaml(right):
        return None
    before = f"{line['key']}: " if line["key"] else "- "
    slip = line.slip(
        "value",
        says,
        _("Write {before}{short}", before=before, short=_short(right)),
        right,
    )
    colon = _COLON.search(value) if _BY_COLON in says else None
    return slip._replace(column=slip.column + colon.start()) if colon else slip


def _fault(value: str, name: str) -> str | None:
    """Return why the value of a key is invalid; None if that is unknown."""
    sign, rest = value[0], value[1:]
    kind, closing = _LISTS.get(sign, ("", sign))
    if sign in _CLOSED and closing not in rest:
        return None  # it may go on below; if it is never closed, the parser reports it
    if sign == '"' and _has_unknown_escape(value):
        return _(
            "{name} has a backslash between double quotes, where it begins an escape.", name=name
        )
    if sign in "'\"":
        return _(
            "{name} begins with {sign} and so ends at the next one, with text behind it.",
            name=name,
            sign=sign,
        )
    if why := kind or _SIGNS.get(sign):
        return _("{name} begins with {sign}, which YAML {said}.", name=name, sign=sign, said=why)
    if _COLON.search(_COMMENT.split(value)[0]):
        return _(
            "Mapping values are not allowed here: {name} holds a colon and has no quotes.",
            name=name,
        )
    return None


def _has_unknown_escape(value: str) -> bool:
    try:
        yaml.compose(f"x: {value}\n", yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return "escape" in str(error) or "hexdecimal" in str(error)
    return False


def _is_yaml(value: str) -> bool:
    """Tell whether a value is valid on its line; one that continues below is."""
    try:
        node = yaml.compose(f"x: {value}\n", yaml.CSafeLoader)
    except yaml.YAMLError as error:
        message = str(error)
        return "end of stream" in message or ("undefined alias" in message and " " not in value)
    return isinstance(node, yaml.MappingNode) and len(node.value) == 1


def _quoted(value: str) -> str:
    """Return a value in quotes, replacing quotes that it has on both sides."""
    text = value
    if len(text) > 1 and text[0] in "'\"" and text[-1] == text[0]:
        text = text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]
        text = text.replace('\\"', '"') if value[0] == '"' else text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
