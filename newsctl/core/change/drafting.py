"""Drafts of new posts, made of options and of files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import Operator, parse_assignment
from newsctl.core.change.post_objects import post_object_of, under_meant_keys
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.post import Draft, Manuscript
from newsctl.core.query.fields import NUMBER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from newsctl.core.change.assigning import Assigner
    from newsctl.core.change.assignments import Assignment
    from newsctl.core.post.post import Value

_COUNTED = _("It is counted from the body.")
_NOT_BY_FIELD = {
    "title": _("The title comes first: newsctl add TITLE"),
    "date": _("Use: --date"),
    "body": _("Use: --body"),
    **dict.fromkeys(NUMBER_FIELDS, _COUNTED),
}


_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class PostOptions:
    """The values that the options of `add` set; they replace those in the input."""

    title: str | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    date: str | None = None
    slug: str | None = None

    def of_one_post(self) -> list[str]:
        """Return the given options that apply to a single post only."""
        named = {"TITLE": self.title, "--slug": self.slug}
        return [option for option, value in named.items() if value is not None]


class Drafting:
    """Makes drafts for an archive, whose `assigner` says what fields mean.

    `moment` parses a date, and raises UsageError for an invalid one. `page` extracts the parts of a
    post from a web page.
    """

    def __init__(
        self,
        assigner: Assigner,
        *,
        now: Callable[[], datetime],
        moment: Callable[[str], datetime],
        page: Callable[[bytes], object],
    ) -> None:
        self._assigner = assigner
        self._now = now
        self._moment = moment
        self._page = page

    def fields(self, named: Mapping[str, str | None], others: Sequence[str]) -> dict[str, Value]:
        """Return the front matter given by the options.

        Values of one list are gathered. Raises UsageError for a field without `=`, for one that
        `--field` cannot give, for one that is in `named` too, for a number that may be a thousand
        or a fraction, and as `Assigner.resolved`.
        """
        fields: dict[str, Value] = {key: value for key, value in named.items() if value is not None}
        given = self._assigner.resolved(map(self._assignment, others))
        settings = self._assigner.fields(*(one.key for one in given))
        for one in given:
            if one.key in fields:
                raise UsageError(_("{key} is given twice.", key=one.key))
            fields[one.key] = self._assigner.dated(one).value(settings)
        return fields

    def _assignment(self, written: str) -> Assignment:
        """Parse one `--field`. Raises UsageError as `fields`."""
        assignment = parse_assignment(written)
        if assignment is None or assignment.operator is not Operator.SET:
            raise UsageError(
                _("--field {written!r} is not KEY=VALUE.", written=written),
                hint=_("--field auteur=redactie"),
            )
        meant = self._assigner.names.in_object(assignment.key)
        if hint := _NOT_BY_FIELD.get(meant):
            raise UsageError(_("--field cannot give {key}.", key=assignment.key), hint=hint)
        return assignment

    def draft(self, options: PostOptions, body: str) -> Draft:
        """Return a draft of options and a body.

        Raises UsageError without a title, and for a date that cannot be read.
        """
        if options.title is None:
            raise UsageError(_("A post needs a title."), hint=_("newsctl add TITLE"))
        moment = self._moment_of(options)
        return Draft(
            _LINE_ENDS.sub(" ", options.title.strip()),
            moment,
            options.fields,
            body,
            options.slug,
            is_dated=options.date is not None,
            is_numbered=options.slug is None,
            written_date=options.date,
        )

    def of_object(self, given: PostOptions, value: object) -> Draft:
        """Return a draft of a JSON object. Raises UsageError if it does not describe a post."""
        if isinstance(value, dict):
            value = under_meant_keys(value, self._assigner.names)
        post = post_object_of(value)
        options = PostOptions(
            given.title or post.title,
            {**post.fields, **given.fields},
            given.date or post.date,
            given.slug or post.slug,
        )
        return self.draft(options, post.body)

    def of_page(self, options: PostOptions, data: bytes) -> Draft:
        """Return a draft of a web page. Raises UsageError if it has no title or no text."""
        return self.of_object(options, self._page(data))

    def manuscript(self, options: PostOptions, data: bytes, name: str) -> Manuscript:
        """Return a whole post from a file of this name, with the options applied."""
        fields = dict(options.fields)
        if options.title is not None:
            fields = {"title": options.title, **fields}
        moment = self._moment_of(options)
        return Manuscript(
            data, name, moment, fields, options.slug, is_dated=options.date is not None
        )

    def _moment_of(self, options: PostOptions) -> datetime:
        return self._now() if options.date is None else self._moment(options.date)
