"""The catalogs of messages in other languages than English: `python -m tools.translations`.

Messages are found in the source by Babel, where they are given to `_` and `_n`. Texts that stand
there as others want them, help, topics and rules, come from the program itself. Each language of
`newsctl/locale` is brought up to date with them, and compiled: what is new stands in its `.po` with
an empty translation, and what is gone from the source is gone from there too.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from newsctl.cli.app import app
from newsctl.cli.command_list import COMMANDS, GROUPS
from newsctl.cli.help.in_language import paragraphs_of, parts_of_option
from newsctl.cli.help.topics import TOPICS, text_of
from newsctl.cli.help.topics.page import CODE, ROW, blocks, rows, text_in
from newsctl.cli.reading.language import CATALOGS
from newsctl.core.settings import Settings
from newsctl.rendering.formats import all_formats
from newsctl.validation.severities import rules_weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCE = Path(__file__).parents[1] / "newsctl"
KEYWORDS = {"_": None, "_n": (1, 2)}
OF_TYPER = ("Arguments", "Options", "Commands", "Show this message and exit.", "required")
"""What Typer itself writes into help."""

OF_SYSTEM = tuple(
    map(
        os.strerror,
        (
            *(errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.EEXIST),
            *(errno.ENOSPC, errno.EROFS, errno.ELOOP, errno.ENAMETOOLONG, errno.EIO),
        ),
    )
)
"""What the system says of errors that a user meets."""

_WHOLE_SENTENCE = 200
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_IN_CODE = re.compile(r"(?:`[^`]*`(?:[;,] )?)+|\d+")
_EXAMPLE = re.compile(r"(?:\w+=\S+ )*newsctl\b.*|.*\| newsctl .*")
_DATES = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|'
    r"Language-Team|Project-Id-Version|Report-Msgid-Bugs-To):.*\n",
    re.MULTILINE,
)


def source_messages() -> Catalog:
    """Return all messages of the source, without translations."""
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(
        SOURCE, [("**.py", "python")], {}, KEYWORDS, directory_filter=lambda _folder: True
    )
    for _file, _line, text, _comments, _context in extracted:
        found.add(text, flags=_flags(text))
    for text in filter(None, texts_of_program()):
        found.add(text)
    return found


def texts_of_program() -> Iterator[str]:
    """Yield the texts of help, topics and rules, which are looked up as they stand."""
    yield from (*OF_TYPER, *OF_SYSTEM)
    yield from GROUPS
    yield "Topics"
    yield from (listed.does for listed in COMMANDS.values())
    yield from (topic.about for topic in TOPICS.values())
    root = typer.main.get_command(app)
    ctx = root.make_context("newsctl", [], resilient_parsing=True)
    yield from _texts_of_command(root, ctx)
    for topic in TOPICS:
        yield from _texts_of_topic(text_of(topic))
    for rule in rules_weighed(Settings()):
        yield from (rule.what, rule.why)
    yield from (form.does for form in all_formats())


def _texts_of_command(command: Any, ctx: Any) -> Iterator[str]:
    yield from (text for text in paragraphs_of(command.help or "") if not _EXAMPLE.fullmatch(text))
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        for part in parts_of_option(record[1]) if record else ():
            # a value that Typer adds is shown as it is
            if not part.startswith("default: ") or part in parameter.help:
                yield part
    for name, one in getattr(command, "commands", {}).items():
        own = one.make_context(name, [], parent=ctx, resilient_parsing=True)
        if command is not ctx.find_root().command:  # which lists what `COMMANDS` says
            yield one.get_short_help_str(_WHOLE_SENTENCE)
        yield from _texts_of_command(one, own)


def _texts_of_topic(text: str) -> Iterator[str]:
    for kind, lines in blocks(text):
        if kind == ROW:
            for cells in rows(lines):
                yield from (cell for cell in cells if not _IN_CODE.fullmatch(cell))
        elif kind != CODE or not all(_EXAMPLE.fullmatch(line.strip()) for line in lines):
            yield text_in(kind, lines)


def _flags(text: str | tuple[str, ...]) -> Iterable[str]:
    templates = (text,) if isinstance(text, str) else text
    return ("python-brace-format",) if any("{" in one for one in templates) else ()


def catalog_files() -> Iterator[Path]:
    """Yield the catalogs, one for each language."""
    yield from sorted(CATALOGS.glob("*/LC_MESSAGES/newsctl.po"))


def read_catalog(file: Path) -> Catalog:
    """Return the catalog of a language, without a time: what is made of it is always the same."""
    with file.open("rb") as opened:
        catalog = read_po(opened, locale=file.parts[-3])
    catalog.creation_date = catalog.revision_date = _NO_TIME
    return catalog


def updated(file: Path) -> Catalog:
    """Return a catalog with all messages of the source, and no others."""
    catalog = read_catalog(file)
    catalog.update(source_messages(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def text_of_catalog(catalog: Catalog) -> str:
    """Return a catalog as its file has it: sorted, without what changes by itself."""
    written = io.BytesIO()
    write_po(written, catalog, width=100, no_location=True, sort_output=True)
    return _DATES.sub("", written.getvalue().decode())


def main() -> None:
    """Bring the catalogs up to date, and say what has no translation."""
    argparse.ArgumentParser(prog="python -m tools.translations", description=__doc__).parse_args()
    for file in catalog_files():
        file.write_text(text_of_catalog(updated(file)), encoding="utf-8")
        catalog = read_catalog(file)
        with file.with_suffix(".mo").open("wb") as opened:
            write_mo(opened, catalog)
        missing = [one.id for one in catalog if one.id and not is_translated(one)]
        print(f"{file.parts[-3]}: {len(catalog):,} messages, {len(missing):,} not translated")
        for text in missing:
            print(f"  {text!r}")


def is_translated(message: Any) -> bool:
    """Tell whether a message of a catalog has its translation, in each of its forms."""
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


if __name__ == "__main__":
    main()
