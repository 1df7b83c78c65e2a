"""Forms of words with their lemmas, as others publish them: CoNLL-U, UniMorph, spaCy's tables."""

from __future__ import annotations

import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLASSES = {"N": "noun", "V": "verb", "ADJ": "adjective", "NOUN": "noun", "VERB": "verb"}
_TABLES = {"noun": "noun", "verb": "verb", "adj": "adjective"}


class WordForm(NamedTuple):
    """A form, its lemma and its class: noun, verb or adjective."""

    form: str
    lemma: str
    of: str


def read_word_forms(data: Path) -> dict[str, list[WordForm]]:
    """Read what is below a folder, and the tables of `spacy-lookups-data` where it is installed.

    `*.conllu` are treebanks of Universal Dependencies, taken together; `unimorph/nld` is
    UniMorph's list of a lemma, a form and its features a line.
    """
    found = {
        "UD": [form for path in sorted(data.rglob("*.conllu")) for form in _treebank(path)],
        "UniMorph": [form for path in sorted(data.rglob("unimorph/nld")) for form in _rows(path)],
        "spaCy": list(_tables()),
    }
    return {name: sorted(set(forms)) for name, forms in found.items() if forms}


def _treebank(path: Path) -> Iterator[WordForm]:
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and (of := _CLASSES.get(cells[3])):
            yield from _plain(cells[1], cells[2].replace("_", ""), of)


def _rows(path: Path) -> Iterator[WordForm]:
    for line in path.read_text(encoding="utf-8").splitlines():
        lemma, form, features = [*line.split("\t"), "", "", ""][:3]
        if of := _CLASSES.get(features.partition(";")[0].partition(".")[0]):
            yield from _plain(form, lemma, of)


def _tables() -> Iterator[WordForm]:
    """Yield the forms that no rule of spaCy's tells, half of which its list of lemmas lacks."""
    package = find_spec("spacy_lookups_data")
    if package is None or package.origin is None:
        return
    table = Path(package.origin).with_name("data") / "nl_lemma_exc.json.gz"
    for of, forms in json.loads(gzip.decompress(table.read_bytes())).items():
        if of in _TABLES:
            for form, lemmas in forms.items():
                for lemma in lemmas:
                    yield from _plain(form, lemma, _TABLES[of])


def _plain(form: str, lemma: str, of: str) -> Iterator[WordForm]:
    if form.isalpha() and lemma.isalpha():
        yield WordForm(form.lower(), lemma.lower(), of)
