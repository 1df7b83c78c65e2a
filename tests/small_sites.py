"""Small sites, one of each generator, made by the layout that its own documentation has.

Each has a few posts that show what its generator does in its own way, and enough ordinary ones
(`_ordinary`) to learn from. What a post is listed with is what the generator shows: of Jekyll and
Hugo that was seen in their own lists (Jekyll 4.3.1: `site.posts` in a page; Hugo 0.111.3: `hugo
list all`), of the others it is what the page says that is named. Moments are in the archive's zone;
a day without a time is that day in any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SUBJECTS = ("brug", "markt", "school", "trein", "zwembad", "haven")
_BODIES = (
    "De {} gaat na de zomer weer open, meldt de gemeente.",
    "Bewoners klagen al weken over de {} in hun straat.",
    "Het oordeel over de {} laat nog op zich wachten.",
    "Niemand had verwacht dat de {} zo snel klaar zou zijn.",
)
ORDINARY = 24


@dataclass(frozen=True)
class SmallSite:
    """A site: its files, what `list` says of its own posts, and what a new one looks like.

    `listed` are path, moment and title; `facets` the values of keys with their posts. `left_out`
    are paths that `index status -v` names. `added` is the path and the file of the post that
    `add` writes with a title, a category and a body.
    """

    generator: str
    files: Mapping[str, str]
    listed: tuple[tuple[str, str, str], ...]
    facets: Mapping[str, Mapping[str, int]]
    left_out: tuple[str, ...]
    added: tuple[str, str]
    renamed: tuple[tuple[str, str], ...] = ()

    def write(self, root: Path) -> Path:
        """Write the site into a folder, and return it."""
        for name, text in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return root


def _ordinary() -> Iterator[tuple[date, str, str, str]]:
    """Yield day, slug, title and body of posts like any other."""
    for number in range(ORDINARY):
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        day = date(2023, 2, 6) + timedelta(days=9 * number)
        title = f"Nieuws over de {subject}, deel {number + 1}"
        slug = f"nieuws-over-de-{subject}-deel-{number + 1}"
        body = _BODIES[number % len(_BODIES)].format(subject)
        yield day, slug, title, f"{body} Het is bericht {number + 1}."


_TOPICS = ("sport", "stad", "weer")
_TOPICS_OF_ORDINARY = [_TOPICS[day.day % 3] for day, *_ in _ordinary()]


def _jekyll() -> SmallSite:
    """A site with its source in a folder, a zone, collections, defaults and what is excluded."""
    files = {
        "_config.yml": (
            "title: Krant van Paramaribo\nsource: src\ntimezone: America/Paramaribo\n"
            "exclude: [oud, 'src/kladjes/**']\npermalink: /:categories/:title/\n"
            "collections:\n  stukken:\n    output: true\n  auteurs:\n    output: false\n"
            'defaults:\n  - scope:\n      path: ""\n      type: posts\n'
            "    values:\n      layout: post\n      land: Suriname\n"
        ),
        "src/_posts/2024-05-01-op-de-fiets.md": (
            "---\ntitle: Op de fiets\ndate: 2024-05-01 23:30\ntags: fiets stad\n"
            "categories: sport\n---\nTekst over fietsen.\n"
        ),
        # a moment with seconds and without quotes is one of YAML, in UTC (SafeYAML's ToDate)
        "src/_posts/2024-05-02-in-de-nacht.md": (
            "---\ntitle: In de nacht\ndate: 2024-05-03 01:30:00\ntags: [nacht]\n"
            "categories: weer\n---\nTekst over de nacht.\n"
        ),
        "src/_posts/2024-05-03-tussen-tekens.md": (
            '---\ntitle: Tussen tekens\ndate: "2024-05-03 23:30:00"\ntag: fiets stad\n'
            "categories: stad\n---\nTekst tussen tekens.\n"
        ),
        "src/_posts/2024-05-04-zonder-datum.markdown": (
            "---\ntitle: Zonder datum\ncategories: stad\ntags: regen\n---\nTekst zonder datum.\n"
        ),
        "src/sport/_posts/2024-05-05-gewonnen.md": (
            "---\ntitle: Gewonnen\ndate: 2024-05-05 10:00:00 +0200\ncategories: winst\n"
            "tags: bal\n---\nTekst over winst.\n"
        ),
        "src/_stukken/2024-05-06-een-stuk.md": (
            "---\ntitle: Een stuk\ncategories: stad\ntags: lang\n---\nTekst van een stuk.\n"
        ),
        "src/_auteurs/jan.md": "---\ntitle: Jan\n---\nIemand.\n",
        "src/_drafts/nog-niet.md": "---\ntitle: Nog niet\n---\nKlad.\n",
        "src/oud/_posts/2001-01-01-oud.md": "---\ntitle: Oud\n---\nOud.\n",
        "src/_posts/2024-05-07-pagina.html": "---\ntitle: Pagina\n---\n<p>Pagina</p>\n",
        "src/_posts/2024-05-08-kort.mkdn": "---\ntitle: Kort\n---\nKort.\n",
        "src/about.md": "---\ntitle: Over ons\n---\nOver ons.\n",
    }
    for day, slug, title, body in _ordinary():
        topic = _TOPICS[day.day % 3]
        files[f"src/_posts/{day}-{slug}.md"] = (
            f'---\ntitle: "{title}"\ndate: {day} 09:15:00 -0300\ncategories: {topic}\n'
            f"tags: nieuws {slug.split('-')[3]}\n---\n{body}\n"
        )
    return SmallSite(
        "Jekyll",
        files,
        (
            ("src/_stukken/2024-05-06-een-stuk.md", "2024-05-06T00:00:00-03:00", "Een stuk"),
            ("src/sport/_posts/2024-05-05-gewonnen.md", "2024-05-05T05:00:00-03:00", "Gewonnen"),
            (
                "src/_posts/2024-05-04-zonder-datum.markdown",
                "2024-05-04T00:00:00-03:00",
                "Zonder datum",
            ),
            (
                "src/_posts/2024-05-03-tussen-tekens.md",
                "2024-05-03T23:30:00-03:00",
                "Tussen tekens",
            ),
            ("src/_posts/2024-05-02-in-de-nacht.md", "2024-05-02T22:30:00-03:00", "In de nacht"),
            ("src/_posts/2024-05-01-op-de-fiets.md", "2024-05-01T23:30:00-03:00", "Op de fiets"),
        ),
        {
            "tags": {"nieuws": ORDINARY, "fiets": 1, "stad": 1},
            "tag": {"fiets stad": 1},
            # the folder above `_posts` is one too
            "categories": {"winst": 1, "sport": 2 + _TOPICS_OF_ORDINARY.count("sport")},
            "land": {"Suriname": ORDINARY + 5},  # by `defaults`, of posts and of no collection
        },
        (
            "src/_posts/2024-05-07-pagina.html",
            "src/_posts/2024-05-08-kort.mkdn",
            "src/_drafts/nog-niet.md",
            "src/_auteurs/jan.md",
            "src/oud/",
        ),
        (
            "src/_posts/2025-11-03-de-nieuwe-sluis.md",
            (
                '---\ntitle: "De nieuwe sluis"\ndate: 2025-11-03 00:00:00 -0300\n'
                "categories: stad\n---\nTekst.\n"
            ),
        ),
    )


def _hugo(syntax: str) -> SmallSite:
    """A site in two languages with sections, bundles and archetypes, and no zone: that is UTC."""
    is_toml = syntax == "TOML"

    def post(title: str, body: str, draft: str = "false", **more: str) -> str:
        if is_toml:
            rest = "".join(f"{key} = {value}\n" for key, value in more.items())
            return f"+++\ntitle = '{title}'\n{rest}draft = {draft}\n+++\n\n{body}\n"
        rest = "".join(f"{key}: {value}\n" for key, value in more.items())
        return f"---\ntitle: '{title}'\n{rest}draft: {draft}\n---\n\n{body}\n"

    files = {
        "hugo.toml": (
            'baseURL = "https://krant.example/"\ntitle = "Krant"\n'
            'defaultContentLanguage = "nl"\n'
            "[languages.nl]\nweight = 1\n[languages.en]\nweight = 2\n"
        ),
        "archetypes/default.md": "+++\ndate = '{{ .Date }}'\ntitle = '{{ .Name }}'\n+++\n",
        "content/_index.md": post("Krant", "Alle berichten."),
        "content/posts/_index.md": post("Berichten", "Alle berichten van de krant."),
        "content/posts/op-de-fiets/index.md": post(
            "Op de fiets", "Tekst over fietsen.", date="2024-05-01T23:30:00", tags='["fiets stad"]'
        ),
        "content/posts/op-de-fiets/foto.jpg": "",
        "content/posts/op-de-fiets/index.en.md": post(
            "By bike", "Text about bikes.", date="2024-05-01T23:30:00", tags='["bike"]'
        ),
        "content/posts/de-markt.nl.md": post(
            "De markt", "Tekst over de markt.", date="2024-05-02", tags='["markt"]'
        ),
        "content/posts/de-markt.en.md": post(
            "The market", "Text about it.", date="2024-05-02", tags='["market"]'
        ),
        "content/posts/anders.md": post(
            "Een andere kop",
            "Tekst met een eigen adres.",
            date="2024-05-03T08:00:00+02:00",
            slug='"gewoon"',
            tags='["markt"]',
        ),
        "content/posts/json.md": (
            '{"title": "In JSON", "date": "2024-05-04T10:00:00", "tags": ["fiets"]}\n\n'
            "Tekst in JSON.\n"
        ),
        "content/posts/pagina.html": "---\ntitle: Pagina\n---\n<p>Pagina</p>\n",
    }
    for day, slug, title, body in _ordinary():
        files[f"content/posts/{slug}.md"] = post(
            title, body, date=f"{day}T09:15:00Z", tags=f'["nieuws", "{slug.split("-")[3]}"]'
        )
    if is_toml:
        added = (
            "+++\ntitle = 'De nieuwe sluis'\ndate = 2025-11-02T23:00:00Z\ntags = [\"stad\"]\n"
            "draft = false\n+++\n\nTekst.\n"
        )
    else:
        added = (
            "---\ntitle: 'De nieuwe sluis'\ndate: 2025-11-02T23:00:00Z\ntags: [\"stad\"]\n"
            "draft: false\n---\n\nTekst.\n"
        )
    return SmallSite(
        f"Hugo {syntax}",
        files,
        (
            ("content/posts/json.md", "2024-05-04T12:00:00+02:00", "In JSON"),
            ("content/posts/anders.md", "2024-05-03T08:00:00+02:00", "Een andere kop"),
            ("content/posts/de-markt.en.md", "2024-05-02T00:00:00+02:00", "The market"),
            ("content/posts/de-markt.nl.md", "2024-05-02T00:00:00+02:00", "De markt"),
            ("content/posts/op-de-fiets/index.en.md", "2024-05-02T01:30:00+02:00", "By bike"),
            ("content/posts/op-de-fiets/index.md", "2024-05-02T01:30:00+02:00", "Op de fiets"),
        ),
        {"tags": {"nieuws": ORDINARY, "fiets stad": 1, "fiets": 1}},
        (
            "content/posts/pagina.html",
            "archetypes/",
            "content/_index.md",
            "content/posts/_index.md",
        ),
        ("content/posts/de-nieuwe-sluis.md", added),
        # it has a slug, so that its name is not in its address
        (("content/posts/anders.md", "content/posts/een-andere-kop.md"),),
    )


def _eleventy() -> SmallSite:
    """https://www.11ty.dev/docs/dates/, and docs/collections/#tag-syntax: one text is one tag."""
    files = {
        "eleventy.config.js": 'export const config = {dir: {input: "content"}};\n',
        "content/index.njk": "---\ntitle: Krant\n---\n",
        "content/blog/blog.json": '{"layout": "post.njk", "tags": "posts"}\n',
        "content/blog/op-de-fiets.md": (
            "---\ntitle: Op de fiets\ndate: 2024-05-01T23:30:00\ntags: fiets stad\n---\nTekst.\n"
        ),
        # docs/dates: the first date of the name, where the front matter has none, in UTC
        "content/blog/2024-05-02-van-de-naam.md": (
            "---\ntitle: Van de naam\ntags:\n  - naam\n---\nTekst van de naam.\n"
        ),
        # the same, of any name in the path
        "content/blog/2024-05-03-map/bijlage.md": (
            "---\ntitle: Bijlage\ntags:\n  - bijlage\n---\nTekst van een bijlage.\n"
        ),
        "content/kladjes/oud.md": "---\ntitle: Oud\n---\nOud.\n",
        "content/.eleventyignore": "# klad\n!nieuw.md\nkladjes\n",
        ".gitignore": "content/weg/\n",
        "content/weg/weg.md": "---\ntitle: Weg\n---\nWeg.\n",
        "content/blog/kladjes/blijft.md": (
            "---\ntitle: Blijft\ndate: 2024-05-04\ntags:\n  - blijft\n---\nTekst die blijft.\n"
        ),
        "content/blog/2024-05-03-map/index.md": (
            "---\ntitle: In een map\ntags:\n  - naam\n---\nTekst in een map.\n"
        ),
    }
    for day, slug, title, body in _ordinary():
        files[f"content/blog/{slug}.md"] = (
            f"---\ntitle: {title}\ndescription: Kort over deel {slug.rpartition('-')[2]}.\n"
            f"date: {day}\ntags:\n  - nieuws\n---\n{body}\n"
        )
    return SmallSite(
        "Eleventy",
        files,
        (
            ("content/blog/kladjes/blijft.md", "2024-05-04T00:00:00+02:00", "Blijft"),
            ("content/blog/2024-05-03-map/index.md", "2024-05-03T00:00:00+02:00", "In een map"),
            ("content/blog/2024-05-03-map/bijlage.md", "2024-05-03T00:00:00+02:00", "Bijlage"),
            ("content/blog/2024-05-02-van-de-naam.md", "2024-05-02T00:00:00+02:00", "Van de naam"),
            ("content/blog/op-de-fiets.md", "2024-05-02T01:30:00+02:00", "Op de fiets"),
        ),
        {"tags": {"nieuws": ORDINARY, "fiets stad": 1, "naam": 2}},
        ("content/kladjes/", "content/weg/"),
        (
            "content/blog/de-nieuwe-sluis.md",
            "---\ntitle: De nieuwe sluis\ndate: 2025-11-03\ntags:\n  - stad\n---\nTekst.\n",
        ),
    )


