"""How long it takes to export an archive in each format, and to import that into an empty one.

    python -m benchmarks.exchanging [--posts N]

Makes an archive, exports it, imports each export into an archive of its own, and once more, when it
must add nothing; and takes one import back. Each is a whole program, run once, with its clock, the
processor's time and the most memory of one process. Raises AssertionError where posts are missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from benchmarks.processes import MEGABYTE, Program, run
from newsctl.cli.reading.variables import CACHE, DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.processes import Run

BACK = ("jsonl", "csv", "jsonfeed", "atom")
"""The formats that `import` reads from a file; the last import is taken back."""


def main() -> None:
    """Measure, and print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.exchanging", description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    given = arguments.parse_args()
    sys.stdout.write(f"{given.posts:,} posts\n\n")
    sys.stdout.write("| what | s | processor, s | memory, MB |\n| --- | ---: | ---: | ---: |\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, one in measured(Path(folder), given.posts):
            peak = one.peak / MEGABYTE
            sys.stdout.write(f"| {name} | {one.seconds:.1f} | {one.processor:.1f} | {peak:.0f} |\n")
            sys.stdout.flush()


def measured(folder: Path, posts: int) -> Iterator[tuple[str, Run]]:
    """Yield what each export and import takes, in an empty folder."""
    site = folder / "site"
    write_site(site, MadeTexts(), posts=posts, seed=1)
    run(_newsctl(folder, site, "list", "--count"))
    for form in (*BACK, "sqlite", "md"):
        export = ("export", "--as", form, "-o", str(folder / f"posts.{form}"))
        yield f"export --as {form}", run(_newsctl(folder, site, *export))
    for form in BACK:
        into = folder / form
        into.mkdir()
        (into / "newsctl.toml").touch()
        importing = _newsctl(folder, into, "import", str(folder / f"posts.{form}"))
        for when in (f"import of {form}", f"import of {form} again"):
            yield when, run(importing)
            found = sum(1 for _ in into.rglob("*.md"))
            if found != posts:
                raise AssertionError(f"{when}: {found} of {posts} posts")
    yield "undo", run(_newsctl(folder, folder / BACK[-1], "undo"))


def _newsctl(folder: Path, archive: Path, *arguments: str) -> Program:
    command = [sys.executable, "-m", "newsctl", "-C", str(archive), *arguments]
    return Program(command, {CACHE: str(folder / "cache"), DATA: str(folder / "data")})


if __name__ == "__main__":
    main()
