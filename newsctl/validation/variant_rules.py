"""The rule about names that an archive spells in several ways: `NOS` and `Nos`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _, _n
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.text_lists import TextList
from newsctl.core.problems import Fix, Fixable
from newsctl.dutch.normalise import fold, normalise
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath, Value
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    Names: TypeAlias = str | tuple[str, ...]
    """What a key holds: one name or several, as they are spelt."""

    Named: TypeAlias = tuple[str, Names, Position]
    """A key of a post, the names it holds, and where."""

    KeptVariants: TypeAlias = tuple[Named, ...]

_LONGEST = 40  # letters; what is longer is a sentence and no name
_NEVER_NAMES = re.compile(
    r".*(?:title|titel|label|description|summary|excerpt)|layout|permalink|slug", re.IGNORECASE
)
"""Keys of what is written for one post alone, whatever others say: `sidebar_label`, `linkTitle`."""
_OTHER_NAME = "2019-09-05-zee-bij-zutphen.md"
_BETWEEN_WORDS = re.compile(r"[\s_-]+")


class UsualSpelling(NamedTuple):
    """The spelling of a name in most posts, and their number."""

    name: str
    posts: int


class Spellings:
    """The counts of each spelling of each name, by key.

    `times` is the number of posts with each value of a key.
    """

    def __init__(self, times: Mapping[tuple[str, Names], int]) -> None:
        self._counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (key, value), posts in times.items():
            for name in _as_tuple(value):
                self._counts[key, _folded(name)][name] += posts
        self._different = Counter(key for key, _ in self._counts)
        self._uses: Counter[str] = Counter()
        for (key, _form), spellings in self._counts.items():
            self._uses[key] += spellings.total()

    def unusual(self) -> dict[tuple[str, str], UsualSpelling]:
        """Return the names of a key with another usual spelling, and that spelling."""
        return {
            (key, name): found
            for (key, _), spellings in self._counts.items()
            if len(spellings) > 1
            for name in spellings
            if (found := self.other(key, name))
        }

    def other(self, key: str, name: str) -> UsualSpelling | None:
        """Return the usual spelling of a name; None if this is it.

        It is in more posts than any other. A key whose values mostly occur once has no names.
        """
        spellings = self._counts[key, _folded(name)]
        if len(spellings) == 1 or 2 * self._different[key] > self._uses[key]:
            return None
        (usual, posts), (_other, of_other) = spellings.most_common(2)
        return None if usual == name or posts == of_other else UsualSpelling(usual, posts)


def gather_names(subject: Subject) -> KeptVariants | None:
    """Gather the short texts of a post, except for those that the settings allow or forbid."""
    listed = {key for key, field in subject.settings.fields.items() if field.allowed}
    never = listed | {subject.settings.date_field}
    kept = tuple(
        (key, names, subject.position(key))
        for key, value in subject.front_matter.items()
        if key not in never and not _NEVER_NAMES.fullmatch(key) and (names := _names_in(value))
    )
    return kept or None


def conclude_names(
    records: Records[KeptVariants], paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find the names that other posts mostly spell otherwise."""
    del paths
    times = Counter((key, value) for _, kept in records for key, value, _ in kept)
    unusual = Spellings(times).unusual()
    for path, kept in records if unusual else ():
        for named in kept:
            usual = {
                name: found
                for name in _as_tuple(named[1])
                if (found := unusual.get((named[0], name))) is not None
            }
            for name in usual:
                yield path, _finding(named, name, usual)


def _as_tuple(value: Names) -> tuple[str, ...]:
    if isinstance(value, TextList):
        return value.items
    return (value,) if isinstance(value, str) else value


def _finding(named: Named, name: str, found: Mapping[str, UsualSpelling]) -> Finding:
    """Report a name; one fix corrects all names of its key, as a second could not be applied."""
    key, value, position = named
    usual = found[name]
    posts = _n("{n:,} post", "{n:,} posts", usual.posts)
    return Finding(
        _(
            "{key} is {name!r} here, but {usual!r} in {posts}.",
            key=key,
            name=name,
            usual=usual.name,
            posts=posts,
        ),
        position,
        _("Leave it out: {usual} is in the list too.", usual=usual.name)
        if usual.name in _as_tuple(value)
        else _("Write {usual}", usual=usual.name),
        Fix((SetValue(key, _spelt_as_usual(value, found)),), safe=False),
    )


def _spelt_as_usual(value: Names, found: Mapping[str, UsualSpelling]) -> str | list[str]:
    """Return a value with its names in their usual spelling, unless a list has that already."""
    written = _as_tuple(value)
    names: list[str] = []
    for name in written:
        usual = found[name].name if name in found else name
        if usual == name or (usual not in written and usual not in names):
            names.append(usual)
    if isinstance(value, TextList):
        return value.holding(names)
    return names[0] if isinstance(value, str) else names


def _names_in(value: Value) -> Names:
    """Return the short texts of a value; empty if it has anything else."""
    if isinstance(value, TextList):
        return value if all(map(_names_in, value.items)) else ""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST and "://" not in value else ""
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(map(str, value)) if all(map(_names_in, value)) else ()
    return ()


@lru_cache(maxsize=100_000)
def _folded(name: str) -> str:
    """Return a name folded for comparison; spaces and hyphens are equal."""
    return _BETWEEN_WORDS.sub(" ", fold(normalise(name))).strip()


RULES = (
    ArchiveRule(
        id="field-spellings",
        habit=True,
        what="A name is spelt otherwise than in most other posts.",
        why="Capitals, accents and hyphens apart it is the same name. A site makes a page for each "
        "spelling, and a count of posts by name comes out wrong. Texts longer than 40 letters, and "
        "keys whose values seldom return, are no names.",
        bad=post(TITLE, DATE, "bron: NOS", "tags: [RTV Oost, RTV-Oost]"),
        good=post(TITLE, DATE, "bron: NOS", "tags: [RTV Oost]"),
        beside=replace(
            post('title: "Zee bij Zutphen"', DATE, "bron: NOS", "tags: [RTV Oost]"),
            name=_OTHER_NAME,
        ),
        fixable=Fixable.UNSAFE,
        gather=gather_names,
        conclude=conclude_names,
    ),
)
