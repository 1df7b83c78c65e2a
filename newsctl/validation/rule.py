"""The definition of a rule: its id, its documentation, two examples, and its function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from newsctl.core.messages import _, joined
from newsctl.core.problems import Position, RuleText, Severity
from newsctl.core.settings.rule_names import FAMILY_OF, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Fix, Fixable
    from newsctl.validation.subject import Subject

Record = TypeVar("Record")
"""What a rule of the archive keeps of a post: small, and able to go from process to process."""

Records: TypeAlias = "Sequence[tuple[PostPath, Record]]"
"""What such a rule kept of all posts, by path."""


class Finding(NamedTuple):
    """A finding of a rule at one place in a file; `hint` is the repair in words, `fix` as edits.

    `beside` is another post with the same finding, so that one of the two is enough.
    """

    message: str
    position: Position = Position()
    hint: str | None = None
    fix: Fix | None = None
    beside: PostPath | None = None


_USUAL_NAME = "2019-09-05-zon-in-zutphen.md"
_VISIBLE = str.maketrans(
    {"\ufeff": "[BOM]", "\r": "[CR]", "\t": "[TAB]"}
    | {"\u200b": "[U+200B]", "\u00ad": "[U+00AD]", "\ufffd": "[U+FFFD]"}
)


@dataclass(frozen=True, slots=True)
class Example:
    """A small whole file that shows a rule, with the name and the encoding it is saved under."""

    content: str
    name: str = _USUAL_NAME
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        """The bytes of the example."""
        return self.content.encode(self.encoding)

    @property
    def text(self) -> str:
        """The text of the example, with invisible characters named."""
        named = [self.name] if self.name != _USUAL_NAME else []
        saved = (
            [_("saved as {encoding}", encoding=self.encoding)] if self.encoding != "utf-8" else []
        )
        about = ("[", joined(", ", (*named, *saved)), "]\n") if named or saved else ()
        end = "" if self.content.endswith("\n") else _("[no line end]\n")
        return joined("", (*about, self.content.translate(_VISIBLE), end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `why` is its reason and its source.

    Its family and its severity are listed in `core.settings.rule_names`. The examples are checked
    in the tests, with settings in which `bron` is required, `leestijd` is a whole number and
    `regio` is stad or dorp, in an archive with the post `beside`, if there is one. A rule about the
    disk has none. `fixable` is whether its findings have a fix, `habit` whether an archive may
    break it on purpose: then what most posts have in common becomes one finding. A rule is off by
    default, until the settings or `--select` name it, if neither readers nor generators notice what
    breaks it.
    """

    id: str
    what: str
    why: str
    bad: Example | None = None
    good: Example | None = None
    beside: Example | None = None
    fixable: Fixable | None = None
    habit: bool = False

    @property
    def default(self) -> Severity | None:
        """The severity without settings; None is off."""
        return SEVERITIES[self.id]

    @property
    def severity(self) -> Severity:
        """The severity of a rule that is on and that the settings do not mention."""
        return self.default or Severity.INFO

    @property
    def family(self) -> str:
        """The family with which the rule can be enabled and disabled."""
        return FAMILY_OF[self.id]

    @property
    def explanation(self) -> RuleText:
        """The documentation of the rule."""
        bad, good, beside = (
            one.text if one else None for one in (self.bad, self.good, self.beside)
        )
        return RuleText(
            rule=self.id,
            family=self.family,
            severity=self.default,
            what=self.what,
            why=self.why,
            bad=bad,
            good=good,
            beside=beside,
            fixable=self.fixable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRule(Rule):
    """A rule that the reader applies, since breaking it may leave no post to check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule(Rule):
    """A rule about a file, given its path in the archive and its bytes."""

    check: Callable[[PostPath, bytes], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule(Rule):
    """A rule about a post.

    The rule is skipped if `only_if` returns false. Rules with the same `only_if` share its result:
    it excludes a third of the rules for most posts.
    """

    check: Callable[[Subject], Iterable[Finding]]
    only_if: Callable[[Subject], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRule(Rule, Generic[Record]):
    """A rule about all posts, in two steps, so that several processes can do the first.

    `gather` returns the data of a post to compare, None if there is none. `conclude` receives these
    data by path, and the paths of all posts of the archive, and reports on posts that have data.
    """

    gather: Callable[[Subject], Record | None]
    conclude: Callable[[Records[Record], Collection[PostPath]], Iterable[tuple[PostPath, Finding]]]