def _astro() -> SmallSite:
    """The blog of `npm create astro`: a collection with `pubDate`, `.md` and `.mdx`."""
    files = {
        "astro.config.mjs": "export default {site: 'https://krant.example'};\n",
        "src/content.config.ts": "export const collections = {};\n",
        "src/pages/over.md": (
            "---\nlayout: ../layouts/Blog.astro\ntitle: Over ons\n---\nOver deze krant.\n"
        ),
        "src/content/blog/op-de-fiets.md": (
            "---\ntitle: 'Op de fiets'\ndescription: 'Over fietsen.'\n"
            "pubDate: 2024-05-01 23:30:00\ntags: ['fiets stad']\n---\n\nTekst over fietsen.\n"
        ),
        "src/content/blog/markt.md": (
            "---\ntitle: 'De markt'\ndescription: 'Over de markt.'\npubDate: 'May 02 2024'\n"
            "tags: ['markt']\n---\n\nTekst over de markt.\n"
        ),
        "src/content/blog/onderdelen.mdx": (
            "---\ntitle: 'Onderdelen'\ndescription: 'Met een onderdeel.'\npubDate: 2024-05-03\n"
            "---\n\nimport Kop from '../Kop.astro';\n\n<Kop />\n\nTekst met een onderdeel.\n"
        ),
    }
    for day, slug, title, body in _ordinary():
        files[f"src/content/blog/{slug}.md"] = (
            f"---\ntitle: '{title}'\ndescription: 'Kort over deel {slug.rpartition('-')[2]}.'\n"
            f"pubDate: {day}\ntags: ['nieuws']\n---\n\n{body}\n"
        )
    return SmallSite(
        "Astro",
        files,
        (
            ("src/content/blog/onderdelen.mdx", "2024-05-03T00:00:00+02:00", "Onderdelen"),
            ("src/content/blog/markt.md", "2024-05-02T00:00:00+02:00", "De markt"),
            ("src/content/blog/op-de-fiets.md", "2024-05-02T01:30:00+02:00", "Op de fiets"),
        ),
        {"tags": {"nieuws": ORDINARY, "fiets stad": 1}},
        (),
        (
            "src/content/blog/de-nieuwe-sluis.md",
            "---\ntitle: 'De nieuwe sluis'\npubDate: 2025-11-03\ntags: ['stad']\n---\n\nTekst.\n",
        ),
    )


