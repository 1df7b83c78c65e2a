"""The import of items: each becomes a post, is known already, or is refused."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.change.post_objects import post_object_of
from newsctl.core.errors import KnownStory, NewsctlError, UsageError
from newsctl.core.messages import _
from newsctl.core.post.dates import DateProblem, parse_date, refuse_skipped
from newsctl.core.post.post import LARGEST_FILE, Draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.archive.ports import Progress
    from newsctl.core.change.intake import Intake, NewPost
    from newsctl.core.post.post import Value


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs that no text has, and terminals obey."""


TOO_LONG = _("It is longer than {largest_file} MB.", largest_file=LARGEST_FILE // 1024**2)
"""The message about an item that no post can hold."""


class Item(NamedTuple):
    """One item of an import: its place (`feed.xml:12`), and its object or why there is none.

    The object has the keys of a post (`post_objects`), with the body as a post has it.
    """

    where: str
    content: Mapping[str, Value] | NewsctlError


class NoPost(NewsctlError):
    """An item of a kind that does not become a post: a page, an attachment, a draft."""


class ItemOptions(NamedTuple):
    """Options for all items: values that replace their own, and the date of undated ones."""

    fields: Mapping[str, Value]
    undated: datetime | None
    zone: tzinfo


class TakenItems(NamedTuple):
    """The result of an import: new posts, the number of known ones, and refusals by place.

    `others` counts items of kinds that do not become posts.
    """

    new: Sequence[NewPost]
    known: int
    refused: Sequence[tuple[str, NewsctlError]]
    others: Mapping[str, int]


def take_items(
    items: Sequence[Item], intake: Intake, options: ItemOptions, progress: Progress
) -> TakenItems:
    """Prepare posts of items, without writing them."""
    new: list[NewPost] = []
    refused: list[tuple[str, NewsctlError]] = []
    others: Counter[str] = Counter()
    known = 0
    for number, item in enumerate(items, 1):
        try:
            new.append(intake.take(draft_of_item(item, options)))
        except KnownStory as story:
            if story.is_same:
                known += 1
            else:
                refused.append((item.where, story))
        except NoPost as other:
            others[other.message] += 1
        except NewsctlError as error:
            refused.append((item.where, error))
        progress(number, len(items))
    return TakenItems(new, known, refused, others)


def draft_of_item(item: Item, options: ItemOptions) -> Draft:
    """Return a draft of an item. Raises the item's own error, or UsageError if it is no post."""
    if isinstance(item.content, NewsctlError):
        raise item.content
    post = post_object_of(item.content)
    if len(post.body) > LARGEST_FILE:
        raise UsageError(TOO_LONG)
    if sign := _CONTROL.search(f"{post.title}{post.body}"):
        raise UsageError(_("It holds a control character, U+{ord:04X}.", ord=ord(sign[0])))
    if post.title is None or not post.title.strip():
        raise UsageError(
            _("It has no title."), hint=_("If another field has it: --map FIELD=title")
        )
    return Draft(
        post.title,
        _moment(post.date, options),
        {**post.fields, **options.fields},
        post.body,
        post.slug,
        is_dated=True,
        keeps_offset=True,
        is_numbered=True,
        written_date=post.date,
    )


def _moment(written: str | None, options: ItemOptions) -> datetime | None:
    """Return the date of an item, or that of undated items. Raises UsageError."""
    if written is None or not written.strip():
        return options.undated
    moment = parse_date(written, options.zone)
    if isinstance(moment, DateProblem):
        raise UsageError(
            _("Its date is {written!r}: {reason}.", written=written, reason=moment.reason)
        )
    refuse_skipped(moment, written)
    return moment
