"""Archives of each generator, as their makers lay them out: see `small_sites`."""

from __future__ import annotations

import pytest

from tests.small_sites import ORDINARY, SITES

pytestmark = pytest.mark.slow


@pytest.fixture(params=SITES, ids=lambda site: site.generator.replace(" ", "-"))
def site(request):
    return request.param


@pytest.fixture
def root(site, tmp_path):
    return site.write(tmp_path / "site")


def test_a_site_is_found_and_listed_as_its_generator_does(newsctl, site, root):
    listed = newsctl("list", "-f", "tsv", "--fields", "path,date,title", cwd=root).lines
    rows = [tuple(line.split("\t")) for line in listed]
    assert set(site.listed) <= set(rows)
    shown = newsctl("index", "status", cwd=root).lines[0]
    assert f" {site.generator.split()[0]} " in shown


def test_lists_are_those_of_the_generator(newsctl, site, root):
    for key, values in site.facets.items():
        lines = newsctl("facets", key, cwd=root).lines
        counts = {value: int(count) for value, count in (line.split("\t") for line in lines)}
        assert values.items() <= counts.items()


def test_what_a_site_leaves_out_is_named(newsctl, site, root):
    told = newsctl("index", "status", "-v", cwd=root).lines
    named = {line.partition(": ")[0] for line in told}
    assert set(site.left_out) <= named


def test_a_post_is_added_as_the_others_of_the_site_are(newsctl, site, root):
    path, text = site.added
    options = ("--category", "stad", "--date", "2025-11-03", "--body", "Tekst.")
    added = newsctl("add", "De nieuwe sluis", *options, cwd=root)
    assert (added.lines, added.err) == ([path], "")
    assert (root / path).read_bytes().decode() == text
    shown = newsctl("list", "-f", "tsv", "--fields", "path,title", cwd=root).lines
    assert f"{path}\tDe nieuwe sluis" in shown


def test_no_name_is_proposed_by_which_an_address_changes(newsctl, site, root):
    proposed = newsctl("rename", "--all", "--dry-run", cwd=root)
    moves = [line for line in proposed.lines if "\u2192" in line]
    assert moves == [f"{old} \u2192 {new}" for old, new in site.renamed]
    assert "Traceback" not in proposed.err


def test_a_site_with_other_line_ends_gets_a_post_with_them(newsctl, site, root):
    for file in root.rglob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    path, text = site.added
    options = ("--category", "stad", "--date", "2025-11-03", "--body", "Tekst.")
    newsctl("add", "De nieuwe sluis", *options, cwd=root)
    assert (root / path).read_bytes().decode() == text.replace("\n", "\r\n")


def test_what_is_set_is_all_that_changes(newsctl, site, root):
    before = {file: file.read_bytes() for file in root.rglob("*.*") if file.is_file()}
    done = newsctl("set", "bron=NOS", "deel", "--yes", cwd=root)
    assert (done.code, len(done.lines)) == (0, ORDINARY)
    for file, data in before.items():
        new = [line for line in file.read_bytes().splitlines() if line not in data.splitlines()]
        assert new in ([], [b"bron: NOS"], [b'bron = "NOS"'])
        assert set(data.splitlines()) <= set(file.read_bytes().splitlines())
    newsctl("undo", cwd=root)
    assert all(file.read_bytes() == data for file, data in before.items())


def test_what_is_learnt_leaves_at_most_a_finding_for_two_posts(newsctl, site, root):
    newsctl("config", "init", cwd=root)
    posts = int(newsctl("list", "--count", cwd=root).text)
    found = newsctl("validate", "--all", "-f", "jsonl", cwd=root).lines
    assert len(found) <= posts / 2
    options = ("--category", "stad", "--date", "2025-11-03", "--body", "Tekst.")
    again = newsctl("add", "De nieuwe sluis", *options, cwd=root)
    assert (again.lines, again.err) == ([site.added[0]], "")