def _docusaurus() -> SmallSite:
    """https://docusaurus.io/docs/blog and docs/create-doc: days in names, headings as titles."""
    files = {
        "docusaurus.config.js": "export default {title: 'Krant', url: 'https://krant.example'};\n",
        "blog/2024/05/01-op-de-fiets.md": (
            "---\ntags: [fiets stad]\nauthors: [jan]\n---\n\n# Op de fiets\n\nTekst over fietsen.\n"
        ),
        "blog/2024-05-02-in-een-map/index.md": (
            "---\ntags: [{label: map, permalink: /kaart}]\nauthors: [jan]\n---\n\n"
            "# In een map\n\nTekst in een map.\n"
        ),
        "blog/2024-05-03-onderdelen.mdx": (
            "---\ntitle: Onderdelen\nauthors: [jan]\n---\n\nimport Kop from './kop';\n\n<Kop />\n\n"
            "Tekst met een onderdeel.\n"
        ),
        # parseFrontMatterDate: without a zone it is UTC
        "blog/2024-05-04-met-moment.md": (
            "---\ntitle: Met een moment\nslug: moment\ndate: 2024-05-04T23:30\ntags: [map]\n"
            "authors: [jan]\n---\n\nTekst met een moment.\n"
        ),
        "blog/authors.yml": "jan:\n  name: Jan\n",
        "docs/intro.md": "---\nsidebar_position: 1\n---\n\n# Begin hier\n\nUitleg.\n",
    }
    for day, slug, title, body in _ordinary():
        files[f"blog/{day}-{slug}.md"] = (
            f"---\ntitle: {title}\nauthors: [jan]\ntags: [nieuws]\n---\n\n{body}\n"
        )
    return SmallSite(
        "Docusaurus",
        files,
        (
            ("blog/2024-05-04-met-moment.md", "2024-05-05T01:30:00+02:00", "Met een moment"),
            ("blog/2024-05-03-onderdelen.mdx", "2024-05-03T00:00:00+02:00", "Onderdelen"),
            ("blog/2024-05-02-in-een-map/index.md", "2024-05-02T00:00:00+02:00", "In een map"),
            ("blog/2024/05/01-op-de-fiets.md", "2024-05-01T00:00:00+02:00", "Op de fiets"),
        ),
        {"tags": {"nieuws": ORDINARY, "fiets stad": 1, "map": 2}},
        (),
        (
            "blog/2025-11-03-de-nieuwe-sluis.md",
            "---\ntitle: De nieuwe sluis\ntags: [stad]\n---\n\nTekst.\n",
        ),
        # it has a slug as well
        (("blog/2024-05-04-met-moment.md", "blog/2024-05-04-met-een-moment.md"),),
    )


