"""Which files of an archive are posts, decided by their paths alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.globs import matcher
from newsctl.core.messages import _, joined
from newsctl.core.post.drafts import DRAFTS, POSTS
from newsctl.core.post.filename import MARKDOWN, parse_filename
from newsctl.front_matter.archive.generators import HEXO, HUGO, JEKYLL, MKDOCS, OBSIDIAN
from newsctl.front_matter.archive.hugo import is_bundle, is_page_of_bundle, section_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.settings import Settings
    from newsctl.front_matter.archive.generators import Site

_NEVER = frozenset({"_site", "node_modules", "vendor"})
_NO_DATE, _NO_SUCH_DATE = _("no date in its name"), _("no such date")
_MDX = ".mdx"
_WITHOUT_MDX = {HEXO, JEKYLL, HUGO, MKDOCS, OBSIDIAN}
"""Generators that make no page of MDX. Astro does
(https://docs.astro.build/en/guides/integrations-guide/mdx/), Docusaurus
(https://docusaurus.io/docs/markdown-features/react) and Eleventy."""
_OTHER_MARKDOWN = {".mdown", ".mkd", ".mkdn", ".mkdown", ".pandoc", ".pdc"}
"""Endings of markdown to one generator or another; MkDocs takes the first three."""

_KINDS_NOT_READ = {
    _MDX: _("MDX is not read"),
    **dict.fromkeys(_OTHER_MARKDOWN, _("newsctl reads .md and .markdown")),
    # what Jekyll makes pages of (https://jekyllrb.com/docs/step-by-step/08-blogging/)
    ".html": _("HTML is not read"),
    ".htm": _("HTML is not read"),
    ".textile": _("Textile is not read"),
    # what Hugo makes pages of too (https://gohugo.io/content-management/formats/)
    ".ad": _("AsciiDoc is not read"),
    ".adoc": _("AsciiDoc is not read"),
    ".asciidoc": _("AsciiDoc is not read"),
    ".rst": _("reStructuredText is not read"),
    ".org": _("Org mode is not read"),
}
_WITH_HTML = {JEKYLL, HUGO}
"""Generators that make a page of each text where posts are, in whatever markup; those of others
are templates there."""
_NO_POST = re.compile(
    r"(?:(?i:readme|licen[cs]e|changelog)|(?:README|LICEN[CS]E|CHANGELOG).*"
    r"|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|GOVERNANCE|AGENTS|CLAUDE)\.\w+"
)
"""What is about a repository, for its hosts and for programs that change it:
https://docs.github.com/en/communities/setting-up-your-project-for-healthy-contributions/creating-a-default-community-health-file
and https://agents.md."""

NO_ENDING = _("its name does not end in .md")
"""Why what has the name of a post but its ending is none."""

_SET_ASIDE = (".bak", ".old", ".orig", ".rej", ".swp", ".tmp", "~")
"""Endings that programs give to copies that they leave behind."""

_SECTION = re.compile(r"_index(?:\.[\w-]+)?\.(?:md|markdown)", re.IGNORECASE)
"""What Hugo shows of a folder: https://gohugo.io/content-management/organization/#index-pages-_indexmd"""

_DAYS = (
    "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
)
_LEAP_YEAR = "[0-9]{2}(?:0[48]|[2468][048]|[13579][26])-02-29|(?:[02468][048]|[13579][26])00-02-29"
_SURELY_DATED = re.compile(
    rf"(?!0000)(?:[0-9]{{4}}-(?:{_DAYS})|{_LEAP_YEAR})-[\x20-\x7e]*\.(?:md|markdown)"
)


class PostRules:
    """The rules of one archive, from its site, if it is one, and its settings.

    In a Jekyll site posts are below a folder `_posts`, at any depth, and have a date in their name
    unless `undated` says otherwise, or in the folder of a collection; in other sites they are below
    the folders of texts; elsewhere every markdown file is one. Drafts are included if the settings
    say so. Globs of the settings include and exclude; exclusion wins.
    """

    def __init__(self, settings: Settings, site: Site | None) -> None:
        self._folders = tuple(f"{folder}/" for folder in site.folders) if site else ()
        self._with_posts_folders = site is not None and site.with_posts_folders
        self._days_in_names = site is None or site.days_in_names
        self._source = f"{site.source}/" if site and site.source else ""
        self._drafts = settings.drafts
        self._undated = settings.undated
        self._includes_more = bool(settings.include)
        self._exclusions = site.exclusions if site else ()
        self._excludes_more = bool(settings.exclude or self._exclusions)
        self._has_others = site is None or not site.plain_pages
        without_mdx = site is not None and site.generator in _WITHOUT_MDX
        self._endings = tuple(end for end in MARKDOWN if end != _MDX or not without_mdx)
        self._texts = {*self._endings, *_KINDS_NOT_READ}
        self._has_sections = site is None or site.generator == HUGO  # a folder may be a part of one
        self.has_bundles = site is not None and site.generator == HUGO
        self._has_html = site is not None and site.generator in _WITH_HTML
        self._is_included = matcher(settings.include)
        self._is_excluded = matcher(settings.exclude)

    def why_folder_not(self, name: str, path: str) -> str | None:
        """Return why a folder is not entered; None if it is."""
        if name.startswith("."):
            return _("a hidden folder")
        if name in _NEVER:
            return _("{name} never holds posts", name=name)
        if why_excluded := self._why_excluded(path):
            leads_to_included = self._includes_more and not self._is_excluded(path)
            return None if leads_to_included else why_excluded
        return None if self._leads_to_posts(f"{path}/") else self._elsewhere

    def is_markdown(self, name: str) -> bool:
        """Tell whether a name is that of a markdown file, or of MDX if that is included."""
        return name.endswith(self._endings) or name.lower().endswith(self._endings)

    def may_hold_files(self, name: str) -> bool:
        """Tell whether a file of this name could be a post in any folder."""
        return self.is_markdown(name) or self._includes_more

    def surely_posts(self, folder: str, names: Sequence[str]) -> list[str]:
        """Return the names in a folder that are posts for certain.

        It spares nearly all files `why_not`, which takes ten times as long.
        """
        folders = folder.split("/")
        if DRAFTS in folders or not self._holds_posts(folders):
            return []
        dated = list(filter(_SURELY_DATED.fullmatch, names))
        if not self._excludes_more:
            return dated
        prefix = f"{folder}/" if folder else ""
        return [name for name in dated if not self._why_excluded(prefix + name)]

    def is_bundle(self, folder: str, names: Sequence[str]) -> bool:
        """Tell whether a content folder with these names is a page bundle of Hugo."""
        return self._is_section(folder) and is_bundle(names)

    def section_pages(self, folder: str, names: Sequence[str]) -> list[str]:
        """Return the names in a content folder that configure its section."""
        return section_pages(names) if self._is_section(folder) else []

    def resources(self, folder: str, names: Sequence[str], *, is_below: bool) -> set[str]:
        """Return the names in a bundle that are texts but not its page; with `is_below`, all texts.

        Files that the settings include are posts all the same.
        """
        texts = {name for name in names if name[name.rfind(".") :].lower() in self._texts}
        return {
            name
            for name in texts
            if (is_below or not is_page_of_bundle(name))
            and not self._is_included(f"{folder}/{name}")
        }

    def _is_section(self, folder: str) -> bool:
        """Tell whether a folder is below the site's content; content itself is not a section."""
        return f"{folder}/".startswith(self._folders) and f"{folder}/" not in self._folders

    def is_misnamed(self, path: str) -> bool:
        """Tell whether a file is no post only for its name, and was probably meant as one."""
        return (self.why_not(path) or "").startswith((_NO_DATE, _NO_SUCH_DATE))

    def why_kind_not(self, path: str) -> str | None:
        """Return why a text file among posts is no post: newsctl does not read its type.

        None for a file that is read, is no text, or is not where posts are.
        """
        *folders, name = path.split("/")
        ending = name[name.rfind(".") :].lower()
        kind = None if ending in self._endings else _KINDS_NOT_READ.get(ending)
        if kind is None or name.startswith(".") or not self._holds_posts(folders):
            return None
        is_markup = ending != _MDX and ending not in _OTHER_MARKDOWN
        if is_markup and POSTS not in folders and not self._has_html:
            return None
        return None if self._why_excluded(path) or self._is_included(path) else kind

    def lacks_ending(self, path: str) -> bool:
        """Tell whether a file below `_posts` has the name of a post without an extension.

        This is usually a mistake: Jekyll ignores such a file silently, or publishes its markdown as
        it is.
        """
        *folders, name = path.split("/")
        if POSTS not in folders or self.is_markdown(name) or name.endswith(_SET_ASIDE):
            return False
        is_dated = parse_filename(f"{name.partition('.')[0]}.md").date is not None
        return is_dated and not (self._why_excluded(path) or self._is_included(path))

    def why_not(self, path: str) -> str | None:
        """Return why the file at a path is not a post; None if it is."""
        if why_excluded := self._why_excluded(path):
            return why_excluded
        if self._includes_more and self._is_included(path):
            return None
        *folders, name = path.split("/")
        return self._why_name_not(name) or self._why_not_here(folders, name)

    def _why_name_not(self, name: str) -> str | None:
        if not self.is_markdown(name):
            return _("not markdown")
        if name.startswith("."):
            return _("a hidden file")
        if self._has_sections and _SECTION.fullmatch(name):
            return _("the page of its section")
        is_other = self._has_others and _NO_POST.fullmatch(name)
        return _("about the folder it is in") if is_other else None

    def _why_excluded(self, path: str) -> str | None:
        """Return why a path is excluded: by the settings, or by the site unless they include it."""
        if self._is_excluded(path):
            return _("excluded by newsctl.toml")
        for exclusion in self._exclusions:
            if exclusion.excludes(path) and not self._is_included(path):
                return exclusion.why
        return None

    def _why_not_here(self, folders: list[str], name: str) -> str | None:
        """Return why a file with this name is no post in these folders; None if it is."""
        if DRAFTS in folders:
            return None if self._drafts else _("a draft")
        if not self._holds_posts(folders):
            return self._elsewhere
        if not self._needs_date(folders):
            return None
        date = parse_filename(name)
        if date.impossible_date:
            return joined(": ", (_NO_SUCH_DATE, date.impossible_date))
        return None if date.date else _NO_DATE

    def _holds_posts(self, folders: Sequence[str]) -> bool:
        folder = f"{'/'.join(folders)}/"
        if self._with_posts_folders and POSTS in folders and folder.startswith(self._source):
            return True
        if not self._folders:
            return not self._with_posts_folders
        return folder.startswith(self._folders)

    def _needs_date(self, folders: Sequence[str]) -> bool:
        if self._undated is None:
            return self._with_posts_folders and self._days_in_names and POSTS in folders
        return not self._undated

    def _leads_to_posts(self, folder: str) -> bool:
        """Tell whether a folder is below or above one of the site's; any may contain `_posts`."""
        if self._includes_more:
            return True
        if self._with_posts_folders or not self._folders:
            return folder.startswith(self._source) or self._source.startswith(folder)
        return folder.startswith(self._folders) or any(
            of_posts.startswith(folder) for of_posts in self._folders
        )

    @property
    def _elsewhere(self) -> str:
        folders = [folder.removesuffix("/") for folder in self._folders]
        if self._with_posts_folders:
            folders.insert(0, _("a folder {posts}", posts=POSTS))
        return _("not below {folders}", folders=joined(_(" or "), folders))
