"""Settings derived from the posts of an archive, for `newsctl config init`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.date_keys import meaning_of
from newsctl.core.post.dates import DateProblem, offset_digits, parse_date
from newsctl.core.post.fences import HeaderStart, Unfenced, split_as, split_below_blanks
from newsctl.core.post.filename import (
    MARKDOWN,
    USUAL_NAME,
    format_filename,
    parse_filename,
    parse_path,
)
from newsctl.core.post.name_patterns import name_of
from newsctl.core.post.text_lists import LISTS_OF_NAMES, WHITE_SPACE, TextList, items_of
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import NARROWEST_FIRST, FieldType, fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import tzinfo

    from newsctl.core.archive.ports import PostRepository, Progress
    from newsctl.core.post.post import PostPath, PostSummary, Value

ENOUGH = 20
"""Posts from which something is learnt of fields; of fewer, chance says too much."""

_FEW = 3
"""Posts that agree on what their date is called, where not enough are for more."""

_NEARLY_ALL, _MOST, _MANY = 0.99, 0.8, 0.25
_MOST_VALUES, _USES_OF_A_VALUE, _LONGEST_VALUE = 20, 5, 40

_SEPARATORS = (";", ",", WHITE_SPACE)
"""What may part the items of a list in text, the surest first."""

_MOST_ITEMS = 5_000

_FIGURE = re.compile(r"\d")

_PATTERNS = [
    f"{folder}{{date}}-{{slug}}{ending}"
    for ending, folder in product(MARKDOWN, ("", "{year}/", "{year}/{month}/"))
]


class Usual(NamedTuple):
    """The commonest form and its count; empty if nothing is common."""

    example: str = ""
    times: int = 0


_NOTHING_USUAL = Usual()


@dataclass(frozen=True, slots=True)
class LearntField:
    """What was learnt about a front matter key, and the number of posts that have it.

    `typed` is the number of posts whose value is of the type: all, except for the date of the post.
    `separated` is an example of a text that is a list, and the number of such texts. `usual` are
    the values of a key with few values, sorted by count; of all its `values`, `usual_values` are
    among these. They are also allowed in the settings if no post has another value.
    """

    settings: FieldSettings
    posts: int
    typed: int = 0
    usual: tuple[str, ...] = ()
    usual_values: int = 0
    values: int = 0
    separated: Usual = _NOTHING_USUAL


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt from the posts of an archive.

    `bare_posts` of them have no front matter, and `bare_files` are files without any that are not
    posts; `takes_bare_files` if the latter prevail. `dated` is the usual format of dates under
    `date_field`, and `dates` the number of posts with one. `named` is the usual pattern of paths,
    and `undated` the number of posts without a day in their name. `offsets` counts dates with an
    offset; `elsewhere` is the commonest offset that differs from that of the zone.
    """

    posts: int
    date_field: str
    filename: str
    fields: Mapping[str, LearntField]
    bare_posts: int = 0
    bare_files: int = 0
    takes_bare_files: bool = False
    dated: Usual = _NOTHING_USUAL
    dates: int = 0
    named: Usual = _NOTHING_USUAL
    undated: int = 0
    offsets: int = 0
    elsewhere: Usual = _NOTHING_USUAL

    @property
    def has_enough(self) -> bool:
        """Whether there are enough posts to learn about fields."""
        return self.posts - self.bare_posts > ENOUGH


def learn(
    repository: PostRepository,
    zone: tzinfo,
    progress: Progress,
    header_start: HeaderStart = HeaderStart.AT_FENCE,
) -> Learnt:
    """Read all posts of an archive and return what they have in common.

    `header_start` is where its generator looks for front matter. `zone`: see Learner.
    """
    learner = Learner(zone)
    paths = sorted(repository.scan())
    for done, path in enumerate(paths, 1):
        reading = repository.read(path)
        if post := reading.post:
            learner.add(post.summary, is_bare=_is_bare(reading.data, header_start))
        elif any(problem.rule == "front-matter-missing" for problem in reading.problems):
            learner.bare_files += 1
        progress(done, len(paths))
    return learner.learnt()


def _is_bare(data: bytes, header_start: HeaderStart) -> bool:
    """Tell whether a file has no front matter at all."""
    text = data.decode("utf-8-sig", "replace")
    found = (split_below_blanks(text), split_as(text, header_start))
    return all(isinstance(one, Unfenced) for one in found)


