"""Rules about the keys of front matter: required ones, and misspelt ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from newsctl.core.messages import _
from newsctl.core.post.dates import parse_date
from newsctl.core.post.field_edits import RenameKey
from newsctl.core.problems import Fix, Fixable, Position
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.known_keys import HUGO, OF_POSTS, keys_of
from newsctl.validation.rule import ArchiveRule, Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    Keys: TypeAlias = tuple[tuple[str, ...], tuple["Suspect", ...]]
    """All keys of a post, and those that may be slips."""

_DUTCH = {"titel": "title", "datum": "date", "categorie": "category"}
_SHORTEST = 5  # in shorter keys one letter makes another word: date and data, tags and tabs
_RARE = 10  # times as many posts have the right key as have one that is a slip of it


class Suspect(NamedTuple):
    """A key that is nearly another of the settings or the generator.

    `meant` may be the same key to the generator: Hugo ignores case (`setMetadata` in
    hugolib/page__meta.go), which newsctl does not.
    """

    key: str
    meant: str
    position: Position
    is_said: bool
    is_usual: bool
    is_same_key: bool


def check_missing(subject: Subject) -> Iterator[Finding]:
    """Find required keys that are not there or empty, apart from what has a rule of its own."""
    for key in subject.settings.required:
        if key == "title" or (key == subject.settings.date_field and subject.moment is None):
            continue
        value = subject.shown.get(key)
        if value is None or value in ("", [], {}):
            how = _("is empty") if key in subject.front_matter else _("is missing")
            yield Finding(
                _("{key} is required and {how}.", key=key, how=how),
                subject.position(key),
                _("Add a line: {key}: …", key=key),
            )


def gather_keys(subject: Subject) -> Keys:
    """Gather the keys of a post, and those that are nearly another that it does not have."""
    own = (subject.settings.date_field, *subject.settings.fields)
    said = frozenset(subject.settings.fields)
    suspects = tuple(
        Suspect(
            key,
            meant,
            subject.key_position(key),
            is_said=meant in said,
            is_usual=meant in keys_of(subject.generator),
            is_same_key=subject.generator == HUGO and key.lower() == meant,
        )
        for key in subject.front_matter
        if (meant := _meant_by(key, own, subject.generator) or _date_meant_by(key, subject))
        and meant not in subject.front_matter
    )
    return tuple(subject.front_matter), suspects


def conclude_keys(
    records: Records[Keys], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find keys that are nearly one which the archive, its settings or its generator knows.

    One that many posts have is the archive's own.
    """
    if not any(suspects for _, (_, suspects) in records):
        return
    uses = Counter(key for _, (keys, _) in records for key in keys)
    for path, (_keys, suspects) in records:
        for suspect in suspects:
            if _is_slip(suspect, uses, len(records)):
                key, meant = suspect.key, suspect.meant
                yield (
                    path,
                    Finding(
                        _(
                            "{key} is not a known key, and {meant} is not there.",
                            key=key,
                            meant=meant,
                        ),
                        suspect.position,
                        _("Did you mean {meant!r}?", meant=meant),
                        Fix((RenameKey(key, meant),), safe=False),
                    ),
                )


def _is_slip(suspect: Suspect, uses: Counter[str], posts: int) -> bool:
    """Tell whether a key is misspelt: it is much rarer than the other."""
    times, others = uses[suspect.key], uses[suspect.meant]
    if suspect.is_same_key:
        return True
    if suspect.is_said:
        return times == 1 or _RARE * times <= max(others, posts)
    if suspect.is_usual and _RARE * times <= posts:
        return True
    return others > 0 and (times == 1 or _RARE * times <= others)


def _date_meant_by(key: str, subject: Subject) -> str | None:
    """Return the key of dates that this one nearly is, if it holds a date and is no other word."""
    name, value = subject.settings.date_field, subject.front_matter[key]
    if len(key) > len(name) + 1 or not isinstance(value, str) or not _is_near(key.casefold(), name):
        return None
    return name if isinstance(parse_date(value, subject.zone), datetime) else None


@lru_cache(maxsize=1024)
def _meant_by(key: str, own: tuple[str, ...], generator: str | None) -> str | None:
    """Return the known key that this one nearly is; None for one of the archive's own."""
    known = (keys_of(generator) | OF_POSTS).union(own)
    if key in known:
        return None
    if generator == HUGO and key.lower() in {one.lower() for one in known - OF_POSTS}:
        return None  # Hugo reads keys without capitals (`setMetadata` in hugolib/page__meta.go)
    plain = key.casefold().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    if plain in _DUTCH:
        return _DUTCH[plain]
    near = (name for name in sorted(known) if min(len(name), len(plain)) >= _SHORTEST)
    return next((name for name in near if _is_near(plain, name)), None)


def _is_near(plain: str, name: str) -> bool:
    """Tell whether two keys differ by one edit, other than as singular and plural."""
    if plain in (f"{name}s", name.removesuffix("s")):
        return False
    return OSA.distance(plain, name.casefold(), score_cutoff=1) <= 1


RULES = (
    PostRule(
        id="field-missing",
        what="A key that the archive requires is missing or empty.",
        why="The archive's own settings require it: required = true for a field in "
        "newsctl.toml. Without settings only a title and a moment are, which have rules of their "
        "own.",
        bad=post(TITLE, DATE),
        good=CLEAN,
        check=check_missing,
    ),
    ArchiveRule(
        id="field-misspelt",
        habit=True,
        what="A key is nearly one that is known, and that the post does not have.",
        why="What stands under Title, titel or catagory is found by no search for title or "
        "category. Known are the keys of the settings, of the generator, and of most other posts; "
        "one that many posts have is the archive's own, and is kept.",
        bad=post(TITLE, DATE, "catagory: tech"),
        good=post(TITLE, DATE, "category: tech"),
        beside=replace(
            post('title: "Zee bij Zutphen"', DATE, "category: tech"),
            name="2019-09-05-zee-bij-zutphen.md",
        ),
        fixable=Fixable.UNSAFE,
        gather=gather_keys,
        conclude=conclude_keys,
    ),
)
