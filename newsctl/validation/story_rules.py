"""Rules of posts that tell the same story: found only by comparing all posts."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.links import canonical_link
from newsctl.core.problems import Position, Severity
from newsctl.core.shingles import (
    ALIKE,
    FEWEST_ALIKE,
    FEWEST_SAME,
    near_pairs,
    resemblance,
    sketch_of,
)
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Example, Family, Finding
from newsctl.validation.subject import encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from newsctl.core.post import PostPath
    from newsctl.validation.subject import Subject

    Kept: TypeAlias = Sequence[tuple[PostPath, "Mark"]]
    KeptSketches: TypeAlias = Sequence[tuple[PostPath, "Sketched"]]


class Mark(NamedTuple):
    """What a post has in common with others of its story, as a hash, and where it says so."""

    key: int
    position: Position


class Sketched(NamedTuple):
    """The body of a post: the hash of all its words, their sketch, and where it begins."""

    key: int
    sketch: bytes
    position: Position


def gather_link(subject: Subject) -> Mark | None:
    """Keep the link of a post, unless it leads to no more than a whole site."""
    link = subject.front_matter.get("externe_link")
    canonical = canonical_link(link) if isinstance(link, str) else None
    if canonical is None or not ("/" in canonical or "?" in canonical):
        return None
    return Mark(_hash(encoded(canonical)), subject.position("externe_link"))


def gather_title(subject: Subject) -> Mark | None:
    """Keep the title and the day of a post."""
    title = subject.front_matter.get("title")
    if not isinstance(title, str) or not title.strip() or subject.moment is None:
        return None
    words = " ".join(title.casefold().split())
    return Mark(_hash(encoded(f"{subject.moment.date()} {words}")), subject.position("title"))


def gather_body(subject: Subject) -> Mark | None:
    """Keep the words of a body."""
    if len(subject.words) < FEWEST_SAME:
        return None
    return Mark(_hash(subject.plain), subject.body_position(0))


def gather_sketch(subject: Subject) -> Sketched | None:
    """Keep the sketch of a body."""
    if len(subject.words) < FEWEST_ALIKE:
        return None
    return Sketched(_hash(subject.plain), sketch_of(subject.plain), subject.body_position(0))


def _alike(what: str) -> Callable[[Kept, Collection[PostPath]], Iterator[tuple[PostPath, Finding]]]:
    """Return what finds the posts that kept the same, each with the first of the others."""

    def conclude(records: Kept, _paths: Collection[PostPath]) -> Iterator[tuple[PostPath, Finding]]:
        groups: dict[int, list[tuple[PostPath, Position]]] = defaultdict(list)
        for path, mark in records:
            groups[mark.key].append((path, mark.position))
        for group in groups.values():
            for place, (path, position) in enumerate(group):
                if len(group) > 1:
                    other = group[0 if place else 1][0]
                    more = f" and {len(group) - 2} more" if len(group) > 2 else ""
                    yield path, Finding(f"{what} {other}{more}.", position)

    return conclude


def conclude_near(
    records: KeptSketches, _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find bodies that are nearly the same, each with the one that is most like it."""
    nearest: dict[int, tuple[float, int]] = {}
    keys = [kept.key for _, kept in records]
    sketches = [kept.sketch for _, kept in records]
    for one, other in near_pairs(sketches):
        if keys[one] == keys[other]:
            continue
        if share := resemblance(sketches[one], sketches[other], least=ALIKE):
            for place, beside in ((one, other), (other, one)):
                nearest[place] = max(nearest.get(place, (0.0, 0)), (share, -beside))
    for place, (share, beside) in sorted(nearest.items()):
        path, kept = records[place]
        says = f"Some {share:.0%} of the body is also that of {records[-beside][0]}."
        yield path, Finding(says, kept.position)


def _hash(text: bytes) -> int:
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


_LINK = "externe_link: https://nieuws.example/zon"
_LONG = (
    "<p>De zon scheen donderdag de hele dag in Zutphen, en op het plein voor de kerk zaten al in "
    "de ochtend mensen buiten. Volgens de waard van het café was het er drukker dan in de hele "
    "zomer. Ook langs de rivier was het vol, zei een woordvoerder van de gemeente{}.</p>"
)
_EVENING = Example(
    post('title: "Avond in Zutphen"', DATE, f"{_LINK}/?utm_source=rss").content,
    name="2019-09-05-avond.md",
)

RULES = (
    ArchiveRule(
        id="same-link",
        family=Family.SAME_STORY,
        severity=Severity.WARNING,
        what="Another post has the same externe_link.",
        why="The article stands in the archive twice. Links are the same whatever their scheme, "
        "www., trailing slash, fragment and tracking parameters.",
        bad=post(TITLE, DATE, _LINK),
        good=post(TITLE, DATE, f"{_LINK}-en-zee"),
        beside=_EVENING,
        gather=gather_link,
        conclude=_alike("The link is also that of"),
    ),
    ArchiveRule(
        id="same-title",
        family=Family.SAME_STORY,
        severity=Severity.WARNING,
        what="Another post of the same day has the same title.",
        why="Most often a post was added twice, or a draft was left beside it. In lists nobody can "
        "tell the two apart.",
        bad=post('title: "Avond in Zutphen"', DATE),
        good=post('title: "Morgen in Zutphen"', DATE),
        beside=_EVENING,
        gather=gather_title,
        conclude=_alike("The title, on the same day, is also that of"),
    ),
    ArchiveRule(
        id="same-body",
        family=Family.SAME_STORY,
        severity=Severity.WARNING,
        what="Another post has the same body.",
        why="A post was copied, and its text not replaced. Tags, capitals and white space are not "
        "compared, nor bodies of fewer than ten words.",
        bad=post(TITLE, DATE, body=_LONG.format("")),
        good=post(TITLE, DATE),
        beside=Example(
            post('title: "Avond"', DATE, body=f"<div>{_LONG.format('')}</div>").content,
            name="2019-09-05-avond.md",
        ),
        gather=gather_body,
        conclude=_alike("The body is also that of"),
    ),
    ArchiveRule(
        id="same-body-nearly",
        family=Family.SAME_STORY,
        severity=Severity.INFO,
        what="Another post has nearly the same body.",
        why="Four in five of its runs of three words are there too: an article that came in again "
        "after an update, or a fixed text. Estimated by MinHash, from forty words on.",
        bad=post(TITLE, DATE, body=_LONG.format(" van Zutphen")),
        good=post(TITLE, DATE),
        beside=Example(
            post('title: "Avond"', DATE, body=_LONG.format("")).content, name="2019-09-05-avond.md"
        ),
        gather=gather_sketch,
        conclude=conclude_near,
    ),
)