class Learner:
    """Collects statistics of posts. `zone` is the zone of dates without one."""

    def __init__(self, zone: tzinfo) -> None:
        self.bare_files = 0
        self._zone = zone
        self._posts = 0
        self._bare_posts = 0
        self._places: Counter[str] = Counter()
        self._keys: dict[str, _KeyRecord] = {}
        self._names: Counter[str] = Counter()
        self._undated = 0

    def add(self, post: PostSummary, *, is_bare: bool = False) -> None:
        """Add one post."""
        self._posts += 1
        self._bare_posts += is_bare
        self._names.update(_patterns_of(post.path))
        day = parse_path(post.path).date or (post.date.date() if post.date else None)
        if name := name_of(post.path, day):
            self._places[posixpath.join(name.folder, name.pattern)] += 1
        self._undated += parse_path(post.path).date is None
        for key, value in post.front_matter.items():
            if value not in (None, "", [], {}):
                self._keys.setdefault(key, _KeyRecord()).add(value, self._zone)

    def learnt(self) -> Learnt:
        """Return the result; fields are included only if there are enough posts.

        For a few posts, only the key of their date is learnt, and only if nothing else tells the
        date.
        """
        headed = self._posts - self._bare_posts
        takes_bare_files = self.bare_files > max(headed, ENOUGH)
        whole = self._posts + (self.bare_files if takes_bare_files else 0)
        many = {
            key: found.learnt(key, whole)
            for key, found in self._keys.items()
            if headed > ENOUGH and found.posts >= _MANY * headed
        }
        date_field = self._date_field(many if headed > ENOUGH else self._dates_of_few())
        moment = self._keys.get(date_field, _KeyRecord())
        dates = moment.dates
        if date_field in many and moment.is_moment:
            many[date_field] = _as_date(many[date_field], dates.number)
        return Learnt(
            self._posts,
            date_field,
            self._filename(),
            many,
            bare_posts=self._bare_posts,
            bare_files=self.bare_files,
            takes_bare_files=takes_bare_files,
            dated=dates.usual,
            dates=dates.number,
            named=self._usual_path(),
            undated=self._undated,
            offsets=dates.offsets,
            elsewhere=dates.elsewhere,
        )

    def _date_field(self, keys: Iterable[str]) -> str:
        """Return the key that is a date in nearly all posts that have it; `date` is preferred.

        It must be in more than half of the posts. Of several keys, those in the most posts are
        considered, and of these the one that means publication or creation, then the one with the
        earliest dates.
        """
        usual = Settings().date_field
        found = {key: self._keys[key] for key in keys}
        if usual in found:
            return usual
        often = (key for key in found if 2 * found[key].posts > self._posts - self._bare_posts)
        dates = [key for key in often if found[key].is_moment]
        most = max((found[key].dates.number for key in dates), default=0)
        dates = [key for key in dates if found[key].dates.number >= _MOST * most]
        return min(dates, key=lambda key: (meaning_of(key), found[key].dates.mean), default=usual)

    def _dates_of_few(self) -> list[str]:
        """Return the keys that always hold dates and are in most posts, if file names have none."""
        usual = Settings().date_field
        if usual in self._keys or self._undated < _MOST * self._posts:
            return []
        enough = max(_FEW, _MOST * self._posts)
        return [
            key for key, found in self._keys.items() if found.posts == found.dates.number >= enough
        ]

    def _usual_path(self) -> Usual:
        """Return the pattern of most paths, folder included."""
        pattern, times = next(iter(self._places.most_common(1)), ("", 0))
        return (
            Usual(pattern, times) if self._posts > ENOUGH and 2 * times > self._posts else Usual()
        )

    def _filename(self) -> str:
        name, posts = next(iter(self._names.most_common(1)), (USUAL_NAME, 0))
        return name if self._posts > ENOUGH and 2 * posts > self._posts else USUAL_NAME


class _WrittenDates:
    """Statistics of the values of a key that are dates: count, mean, formats, offsets."""

    def __init__(self) -> None:
        self.number = 0
        self.offsets = 0
        self._others: Counter[str] = Counter()
        self._seconds = 0.0
        self._forms: dict[str, Usual] = {}

    @property
    def mean(self) -> float:
        """The mean of all dates, as a timestamp."""
        return self._seconds / self.number

    @property
    def usual(self) -> Usual:
        """An example of the commonest format, and its count."""
        return max(self._forms.values(), key=lambda form: form.times, default=Usual())

    @property
    def elsewhere(self) -> Usual:
        """The commonest offset that differs from the zone's, and the count of all such offsets."""
        offset = max(self._others, key=self._others.__getitem__, default="")
        return Usual(offset, self._others.total())

    def add(self, written: str, zone: tzinfo) -> None:
        """Add a value, which need not be a date."""
        moment = parse_date(written, zone)
        if isinstance(moment, DateProblem):
            return
        self.number += 1
        self._seconds += moment.timestamp()
        if moment.tzinfo is not zone:
            self.offsets += 1
            if moment.utcoffset() != moment.astimezone(zone).utcoffset():
                self._others[offset_digits(moment.utcoffset() or timedelta())] += 1
        form = _FIGURE.sub("9", written)[:_LONGEST_VALUE]
        seen = self._forms.get(form, Usual(written))
        if len(self._forms) < _MOST_VALUES or form in self._forms:
            self._forms[form] = seen._replace(times=seen.times + 1)


