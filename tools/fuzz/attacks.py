"""The attacks: each makes something at random, and says what has to hold whatever it made."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperGroup
from typer.main import get_command

from newsctl.cli.app import app
from tools.fuzz.mutation import mutated
from tools.fuzz.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tools.fuzz.world import World

    Attack = Callable[[World, Random], None]
    Command = tuple[list[str], list[str]]
    """The words of a command, and its options."""

ROOT = Path(__file__).parents[2]
POSTS = {path.name: path.read_bytes() for path in sorted((ROOT / "sample_posts").glob("*.md"))}

_READING = (
    *("list -f json", "list -f csv", "list -f md", "search verkiezing", "search +de --explain"),
    *("facets", "facets bron", "validate", "index status", "index verify", "config show", "schema"),
)
_ASKING = {
    *("list", "search", "show", "facets", "schema", "analyze", "stats", "trend", "kwic", "words"),
    *("collocates", "related", "manifest", "changes", "drafts", "open", "help"),
}
_SETTINGS = b"""\
[archive]
include = ["verslagen/*.md"]
exclude = ["oud/**"]
drafts = false
time_zone = "Europe/Amsterdam"
date_field = "date"
filename = "{date}-{slug}.md"

[fields.bron]
type = "text"
required = true
allowed = ["NOS", "Trouw"]

[rules]
title-markup = "error"

[rules.folders."oud/**"]
counts = "off"

[queries]
kabinet = "category:politiek (kabinet OR minister)"

