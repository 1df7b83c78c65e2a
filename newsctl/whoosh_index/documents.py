"""A post as the index holds it: terms by field, and the columns that answers are made of."""

from __future__ import annotations

import json
import re
import struct
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from whoosh import formats

from newsctl.core.post import PostPath, PostSummary, values_of
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.tokens import TOKEN
from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.post import Post
    from newsctl.dutch.analysis import AnalysedWord

LONGEST_VALUE = 500
"""Characters of a front matter value that count when it is sought as a whole."""

_SEPARATOR = "\x1f"
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_encode_positions = formats.Positions().encode


class TextTerms(NamedTuple):
    """The terms of one text: positions by key, and how often each word and each part occurs."""

    positions: Mapping[str, list[int]]
    words: Mapping[str, int]
    parts: Mapping[str, int]


class Analysis(Protocol):
    """What tells the words of a raw token."""

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the words of a raw token, one for each position."""
        ...


def text_terms(text: str, analysis: Analysis) -> TextTerms:
    """Work out the terms of a text: what each different token stands for is looked up once."""
    tokens: dict[str, tuple[Sequence[AnalysedWord], list[int]]] = {}
    place = 0
    for raw in TOKEN.findall(text):
        token = tokens.get(raw)
        if token is None:
            token = tokens[raw] = (analysis.terms(raw), [])
        token[1].append(place)
        place += len(token[0])
    return _counted(tokens.values())


def _counted(tokens: Iterable[tuple[Sequence[AnalysedWord], list[int]]]) -> TextTerms:
    """Count the terms of tokens, each with the places where it begins."""
    positions: dict[str, list[int]] = {}
    words: dict[str, int] = {}
    parts: dict[str, int] = {}
    for analysed, places in tokens:
        number = len(places)
        for step, word in enumerate(analysed):
            own = [place + step for place in places] if step else places
            for key in word.keys:
                positions.setdefault(key, []).extend(own)
            for surface in word.surfaces:
                words[surface] = words.get(surface, 0) + number
            for part in word.parts:
                parts[part] = parts.get(part, 0) + number
    for found in positions.values():
        found.sort()
    return TextTerms(positions, words, parts)


def document(post: Post, title: TextTerms, body: TextTerms) -> dict[str, Any]:
    """Return the fields of a post, ready for a Whoosh writer whose schema is `schema()`."""
    summary = post.summary
    return {
        fields.PATH: path_term(summary.path),
        fields.TITLE: list(_keys(title)),
        fields.BODY: list(_keys(body)),
        fields.TITLE_WORD: list(_counts(title.words)),
        fields.BODY_WORD: list(_counts(body.words)),
        fields.TITLE_PART: list(_counts(title.parts)),
        fields.BODY_PART: list(_counts(body.parts)),
        **_front_matter_terms(summary),
        fields.DATE: fields.NO_DATE if summary.date is None else int(summary.date.timestamp()),
        fields.SUMMARY: dump_summary(summary),
        fields.TEXT: post.text.encode("utf-8", "replace"),
    }


def path_term(path: PostPath) -> bytes:
    """Encode a path, also one that is not UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def value_term(key: str, value: str) -> bytes:
    """Return the term of one whole value of a front matter key, accents and capitals apart."""
    return _keyed(key, fold_value(value).encode("utf-8", "replace"))


def fold_value(value: str) -> str:
    """Return what two values share that count as the same."""
    return fold(normalise(" ".join(value.split())))[:LONGEST_VALUE]


def number_term(key: str, number: float) -> bytes:
    """Return a term that sorts by number among those of its key (IEEE 754, the sign turned)."""
    positive_zero = number + 0.0  # -0.0 has other bits, but is no other number
    bits = struct.unpack(">q", struct.pack(">d", positive_zero))[0]
    ordered = bits ^ 0x7FFFFFFFFFFFFFFF if bits < 0 else bits
    return _keyed(key, struct.pack(">Q", ordered + 2**63))


def number_of(value: str) -> float | None:
    """Return the number that a value's text is, None when it is no plain decimal number."""
    if not _NUMBER.fullmatch(value):
        return None
    number = float(value)
    return number if isfinite(number) else None


def dump_summary(summary: PostSummary) -> bytes:
    """Encode a summary as JSON."""
    moment = summary.date.isoformat() if summary.date else None
    data = [summary.path, summary.title, moment, summary.front_matter]
    return json.dumps(data, separators=(",", ":")).encode()


def load_summary(data: bytes) -> PostSummary:
    """Decode what `dump_summary` encoded."""
    path, title, moment, front_matter = json.loads(data)
    date = datetime.fromisoformat(moment) if moment else None
    return PostSummary(PostPath(path), title, date, front_matter)


def _keys(terms: TextTerms) -> Iterator[tuple[bytes, int, float, bytes]]:
    for key, places in terms.positions.items():
        number = len(places)
        value = _one_position(places[0]) if number == 1 else _encode_positions(places)
        yield key.encode(), number, float(number), value


@lru_cache(maxsize=4096)
def _one_position(place: int) -> bytes:
    return _encode_positions([place])


def _counts(counts: Mapping[str, int]) -> Iterator[tuple[bytes, int, float, bytes]]:
    pack = struct.Struct("!I").pack  # as whoosh.formats.Frequency encodes it
    for term, number in counts.items():
        yield term.encode(), number, float(number), pack(number)


def _front_matter_terms(summary: PostSummary) -> dict[str, Any]:
    values: set[bytes] = set()
    numbers: set[bytes] = set()
    present: set[bytes] = set()
    for key, value in summary.front_matter.items():
        texts = values_of(value)
        if texts or (isinstance(value, dict) and value):
            present.add(key.encode("utf-8", "replace"))
        values.update(value_term(key, text) for text in texts)
        found = (number_of(text) for text in texts)
        numbers.update(number_term(key, number) for number in found if number is not None)
    return {
        fields.VALUE: _existences(values),
        fields.NUMBER: _existences(numbers),
        fields.PRESENT: _existences(present),
    }


def _existences(terms: set[bytes]) -> list[tuple[bytes, int, float, bytes]]:
    return [(term, 1, 1.0, b"") for term in terms]


def _keyed(key: str, value: bytes) -> bytes:
    return f"{key}{_SEPARATOR}".encode("utf-8", "replace") + value
