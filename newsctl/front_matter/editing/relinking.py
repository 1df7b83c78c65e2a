"""Updates of a post's links to posts that are renamed or removed, with no other byte changed.

Links are those of markdown and HTML: by a path from the post, by an address from its page or from
the root of the site, or by an absolute one of the site; `{% post_url %}` and `{% link %}` of
Jekyll; `ref` and `relref` of Hugo; and `[[notes]]`. Code is left alone, and so are addresses made
by templates.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from newsctl.core.post.fences import Fenced, split_below_blanks
from newsctl.markup.tags import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsctl.core.change.mentions import MovedPost
    from newsctl.core.post.post import PostPath

_TEMPLATE = r"\{\{[^{}]*+\}\}|\{%(?:[^{}%]|%(?!\}))*+%\}"
_TARGET = rf"(?:{_TEMPLATE}|<[^<>\n]*+>|[^\s()<>{{}}]++|(?<!\()\([^\s()<>{{}}]*+\))++"
_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]"
    rf"\([ \t]*+(?P<target>{_TARGET})(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
    r"|(?><a\b(?=[^<>]*+>)[^<>]*?\bhref\s*+=\s*+(?P<quote>[\"'])(?P<href>[^<>\"']*+)(?P=quote))"
    r"[^<>]*+>(?P<inner>(?:[^<]|<(?!/?a\b))*+)</a\s*+>"
    r"|(?<!!)\[\[(?P<note>[^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|(?P<alias>[^\[\]\n]*))?\]\]",
    re.DOTALL | re.IGNORECASE,
)
"""Nothing is tried in two ways (`++`, `*+`), so that a body takes time that grows as it does."""

_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ \t]*<?(?P<target>[^\s<>{}]+)", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?P<target>https?://[^\s<>]+)>", re.IGNORECASE)
_TAG = re.compile(
    r"\{%-?\s*(?:post_url|link)\s+[\"']?(?P<jekyll>[^\s\"'%{}]+)"
    r"|\{\{[<%]\s*(?:rel)?ref\s+[\"'](?P<hugo>[^\"'#]+)"
)
_MARKS = ("](", "<http", "<HTTP", "]:", "[[", "href", "HREF", "post_url", "ref ", "link ")
_ENDING = re.compile(r"\.(?:md|markdown|mdx|html?)\Z", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_ON_A_SITE = re.compile(r"(?:https?:)?//(?P<host>[^/?#]+)", re.IGNORECASE)
_SEEN = re.compile(
    r"[^\s\"'()<>\[\]{}|,;]*(?:/|\.(?:md|markdown|mdx|html?)\b)[^\s\"'()<>\[\]{}|,;]*"
)
"""What may be an address or a path, wherever it stands."""

_NOTE = re.compile(r"\[\[(?P<note>[^\[\]|#\n]+)")
_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL)
_INDEX = re.compile(r"/index\Z")


_FEW = 50
"""Names that are looked for in a whole file sooner than all that may be an address in it."""


class _LinkEdit(NamedTuple):
    """A range of text that names a post, and its replacement."""

    start: int
    end: int
    text: str


class Relinking:
    """Updates links to the posts moved by one change, in one post after another.

    `site` is the address of the site, or only its path, as far as known; `page_of` returns the
    address of a post from its bytes, None if that is unknown.
    """

    def __init__(
        self,
        moved: Iterable[MovedPost],
        site: str = "",
        page_of: Callable[[PostPath, bytes], str | None] = lambda *_: None,
    ) -> None:
        host = _ON_A_SITE.match(site)
        self._host = host["host"].lower() if host else ""
        self._base = site[host.end() if host else 0 :].rstrip("/")
        self._page_of = page_of
        self._page: Callable[[], str | None] = lambda: None
        # By the last name in its path and in its address: a link to it ends in one of them
        self._by_name: defaultdict[str, list[MovedPost]] = defaultdict(list)
        for post in moved:
            for name in {_last(post.path), _last(post.address or post.path)}:
                self._by_name[name].append(post)

    def counts_in(self, path: PostPath, data: bytes) -> Counter[PostPath]:
        """Count the links and mentions of each moved post in a file."""
        self._page = cache(lambda: self._page_of(path, data))
        whole = data.decode("utf-8", "replace")
        counts: Counter[PostPath] = Counter()
        if len(self._by_name) <= _FEW and not any(name in whole for name in self._by_name):
            return counts
        for found in (*_TAG.finditer(whole), *_NOTE.finditer(whole)):
            if post := self._post_named(next(filter(None, found.groups()))):
                counts[post.path] += 1
        for found in _SEEN.finditer(_TAG.sub(" ", whole)):
            if known := self._of_target(path, found[0].rstrip(".:!*_")):
                counts[known[0].path] += 1
        return counts

    def after(self, path: PostPath, data: bytes) -> bytes:
        """Return the bytes of a post with its links to moved posts updated.

        A link to a removed post is replaced by its text. A file that is not UTF-8 stays as it is.
        """
        self._page = cache(lambda: self._page_of(path, data))
        try:
            whole = data.decode()
        except UnicodeDecodeError:
            return data
        fenced = split_below_blanks(whole.removeprefix("\ufeff"))
        body = fenced.body if isinstance(fenced, Fenced) else whole
        if not any(mark in body for mark in _MARKS):
            return data
        places = sorted(self._edits(path, Markup(body).without_code, body))
        if not places:
            return data
        pieces, done = [whole[: len(whole) - len(body)]], 0
        for start, end, text in places:
            if start >= done:
                pieces += [body[done:start], text]
                done = end
        return "".join((*pieces, body[done:])).encode()

    def _edits(self, path: PostPath, plain: str, body: str) -> Iterator[_LinkEdit]:
        """Yield the edit of each link to a moved post; `plain` is the body without code."""
        for found in _LINK.finditer(plain):
            if (post := self._post_linked(path, found)) and post.to is None:
                yield _LinkEdit(*found.span(), _text_of_link(found, body))
                continue
            for group in ("target", "href"):
                if found[group] is not None:
                    yield from self._renamed(path, found, group)
            if found["note"] is not None:
                yield from self._renamed_tag(found, "note")
        for pattern in (_DEFINITION, _AUTOLINK):
            for found in pattern.finditer(plain):
                yield from self._renamed(path, found, "target")
        for found in _TAG.finditer(plain):
            yield from self._renamed_tag(found, "jekyll" if found["jekyll"] else "hugo")

    def _post_linked(self, path: PostPath, match: re.Match[str]) -> MovedPost | None:
        """Return the moved post that a link leads to, by its target or a template in that."""
        if match["note"] is not None:
            return self._post_named(match["note"])
        target = match["target"] or match["href"] or ""
        if tag := _TAG.search(target):
            return self._post_named(tag["jekyll"] or tag["hugo"])
        post_and_text = self._of_target(path, target)
        return post_and_text[0] if post_and_text else None

    def _renamed(self, path: PostPath, match: re.Match[str], group: str) -> Iterator[_LinkEdit]:
        known = self._of_target(path, match[group])
        if known and known[0].to is not None:
            yield _LinkEdit(*match.span(group), known[1])

    def _renamed_tag(self, match: re.Match[str], group: str) -> Iterator[_LinkEdit]:
        """Yield the edit of a template tag that names a renamed post."""
        written = match[group]
        post = self._post_named(written)
        if post is None or post.to is None:
            return
        folder, slash, name = written.rstrip().rpartition("/")
        ending = _ENDING.search(name)
        new = _stem(post.to) + (ending[0] if ending else "")
        start = match.start(group)
        yield _LinkEdit(start, start + len(written.rstrip()), folder + slash + new)

    def _post_named(self, written: str) -> MovedPost | None:
        """Return the moved post of a name, with or without folders."""
        name = _ENDING.sub("", written.strip().lstrip("/"))
        for post in self._by_name.get(_last(name), ()):
            old = _ENDING.sub("", post.path)
            in_posts = re.sub(r"(?:\A|/)_posts/", "/", old).lstrip("/")
            if any(f"/{one}".endswith(f"/{name}") for one in (old, in_posts)):
                return post
        return None

    def _of_target(self, path: PostPath, target: str) -> tuple[MovedPost, str] | None:
        """Return the moved post of an address, and its new address."""
        whole = target.removeprefix("<").removesuffix(">")
        begins = self._site_of(whole)
        bare = whole[len(begins) :]
        if not bare or "{" in bare or _ELSEWHERE.match(bare):
            return None
        found = _PARTS.fullmatch(bare)
        written, rest = (found["path"], found["rest"]) if found else (bare, "")
        plain = unquote(written)
        for post in self._by_name.get(_last(plain), ()):
            new = _address_after(path, plain, post)
            if new is None and not plain.startswith("/"):
                new = _address_from(self._page(), plain, post)
            if new is not None:
                text = new if plain == written else quote(new, safe="/:@!$&'()*+,;=~")
                return post, target.replace(whole, f"{begins}{text}{rest}")
        return None

    def _site_of(self, address: str) -> str:
        """Return the beginning of an address that is the address of the site."""
        host = _ON_A_SITE.match(address)
        if host and host["host"].lower() != self._host:
            return ""
        at = host.end() if host else 0
        with_base = f"{address[:at]}{self._base}"
        return with_base if address.startswith(f"{with_base}/") else address[:at]


def _text_of_link(match: re.Match[str], body: str) -> str:
    """Return the text of a link, from the body with its code."""
    group = "alias" if match["alias"] else "note" if match["note"] else "text"
    if match["inner"] is not None:
        group = "inner"
    return body[slice(*match.span(group))]


def _address_after(path: PostPath, written: str, post: MovedPost) -> str | None:
    """Return the new address of a post; None if the address is of something else.

    It is empty for a removed post. A renamed post stays in its folder.
    """
    is_from_root = written.startswith("/")
    if is_from_root and post.address and _bare(written) == _bare(post.address):
        return _bare(post.new_address) + written[len(_bare(written)) :] if post.new_address else ""
    folder = "/" if is_from_root else f"/{posixpath.dirname(path)}"
    leads_to = posixpath.normpath(posixpath.join(folder, written.lstrip("/")))
    if _ENDING.sub("", leads_to) != _ENDING.sub("", f"/{post.path}"):
        return None
    above, slash, name = written.rpartition("/")
    ending = _ENDING.search(name)
    return f"{above}{slash}{_stem(post.to)}{ending[0] if ending else ''}" if post.to else ""


def _address_from(page: str | None, written: str, post: MovedPost) -> str | None:
    """Return the new address, relative to a page; None if it is of something else.

    It is empty for a removed post.
    """
    if page is None or post.address is None:
        return None
    folder = posixpath.dirname(page)  # for `/een/zon/` it is the address itself
    leads_to = posixpath.normpath(posixpath.join("/", folder, written))
    if _bare(leads_to) != _bare(post.address):
        return None
    if post.new_address is None:
        return ""
    new = posixpath.relpath(_bare(post.new_address), posixpath.join("/", folder))
    here = "./" if written.startswith("./") and not new.startswith(".") else ""
    return f"{here}{new}{written[len(_bare(written)) :]}"


def _bare(address: str) -> str:
    """Return an address without the parts that do not change its target."""
    return _ENDING.sub("", _INDEX.sub("", _ENDING.sub("", address.rstrip("/")))).rstrip("/")


def _stem(path: str) -> str:
    return _ENDING.sub("", posixpath.basename(path))


def _last(address: str) -> str:
    """Return the last name in an address or path, by which posts are looked up."""
    return _bare(address).rpartition("/")[2]