[defaults.list]
limit = 50
"""
_WORDS = (
    *("verkiezing", "bron:NOS", "date:2019..", '"tweede kamer"', "@x", "-trump", "(", ")", "OR"),
    *("verkiez*", "kamre~", "+de", "*", "é", "\x1b[31m", "\0x", "--", "-", "x=y", "title=Kop"),
    *("2019-03", "nergens.md", "../x.md", "/etc/passwd", "999999999999", "-1", "json", "{title}"),
    *("tags+=a", "tags-=a", "date=gisteren", "date=onzin", "\ud800", "a" * 3000, "x:" * 50, "{x"),
    *("", "has:", "=", "~"),
)


_ITEM = """<item><title>Kop &amp; staart</title><link>https://nos.example/1</link><guid
isPermaLink="false">n-1</guid><pubDate>Thu, 05 Sep 2019 12:00:00 +0200</pubDate><category>sport
</category><description>&lt;p&gt;Tekst &lt;b&gt;vet&lt;/b&gt;.&lt;/p&gt;</description>%s</item>"""
_WORDPRESS = """<wp:post_name>kop</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish
</wp:status><wp:post_date>2019-09-05 12:00:00</wp:post_date><content:encoded><![CDATA[Een.

Twee.]]></content:encoded>"""
_FEEDS = {
    "rss": f"<rss version='2.0'><channel>{_ITEM % ''}</channel></rss>".encode(),
    "wxr": (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/"
        f"content/'><channel>{_ITEM % _WORDPRESS}</channel></rss>"
    ).encode(),
    "atom": (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><title>Kop</title><id>u:1"
        b"</id><updated>2019-09-05T12:00:00Z</updated><content type='html'>&lt;p&gt;a&lt;/p&gt;"
        b"</content><link href='https://a.example/1'/></entry></feed>"
    ),
    "jsonfeed": (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "1", '
        b'"title": "Kop", "content_html": "<p>a</p>", "tags": ["a", "b"], '
        b'"date_published": "2019-09-05T12:00:00Z"}]}'
    ),
    "csv": b'title,date,body,tags\nKop,2019-09-05,"Een\ntwee",a\nStaart,2019-09-06,=1+1,b\n',
    "jsonl": (
        b'{"title": "Kop", "date": "2019-09-05", "body": "Tekst.", "tags": ["a"], "aantal": 1}\n'
        b'{"title": "Staart", "date": 1567677600, "slug": "../x", "front_matter": {"a": "b"}}\n'
    ),
    "array": b'[{"title": "Kop", "date": "2019-09-05", "body": null},\n {"title": "Staart"}]',
    "html": (
        b"<!doctype html><html><head><title>Kop</title><meta property='article:published_time' "
        b"content='2019-09-05T12:00:00+02:00'></head><body><article><p>"
        + b"Tekst. " * 60
        + b"</article></html>"
    ),
}
_TERMS = (
    *(("--undated", "vandaag"), ("--bron", "NOS"), ("--category", "[x]"), ("--force",)),
    *(("--map", "body=title"), ("--map", "tags="), ("--field", "tags+=a")),
)
_HEADERS = {
    "2019-09-05-toml.md": (
        b'+++\ntitle = "Kop" # een\ndate = 2019-09-05T12:00:00+02:00\ntags = ["a", "b"]\ndraft = '
        b"false\naantal = 1\n\n[extra]\nbron = 'NOS'\n+++\nTekst.\n"
    ),
    "2019-09-06-json.md": (
        b'{\n  "title": "Kop",\n  "date": "2019-09-06T12:00:00+02:00",\n  "tags": ["a"],\n  '
        b'"extra": {"x": [1, 2.50]}\n}\n\nTekst.\n'
    ),
    "2019-09-07-yaml.md": b"---\ntitle: Kop\ndate: 2019-09-07\n---\nTekst.\n",
}
_ASSIGNMENTS = (
    'bron="x"\n+++',
    "tags+=nieuw",
    "tags!",
    "title=[x] y",
    "aantal=3",
    "date=2020-01-01",
)


def mutated_posts(world: World, random: Random) -> None:
    """Every file is listed or has a finding, reading changes nothing, and undo gives all back."""
    names = random.sample(sorted(POSTS), 8)
    files = {name: POSTS[name] for name in names}
    files.update({name: mutated(files[name], random) for name in names[:5]})
    world.fill(files)
    for line in _READING:
        world.run(*line.split())
    _hold(world, files, "reading")
    listed = {post["path"] for post in json.loads(world.run("list", "-f", "json").out)}
    found = {one["path"] for one in json.loads(world.run("validate", "-f", "json").out)}
    if missing := files.keys() - listed - found:
        raise Broken(f"neither listed nor found: {sorted(missing)}")
    assignment = random.choice(("bron=Elders", "tags+=nieuw", "tags!", "aantal=1", "title=[x] y"))
    edit = random.choice((("set", assignment), ("replace", "e", "é")))
    for line in ((*edit, "--all", "--yes"), ("validate", "--fix"), ("validate",)):
        before = world.files()
        world.run(*line)
        if world.files() != before:
            undone = world.run("undo")
            _hold(world, before, f"{line} and undo ({undone.err.strip()})")


def command_lines(world: World, random: Random) -> None:
    """Any words end in a documented way, and what only asks changes no file."""
    files = {name: POSTS[name] for name in sorted(POSTS)[:3]}
    world.fill(files)
    commands = [one for one in _commands(get_command(app)) if one[0] != ["serve"]]  # it has no end
    for _ in range(20):
        path, options = random.choice(commands)
        words = [random.choice((*_WORDS, *options)) for _ in range(random.randint(0, 5))]
        world.run(*path, *words, stdin=random.choice((b"", b"y\n", b"{}\n", random.randbytes(20))))
        if path[0] in _ASKING:
            _hold(world, files, f"{path} {words}")
        files = world.files()


def settings(world: World, random: Random) -> None:
    """Heed settings, or refuse them with the name of their file; no post is changed."""
    files = {name: POSTS[name] for name in sorted(POSTS)[:3]}
    world.fill({**files, "newsctl.toml": mutated(_SETTINGS, random)})
    for line in ("list", "validate", "config show", "search @kabinet", "index status"):
        ran = world.run(*line.split())
        if ran.code == 2 and line == "list" and "newsctl.toml" not in ran.err:
            raise Broken(f"refused without the name of the settings: {ran.err}")
    left = world.files()
    del left["newsctl.toml"]
    if left != files:
        raise Broken("a post was changed")


def imports(world: World, random: Random) -> None:
    """Import what can be read, each item whole; dry runs write nothing, and undo gives all back."""
    files = {name: POSTS[name] for name in sorted(POSTS)[:3]}
    world.fill(files)
    name = random.choice(sorted(_FEEDS))
    given = mutated(_FEEDS[name], random)
    terms = random.sample(_TERMS, random.randint(0, 3))
    line = ("import", "-", *chain.from_iterable(terms))
    world.run(*line, "--dry-run", stdin=given)
    _hold(world, files, f"{line} --dry-run")
    told = world.run(*line, stdin=given).err
    found = json.loads(world.run("validate", "-f", "json").out)
    listed = {post["path"] for post in json.loads(world.run("list", "-f", "json").out)}
    if missing := world.files().keys() - listed:
        raise Broken(f"{name}: imported, and cannot be read: {sorted(missing)} ({told})")
    new = world.files().keys() - files.keys()
    if wrong := [one for one in found if one["path"] in new and one["severity"] == "error"]:
        raise Broken(f"{name}: imported with errors: {wrong[:3]}")
    if new:
        world.run("undo")
    _hold(world, files, f"{line} and undo")


def headers(world: World, random: Random) -> None:
    """TOML and JSON front matter is changed as YAML is: one value, and no byte beside it."""
    files = {name: mutated(data, random) for name, data in _HEADERS.items()}
    world.fill(files)
    for line in (("list", "-f", "json"), ("validate",), ("export",)):
        world.run(*line)
    _hold(world, files, "reading")
    changes = (
        *(("set", one, "--all", "--yes") for one in _ASSIGNMENTS),
        ("replace", "e", "[x]\n+++\n", "--field", "title", "--all", "--yes"),
        ("validate", "--fix", "--unsafe-fixes"),
        ("unpublish", "--query", "*", "--yes"),
    )
    for line in random.sample(changes, 3):
        before = world.files()
        known = {post["path"] for post in json.loads(world.run("list", "-f", "json").out)}
        told = world.run(*line).err
        if world.files() != before:
            drafts = json.loads(world.run("drafts", "-f", "json").out)
            listed = json.loads(world.run("list", "-f", "json").out)
            if lost := known - {post["path"] for post in (*listed, *drafts)}:
                raise Broken(f"{line} left what cannot be read: {sorted(lost)} ({told})")
            undone = world.run("undo")
            _hold(world, before, f"{line} and undo ({undone.err.strip()})")


ATTACKS: dict[str, Attack] = {
    "posts": mutated_posts,
    "lines": command_lines,
    "settings": settings,
    "imports": imports,
    "headers": headers,
}


def _hold(world: World, files: dict[str, bytes], after: str) -> None:
    if (now := world.files()) != files:
        changed = [name for name in {**files, **now} if files.get(name) != now.get(name)]
        raise Broken(f"{after} changed {changed}")


def _commands(
    group: TyperGroup, path: tuple[str, ...] = ()
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command with its options."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        else:
            options = [word for parameter in command.params for word in parameter.opts]
            yield [*path, name], [option for option in options if option.startswith("-")]
