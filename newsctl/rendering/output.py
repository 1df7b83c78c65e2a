"""The output options of lists of posts, and what they need of each post."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.rendering.fields import OWN_FIELDS, canonical, check_field
from newsctl.rendering.formats import Renderable, all_formats, usual_format

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsctl.core.archive.hits import Request
    from newsctl.rendering.formats import Format
    from newsctl.rendering.template import Template

_WITH_NULL = "path"
"""The format whose lines NUL may end."""

_TABLE_WITH_MORE = ("date", "title")
"""What a table shows beside fields that are added to it."""


class OutputOptions(NamedTuple):
    """The options as given: `--format`, `--fields`, `--template` and `--null`."""

    format: Format | None = None
    fields: str | None = None
    template: str | None = None
    null: bool = False


class Output(NamedTuple):
    """The resolved output; a template, if there is one, replaces the format.

    `fields` replace the default fields of the format, `added` are appended to them. With `ranked`
    (for `search`) posts are shown one below the other with snippets, without it (for `list`) in a
    table. `explain` adds scores and reasons.
    """

    format: Format
    fields: tuple[str, ...] = ()
    template: Template | None = None
    null: bool = False
    ranked: bool = False
    explain: bool = False
    added: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The chosen fields, or the format's default fields and those added."""
        own = self.format.unasked
        return self.fields or (tuple(dict.fromkeys((*own, *self.added))) if own else ())

    @property
    def more(self) -> tuple[str, ...]:
        """The fields of a search that JSON adds to those of the post."""
        asked = ("score", "snippets") if self.ranked else ()
        explained = ("reasons",) if self.explain else ()
        return tuple(dict.fromkeys((*asked, *explained, *self.added)))

    @property
    def is_for_people(self) -> bool:
        """Whether the output is for people; then a default limit and a pager are used."""
        return self.format.for_people and self.template is None

    @property
    def named(self) -> tuple[str, ...]:
        """The fields shown; empty if the format or the template decides for each post."""
        return self.template.fields if self.template else self.columns

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that the user named."""
        return (*(self.template.fields if self.template else self.fields), *self.added)

    def requested(self, request: Request) -> Request:
        """Return a request for just what is shown of each post, since the rest costs time."""
        return request._replace(
            snippets=self._needs_snippets,
            explain=self.explain or "reasons" in self._fields_asked,
            highlights=self.is_for_people or "highlights" in self._fields_asked,
            front_matter=self._needs_front_matter,
            text=self.needs_text,
        )

    @property
    def needs_text(self) -> bool:
        """Whether texts are shown, which the index has."""
        return "text" in self._fields_asked

    @property
    def needs_body(self) -> bool:
        """Whether bodies are shown as written, for which the files are read."""
        return "body" in self._fields_asked

    @property
    def _needs_snippets(self) -> bool:
        if {"snippet", "snippets"} & self._fields_asked:
            return True
        if self.template or self.named:
            return False
        return self.ranked and self.format.shows_snippets

    @property
    def _needs_front_matter(self) -> bool:
        """Whether more is shown than newsctl's own fields; a slug may be in the front matter."""
        return not self.named or not set(self.named) <= set(OWN_FIELDS) - {"slug"}

    @property
    def _fields_asked(self) -> set[str]:
        return {*self.named, *self.added}


def choose_output(
    options: OutputOptions,
    *,
    is_tty: bool,
    ranked: bool = False,
    explain: bool = False,
    known: Collection[str] | None = None,
    scored: bool = True,
) -> Output:
    """Resolve the options: by default a table on a terminal, tab-separated lines in a pipe.

    `known` are the archive's front matter keys; without them any field is accepted. `scored` tells
    whether posts have a score, as those of a search and related ones have. Fields with a plus sign
    are added to the default fields. Raises UsageError for options that exclude each other, and for
    unknown fields.
    """
    _refuse_contradictions(options)
    template = (
        None if options.template is None else _template(options.template, known, scored=scored)
    )
    chosen = options.format or usual_format(Renderable, is_tty=is_tty)
    asked = (options.fields or "").removeprefix("+")
    fields = () if options.fields is None else _fields(asked, known, scored=scored)
    if fields and not chosen.takes_fields:
        raise UsageError(_("--fields has no meaning with --format {name}.", name=chosen.name))
    if explain and not (template or chosen.shows_reasons):
        chosen = _explained(options)
    added: tuple[str, ...] = ()
    if options.fields is not None and options.fields.startswith("+"):
        added = fields
        fields = tuple(dict.fromkeys((*_TABLE_WITH_MORE, *added))) if chosen.for_people else ()
    return Output(
        chosen, fields, template, options.null, ranked=ranked, explain=explain, added=added
    )


def _template(text: str, known: Collection[str] | None, *, scored: bool) -> Template:
    from newsctl.rendering.template import Template  # noqa: PLC0415 -- 3 ms, and few ask for one

    return Template.parse(text, known, scored=scored)


def _refuse_contradictions(options: OutputOptions) -> None:
    if options.template is not None:
        for name, given in (("format", options.format), ("fields", options.fields)):
            if given is not None:
                raise UsageError(
                    _("--template and --{name} exclude one another.", name=name),
                    hint=_("A template names its fields itself: -t '{date:%Y-%m-%d} {title}'"),
                )
    if options.null and (options.format is None or options.format.name != _WITH_NULL):
        raise UsageError(
            _("--null goes with --format {with_null} only.", with_null=_WITH_NULL),
            hint=_("Use: -f {with_null} -0", with_null=_WITH_NULL),
        )


def _explained(options: OutputOptions) -> Format:
    """Return the format for `--explain`. Raises UsageError for a format without reasons."""
    if options.format is not None:
        able = ", ".join(form.name for form in all_formats() if form.shows_reasons)
        raise UsageError(
            _("--explain has no meaning with --format {name}.", name=options.format.name),
            hint=_("Use: {able}", able=able),
        )
    return usual_format(Renderable, is_tty=True)


def _fields(names: str, known: Collection[str] | None, *, scored: bool) -> tuple[str, ...]:
    """Split `path, title` into distinct names."""
    written = (name.strip().removeprefix("+") for name in names.split(","))
    fields = tuple(dict.fromkeys(canonical(name, known, scored=scored) for name in written))
    if "" in fields:
        raise UsageError(
            _("--fields holds an empty name."),
            hint=_("One can ask for: {own_fields}", own_fields=", ".join(OWN_FIELDS)),
        )
    for name in fields:
        check_field(name, known)
    return fields
