"""File names of posts: parsing `2019-09-05-slug.md` into date and slug, and formatting it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MARKDOWN = (".md", ".markdown", ".mdx")
"""How the names of posts end; that of MDX where the site reads it."""

USUAL_NAME = "{date}-{slug}.md"
PLACEHOLDERS = ("date", "year", "month", "day", "slug")
"""What a pattern of names is filled with; `date` is `{year}-{month}-{day}`."""

_DATED = re.compile(r"([0-9]{2,4})-([0-9]{1,2})-([0-9]{1,2})-(.*)", re.DOTALL)
_DATED_FOLDERS = re.compile(
    r"(?:.*/)?([0-9]{4})(?:/([0-9]{2})/([0-9]{2})/|-([0-9]{2})-([0-9]{2})[-/])([^/]+)", re.DOTALL
)
_DAY_OF_BLOG = re.compile(
    r"(?:blog/|i18n/[^/]+/docusaurus-plugin-content-blog/)?([0-9]{4})/([0-9]{2})/([0-9]{2})-([^/]+)",
    re.DOTALL,
)
_NAMES_OF_FOLDERS = {"index", "_index"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
"""A language as BCP 47 writes it, with a region or a script: `nl`, `nl-BE`, `zh-Hans`."""

_SLUG_LENGTH = 80
_LONGEST_NAME = 200  # bytes; systems have 255 for a name with its extension
_UNTITLED = "zonder-titel"
_WRITTEN_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "€": " euro "}
)
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def is_mdx(path: str) -> bool:
    """Tell whether a file is MDX by its name: markdown with scripts and components."""
    return path.lower().endswith(".mdx")


class FileName(NamedTuple):
    """The date and the slug in a post's file name.

    `date` is None for a name without a date or with an impossible one; `impossible_date` then holds
    the latter as written (`2019-02-30`). `is_of_folders` tells that folders are part of the date,
    as in `2019/09/05-slug.md`.
    """

    date: date | None
    slug: str
    impossible_date: str | None = None
    is_of_folders: bool = False


@lru_cache(maxsize=16)  # several rules ask for the name of one post
def parse_filename(name: str) -> FileName:
    """Parse date and slug from a post's file name, or from a path that ends in it.

    The forms are those of Jekyll (`Document::DATE_FILENAME_MATCHER`): a year of two to four
    digits, a month and a day of one or two, a hyphen after each, then the slug and an extension.
    As in Ruby, years 69 to 99 are of the 1900s and 00 to 68 of the 2000s. Jekyll lets 30 February
    roll on into March; here it is impossible, and so is a year of three digits.
    """
    base = name.rpartition("/")[2]
    stem = base.rpartition(".")[0] or base
    match = _DATED.fullmatch(stem)
    if match is None:
        return FileName(None, stem)
    year, month, day, slug = match.groups()
    try:
        return FileName(date(_whole_year(year), int(month), int(day)), slug)
    except ValueError:
        return FileName(None, slug, impossible_date=f"{year}-{month}-{day}")


def parse_path(path: str) -> FileName:
    """Parse date and slug from a post's path: from its file name, else from its folders.

    A page that stands for its folder has that folder's name (`2019-09-05-slug/index.md`, a page
    bundle of Hugo). Folders may hold the whole date (`2019/09/05/slug.md`, `2019-09-05/slug.md`).
    Where Docusaurus has its blog the name may begin with the day (`blog/2019/09/05-slug.md`:
    `DATE_FILENAME_REGEX`); elsewhere that may be a number of the title, as in
    `nieuws/2012/11/25-euro-korting.md`. Below `_posts` Jekyll asks for the date in the name itself.
    """
    name = parse_filename(path)
    if name.date or name.impossible_date or "/" not in path or "_posts/" in path:
        return name
    folders, _, last = path.rpartition("/")
    stem = last.rpartition(".")[0] or last
    stands_for_folder = is_page_of_folder(parts_of_stem(stem)[0])
    named = folders if stands_for_folder else f"{folders}/{stem}"
    match = _DATED_FOLDERS.fullmatch(named) or _DAY_OF_BLOG.fullmatch(named)
    if match is None:
        return FileName(None, folders.rpartition("/")[2]) if stands_for_folder else name
    year, *others, slug = match.groups()
    month, day = filter(None, others)
    try:
        return FileName(date(int(year), int(month), int(day)), slug, is_of_folders=True)
    except ValueError:
        return name


def parts_of_stem(stem: str) -> tuple[str, str]:
    """Split the language from a name without extension: `kop.en` into `kop` and `.en`."""
    base, dot, language = stem.rpartition(".")
    return (base, dot + language) if base and _LANGUAGE.fullmatch(language) else (stem, "")


def is_page_of_folder(stem: str) -> bool:
    """Tell whether a name, without extension and language, is an index page of its folder."""
    return stem in _NAMES_OF_FOLDERS


def format_filename(day: date, slug: str, pattern: str = USUAL_NAME) -> str:
    """Format a file name by a pattern; by default `YYYY-MM-DD-slug.md`.

    A pattern may begin with folders; the result then does too.
    """
    year, month, number = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    parts = (f"{year}-{month}-{number}", year, month, number, slug)
    for name, part in zip(PLACEHOLDERS, parts, strict=True):  # the slug last: it may hold braces
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def title_of_slug(slug: str) -> str:
    """Return a title made of the words of a slug, for a post without a title."""
    words = slug.replace("-", " ").replace("_", " ").split()
    title = " ".join(words) or slug
    return title[:1].upper() + title[1:]


def slugify(title: str) -> str:
    """Make a slug of a title: lower case ASCII letters and digits, with hyphens between words.

    Accents are removed (`één` becomes `een`), other scripts are left out, and apostrophes disappear
    (`foto's` becomes `fotos`). A slug has 1 to 80 characters, cut between words if possible, and no
    dot, slash or leading hyphen, so that it is a valid file name on any system.
    """
    folded = unicodedata.normalize("NFKD", title.translate(_WRITTEN_OUT)).lower()
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’‘`´]", "", letters))
    slug = _shortened(words.strip("-"))
    if _WINDOWS_DEVICE.fullmatch(slug):
        return f"{slug}-post"
    return slug or _UNTITLED


def note_name(title: str) -> str:
    """Make the file name of a note from its title, which it keeps as far as possible.

    Characters with a meaning in Obsidian's links or in file systems are left out
    (https://help.obsidian.md/links), and so is a leading dot, which hides a file.
    """
    plain = re.sub(r"[\x00-\x1f\x7f\\/:*?\"<>|#^\[\]]+", " ", unicodedata.normalize("NFC", title))
    name = " ".join(plain.split()).lstrip(".").strip()
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1].rstrip()
    return name or _UNTITLED


def _shortened(slug: str) -> str:
    if len(slug) <= _SLUG_LENGTH:
        return slug
    whole_words = slug[: _SLUG_LENGTH + 1].rpartition("-")[0]
    return whole_words or slug[:_SLUG_LENGTH]


def _whole_year(year: str) -> int:
    """Return a year of two or four digits. Raises ValueError for three."""
    match len(year):
        case 2:
            return int(year) + (1900 if int(year) >= 69 else 2000)
        case 3:
            raise ValueError(year)
        case _:
            return int(year)
