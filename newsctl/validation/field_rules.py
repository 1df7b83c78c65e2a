"""Rules of the keys of front matter: which have to be there, and how they are spelt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from newsctl.core.field_edits import RenameKey
from newsctl.core.problems import Fix, Fixable, Severity
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.rule import Family, Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.validation.subject import Subject

KNOWN_KEYS = frozenset(
    {"layout", "title", "date", "category", "categories", "tags", "externe_link", "feature_image"}
    | {"aantal", "unieke", "bron", "permalink", "published"}
)
"""The keys of a post in the model archive, and those that mean something to Jekyll."""

_DUTCH = {"titel": "title", "datum": "date", "categorie": "category"}
_SHORTEST = 5  # in shorter keys one letter makes another word: date and data, tags and tabs


def check_missing(subject: Subject) -> Iterator[Finding]:
    """Find required keys that are not there or empty, apart from what has a rule of its own."""
    for key in subject.settings.required:
        if key == "title" or (key == subject.settings.date_field and subject.moment is None):
            continue
        value = subject.front_matter.get(key)
        if value is None or value in ("", [], {}):
            how = "is empty" if key in subject.front_matter else "is missing"
            yield Finding(
                f"{key} is required and {how}.", subject.position(key), f"Add a line: {key}: …"
            )


def check_spelling(subject: Subject) -> Iterator[Finding]:
    """Find keys that are nearly a known one which the post does not have."""
    own = (subject.settings.date_field, *subject.settings.fields)
    for key in subject.front_matter:
        meant = None if key in KNOWN_KEYS else _meant_by(key, own)
        if meant and meant not in subject.front_matter:
            yield Finding(
                f"{key} is not a known key, and {meant} is not there.",
                subject.key_position(key),
                f"Did you mean {meant!r}?",
                Fix((RenameKey(key, meant),), safe=False),
            )


@lru_cache(maxsize=1024)
def _meant_by(key: str, own: tuple[str, ...]) -> str | None:
    """Return the known key that is nearly this one, None for one of the archive's own."""
    known = KNOWN_KEYS.union(own)
    if key in known:
        return None
    plain = key.casefold().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    if plain in _DUTCH:
        return _DUTCH[plain]
    near = (name for name in sorted(known) if min(len(name), len(plain)) >= _SHORTEST)
    return next((name for name in near if OSA.distance(plain, name, score_cutoff=1) <= 1), None)


RULES = (
    PostRule(
        id="field-missing",
        family=Family.FIELDS,
        severity=Severity.ERROR,
        what="A key that the archive requires is missing or empty.",
        why="The archive's own settings require it: required = true for a field in "
        "newsctl.toml. Without settings only a title and a moment are, which have rules of their "
        "own.",
        bad=post(TITLE, DATE),
        good=CLEAN,
        check=check_missing,
    ),
    PostRule(
        id="field-misspelt",
        family=Family.FIELDS,
        severity=Severity.WARNING,
        what="A key is nearly one that is known, and that the post does not have.",
        why="What stands under Title, titel or catagory is found by no search for title or "
        "category. Keys that resemble no known one are the archive's own, and are kept.",
        bad=post(TITLE, DATE, "catagory: tech"),
        good=post(TITLE, DATE, "category: tech"),
        fixable=Fixable.UNSAFE,
        check=check_spelling,
    ),
)
