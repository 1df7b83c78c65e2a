"""Posts on disk, as a Jekyll site.

python -m benchmarks.archive.site DIR --posts N [--seed N] [--text FILE]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.archive.posts import make_post
from benchmarks.archive.texts import FileTexts, MadeTexts, Texts


def texts_of(file: Path | None) -> Texts:
    """Return the sentences of a file, or made ones."""
    return FileTexts(file) if file else MadeTexts()


def write_site(folder: Path, texts: Texts, *, posts: int, seed: int, start: int = 0) -> None:
    """Write posts `start` up to `posts` of a seed's archive; what is there grows into it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: Nieuws\n", encoding="utf-8")
    made: set[Path] = set()
    for number in range(start, posts):
        post = make_post(texts, seed=seed, number=number)
        file = folder / post.path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(post.text, encoding="utf-8")


def main() -> None:
    """Write an archive and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive.site", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text", type=Path, metavar="FILE", help="take sentences from its lines")
    options = parser.parse_args()
    write_site(options.folder, texts_of(options.text), posts=options.posts, seed=options.seed)


if __name__ == "__main__":
    main()