def test_a_note_has_the_date_that_was_learnt(newsctl, tmp_path):
    root = SITES[-1].write(tmp_path)
    newsctl("config", "init", cwd=root)
    options = ("--category", "stad", "--date", "2025-11-03 10:30", "--body", "Tekst.")
    newsctl("add", "De sluis", *options, cwd=root)
    note = (root / "Notities" / "De sluis.md").read_text()
    assert note == "---\ntags:\n  - stad\ncreated: 2025-11-03T10:30\n---\nTekst.\n"


def test_a_post_in_mdx_is_found_by_its_text_and_not_by_its_scripts(newsctl, tmp_path):
    root = tmp_path / "site"
    (root / "blog").mkdir(parents=True)
    (root / "docusaurus.config.js").touch()
    file = root / "blog/2024-05-03-onderdelen.mdx"
    data = (
        b"---\r\ntitle: Onderdelen # kop\r\n---\r\n\r\nimport Kop from './dakpan';\r\n\r\n"
        b"<Kop\r\n  stijl={{rand: 1}}\r\n>\r\n  Tekst over fietsen.\r\n</Kop>\r\n\r\n"
        b"{dorpen.map((dorp) => <li onClick={open}>{dorp}</li>)}\r\n"
        b"{'Langs de *dijk*'}\r\n"
    )
    file.write_bytes(data)
    assert "No problems found." in newsctl("validate", cwd=root).err
    assert newsctl("search", "fietsen", "--count", cwd=root).text == "1\n"
    assert newsctl("search", "dijk", "--count", cwd=root).text == "1\n"
    assert "Langs de *dijk*" in newsctl("show", "onderdelen", cwd=root).text
    for word in ("dakpan", "rand", "dorpen", "Kop"):
        assert newsctl("search", word, "--count", cwd=root).text == "0\n"
    newsctl("set", "bron=NOS", "--all", "--yes", cwd=root)
    assert file.read_bytes() == data.replace(b"# kop\r\n", b"# kop\r\nbron: NOS\r\n", 1)
    newsctl("undo", cwd=root)
    newsctl("replace", "fietsen", "wandelen", "--all", "--yes", cwd=root)
    assert file.read_bytes() == data.replace(b"fietsen", b"wandelen")


@pytest.fixture
def with_defaults(tmp_path):
    root = tmp_path / "site"
    (root / "_posts/sport").mkdir(parents=True)
    (root / "_config.yml").write_text(
        "url: https://krant.example\ndefaults:\n  - scope: {path: '', type: posts}\n"
        "    values:\n      layout: artikel\n      auteur: redactie\n      categories: nieuws\n"
        "      permalink: /:categories/:title/\n"
        "  - scope: {path: _posts/sport}\n    values: {auteur: sport}\n"
    )
    (root / "newsctl.toml").write_text("[fields.auteur]\nrequired = true\n")
    for number, folder in enumerate(("", "", "", "sport/"), 1):
        own = "auteur: Jan\n" if number == 2 else "categories: stad\n" if number == 3 else ""
        (root / f"_posts/{folder}2024-05-0{number}-bericht-{number}.md").write_text(
            f"---\ntitle: Bericht {number}\n{own}---\nTekst van het bericht {number}.\n"
        )
    return root


def test_what_jekyll_gives_posts_is_found_counted_and_asked_for_no_more(newsctl, with_defaults):
    run = lambda *line: newsctl(*line, cwd=with_defaults)  # noqa: E731
    assert run("facets", "auteur").lines == ["redactie\t2", "Jan\t1", "sport\t1"]
    assert run("facets", "categories").lines == ["nieuws\t4", "stad\t1"]
    assert run("list", "auteur:redactie", "--fields", "title", "-f", "tsv").lines == [
        "Bericht 3",
        "Bericht 1",
    ]
    assert run("validate").code == 0
    shown = run("show", "bericht-1", "--json").text
    assert '"auteur": "redactie"' in shown
    assert run("open", "bericht-3", "--site", "-n").lines == [
        "https://krant.example/nieuws/stad/bericht-3/"
    ]
    config = (with_defaults / "_config.yml").read_text().replace("redactie", "wij")
    (with_defaults / "_config.yml").write_text(config)
    assert run("list", "auteur:wij", "--count").text == "2\n"
    assert run("index", "verify").code == 0


