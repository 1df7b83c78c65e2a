"""Edits of real headers, of fixtures and of the YAML test suite, made and unmade."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from newsctl.core.errors import EditRefused
from newsctl.core.post.date_forms import as_date
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, SetValue
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.editing.layout import layout_of
from newsctl.front_matter.editing.split_file import split_file, values_in

DATA = Path(__file__).parents[2].parent / "shared" / "data"
POSTS, FIXTURES = DATA / "posts", DATA / "frontmatter"
SUITE = FIXTURES / "yaml__yaml-test-suite" / "src"
SIGNS = str.maketrans({"␣": " ", "↵": None, "∎": None, "←": "\r", "⇔": "\ufeff"})

pytestmark = pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared data is not here")


def files_of(folder):
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def files_of_suite():
    """Return the documents of the suite as headers; its signs for blanks are explained there."""
    tests = [
        test for path in sorted(SUITE.glob("*.yaml")) for test in yaml.safe_load(path.read_text())
    ]
    texts = [re.sub("—*»", "\t", test["yaml"].translate(SIGNS)) for test in tests if "yaml" in test]
    return [f"---\n{text.removesuffix(chr(10))}\n---\nde kat\n".encode() for text in texts]


def readable(files):
    """Yield each file that has a header, with its values and their kinds."""
    for data in files:
        try:
            parts = split_file(data)
            values = values_in(parts)
        except EditRefused:
            continue
        root = layout_of(parts.header)
        entries = root.parts if root else ()
        yield data, values, {part.name: part.value for part in entries}


def set_and_set_back(data, key, value):
    """Set a text, for a list add one, and undo that: "same bytes", "other bytes" or "refused"."""
    was = (as_date(value) or value) if isinstance(value, str) else value
    there, back = SetValue(key, "Een andere tekst"), SetValue(key, was)
    if isinstance(value, list) and value:
        there, back = AddValue(key, "Een andere tekst"), RemoveValue(key, "Een andere tekst")
    try:
        between = edited(data, [there])
    except EditRefused as refused:
        return re.sub(r".*(unreadable|would change|is not written).*", r"\1", str(refused))
    assert between != data
    return "same bytes" if edited(between, [back]) == data else "other bytes"


def fate_of_values(files):
    """Count what becomes of values on one line, on several, and of lists and mappings."""
    fates = Counter()
    for data, values, written in readable(files):
        for key, value in values.items():
            node = written.get(key)
            fate = set_and_set_back(data, key, value)
            fates[fate, node.kind.name.lower() if node else "merged"] += 1
    return fates


FILES = {
    "posts": lambda: files_of(POSTS),
    "fixtures": lambda: files_of(FIXTURES),
    "suite": files_of_suite,
}


@pytest.mark.parametrize(("of", "headers"), [("posts", 1008), ("fixtures", 178), ("suite", 170)])
def test_a_new_key_comes_and_goes_without_a_trace_in_every_header(of, headers):
    found = list(readable(FILES[of]()))
    assert len(found) == headers
    for data, values, _ in found:
        assert edited(data, [SetValue(key, value) for key, value in values.items()]) == data
        between = edited(data, [SetValue("nieuw", "a: b")])
        assert edited(between, [RemoveKey("nieuw")]) == data


OTHERWISE = {
    "posts": {("other bytes", "double"): 8, ("other bytes", "block_mapping"): 5},
    "fixtures": {
        ("other bytes", "single"): 4,  # on several lines, as are two plain ones
        ("other bytes", "plain"): 7,  # four times `~`, and a `yes`
        ("other bytes", "folded"): 1,
        ("other bytes", "block_mapping"): 2,
        ("other bytes", "double"): 2,  # JSON: letters with escapes, lists and mappings on several
        ("other bytes", "flow_list"): 2,
        ("other bytes", "flow_mapping"): 1,
    },
    "suite": {
        ("is not written", "empty"): 8,
        ("unreadable", "block_mapping"): 4,
        ("would change", "block_mapping"): 1,
        ("would change", "plain"): 2,
        ("other bytes", "alias"): 3,
        ("other bytes", "block_list"): 1,
        ("other bytes", "block_mapping"): 9,
        ("other bytes", "double"): 12,
        ("other bytes", "empty"): 2,
        ("other bytes", "flow_mapping"): 2,
        ("other bytes", "folded"): 5,
        ("other bytes", "literal"): 4,
        ("other bytes", "merged"): 1,
        ("other bytes", "plain"): 12,
    },
}
"""What has another form when it is set back: text on several lines, a mapping that was a text in
between, and spellings of a value that has a shorter one; and what cannot be set at all."""


@pytest.mark.parametrize("of", OTHERWISE)
def test_values_survive_being_set_and_set_back(of):
    files = FILES[of]()
    fates = fate_of_values(files[::5] if of == "posts" else files)
    assert sum(fates.values()) > 150
    assert {what: count for what, count in fates.items() if what[0] != "same bytes"} == OTHERWISE[
        of
    ]