class _KeyRecord:
    """Statistics of one key: number of posts, possible types, values."""

    def __init__(self) -> None:
        self.posts = 0
        self.dates = _WrittenDates()
        self._types: tuple[FieldType, ...] = NARROWEST_FIRST
        self._values: Counter[str] = Counter()
        self._no_names = 0
        self._has_few = True
        self._texts = _PartedTexts()

    @property
    def is_moment(self) -> bool:
        """Whether nearly all values are dates, so that the others are mistakes."""
        return self.dates.number >= _NEARLY_ALL * self.posts

    def add(self, value: Value, zone: tzinfo) -> None:
        """Add the value of one post."""
        may_be_dates = 2 * self.dates.number >= self.posts - ENOUGH
        if isinstance(value, str) and may_be_dates:
            self.dates.add(value, zone)
        if type(value) is str:  # what a site says to be a list needs no learning
            self._texts.add(value)
        self.posts += 1
        self._types = tuple(kind for kind in self._types if fits(value, kind, zone))
        if self._has_few:
            items = [item for item in items_of(value) if item not in (None, "")]
            names = [item for item in items if _is_name(item)]
            self._values.update(map(str, names))
            self._no_names += len(items) - len(names)
            self._has_few = len(self._values) <= _MOST_VALUES

    def learnt(self, key: str, posts: int) -> LearntField:
        """Return what the values tell about a key, in an archive of so many posts."""
        kind = next(iter(self._types), FieldType.ANY)
        is_required = self.posts >= _NEARLY_ALL * posts
        if key in LISTS_OF_NAMES and (separator := self._texts.separator(self.posts)):
            return LearntField(
                FieldSettings(FieldType.LIST, is_required, separator=separator),
                self.posts,
                self.posts,
                separated=self._texts.usual(separator),
            )
        usual, others = self._usual() if kind.traits.has_choices else ((), False)
        settings = FieldSettings(type=kind, required=is_required, allowed=() if others else usual)
        usual_values = sum(self._values[value] for value in usual)
        values = self._values.total() + self._no_names
        return LearntField(
            settings, self.posts, self.posts, usual=usual, usual_values=usual_values, values=values
        )

    def _usual(self) -> tuple[tuple[str, ...], bool]:
        """Return the recurring values, and whether there are others, which may be mistakes."""
        uses = self._values.total()
        if not self._has_few or uses < _USES_OF_A_VALUE * len(self._values):
            return (), False
        usual = tuple(value for value, times in self._values.most_common() if times > 1)
        different = {value.casefold() for value in usual}
        return usual, len(different) < len(self._values) or self._no_names > 0


class _PartedTexts:
    """Texts split at each possible list separator."""

    def __init__(self) -> None:
        self._texts = 0
        self._usual: dict[str, Usual] = {}
        self._items: dict[str, Counter[str]] = {sign: Counter() for sign in _SEPARATORS}

    def add(self, text: str) -> None:
        """Add one text: count its items at each separator."""
        self._texts += 1
        for sign, counts in self._items.items():
            items = TextList(text, sign).items
            if len(counts) < _MOST_ITEMS:
                counts.update(items)
            if len(items) > 1:
                seen = self._usual.get(sign, Usual(" ".join(text.split())[:_LONGEST_VALUE]))
                self._usual[sign] = seen._replace(times=seen.times + 1)

    def usual(self, sign: str) -> Usual:
        """Return an example with this separator, and the number of texts that have it."""
        return self._usual.get(sign, _NOTHING_USUAL)

    def separator(self, posts: int) -> str | None:
        """Return the list separator of a key that `posts` posts have; None if it is no list.

        Nearly all values must be text, many must have the separator, and items must recur.
        """
        if self._texts < _MOST * posts:
            return None
        often = (sign for sign in _SEPARATORS if self.usual(sign).times >= _MANY * self._texts)
        if self.usual(";").times or self.usual(",").times:  # then blanks stand within items
            often = (sign for sign in often if sign != WHITE_SPACE)
        return next((sign for sign in often if _return(self._items[sign])), None)


def _return(counts: Counter[str]) -> bool:
    """Tell whether items are short and recur (twice on average), as names do."""
    is_short = max(map(len, counts), default=_LONGEST_VALUE + 1) <= _LONGEST_VALUE
    return is_short and counts.total() >= 2 * len(counts)


def _as_date(field: LearntField, dates: int) -> LearntField:
    """Return a learnt field as the date of the post: all typed, with no list of allowed values."""
    date = field.settings._replace(type=FieldType.DATE, allowed=())
    return replace(field, settings=date, typed=dates, usual=())


def _is_name(item: Value) -> bool:
    """Tell whether a value, or an item of a list, is a short text; others are no choices."""
    return isinstance(item, str) and len(item) <= _LONGEST_VALUE


def _patterns_of(path: PostPath) -> Iterator[str]:
    """Yield the file name patterns that fit a path below `_posts`."""
    below = path.removeprefix("_posts/")
    name = parse_filename(path)
    if name.date is not None:
        day = name.date
        yield from (one for one in _PATTERNS if format_filename(day, name.slug, one) == below)
