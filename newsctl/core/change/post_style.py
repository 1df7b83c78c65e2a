"""The style of the newest posts of an archive, which new posts follow."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from datetime import time
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.date_forms import (
    DAY,
    RFC_2822,
    DateForm,
    is_timestamp,
    usual_form,
    written_in,
)
from newsctl.core.post.fences import Fenced, Syntax, split_fences
from newsctl.core.post.filename import USUAL_NAME, parse_path
from newsctl.core.post.name_patterns import NewName, name_of
from newsctl.core.post.text_lists import TextList
from newsctl.core.post.word_counts import WordCounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.drafts import DraftForm
    from newsctl.core.post.post import FrontMatter, Post, PostPath, Value
    from newsctl.core.settings import Settings

NEWEST = 50
"""As many posts, the newest, show how an archive is written now."""

_FEWEST = 3
"""Of fewer posts no habits are learnt, such as truth values."""

_MOST = 0.8
"""A part of the posts that a truth has to stand in, to be one that they have by habit."""

_MOST_KEYS = 100
"""As many keys of a post, the first, have their order compared."""

_TOML_FENCE = b"+++"
_OFFSET = re.compile(r"\d ?[+-]\d\d:?\d\d\Z")
_UTC_OFFSET = re.compile(r"\d ?[+-]00:?00\Z")
_TOPICS = ("category", "categories", "tags")
_VALUE = re.compile(r"""^([^\s#"':][^:\n]*):[ \t]+(["']?)[^\s|>&*!{\[]""", re.MULTILINE)
_FLOW_ITEM = re.compile(r"""^([^\s#"':][^:\n]*):[ \t]+\[[ \t]*(["']?)[^\s\]]""", re.MULTILINE)
_TOML_VALUE = re.compile(r"""^([\w-]+)[ \t]*=[ \t]*\[?[ \t]*(["']?)[^\s\]{]""", re.MULTILINE)
_BLOCK_LIST = re.compile(r"^([^\s#\"':][^:\n]*):[ \t]*\r?\n([ \t]*-[ \t]+)(?=\S)", re.MULTILINE)


class TitlePlace(Enum):
    """Where posts have their title."""

    KEY = "the key title"
    HEADING = "the first heading of the body"
    NAME = "the file name"


class PostStyle(NamedTuple):
    """The style of a new post.

    `keys` are in the order of front matter; among them `layout` has the value of that name unless
    it is None, and word counts are filled in if `counts`. `date` is the format of the date, None if
    only the file name has it, and `date_field` its key, None for that of the settings. `topic` is
    the key for the value of `category`, and `topic_like` an example of its values. `quotes` are
    those around text, or around texts in a list, by key, empty for plain text; `dashes` is the text
    before each item of a list on several lines. `is_spaced` tells that an empty line precedes the
    body. Without a `name`, settings and site decide it. With `draft` it is the style of drafts.
    `dates` are keys of any dates, and `flags` booleans that posts have (`draft: false`), `title` is
    the place of the title, `syntax` that of the front matter, and `line_end` ends every line.
    """

    keys: tuple[str, ...]
    layout: Value
    counts: frozenset[str]
    date: DateForm | None = RFC_2822
    date_field: str | None = None
    topic: str = "category"
    topic_like: Value = ""
    quotes: Mapping[str, str] = {}
    dashes: Mapping[str, str] = {}
    is_spaced: bool = True
    name: NewName | None = None
    draft: DraftForm | None = None
    title: TitlePlace = TitlePlace.KEY
    dates: frozenset[str] = frozenset()
    flags: Mapping[str, bool] = {}
    syntax: Syntax = Syntax.YAML
    line_end: str = "\n"

    def of_drafts(self, form: DraftForm) -> PostStyle:
        """Return the style of drafts of this form; in a folder of drafts they have no date."""
        return self._replace(draft=form, date=None if form.folder else self.date)

    def date_text(self, moment: datetime, zone: tzinfo, *, is_exact: bool) -> str | None:
        """Format a date as the posts do; None if only their file name has it.

        If the format cannot hold a moment that `is_exact`, another format is used; a time of
        writing is cut to fit.
        """
        local = moment.astimezone(zone)
        if not is_exact and self.date:
            if not self.date.holds_time():
                local = local.replace(hour=0, minute=0, second=0)
            elif not self.date.seconds:
                local = local.replace(second=0)
        is_in_name = local.time() == time.min and (self.name is None or self.name.has_day)
        if self.date is None and (not is_exact or is_in_name):
            return None
        return written_in(local, [self.date or DAY], zone)

    def fields_of(self, fields: FrontMatter) -> dict[str, Value]:
        """Return the fields of a draft, with its category under the key that posts use."""
        category = fields.get("category")
        if self.topic == "category" or not isinstance(category, str) or self.topic in fields:
            return dict(fields)
        topic: Value = category
        if isinstance(self.topic_like, TextList):
            topic = TextList("", self.topic_like.separator).holding([category])
        elif isinstance(self.topic_like, list | tuple):
            topic = [category]
        return {
            self.topic if key == "category" else key: topic if key == "category" else value
            for key, value in fields.items()
        }


SEED = PostStyle(
    keys=(
        *("layout", "title", "date", "category", "externe_link", "feature_image"),
        *("aantal", "unieke", "bron"),
    ),
    layout="post",
    counts=frozenset(WordCounts._fields),
    quotes=dict.fromkeys(("title", "externe_link", "feature_image"), '"'),
)
"""The style of a news archive without posts. Its `date` stands for the date field of the
settings."""


def style_without_posts(settings: Settings, *, is_news: bool) -> PostStyle:
    """Return the style of an archive without posts: of news, or of a site of another kind."""
    if is_news:
        return SEED
    return SEED._replace(
        keys=("title", "date"),
        layout=None,
        counts=frozenset(),
        date=usual_form((), bare_times=settings.bare_times),
        title=_title_place((), set(), settings),
    )


def style_of(
    newest: Iterable[Reading], settings: Settings, zone: tzinfo, *, is_news: bool = True
) -> PostStyle:
    """Return the style of most of these posts, sorted from the newest.

    Without posts, it is that of `style_without_posts`. Posts without a date count only if hardly
    any post has one. Their names and folders then count only if these are all posts of the archive.
    """
    readings = [*newest]
    dated = _count_dated(readings)
    is_dated = dated >= _FEWEST or 0 < dated >= len(readings) / 2
    readings = [one for one in readings if one.post and (one.post.summary.moment or not is_dated)]
    posts = [reading.post for reading in readings if reading.post]
    if not posts:
        return style_without_posts(settings, is_news=is_news)
    headers = [post.summary.front_matter for post in posts]
    most = len(posts) / 2
    key_counts = Counter(key for header in headers for key in header)
    date_field = _date_field(key_counts, settings)
    usual = {key for key, times in key_counts.items() if times >= most}
    name = _usual_name(posts, zone) if is_dated or len(posts) < NEWEST else None
    topic = _topic(key_counts, most)
    tells_day = (name and name.has_day) or settings.names_are_titles  # notes need no day
    has_date = date_field in usual or not tells_day
    layouts = Counter(str(header["layout"]) for header in headers if header.get("layout"))
    return PostStyle(
        keys=_order(
            [
                *(tuple(islice(header, _MOST_KEYS)) for header in headers),
                _seed_keys(date_field, topic),
            ]
        ),
        layout=layouts.most_common(1)[0][0] if layouts.total() >= most else None,
        counts=SEED.counts & usual,
        date_field=date_field,
        date=_date_form(posts, date_field, settings, zone) if has_date else None,
        topic=topic,
        topic_like=next((header[topic] for header in headers if header.get(topic)), ""),
        quotes={**SEED.quotes, **_usual_quotes(readings, usual)},
        dashes=_usual_marks(_BLOCK_LIST, [reading.header for reading in readings], usual),
        is_spaced=_is_spaced(posts),
        name=name,
        title=_title_place(posts, usual, settings),
        dates=frozenset(key for key in usual if _holds_timestamps(headers, key)),
        flags=_flags(headers, usual) if len(posts) >= _FEWEST else {},
        syntax=_usual_syntax(readings),
        line_end=_usual_line_end(readings),
    )


def name_below_all(paths: Iterable[PostPath]) -> NewName:
    """Return the usual name, in the folder that contains all of these posts, at least one."""
    paths = [*paths]
    ends = [posixpath.dirname(path) for path in (min(paths), max(paths))]  # of all between too
    return NewName(posixpath.commonpath(ends), USUAL_NAME)


def _title_place(posts: Sequence[Post], usual: set[str], settings: Settings) -> TitlePlace:
    if "title" in usual:
        return TitlePlace.KEY
    if settings.names_are_titles:
        return TitlePlace.NAME
    headed = sum(post.body.lstrip().startswith("# ") for post in posts)
    return TitlePlace.HEADING if 2 * headed > len(posts) else TitlePlace.KEY


def _holds_timestamps(headers: Sequence[FrontMatter], key: str) -> bool:
    values = [header[key] for header in headers if header.get(key)]
    texts = [value for value in values if isinstance(value, str) and is_timestamp(value)]
    return bool(texts) and len(texts) == len(values)


def _flags(headers: Sequence[FrontMatter], usual: set[str]) -> dict[str, bool]:
    """Return the booleans that nearly all posts have."""
    pairs = (pair for header in headers for pair in header.items() if isinstance(pair[1], bool))
    often = (pair for pair, times in Counter(pairs).items() if times >= _MOST * len(headers))
    return {key: value for key, value in often if key in usual and isinstance(value, bool)}


def _usual_syntax(readings: Sequence[Reading]) -> Syntax:
    in_toml = sum(reading.data.startswith(_TOML_FENCE) for reading in readings)
    return Syntax.TOML if 2 * in_toml > len(readings) else Syntax.YAML


def _usual_line_end(readings: Sequence[Reading]) -> str:
    by_two = sum(reading.data.partition(b"\n")[0].endswith(b"\r") for reading in readings)
    return "\r\n" if 2 * by_two > len(readings) else "\n"


def _date_field(key_counts: Mapping[str, int], settings: Settings) -> str:
    """Return the key of the date in most posts, among the keys that may hold it."""
    keys = (settings.date_field, *settings.other_dates)
    return max(keys, key=lambda key: key_counts.get(key, 0))


def _date_form(posts: Sequence[Post], key: str, settings: Settings, zone: tzinfo) -> DateForm:
    """Return the format of most dates; a day if no post has a date."""
    dates = [post.summary.front_matter.get(key) for post in posts]
    form = usual_form(dates, bare_times=settings.bare_times)
    return form._replace(in_utc=True) if form.zone and _are_in_utc(posts, key, zone) else form


def _are_in_utc(posts: Sequence[Post], key: str, zone: tzinfo) -> bool:
    """Tell whether nearly all dates with an offset are in UTC although the zone is not."""
    offsets = [
        bool(_UTC_OFFSET.search(written))
        for post in posts
        if (moment := post.summary.date) and moment.astimezone(zone).utcoffset()
        if isinstance(written := post.summary.front_matter.get(key), str)
        if _OFFSET.search(written)
    ]
    return bool(offsets) and sum(offsets) >= _MOST * len(offsets)


def _count_dated(readings: Iterable[Reading]) -> int:
    return sum(bool(reading.post and reading.post.summary.moment) for reading in readings)


def _seed_keys(date_field: str, topic: str) -> tuple[str, ...]:
    named = {"date": date_field, "category": topic}
    return tuple(named.get(key, key) for key in SEED.keys)


def _order(orders: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Merge orders of keys, the commonest first: a new key is put behind its predecessor."""
    merged: list[str] = []
    for order in Counter(orders).most_common():
        at = 0
        for key in order[0]:
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    return tuple(merged)


def _topic(key_counts: Mapping[str, int], most: float) -> str:
    """Return the key for the subject of a post.

    It is `category` or `categories` if any post has one, the commoner of the two; else `tags` if
    most posts have them; else `category`.
    """
    category, categories, tags = (key_counts.get(key, 0) for key in _TOPICS)
    if category or categories:
        return "categories" if categories > category else "category"
    return "tags" if tags >= most else "category"


def _usual_quotes(readings: Sequence[Reading], usual: set[str]) -> dict[str, str]:
    """Return the usual quotes of texts, and of items of lists on one line, by key."""
    headers = [reading.header for reading in readings]
    in_toml = map(_toml_header, readings)
    return {
        **_usual_marks(_TOML_VALUE, [*filter(None, in_toml)], usual),
        **_usual_marks(_FLOW_ITEM, headers, usual),
        **_usual_marks(_VALUE, headers, usual),
    }


def _toml_header(reading: Reading) -> str | None:
    if not reading.data.startswith(_TOML_FENCE):
        return None
    fenced = split_fences(reading.data.decode("utf-8", "replace"))
    return fenced.header if isinstance(fenced, Fenced) else None


def _usual_marks(
    pattern: re.Pattern[str], headers: Sequence[str], usual: set[str]
) -> dict[str, str]:
    """Return the commonest text before the values of each key that most posts have.

    `pattern` matches a key and that text in a header.
    """
    seen = Counter(mark for header in headers for mark in pattern.findall(header))
    return {key: mark for (key, mark), _ in reversed(seen.most_common()) if key in usual}


def _is_spaced(posts: Sequence[Post]) -> bool:
    """Tell whether most non-empty bodies begin with an empty line."""
    bodies = [post.body for post in posts if post.body.strip()]
    return 2 * sum(body.startswith(("\n", "\r")) for body in bodies) >= len(bodies)


def _usual_name(posts: Sequence[Post], zone: tzinfo) -> NewName | None:
    """Return the pattern of names that more than half of the posts have; None if there is none.

    Its folder is that of more than half of these, or else the one that contains them all.
    """
    names = [name for post in posts if (name := _name_of(post, zone))]
    pattern, times = next(iter(Counter(name.pattern for name in names).most_common(1)), ("", 0))
    if 2 * times <= len(posts):
        return None
    folders = Counter(name.folder for name in names if name.pattern == pattern)
    folder, times = folders.most_common(1)[0]
    if 2 * times <= folders.total():
        folder = posixpath.commonpath(folders)
    return NewName(folder, pattern)


def _name_of(post: Post, zone: tzinfo) -> NewName | None:
    moment = post.summary.date
    day = parse_path(post.path).date or (moment.astimezone(zone).date() if moment else None)
    return name_of(post.path, day)
