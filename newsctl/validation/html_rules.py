"""Rules of the HTML in a body."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Fix, Fixable, ReplaceText
from newsctl.markup.balance import unbalanced
from newsctl.markup.elements import PREFORMATTED, is_known
from newsctl.markup.tags import outside_of
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.purposes import is_page
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.markup.tags import Tag
    from newsctl.validation.subject import Subject

_BRANCH = re.compile(r"\{%-?\s*((?:end)?(?:if|unless|for|case|switch))\b")
_HANDLER = re.compile(r"[\s\"'](on[a-z]+)\s*=(?!\s*\{)", re.IGNORECASE)
_HANDLER_OF_HTML = re.compile(r"[\s\"'](on[a-z]+)\s*=")
"""In MDX those of components have a capital in their names, and are programs of their own."""
_SCRIPT_URL = re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE)
_OF_OTHERS = ("externe_link", "bron", "link", "source")
"""Keys of a post about a text that others wrote."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_IMPORTED = re.compile(r"^import\s+([^'\"]+?)\s+from\s", re.MULTILINE)
_NAME = re.compile(r"\w+")
_PIXEL_HOSTS = re.compile(
    r"src\s*=\s*[\"']?(?:https?:)?//(?:[\w.-]*\.)?(?:"
    r"feeds\.feedburner\.com|feedburner\.google\.com|feedsportal\.com|feeds\.wordpress\.com"
    r"|pixel\.wp\.com|stats\.wordpress\.com|scorecardresearch\.com|google-analytics\.com"
    r"|doubleclick\.net|facebook\.com/tr\b)",
    re.IGNORECASE,
)
_SIDE = r"{}\s*[=:]\s*[\"']?0*[01](?:px)?(?=[\"'\s;/]|$)"
_WIDTH, _HEIGHT = (re.compile(_SIDE.format(side), re.IGNORECASE) for side in ("width", "height"))


def has_tags_to_check(subject: Subject) -> bool:
    """Tell whether there are other tags than known ones that nest and run nothing."""
    return not subject.markup.is_simple


def check_balance(subject: Subject) -> Iterator[Finding]:
    """Find tags without the other half of their pair, except in preformatted code.

    Elements in branches of a template are ignored: one branch may open what another closes.
    """
    chosen = _in_branches(subject)
    for tag in unbalanced(outside_of(PREFORMATTED, subject.markup.tags)):
        if tag.name in chosen:
            continue
        position = subject.body_position(tag.start)
        if tag.closes:
            yield Finding(_("</{name}> closes nothing that is open.", name=tag.name), position)
        else:
            yield Finding(
                _("<{name}> is not closed where it should be.", name=tag.name),
                position,
                _("Write </{name}> where it ends.", name=tag.name),
            )


def _in_branches(subject: Subject) -> set[str]:
    """Return the elements that are opened and closed, once at least in a branch or loop."""
    if "{%" not in subject.body:
        return set()
    inside: set[str] = set()
    branches = [0]
    places = [(found.start(), found[1]) for found in _BRANCH.finditer(subject.body)]
    for _start, word in places:
        branches.append(max(0, branches[-1] + (-1 if word.startswith("end") else 1)))
    starts = [start for start, _ in places]
    for tag in subject.markup.tags:
        if branches[bisect_right(starts, tag.start)]:
            inside.add(tag.name)
    closed = {tag.name for tag in subject.markup.tags if tag.closes}
    opened = {tag.name for tag in subject.markup.tags if not tag.closes}
    return inside & closed & opened


def check_known(subject: Subject) -> Iterator[Finding]:
    """Find tags of elements that there are not, each once, but in preformatted code."""
    seen = set()
    components = _components(subject)
    for tag in outside_of(PREFORMATTED, subject.markup.tags):
        if not (is_known(tag.name) or tag.written in components or tag.name in seen):
            seen.add(tag.name)
            yield Finding(
                _("HTML has no element <{name}>.", name=tag.name),
                subject.body_position(tag.start),
                _("If it is text, write &lt;{name}&gt;.", name=tag.name),
            )


def _components(subject: Subject) -> set[str]:
    """Return the elements that are components, as MDX has: imported, or closed and `SpeltSo`."""
    imported = {name for names in _IMPORTED.findall(subject.body) for name in _NAME.findall(names)}
    closed = {tag.written for tag in subject.markup.tags if tag.closes or tag.is_whole}
    spelt = {name for name in closed if name[0].isupper() and not name.isupper()}
    return {name for name in imported | spelt if not is_known(name.lower())}


def check_script(subject: Subject) -> Iterator[Finding]:
    """Find what runs when the post is shown: one finding, however many scripts there are.

    Pages, and posts that name no other source, are written for their site, with their scripts, and
    not copied. A script without an end tag does not run; `check_balance` reports it.
    """
    if is_page(subject) or not {*_OF_OTHERS} & {*subject.front_matter}:
        return
    components = _components(subject)
    tags = subject.markup.tags
    own = (tag for tag in tags if not (tag.closes or tag.written in components))
    if not any((tag.closes or tag.is_whole) and tag.name == "script" for tag in tags):
        own = (tag for tag in own if tag.name != "script")
    handler = _HANDLER_OF_HTML if subject.path.endswith(".mdx") else _HANDLER
    runs = [(what, tag) for tag in own if (what := _run_by(tag, handler))]
    if runs:
        what, tag = runs[0]
        more = _(", and {runs} more", runs=len(runs) - 1) if len(runs) > 1 else ""
        says = _("{what} runs when the post is shown{more}.", what=what, more=more)
        yield Finding(says, subject.body_position(tag.start))


def _run_by(tag: Tag, handler: re.Pattern[str]) -> str | None:
    if tag.name == "script":
        return _("A script")
    if not tag.rest:
        return None
    if found := handler.search(_QUOTED.sub('""', tag.rest)):
        return _("The event handler {handler}", handler=found[1])
    return _("A javascript: address") if _SCRIPT_URL.search(tag.rest) else None


def check_trackers(subject: Subject) -> Iterator[Finding]:
    """Find pictures that readers do not see, such as trackers."""
    for tag in subject.markup.tags:
        if tag.name == "img" and _is_tracker(tag.rest) and subject.is_prose(tag.start, tag.end):
            start = subject.body_start
            cut = ReplaceText(start + tag.start, start + tag.end, "")
            yield Finding(
                _("The image only counts readers."),
                subject.body_position(tag.start),
                _("Remove it."),
                Fix((cut,), safe=False),
            )


def _is_tracker(rest: str) -> bool:
    if _PIXEL_HOSTS.search(rest):
        return True
    return _WIDTH.search(rest) is not None and _HEIGHT.search(rest) is not None


RULES = (
    PostRule(
        id="body-html-unbalanced",
        habit=True,
        what="An HTML tag is not closed, or closes nothing.",
        why="What follows is swallowed: the rest of the page turns bold, or into a link. End tags "
        "that HTML lets one leave out (li, p, td) are not asked for; code is not looked at.",
        bad=post(TITLE, DATE, body="<p>De <b>zon schijnt.</p>"),
        good=post(TITLE, DATE, body="<p>De <b>zon</b> schijnt.</p>"),
        only_if=has_tags_to_check,
        check=check_balance,
    ),
    PostRule(
        id="body-html-unknown",
        habit=True,
        what="HTML has no such element.",
        why="Browsers show nothing of it. Mostly it is a slip of the keyboard, or text between < "
        "and > that readers do not get to see.",
        bad=post(TITLE, DATE, body="<p>Bel <naam> voor de zon.</p>"),
        good=post(TITLE, DATE, body="<p>Bel &lt;naam&gt; voor de zon.</p>"),
        only_if=has_tags_to_check,
        check=check_known,
    ),
    PostRule(
        id="body-script",
        habit=True,
        what="The body holds a script or an event handler.",
        why="It runs with the rights of the whole site in every reader's browser, and feeds drop "
        "it. It often came along with what was copied; posts without a bron or link to others are "
        "left alone.",
        bad=post(TITLE, DATE, "bron: NOS", body='<p onclick="zon()">De zon schijnt.</p>'),
        good=post(TITLE, DATE, body="<p>De zon schijnt.</p>"),
        only_if=has_tags_to_check,
        check=check_script,
    ),
    PostRule(
        id="body-tracker",
        what="An image is a tracker: of one pixel, or from a counter such as FeedBurner.",
        why="It tells others who reads the post, shows nothing, and most of these counters are "
        "gone. It came along from a feed.",
        bad=post(TITLE, DATE, body='<p>Zon.</p><img src="https://zee.example/1" width=1 height=1>'),
        good=CLEAN,
        fixable=Fixable.UNSAFE,
        only_if=has_tags_to_check,
        check=check_trackers,
    ),
)
