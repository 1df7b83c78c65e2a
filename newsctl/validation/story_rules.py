"""Rules about posts that tell the same story, found by comparing all posts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.archive.same_story import folded_title
from newsctl.core.messages import _
from newsctl.core.post.links import canonical_link
from newsctl.core.post.shingles import (
    ALIKE,
    FEWEST_ALIKE,
    FEWEST_SAME,
    near_pairs,
    resemblance,
    sketch_of,
)
from newsctl.validation.editions import Telling, are_of_series
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.purposes import is_document
from newsctl.validation.rule import ArchiveRule, Example, Finding
from newsctl.validation.subject import encoded, hash_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    StoryMark: TypeAlias = tuple[int, Position, tuple[int | None, str, str] | None]
    """What a post has in common with others of its story, as a hash, where it says so, and what
    tells whether it is of a series, for rules that leave these alone.

    A plain tuple, which goes from process to process in a fifth of the time of a named one."""

    Sketched: TypeAlias = tuple[int, bytes, Position, str, tuple[int | None, str, str]]
    """The body of a post: the hash of all its words, their sketch, where it begins, of which
    edition it is, and what tells whether it is of a series."""


_VALUE_OF_POST = re.compile(r"\{\{-?\s*(?!site\b)[a-z_$]", re.IGNORECASE)
"""What a template fills in, different in each post: `{{ page.number }}`; no shortcode of Hugo."""


def gather_link(subject: Subject) -> StoryMark | None:
    """Gather the link of a post, unless it leads to a front page."""
    link = subject.front_matter.get("externe_link")
    canonical = canonical_link(link) if isinstance(link, str) else None
    if canonical is None or not ("/" in canonical or "?" in canonical):
        return None
    edition = subject.edition
    return hash_of(encoded(f"{edition} {canonical}")), subject.position("externe_link"), None


def gather_title(subject: Subject) -> StoryMark | None:
    """Gather the title and the day of a post; pages may share both, as those of one import do."""
    title = subject.front_matter.get("title")
    if not isinstance(title, str) or not title.strip() or subject.moment is None:
        return None
    if is_document(subject):
        return None
    about = f"{subject.edition} {subject.moment.date()} {folded_title(title)}"
    return hash_of(encoded(about)), subject.position("title"), None


def gather_body(subject: Subject) -> StoryMark | None:
    """Gather the words of a body, unless it is a template that each post fills in."""
    if len(subject.words) < FEWEST_SAME or _VALUE_OF_POST.search(subject.body):
        return None
    key = subject.words_key
    if edition := subject.edition:
        key ^= hash_of(encoded(edition))
    return key, subject.body_position(0), subject.telling


def gather_sketch(subject: Subject) -> Sketched | None:
    """Gather the sketch of a body, except for documents, which are often similar."""
    if len(subject.words) < FEWEST_ALIKE or is_document(subject):
        return None
    if _VALUE_OF_POST.search(subject.body):
        return None
    sketch, place = sketch_of(subject.plain), subject.body_position(0)
    series = subject.telling
    return subject.words_key, sketch, place, subject.edition, series


def _alike(
    what: str,
) -> Callable[[Records[StoryMark], Collection[PostPath]], Iterator[tuple[PostPath, Finding]]]:
    """Return a function that finds posts with equal data, each with the first of the others."""

    def conclude(
        records: Records[StoryMark], _paths: Collection[PostPath]
    ) -> Iterator[tuple[PostPath, Finding]]:
        for group in _groups(records):
            for place, (path, position) in enumerate(group):
                other = group[0 if place else 1][0]
                more = _(" and {group} more", group=len(group) - 2) if len(group) > 2 else ""
                says = _("{what} {other}{more}.", what=what, other=other, more=more)
                yield path, Finding(says, position, beside=other if place else None)

    return conclude


def _groups(records: Records[StoryMark]) -> Iterable[list[tuple[PostPath, Position]]]:
    """Return the groups of posts with equal data."""
    times = Counter(key for _, (key, _, _) in records)
    if len(times) == len(records):
        return ()
    groups: dict[int, list[tuple[PostPath, StoryMark]]] = defaultdict(list)
    for path, mark in records:
        if times[mark[0]] > 1:
            groups[mark[0]].append((path, mark))
    return [
        [(path, position) for path, (_, position, _) in group]
        for group in groups.values()
        if not _is_series([mark for _, mark in group])
    ]


def _is_series(marks: Sequence[StoryMark]) -> bool:
    """Tell whether all posts of a group belong to one series."""
    kept = [Telling(*series) for _, _, series in marks if series]
    return len(kept) > 1 and all(map(are_of_series, kept, kept[1:]))


def conclude_near(
    records: Records[Sketched], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find bodies that are nearly the same, each with the one that is most like it."""
    nearest: dict[int, tuple[float, int]] = {}
    keys = [key for _, (key, *_) in records]
    sketches = [sketch for _, (_, sketch, *_) in records]
    editions = [edition for _, (*_, edition, _) in records]
    series = [kept for _, (*_, kept) in records]
    for one, other in near_pairs(sketches, least=ALIKE):
        if keys[one] == keys[other] or editions[one] != editions[other]:
            continue
        share = resemblance(sketches[one], sketches[other], least=ALIKE)
        if share and not are_of_series(Telling(*series[one]), Telling(*series[other])):
            for place, beside in ((one, other), (other, one)):
                nearest[place] = max(nearest.get(place, (0.0, 0)), (share, -beside))
    for place, (share, beside) in sorted(nearest.items()):
        path, (_key, _sketch, position, *_rest) = records[place]
        says = _(
            "Some {share:.0%} of the body is also that of {path}.",
            share=share,
            path=records[-beside][0],
        )
        is_told = -beside < place and nearest[-beside][1] == -place
        yield path, Finding(says, position, beside=records[-beside][0] if is_told else None)


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
        what="Another post has the same externe_link.",
        why="The article stands in the archive twice. Links are the same whatever their scheme, "
        "www., trailing slash, fragment and tracking parameters.",
        bad=post(TITLE, DATE, _LINK),
        good=post(TITLE, DATE, f"{_LINK}-en-zee"),
        beside=_EVENING,
        gather=gather_link,
        conclude=_alike(_("The link is also that of")),
    ),
    ArchiveRule(
        id="same-title",
        habit=True,
        what="Another post of the same day has the same title.",
        why="Most often a post was added twice, or a draft was left beside it. In lists nobody can "
        "tell the two apart.",
        bad=post('title: "Avond in Zutphen"', DATE),
        good=post('title: "Morgen in Zutphen"', DATE),
        beside=_EVENING,
        gather=gather_title,
        conclude=_alike(_("The title, on the same day, is also that of")),
    ),
    ArchiveRule(
        id="same-body",
        habit=True,
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
        conclude=_alike(_("The body is also that of")),
    ),
    ArchiveRule(
        id="same-body-nearly",
        habit=True,
        what="Another post has nearly the same body.",
        why="Four in five of its runs of three words are there too: an article that came in again "
        "after an update, or a fixed text. Estimated by MinHash, from forty words on, and not of "
        "pages of documents.",
        bad=post(TITLE, DATE, body=_LONG.format(" van Zutphen")),
        good=post(TITLE, DATE),
        beside=Example(
            post('title: "Avond"', DATE, body=_LONG.format("")).content, name="2019-09-05-avond.md"
        ),
        gather=gather_sketch,
        conclude=conclude_near,
    ),
)
