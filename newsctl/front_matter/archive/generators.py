"""Static site generators: how the root of a site is recognised, and where its texts are.

A row of `GENERATORS` describes one generator, or kind of vault. What needs code has a module of its
own (`jekyll`).
"""

from __future__ import annotations

import os
import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.globs import matcher
from newsctl.core.messages import _
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.drafts import POSTS
from newsctl.core.post.text_lists import WHITE_SPACE
from newsctl.storage.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

JEKYLL = "Jekyll"
HUGO = "Hugo"
ELEVENTY = "Eleventy"
ASTRO = "Astro"
HEXO = "Hexo"
MKDOCS = "MkDocs"
OBSIDIAN = "Obsidian"
_LARGEST_CONFIGURATION = 1024**2


class Exclusion(NamedTuple):
    """Paths that are not part of a site: a predicate for paths from the root, and the reason.

    `patterns` are those of the configuration, for display.
    """

    excludes: Callable[[str], bool]
    why: str
    patterns: tuple[str, ...] = ()


class Site(NamedTuple):
    """The layout of one site.

    All markdown files below `folders` are posts, relative to the root; below every folder where
    there are none of these. A site `with_posts_folders` has dated posts below each folder `_posts`
    in `source`, empty for the root, and `folders` are those of other texts. There the name of a
    post needs no day where `days_in_names` is False. With `plain_pages` each
    markdown file is a page, whatever its name and without front matter too. `mark` is by what the
    site was known. `new_in` is the folder of a new post, if it is not the first of `folders`.
    """

    generator: str
    mark: str = ""
    folders: tuple[str, ...] = ()
    with_posts_folders: bool = False
    source: str = ""
    exclusions: tuple[Exclusion, ...] = ()
    plain_pages: bool = False
    days_in_names: bool = True
    new_in: str = ""

    @property
    def folder_of_new(self) -> str:
        """The folder of a new post, relative to the root; empty for the root."""
        if self.with_posts_folders:
            return posixpath.join(self.source, POSTS)
        return self.new_in or next(iter(self.folders), "")


class Generator(NamedTuple):
    """A generator: how the root of its site is recognised, and where such a site has its texts.

    The root has one of `marks`, and one of the folders `beside` if other programs use that name
    too. Of `folders` the existing ones count, and those that `setting` finds in the mark; if there
    are none, all folders do. `time_zone` finds the name of the zone of dates without one
    (`site_zone`); `bare_times` are in UTC all the same: those of YAML, or all if no zone is named.
    `other_dates` are keys that the generator, or its own example, uses for the date of a post
    without a `date`, and `date_part` is the key of the date in a mapping. `date_words` stand for no
    date, in lower case. Paths from the root that match `no_page` are not rendered. `plain_pages` is
    that of `Site`.
    """

    name: str
    marks: tuple[str, ...]
    beside: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    setting: re.Pattern[bytes] | None = None
    time_zone: re.Pattern[bytes] | None = None
    bare_times: BareTimes = BareTimes.LOCAL
    other_dates: tuple[str, ...] = ()
    date_part: str | None = None
    date_words: tuple[str, ...] = ()
    no_page: re.Pattern[str] | None = None
    plain_pages: bool = False

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """Paths that are part of no site of this generator."""
        if self.no_page is None:
            return ()
        why = _("{generator} makes no page of it", generator=self.name)
        return (Exclusion(partial(_is_like, self.no_page), why),)


