"""Pictures and pages that posts show or link to, where the archive has them and where not."""

from __future__ import annotations

import pytest

FILES = {
    "content/posts/zon.jpg",
    "content/posts/les/foto.png",
    "static/img/zee.jpg",
    "assets/a b.png",
    "content/over.md",
    "img/logo.svg",
}


@pytest.fixture
def missing(check_beside):
    """Check bodies of posts at paths; what the last lacks."""

    def _missing(path, body, *, beside="![](zon.jpg) " * 9, files=FILES):
        posts = [("content/posts/een.md", beside), (path, body)]
        data = [(name, f"---\ntitle: x\n---\n{text}\n".encode()) for name, text in posts]
        found = check_beside(*data, select=["link-missing-file"], has_file=files.__contains__)
        return [problem.message for problem in found]

    return _missing


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("content/posts/x.md", "zon.jpg"),
        ("content/posts/x.md", "./zon.jpg?raw=1#x"),
        ("content/posts/x.md", "../over.md"),
        ("content/posts/les.md", "foto.png"),
        ("content/posts/les/index.md", "foto.png"),
        ("content/posts/x.md", "/img/zee.jpg"),
        ("content/posts/x.md", "../img/zee.jpg"),
        ("content/posts/x.md", "../../../img/zee.jpg"),
        ("content/posts/x.md", "/site/img/zee.jpg"),
        ("content/posts/x.md", "/assets/a%20b.png"),
        ("content/posts/x.md", "https://nos.nl/weg.jpg"),
        ("content/posts/x.md", "//nos.nl/weg.jpg"),
        ("content/posts/x.md", "@site/static/weg.png"),
        ("content/posts/x.md", "{{ weg }}/weg.png"),
        ("content/posts/x.md", "{{ site.url }}/img/zee.jpg"),
        ("content/posts/x.md", "{{ '/img/zee.jpg' | relative_url }}"),
        ("content/posts/x.md", "2019-09-05-weg.md"),
        ("content/posts/x.md", "weg"),
        ("content/posts/x.md", "weg/"),
        ("content/posts/x.md", "#weg.jpg"),
    ],
)
def test_what_is_there_or_elsewhere_is_well(path, target, missing):
    assert missing(path, f"[x]({target})") == []


@pytest.mark.parametrize(
    "target",
    [
        "weg.jpg",
        "../weg.jpg",
        "../img/weg.jpg",
        "./weg.jpg",
        "/img/weg.jpg",
        "img/weg.svg",
        "weg.md",
        "../../../x.png",
    ],
)
def test_what_is_missing_is_found(target, missing):
    assert missing("content/posts/x.md", f"![x]({target})") == [
        f"There is no {target} in the archive."
    ]


def test_a_file_that_a_post_shows_twice_is_missing_once(missing):
    beside = "![](zon.jpg) ![](/img/zee.jpg)"
    told = missing("content/posts/x.md", "![](weg.jpg) [x](./y.md) ![](weg.jpg)", beside=beside)
    assert told == ["There is no weg.jpg in the archive.", "There is no ./y.md in the archive."]


def test_nothing_is_said_where_pictures_are_kept_elsewhere(missing):
    assert missing("content/posts/x.md", "![](weg.jpg)", beside="![](a.jpg) ![](b.jpg)") == []


def test_code_shows_no_picture(missing):
    assert missing("content/posts/x.md", "`![](weg.jpg)`") == []


@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        ("[foto]: weg.jpg", False),
        ("![een] [foto]\n\n[Foto]: weg.jpg", True),
        ("![foto][]\n\n[foto]: weg.jpg", True),
        ("{{< toon >}}\nsrc = 'weg.jpg'\n{{< /toon >}}", False),
        ("Schrijf src='weg.jpg' in het veld.", False),
        ("a < b en src='weg.jpg' > c", True),
        ("<p>Zon.</p> src='weg.jpg'", False),
        ('<img alt="zon"\n  src="weg.jpg">', True),
        ('{{< figure src="weg.jpg" >}}', True),
        ('{% include foto.html src="weg.jpg" %}', True),
    ],
)
def test_only_what_is_shown_is_missing(body, lacks, missing):
    assert missing("content/posts/x.md", body) == ["There is no weg.jpg in the archive."] * lacks


def test_what_lies_above_is_not_taken_for_there(missing):
    above = "![](../../foto/a.png) ![](../../foto/b.png) ![](../../foto/c.png)"
    assert missing("content/posts/x.md", "![](weg.jpg)", beside=above) == []


@pytest.mark.parametrize(
    "address",
    [
        "{{ site.baseurl }}/img/weg.png",
        "{{site.url}}/img/weg.png",
        "{{ '/img/weg.png' | relative_url }}",
        '{{- "/img/weg.png" | prepend: site.baseurl -}}',
    ],
)
def test_an_address_that_a_template_completes_is_looked_for(address, missing):
    assert missing("content/posts/x.md", f"![zon]({address})") == [
        "There is no /img/weg.png in the archive."
    ]
    assert missing("content/posts/x.md", f"    ![zon]({address})") == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["header: /img/zee.jpg", "header: /img/weg.png"], "/img/weg.png"),
        (["foto: {klein: ./zon.jpg}", "foto: {klein: ./weg.png}"], "./weg.png"),
        (["header: /img/zee.jpg", "header: https://nos.nl/weg.png"], None),
        (["header: /img/zee.jpg", "header: weg.png"], None),  # a theme may know the folder
        (["header: /img/zee.jpg", "adres: /img/weg"], None),
        (["header: /img/ooit.jpg", "header: /img/weg.png"], None),  # they are kept elsewhere
    ],
)
def test_a_picture_of_front_matter_is_looked_for(lines, found, check_beside):
    files = [
        (f"content/posts/{number}.md", f"---\n{line}\n---\nZon.\n".encode())
        for number, line in enumerate(lines)
    ]
    told = check_beside(*files, select=["link-missing-file"], has_file=FILES.__contains__)
    assert [one.message for one in told] == (
        [f"There is no {found} in the archive."] if found else []
    )
