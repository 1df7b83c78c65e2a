"""Messages in other languages: all of them, and nothing told that never went through `_`."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest

import newsctl
from newsctl.core import errors
from tools.translations import (
    catalog_files,
    is_translated,
    read_catalog,
    source_messages,
)

SOURCE = Path(newsctl.__file__).parent
FILES = [*catalog_files()]
TOLD = {
    *(name for name in vars(errors) if name[0].isupper()),
    *("Finding", "BadParameter", "DateProblem", "DateWordsError", "HeaderRefused", "Refusal"),
    *("notice", "warn", "advise", "agreed", "watch"),
}
"""What takes text for people: errors, findings, and what says something or asks."""

IN_NO_LANGUAGE = {
    "cli/web/language.py": "has the words of pages in all languages",
    "core/check/post_schema.py": "makes a schema, which is data",
    "front_matter/handler.py": "raises what python-frontmatter would, to programs",
    "rendering/formats/sarif.py": "makes a log, which is data",
    "rendering/plot.py": "draws a picture, which is Dutch",
    "storage/revisions.py": "asks a database",
}
LOOKED_UP = {"_", "_n", "Argument", "Example", "Format", "Listed", "Option", "Topic", "compile"} | {
    "ArchiveRule", "FileRule", "PostRule", "ReaderRule", "format_option", "number_option",
}  # fmt: skip
"""What makes messages, or takes texts that are looked up as they stand; and patterns."""

SENTENCE = re.compile(r"[A-Z{][^\n]* [^\n]* [^\n]*[.?!]")


@cache
def source():
    """The messages of the source, which take a while to gather."""
    return source_messages()


@cache
def trees():
    """The modules of the source by their paths, parsed."""
    files = SOURCE.rglob("*.py")
    return {
        file.relative_to(SOURCE).as_posix(): ast.parse(file.read_text("utf-8")) for file in files
    }


@pytest.fixture(params=FILES, ids=lambda file: file.parts[-3])
def file(request):
    """A catalog."""
    return request.param


def test_there_is_a_catalog_in_dutch():
    assert [file.parts[-3] for file in FILES] == ["nl"]


def test_every_message_of_the_source_is_translated(file):
    catalog = read_catalog(file)
    found = {message.id for message in catalog if message.id and is_translated(message)}
    assert [message.id for message in source() if message.id and message.id not in found] == []


def test_no_message_is_gone_from_the_source(file):
    known = {message.id for message in source()}
    catalog = read_catalog(file)
    assert [message.id for message in catalog if message.id not in known] == []
    assert not catalog.obsolete


def test_a_translation_names_the_same_values(file):
    wrong = [
        (text, translation)
        for message in read_catalog(file)
        for text, translation in _pairs(message)
        if (extra := _fields(translation) ^ _fields(text)) and extra != {("n", "", None)}
    ]
    assert wrong == []


def test_a_translation_has_the_blanks_around_it(file):
    wrong = [
        text
        for message in read_catalog(file)
        for text, translation in _pairs(message)
        if _blanks(text) != _blanks(translation)
    ]
    assert wrong == []


def test_it_is_compiled(file):
    with file.with_suffix(".mo").open("rb") as opened:
        compiled = GNUTranslations(opened)
    for message in read_catalog(file):
        if isinstance(message.id, str):
            assert not message.id or compiled.gettext(message.id) == message.string
        else:
            assert tuple(compiled.ngettext(*message.id, n) for n in (1, 2)) == message.string


def test_nothing_is_told_to_people_that_is_no_message():
    """Text that is given right away to what tells it; a line to be typed needs no language."""
    found = [
        _place(name, node)
        for name, tree in trees().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call) in TOLD
        for argument in (*call.args[:2], *(one.value for one in call.keywords if one.arg == "hint"))
        for node in _texts(argument)
        if " " in _words(node).strip() and not _words(node).startswith("newsctl ")
    ]
    assert found == []


def test_no_message_is_made_within_another_text():
    """What finds messages before Python 3.12 takes an f-string for one piece."""
    found = [
        _place(name, call)
        for name, tree in trees().items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and _name(call) in {"_", "_n"}
    ]
    assert found == []


def test_every_number_that_people_read_is_one_of_a_message():
    """An f-string puts a comma between thousands, whatever the language."""
    found = [
        _place(name, part)
        for name, tree in trees().items()
        for part in ast.walk(tree)
        if isinstance(part, ast.FormattedValue)
        and part.format_spec is not None
        and "," in ast.unparse(part.format_spec)
    ]
    written = {place.partition(":")[0] for place in found}
    in_english = {
        "core/counts.py",  # for JUnit, which is data
        "core/change/plans.py",  # what a change is called in the history, which is kept
        "cli/help/topics/query.py",  # of a text that is translated whole
    }
    assert written == in_english, found


def test_no_sentence_is_kept_apart_from_the_messages():
    found = []
    for name, tree in trees().items():
        if name not in IN_NO_LANGUAGE and not name.startswith(("cli/commands/", "cli/options.py")):
            found += [_place(name, node) for node in _sentences(tree)]
    assert found == []


def _sentences(node):
    """Yield the sentences below a node that are no messages."""
    match node:
        case ast.Call() if _name(node) in LOOKED_UP:
            return
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case ast.Constant(value=str()) | ast.JoinedStr():
            if SENTENCE.fullmatch(_words(node)):
                yield node
            return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _pairs(message):
    if not message.id:
        return
    if isinstance(message.id, str):
        yield message.id, message.string
    else:
        yield from zip(message.id, message.string, strict=True)


def _fields(text):
    parts = string.Formatter().parse(text) if "{" in text and _is_template(text) else ()
    return {(name, spec, conversion) for _, name, spec, conversion in parts if name is not None}


def _is_template(text):
    try:
        return all(
            name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text)
        )
    except ValueError:  # braces of an example
        return False


def _blanks(text):
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _place(name, node):
    return f"{name}:{node.lineno}: {ast.unparse(node)}"


def _name(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", None)


def _texts(node):
    """Yield the texts that an argument may be."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
        case ast.IfExp():
            yield from (*_texts(node.body), *_texts(node.orelse))
        case ast.BoolOp():
            yield from (text for value in node.values for text in _texts(value))


def _words(node):
    """Return the letters of a text; what is filled in is one."""
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(one.value if isinstance(one, ast.Constant) else "x" for one in node.values)
