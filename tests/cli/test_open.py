"""newsctl open: which addresses are opened, and that nothing else ever reaches a program."""

from __future__ import annotations

import webbrowser

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
LINK = "https://www.rtvutrecht.example/nieuws/"


@pytest.fixture
def opened(monkeypatch):
    """Return the list of what the browser was given."""
    found = []
    monkeypatch.setattr(webbrowser, "open", lambda address: found.append(address) or True)
    return found


def link_of(newsctl, samples, path=BOEREN):
    return newsctl("list", f"path:{path}", "-t", "{externe_link}", cwd=samples).lines[0]


def test_the_article_is_opened_and_nothing_is_printed(newsctl, samples, opened):
    ran = newsctl("open", BOEREN, cwd=samples)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert opened == [link_of(newsctl, samples)]


def test_addresses_are_printed_and_none_is_opened(newsctl, samples, opened):
    ran = newsctl("open", "-n", "--query", "bron:Trouw date:2019..", cwd=samples)
    listed = newsctl("list", "bron:Trouw", "date:2019..", "-t", "{externe_link}", cwd=samples)
    assert (ran.code, sorted(ran.lines)) == (0, sorted(listed.lines))
    assert opened == []


def test_a_copy_is_of_the_moment_of_the_post_in_utc(newsctl, samples, opened):
    ran = newsctl("open", "--wayback", "--print", BOEREN, cwd=samples)
    date = newsctl("list", f"path:{BOEREN}", "-t", "{date:%Y%m%d %H}", cwd=samples).lines[0]
    day, hour = date.split()
    stamp = f"{day}{int(hour) - 2:02}"
    assert ran.lines[0].startswith(f"https://web.archive.org/web/{stamp}")
    assert ran.lines[0].endswith(f"/{link_of(newsctl, samples)}")


def test_a_post_s_own_page_needs_a_site(newsctl, archive, opened):
    ran = newsctl("open", "--site", BOEREN, cwd=archive)
    assert (ran.code, opened) == (1, [])
    assert "of no site that newsctl knows" in ran.err
    (archive / "_config.yml").write_text("url: https://x.nl\npermalink: /:title/\n")
    (archive / "_posts").mkdir()
    (archive / BOEREN).rename(archive / "_posts" / BOEREN)
    assert newsctl("open", "--site", BOEREN, cwd=archive).code == 0
    assert opened == ["https://x.nl/boeren-op-malieveld-wij-voeden-nederland/"]


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://x.nl/a",
        "--help",
        "-n https://x.nl",
        "https://x.nl/a b",
        r'"https://x.nl/\e]0;x"',
        "vbscript:https://x.nl",
        '" https://x.nl"',
        "[https://x.nl]",
        "5",
    ],
)
@pytest.mark.parametrize("how", [(), ("--wayback",)])
def test_nothing_but_a_web_address_is_opened(newsctl, tmp_path, opened, link, how):
    (tmp_path / "newsctl.toml").touch()
    (tmp_path / "2019-09-05-a.md").write_text(f"---\ntitle: A\nexterne_link: {link}\n---\nx\n")
    ran = newsctl("open", "2019-09-05-a", *how, cwd=tmp_path)
    assert (ran.code, ran.out, opened) == (1, b"", [])
    assert "no address" in ran.err


def test_a_post_without_a_link_is_named_and_the_others_are_opened(newsctl, archive, opened):
    newsctl("set", "externe_link!", "--post", BOEREN, "--yes", cwd=archive)
    ran = newsctl("open", BOEREN, "2019-03-29", cwd=archive)
    assert (ran.code, len(opened)) == (1, 1)
    assert f"{BOEREN}: It has no externe_link." in ran.err


def test_many_pages_are_asked_about(newsctl, samples, opened):
    assert newsctl("open", "--query", "date:2004..", cwd=samples).code == 2
    assert newsctl("open", "--query", "date:2004..", cwd=samples, typed="n\n").code == 0
    assert opened == []
    assert newsctl("open", "--query", "date:2004..", "--yes", cwd=samples).code == 0
    assert len(opened) == 52


def test_a_system_without_a_browser_is_told(newsctl, samples, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    ran = newsctl("open", BOEREN, cwd=samples)
    assert ran.code == 3
    assert "$BROWSER" in ran.err


def test_options_that_exclude_one_another(newsctl, samples, opened):
    assert newsctl("open", "--site", "--wayback", BOEREN, cwd=samples).code == 2
    assert newsctl("open", cwd=samples).code == 2


@pytest.mark.slow
def test_the_user_s_browser_is_given_the_address(newsctl_process, samples, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/given\n')
    browser.chmod(0o755)
    ran = newsctl_process("open", BOEREN, cwd=samples, env={"BROWSER": str(browser)})
    assert ran.code == 0
    assert (tmp_path / "given").read_text().startswith("https://")
