"""The problems that the reader finds while parsing a file, documented as rules."""

from __future__ import annotations

from newsctl.core.problems import Fixable
from newsctl.validation.examples import BODY, CLEAN, DATE, TITLE, post
from newsctl.validation.rule import Example, ReaderRule

_CAFE = post(TITLE, DATE, body="<p>Café open.</p>")

RULES = (
    ReaderRule(
        id="file-unreadable",
        what="The file cannot be read.",
        why="It is there, but the system does not give it: permissions, a broken link, a bad disk. "
        "Its post is missing from every list and search.",
    ),
    ReaderRule(
        id="file-too-large",
        what="The file is larger than any post.",
        why="It is not read, so that one file that strayed into the archive (a database, a film) "
        "cannot take all memory.",
    ),
    ReaderRule(
        id="file-left-out",
        habit=True,
        what="The file seems to be a post, but is of a kind that is not read.",
        why="It is where posts are, and missing from every list and search: MDX in "
        "a site that makes no page of it, or HTML below _posts, which Jekyll takes. Exclude it in "
        "newsctl.toml if that is right.",
    ),
    ReaderRule(
        id="file-not-utf8",
        what="The file is not UTF-8.",
        why="Jekyll stops on it, and its letters with accents would be guesses. Save it as UTF-8: "
        "iconv -f WINDOWS-1252 -t UTF-8.",
        bad=Example(_CAFE.content, encoding="cp1252"),
        good=_CAFE,
    ),
    ReaderRule(
        id="front-matter-missing",
        habit=True,
        what="The file has no front matter: it does not begin with a line of three dashes.",
        why="Jekyll copies such a file as it stands, or shows what is below blank lines as text "
        "(Utils.has_yaml_header?); it has no title and no place in a list. An archive that wants "
        "them as posts says so: without_front_matter = true.",
        bad=Example("\t\n" + CLEAN.content),
        fixable=Fixable.UNSAFE,
        good=CLEAN,
    ),
    ReaderRule(
        id="front-matter-unclosed",
        what="The front matter has no second line of three dashes.",
        why="Where it ends, and where the body begins, would be a guess.",
        bad=Example("\n".join(("---", TITLE, DATE, "", BODY, ""))),
        good=CLEAN,
    ),
    ReaderRule(
        id="front-matter-yaml",
        what="The front matter is not YAML.",
        why="Nothing of it can be read, and Jekyll skips the post or stops. Most often it is a "
        "title with a colon or a quote in it, and no quotes around it.",
        bad=post("title: Rutte: zon in Zutphen", DATE),
        good=post('title: "Rutte: zon in Zutphen"', DATE),
        fixable=Fixable.UNSAFE,
    ),
    ReaderRule(
        id="front-matter-toml",
        what="The front matter between lines of +++ is not TOML.",
        why="Nothing of it can be read, and Hugo stops. Text stands between quotes in TOML.",
        bad=Example(f"+++\ntitle = Zon in Zutphen\ndate = 2019-09-05\n+++\n\n{BODY}\n"),
        good=Example(f'+++\ntitle = "Zon in Zutphen"\ndate = 2019-09-05\n+++\n\n{BODY}\n'),
    ),
    ReaderRule(
        id="front-matter-not-a-mapping",
        what="The front matter is YAML, but not lines of a key and a value.",
        why="A list or a lone text has no title and no date. A colon without a space behind it is "
        "often the cause.",
        bad=post("title:Zon"),
        good=CLEAN,
        fixable=Fixable.UNSAFE,
    ),
    ReaderRule(
        id="front-matter-bounds",
        what="The front matter is larger, deeper or more repetitive than any post's.",
        why="Nested lists and aliases can make gigabytes of a few lines. The reader stops "
        "before that.",
        bad=post(TITLE, DATE, "x: " + "[" * 60 + "]" * 60),
        good=CLEAN,
    ),
    ReaderRule(
        id="front-matter-duplicate-key",
        what="A key stands in the front matter twice.",
        why="YAML forbids it; what reads it all the same keeps the last value and drops the other "
        "without a word. The post can be used, with a value that nobody may have meant.",
        bad=post(TITLE, DATE, "bron: NOS", "bron: NU.nl"),
        good=CLEAN,
    ),
    ReaderRule(
        id="date-unreadable",
        what="The date is not understood, or can be read in several ways.",
        why="Jekyll stops on it. A wrong guess would put the post elsewhere in the archive.",
        bad=post(TITLE, "date: ergens in september"),
        good=CLEAN,
    ),
)
