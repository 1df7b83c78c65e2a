"""What a rule is: its name, what it says and why, two examples, and the function that checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from newsctl.core.messages import _, joined
from newsctl.core.problems import Position, RuleText

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Fix, Fixable, Severity
    from newsctl.validation.subject import Subject

Record = TypeVar("Record")
"""What a rule of the archive keeps of a post: small, and able to go from process to process."""

Records: TypeAlias = "Sequence[tuple[PostPath, Record]]"
"""What such a rule kept of all posts, by path."""


class Family(StrEnum):
    """What a rule looks at; a family can be switched on and off as a whole."""

    FILE = "file"
    FRONT_MATTER = "front-matter"
    DATE = "date"
    TITLE = "title"
    FIELDS = "fields"
    LINKS = "links"
    COUNTS = "counts"
    BODY = "body"
    SAME_STORY = "same-story"


class Finding(NamedTuple):
    """What a rule says of one place in a file; `hint` is the repair in words, `fix` as edits.

    `beside` is another post of which it says the same, so that one of the two is enough.
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
        """The example as bytes on disk."""
        return self.content.encode(self.encoding)

    @property
    def text(self) -> str:
        """The example as people read it: what cannot be seen in it is named."""
        named = [self.name] if self.name != _USUAL_NAME else []
        saved = (
            [_("saved as {encoding}", encoding=self.encoding)] if self.encoding != "utf-8" else []
        )
        about = ("[", joined(", ", (*named, *saved)), "]\n") if named or saved else ()
        end = "" if self.content.endswith("\n") else _("[no line end]\n")
        return joined("", (*about, self.content.translate(_VISIBLE), end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `severity` is what it has by default, `why` also says what that rests on.

    The examples are checked in the tests, where `bron` is required, `leestijd` a whole number and
    `regio` stad or dorp, as posts of an archive that has the post `beside` already, if there is
    one. A rule about the disk rather than about a file has none. `fixable` says whether what it
    finds comes with a fix, `habit` whether an archive may do so on purpose: then one finding is
    enough for what most posts have in common.
    """

    id: str
    family: Family
    severity: Severity
    what: str
    why: str
    bad: Example | None = None
    good: Example | None = None
    beside: Example | None = None
    fixable: Fixable | None = None
    habit: bool = False

    @property
    def explanation(self) -> RuleText:
        """The rule as people read it."""
        bad, good, beside = (
            one.text if one else None for one in (self.bad, self.good, self.beside)
        )
        return RuleText(
            rule=self.id,
            family=self.family,
            severity=self.severity,
            what=self.what,
            why=self.why,
            bad=bad,
            good=good,
            beside=beside,
            fixable=self.fixable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRule(Rule):
    """A rule that the reader of a file applies, since what breaks it may leave no post to check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule(Rule):
    """A rule of a file, whatever it holds: its path in the archive and its bytes."""

    check: Callable[[PostPath, bytes], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule(Rule):
    """A rule of a post.

    Where `only_if` says no there is nothing to find, and the rule is not asked. Rules that share
    it share its answer: most posts have nothing that a third of the rules could look at.
    """

    check: Callable[[Subject], Iterable[Finding]]
    only_if: Callable[[Subject], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRule(Rule, Generic[Record]):
    """A rule of all posts together, in two steps, so that several processes can take the first.

    `gather` keeps of a post what has to be compared, None if that is nothing. `conclude` is given
    what was kept, by path, and the paths of all posts of the archive; it tells of those that kept.
    """

    gather: Callable[[Subject], Record | None]
    conclude: Callable[[Records[Record], Collection[PostPath]], Iterable[tuple[PostPath, Finding]]]