def _with_endings(stem: str, *ends: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{end}" for end in ends)


_CONTENT_DIR = re.compile(rb"""contentdir["']?[ \t]*[:=][ \t]*["']?([^"'\s#,{}]+)""", re.IGNORECASE)
_DOCS_DIR = re.compile(rb"""^docs_dir[ \t]*:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)
_PLUGIN_PATH = re.compile(rb"""\bpath["']?[ \t]*:[ \t]*["']([^"'\s]+)["']""")
_ZONE = (  # a key at the beginning of a line; JSON may have it anywhere
    rb"""(?:^["']?|")%b["']?[ \t]*[:=][ \t]*"""
    rb"""(?:"([^"\r\n]+)"|'([^'\r\n]+)'|([^\s"'#,{}\[\]][^\r\n#,{}]*))"""
)
_TIMEZONE = re.compile(_ZONE % b"timezone", re.MULTILINE)
_TIME_ZONE = re.compile(_ZONE % b"timezone", re.MULTILINE | re.IGNORECASE)

# https://gohugo.io/configuration/front-matter/#dates, without those of a change
_DATES_OF_HUGO = ("publishDate", "pubdate", "published")
# `pubDate` of https://docs.astro.build/en/tutorial/2-pages/2/ and of its example of a blog
_DATES_OF_ASTRO = ("pubDate", "pubDatetime", "publishDate")

GENERATORS = (
    # https://jekyllrb.com/docs/configuration/, https://jekyllrb.com/docs/structure/
    # SafeYAML makes moments of YAML in UTC (`Transform::ToDate`), whatever the `timezone` is
    Generator(
        JEKYLL,
        (*_with_endings("_config", "yml", "yaml", "toml"), POSTS),
        time_zone=_TIMEZONE,
        bare_times=BareTimes.YAML,
    ),
    # https://gohugo.io/configuration/introduction/: `config.*` was the name before 0.110; and
    # https://gohugo.io/configuration/all/#timezone, without which it loads the location "", UTC
    Generator(
        HUGO,
        _with_endings("hugo", "toml", "yaml", "yml", "json"),
        (),
        ("content",),
        _CONTENT_DIR,
        _TIME_ZONE,
        BareTimes.ALL,
        _DATES_OF_HUGO,
    ),
    Generator(
        HUGO,
        (
            *_with_endings("config/_default/hugo", "toml", "yaml", "yml", "json"),
            *_with_endings("config/_default/config", "toml", "yaml", "yml", "json"),
            *_with_endings("config", "toml", "yaml", "yml", "json"),
        ),
        ("content",),
        ("content",),
        _CONTENT_DIR,
        _TIME_ZONE,
        BareTimes.ALL,
        _DATES_OF_HUGO,
    ),
    # https://gohugo.io/content-management/archetypes/: what new posts are made of, beside a site
    Generator(
        HUGO, ("archetypes/default.md",), ("content",), ("content",), bare_times=BareTimes.ALL
    ),
    # https://www.11ty.dev/docs/config/ (`eleventy`);
    # https://www.11ty.dev/docs/dates/: without a time midnight in UTC, and texts in UTC too; and
    # words for a moment of the file
    Generator(
        ELEVENTY,
        (".eleventy.js", *_with_endings("eleventy.config", "js", "mjs", "cjs", "ts")),
        bare_times=BareTimes.ALL,
        date_words=("last modified", "created", "git last modified", "git created"),
    ),
    # https://docs.astro.build/en/basics/project-structure/; a loader may read folders beside `src`.
    # Its dates are those of js-yaml: without a zone one is in UTC (lib/type/timestamp.js)
    Generator(
        ASTRO,
        _with_endings("astro.config", "mjs", "js", "ts", "mts", "cjs", "cts"),
        (),
        ("src", "content", "blog", "posts"),
        bare_times=BareTimes.ALL,
        other_dates=_DATES_OF_ASTRO,
    ),
    # https://docusaurus.io/docs/installation#project-structure, https://docusaurus.io/docs/blog;
    # its blog adds `Z` to the date of a name (`parseBlogFileName` in blogUtils.ts);
    # https://docusaurus.io/docs/create-doc begins with a page that has no front matter;
    # https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#exclude
    Generator(
        "Docusaurus",
        _with_endings("docusaurus.config", "js", "ts", "mjs", "cjs", "mts"),
        (),
        ("blog", "docs", "i18n", "src/pages"),
        _PLUGIN_PATH,
        bare_times=BareTimes.ALL,
        no_page=re.compile(r"(?:.*/)?_.*"),
        plain_pages=True,
    ),
    # https://www.mkdocs.org/user-guide/configuration/#docs_dir; the blog of Material for MkDocs
    # has moments without a zone and never moves them (structure/options.py), as if all were UTC;
    # https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data: pages need none;
    # https://squidfunk.github.io/mkdocs-material/plugins/blog/#meta.date: `created` of a mapping
    Generator(
        MKDOCS,
        _with_endings("mkdocs", "yml", "yaml"),
        (),
        ("docs",),
        _DOCS_DIR,
        bare_times=BareTimes.ALL,
        date_part="created",
        plain_pages=True,
    ),
    # https://hexo.io/docs/setup, whose `_config.yml` Jekyll has too, and the `timezone` in it
    Generator(HEXO, ("_config.yml",), (f"source/{POSTS}",), time_zone=_TIMEZONE),
    # Jekyll's `source`, known by the posts in it alone
    Generator(JEKYLL, (f"src/{POSTS}", f"source/{POSTS}")),
    # https://help.obsidian.md/configuration-folder, https://help.obsidian.md/properties
    Generator(OBSIDIAN, (".obsidian",), plain_pages=True),
)

_OF_JEKYLL = (POSTS, "_layouts", "_includes", "_data", "_sass", "source/_layouts", "Gemfile")
"""https://jekyllrb.com/docs/structure/, also in a `source` of that name, and the file that tells
which Jekyll builds the site."""

JEKYLL_LISTS = {"tags": WHITE_SPACE, "categories": WHITE_SPACE}
"""The keys whose texts Jekyll splits at white space; those of `tag` and `category` are one item
(`Utils.pluralized_array_from_hash` in lib/jekyll/utils.rb)."""


def marked_at(root: str | Path) -> tuple[Generator, str] | None:
    """Return the generator of a site with this root, and the mark that it has.

    If the configuration of another generator is there too, one of Jekyll counts only beside other
    parts of such a site: `_config.yml` is used by GitHub Pages and other programs as well. A folder
    `_posts` alone, which any may have, does not count then.
    """
    start = f"{root}/"
    marked = _marks_in(start)
    found = next(marked, None)
    if found is None or found[0].name != JEKYLL:
        return found
    others = (other for other in marked if other[0].name != JEKYLL)
    if found[1] == POSTS:
        return next((other for other in others if other[0].name != OBSIDIAN), found)
    return found if any(_is_there(start + f) for f in _OF_JEKYLL) else next(others, found)


def _marks_in(start: str) -> Iterator[tuple[Generator, str]]:
    """Yield the generators whose marks are in a folder, whose path is `start`."""
    for generator in GENERATORS:
        mark = next((mark for mark in generator.marks if _is_there(start + mark)), None)
        if mark and (not generator.beside or any(_is_folder(start + f) for f in generator.beside)):
            yield generator, mark


def configuration(root: str | Path, mark: str) -> bytes:
    """Return the content of the mark; empty for a folder or an unreadable file."""
    try:
        return read_regular(f"{root}/{mark}", largest=_LARGEST_CONFIGURATION)
    except OSError:
        return b""


def folder_within(path: str) -> str | None:
    """Return a configured folder, relative to the root; None if it is outside."""
    neat = posixpath.normpath(path.replace("\\", "/"))
    if neat == ".":
        return ""
    return None if neat.startswith(("/", "..")) or ":" in neat else neat


def entry_pattern(*keys: str) -> re.Pattern[bytes]:
    """Return a pattern for YAML keys: the line of a key, and indented lines below it."""
    named = "|".join(keys)
    return re.compile(
        rf"^(?:{named})[ \t]*:.*\n?(?:(?:[ \t}}\]-].*|#.*)?\n)*".encode(), re.MULTILINE
    )


def entries(pattern: re.Pattern[bytes], root: str | Path, mark: str) -> str:
    """Return the entries of a YAML configuration that match a pattern."""
    if not mark.endswith((".yml", ".yaml")):
        return ""
    text = configuration(root, mark).replace(b"\r\n", b"\n") + b"\n"
    return b"".join(found[0] for found in pattern.finditer(text)).decode(errors="replace")


def ignored(lines: Iterable[str], below: str, why: str) -> Exclusion | None:
    """Return the exclusion by lines in the syntax of `.gitignore`; None if there are none."""
    patterns = tuple(line for one in lines if (line := one.strip()) and not line.startswith("#"))
    if not patterns:
        return None
    tests = tuple((matcher([one.removeprefix("!")]), not one.startswith("!")) for one in patterns)
    return Exclusion(partial(_is_ignored, tests, f"{below}/" if below else ""), why, patterns)


def _is_ignored(tests: Sequence[tuple[Callable[[str], bool], bool]], below: str, path: str) -> bool:
    """Return what the last matching line says about a path; `!` includes it again."""
    inside = path.removeprefix(below)
    matching = (excludes for test, excludes in reversed(tests) if test(inside))
    return path.startswith(below) and next(matching, False)


def folders_of(generator: Generator, start: str, mark: str) -> Iterator[str]:
    """Yield the folders of texts of such a site, relative to a root that is `start`."""
    return (one for one in named_folders(generator, start, mark) if _is_folder(start + one))


def named_folders(generator: Generator, start: str, mark: str) -> Iterator[str]:
    """Yield the folders that `folders_of` looks for, the configured ones first."""
    text = configuration(start, mark) if generator.setting else b""
    named = map(os.fsdecode, generator.setting.findall(text) if generator.setting else ())
    within = map(folder_within, (*named, *generator.folders))
    yield from filter(None, dict.fromkeys(within))


def _is_like(pattern: re.Pattern[str], path: str) -> bool:
    return pattern.fullmatch(path) is not None


def _is_there(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 -- some 300 of these in each start


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 -- see above