def _hexo() -> SmallSite:
    """https://hexo.io/docs/writing: names without a day, and front matter without a first fence."""
    files = {
        "_config.yml": "title: Krant\ntimezone: America/Paramaribo\npermalink: :title/\n",
        "scaffolds/post.md": "title: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
        "source/about/index.md": "title: Over ons\n---\nOver ons.\n",
        "source/_drafts/nog-niet.md": "title: Nog niet\ntags:\n---\nKlad.\n",
        "source/_posts/op-de-fiets.md": (
            "title: Op de fiets\ndate: 2024-05-01 23:30\ntags: fiets stad\n---\n\nTekst.\n"
        ),
        "source/_posts/in-de-stad.md": (
            "---\ntitle: In de stad\ndate: 2024-05-02 10:00\ntags: [stad]\n---\n\nTekst.\n"
        ),
    }
    for day, slug, title, body in _ordinary():
        files[f"source/_posts/{slug}.md"] = (
            f"---\ntitle: {title}\ndate: {day} 09:15:00\ntags:\n  - nieuws\n---\n\n{body}\n"
        )
    return SmallSite(
        "Hexo",
        files,
        (
            ("source/_posts/op-de-fiets.md", "2024-05-01T23:30:00-03:00", "Op de fiets"),
            ("source/_posts/in-de-stad.md", "2024-05-02T10:00:00-03:00", "In de stad"),
        ),
        {"tags": {"nieuws": ORDINARY, "fiets stad": 1}},  # `Post.setTags`: one text is one tag
        ("source/_drafts/nog-niet.md",),
        (
            "source/_posts/de-nieuwe-sluis.md",
            (
                "---\ntitle: De nieuwe sluis\ndate: 2025-11-03 00:00:00\ntags:\n  - stad\n---\n"
                "\nTekst.\n"
            ),
        ),
    )


