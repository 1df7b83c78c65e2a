"""Forms of words with their lemmas, as others tell them: treebanks, lists, and a lemmatiser."""

from __future__ import annotations

import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLASSES = {"N": "noun", "V": "verb", "ADJ": "adjective", "NOUN": "noun", "VERB": "verb"}
_CLASSES_OF_FROG = {"N": "noun", "WW": "verb", "ADJ": "adjective"}
_CELLS_OF_FROG = 5  # number, token, lemma, tag and how sure it is, others empty
_SURE = 0.95
_TABLES = {"noun": "noun", "verb": "verb", "adj": "adjective"}


class WordForm(NamedTuple):
    """A form, its lemma and its class: noun, verb or adjective."""

    form: str
    lemma: str
    of: str


def read_word_forms(folders: Sequence[Path]) -> dict[str, list[WordForm]]:
    """Read what is below folders, and the tables of `spacy-lookups-data` where it is installed.

    `*.conllu` are treebanks of Universal Dependencies, taken together; `unimorph/nld` is
    UniMorph's list of a lemma, a form and its features a line; `nl-verbs.txt` is the one of
    pattern, an infinitive and its forms a line; `*.frog` is running text as Frog wrote it
    (`frog --skip=panc`).
    """
    readers = {
        "UD": ("*.conllu", _treebank),
        "UniMorph": ("unimorph/nld", _rows),
        "pattern": ("nl-verbs.txt", _paradigms),
        "Frog": ("*.frog", _lemmatised),
    }
    found = {
        name: [form for data in folders for path in sorted(data.rglob(of)) for form in read(path)]
        for name, (of, read) in readers.items()
    }
    found["spaCy"] = list(_tables())
    return {name: sorted(set(forms)) for name, forms in found.items() if forms}


def read_file(path: Path) -> Iterator[WordForm]:
    """Read a treebank (`*.conllu`), or a table of form, lemma and class (`*.tsv`)."""
    return _treebank(path) if path.suffix == ".conllu" else _table(path)


def _table(path: Path) -> Iterator[WordForm]:
    for line in path.read_text(encoding="utf-8").splitlines():
        form, lemma, of = [*line.split("\t"), "", "", ""][:3]
        if of in _CLASSES:
            yield from _plain(form, lemma, _CLASSES[of])


def _paradigms(path: Path) -> Iterator[WordForm]:
    for line in path.read_text(encoding="utf-8").splitlines():
        infinitive, *forms = line.split(",")
        if infinitive.isalpha():
            for form in forms:
                yield from _plain(form, infinitive, "verb")


def _lemmatised(path: Path) -> Iterator[WordForm]:
    """Yield the nouns, verbs and adjectives that Frog is sure of, none of them a name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell for cell in line.split("\t") if cell]
        if len(cells) < _CELLS_OF_FROG:
            continue
        form, lemma, tag, confidence = cells[1], cells[2], cells[-2], cells[-1]
        of = _CLASSES_OF_FROG.get(tag.partition("(")[0])
        if of and "eigen" not in tag and float(confidence) >= _SURE:
            yield from _plain(form, lemma, of)


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