def written(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_what_data_files_of_eleventy_give_posts_is_found_and_counted(newsctl, tmp_path):
    root = written(
        tmp_path / "site",
        {
            ".eleventy.js": 'module.exports = () => ({dir: {input: "src"}});\n',
            "src/posts/posts.json": '{"tags": "bericht", "bron": "NOS", "meta": {"a": 1}}',
            "src/posts/oud/oud.json": '{"bron": "AD", "tags": ["vroeger"]}',
            "src/posts/oud/oud.11tydata.json": '{"tags": ["oud"], "bron": "Trouw"}',
            "src/posts/oud/b.json": '{"bron": "PZC", "meta": {"b": 2}}',
            "src/posts/oud/d.json": "{",
            "src/posts/a.md": "---\ntitle: A\ntags: sport\n---\n",
            "src/posts/oud/b.md": "---\ntitle: B\n---\n",
            "src/posts/oud/c.md": '---\ntitle: C\nbron: De Gids\n"override:tags": [los]\n---\n',
            "src/posts/oud/d.md": "---\ntitle: D\n---\n",
            "src/oud.md": "---\ntitle: E\n---\n",
        },
    )
    line = ("list", "--fields", "title,bron,tags", "--sort", "title", "-f", "tsv")
    wanted = [
        *("A\tNOS\tbericht, sport", "B\tPZC\tbericht, vroeger, oud", "C\tDe Gids\tlos"),
        *("D\tTrouw\tbericht, vroeger, oud", "E\t\t"),
    ]
    assert newsctl(*line, cwd=root).lines == wanted
    assert newsctl("list", "tags:oud", "--count", cwd=root).text == "2\n"
    assert newsctl("list", "tags:oud", "--count", cwd=root / "src/posts/oud").text == "2\n"
    assert newsctl("facets", "bron", "tags:bericht", "-n", "1", cwd=root).lines == ["NOS\t1"]
    assert newsctl("show", "B", "--json", cwd=root).json["meta"] == {"a": 1, "b": 2}
    (root / "src/posts/posts.json").write_text('{"tags": "stuk"}')
    assert newsctl("list", "tags:stuk", "--count", cwd=root).text == "3\n"
    assert newsctl("list", "tags:bericht", "--count", cwd=root).text == "0\n"
    assert newsctl("index", "verify", cwd=root).code == 0
    text = (root / "src/posts/oud/b.md").read_text()
    newsctl("-C", root, "set", "x=1", "title:B", "--yes")
    assert (root / "src/posts/oud/b.md").read_text() == text.replace("B\n", "B\nx: 1\n")


@pytest.mark.parametrize(
    ("name", "config", "given"),
    [
        ("hugo.toml", 'title = "X"\n', ""),
        ("hugo.toml", '[cascade]\nland = "NL"\n', "NL"),
        ("hugo.yaml", "cascade:\n  land: NL\n", "NL"),
        ("hugo.json", '{"cascade": [{"land": "NL"}]}', "NL"),
        ("hugo.toml", '[[cascade]]\nland = "NL"\n[cascade.target]\npath = "/x/**"\n', ""),
    ],
)
def test_what_hugo_cascades_is_found_and_counted(newsctl, tmp_path, name, config, given):
    root = written(
        tmp_path / "site",
        {
            name: config,
            "content/sport/_index.md": "---\ncascade:\n  categories: [sport]\n  auteur: Jan\n---\n",
            "content/sport/bal/_index.md": '+++\n[cascade]\nauteur = "Piet"\n+++\n',
            "content/sport/a.md": "---\ntitle: A\n---\n",
            "content/sport/bal/b.md": "---\ntitle: B\n---\n",
            "content/sport/bal/c/index.md": "---\ntitle: C\ncategories: [eigen]\n---\n",
            "content/sporten/d.md": "---\ntitle: D\nland: BE\n---\n",
        },
    )
    line = ("list", "--fields", "title,categories,auteur,land", "--sort", "title", "-f", "tsv")
    wanted = ["A\tsport\tJan", "B\tsport\tPiet", "C\teigen\tPiet"]
    wanted = [*(f"{one}\t{given}" for one in wanted), "D\t\t\tBE"]
    assert newsctl(*line, "title:=A,B,C,D", cwd=root).lines == wanted
    assert newsctl("list", "categories:sport title:=A,B,C,D", "--count", cwd=root).text == "2\n"
    assert newsctl("index", "verify", cwd=root).code == 0


def test_what_jekyll_gives_posts_is_written_into_none(newsctl, with_defaults):
    run = lambda *line: newsctl(*line, cwd=with_defaults)  # noqa: E731
    file = with_defaults / "_posts/2024-05-01-bericht-1.md"
    before = file.read_text()
    assert "; defaults of auteur, categories, layout, permalink" in run("config", "show").err
    run("set", "bron=NOS", "bericht", "--yes")
    assert file.read_text() == before.replace("---\nTekst", "bron: NOS\n---\nTekst")
    run("replace", "redactie", "wij", "--all", "--field", "auteur", "--yes")
    run("undo")
    assert file.read_text() == before
    given = ("--category", "nieuws", "--field", "auteur=redactie", "--date", "2024-06-01")
    added = run("add", "Een sluis", *given, "--body", "Water.").lines
    assert (with_defaults / added[0]).read_text() == "---\ntitle: Een sluis\n---\nWater.\n"
    added = run("add", "Een brug", "--field", "auteur=Piet", "--date", "2024-06-02").lines
    assert "auteur: Piet\n" in (with_defaults / added[0]).read_text()
    assert run("rename", "--all", "--dry-run").lines == []


def test_categories_within_categories_are_those_of_a_post_of_a_site(newsctl, with_defaults):
    (with_defaults / "_posts/2024-06-01-genest.md").write_text(
        "---\ntitle: Genest\ncategories: [[Stad, Land], los]\n---\n"
    )
    ran = newsctl("list", "title:genest", "-t", "{categories}", cwd=with_defaults)
    assert ran.lines == ["nieuws, Stad, Land, los"]


@pytest.mark.parametrize(
    ("configuration", "found"),
    [("src/content/config.ts", 2), ("src/content.config.ts", 4), ("src/content/blog/x.md", 3)],
)
def test_names_that_astro_leaves_out_are_no_posts(newsctl, tmp_path, configuration, found):
    post = "---\ntitle: Kop\n---\n"
    names = ("blog/a.md", "blog/_b.md", "_concept/c.md")
    root = written(
        tmp_path / "site",
        {
            "astro.config.mjs": "export default {};\n",
            **{f"src/content/{name}": post for name in names},
            "src/pages/over.md": post,
            "src/pages/_leeg.md": post,
            configuration: post,
        },
    )
    assert newsctl("list", "--count", cwd=root).text == f"{found}\n"
    assert "_leeg.md" in newsctl("index", "status", "-v", cwd=root).text


@pytest.mark.parametrize(
    "files",
    [
        {".eleventy.js": "", "src/posts/posts.11tydata.js": "module.exports = {tags: 'x'};"},
        {
            "hugo.toml": "",
            "content/_index.md": "---\ncascade: [{target: {kind: page}, bron: X}]\n---\n",
        },
    ],
)
def test_data_that_is_not_read_is_told_of_beside_a_field(newsctl, tmp_path, files):
    folder = "src/posts" if ".eleventy.js" in files else "content"
    post = "---\ntitle: Wolf\ntags: [a]\n---\n"
    root = written(tmp_path / "site", {**files, f"{folder}/a.md": post})
    told = f"newsctl: What {[*files][1]} gives to posts is not read.\n"
    for line in (("list", "tags:a"), ("list", "tags:x"), ("list", "has:tags"), ("facets", "tags")):
        assert newsctl(*line, cwd=root).err.count(told) == 1
    for line in (("facets", "tags", "tags:a"), ("trend", "tags:a"), ("facets", "tags", "wolf")):
        assert newsctl(*line, cwd=root).err.count(told) == 1
    assert told not in newsctl("search", "wolf", cwd=root).err