def _mkdocs() -> SmallSite:
    """The blog of Material for MkDocs (setup/setting-up-a-blog) beside pages without a date."""
    files = {
        "mkdocs.yml": "site_name: Krant\nplugins:\n  - blog\n",
        "docs/index.md": "# Welkom\n\nDit is de krant.\n",
        "docs/over.md": "# Over ons\n\nOver deze krant.\n",
        "docs/blog/index.md": "# Blog\n",
        "docs/blog/posts/op-de-fiets.md": (
            "---\ndate: 2024-05-01 23:30:00\ncategories:\n  - fiets stad\n---\n\n# Op de fiets\n\n"
            "Tekst over fietsen.\n"
        ),
    }
    for day, slug, title, body in _ordinary():
        files[f"docs/blog/posts/{slug}.md"] = (
            f"---\ndate: {day}\ncategories:\n  - {_TOPICS[day.day % 3]}\n---\n\n"
            f"# {title}\n\n{body}\n"
        )
    return SmallSite(
        "MkDocs",
        files,
        (
            ("docs/blog/posts/op-de-fiets.md", "2024-05-02T01:30:00+02:00", "Op de fiets"),
            # user-guide/writing-your-docs: the title is that of the first heading
            ("docs/over.md", "", "Over ons"),
        ),
        {"categories": {"fiets stad": 1}},
        (),
        (
            "docs/blog/posts/de-nieuwe-sluis.md",
            "---\ndate: 2025-11-03\ncategories:\n  - stad\n---\n\n# De nieuwe sluis\n\nTekst.\n",
        ),
    )


def _obsidian() -> SmallSite:
    """Notes: the name is the title, properties are optional (https://help.obsidian.md/properties)."""
    files = {
        ".obsidian/app.json": "{}\n",
        "Boodschappen.md": "Melk en brood, zie [[Op de fiets]].\n",
        "Notities/Op de fiets.md": (
            "---\ntags:\n  - fiets/stad\ncreated: 2024-05-01T23:30\n---\nTekst over #fietsen.\n"
        ),
    }
    for day, _, title, body in _ordinary():
        files[f"Notities/{title}.md"] = (
            f"---\ntags:\n  - nieuws\ncreated: {day}T09:15\n---\n{body} Zie [[Boodschappen]].\n"
        )
    return SmallSite(
        "Obsidian",
        files,
        (("Notities/Op de fiets.md", "", "Op de fiets"), ("Boodschappen.md", "", "Boodschappen")),
        {"tags": {"nieuws": ORDINARY, "fiets/stad": 1, "fietsen": 1}},
        (),
        (
            "Notities/De nieuwe sluis.md",
            "---\ndate: 2025-11-03\ntags:\n  - stad\n---\nTekst.\n",
        ),
    )


SITES = (
    _jekyll(),
    _hugo("YAML"),
    _hugo("TOML"),
    _eleventy(),
    _astro(),
    _docusaurus(),
    _mkdocs(),
    _hexo(),
    _obsidian(),
)
