"""Links between posts, mended by the change that renames or removes one."""

from __future__ import annotations

import pytest


@pytest.fixture
def linked(tmp_path):
    """Make a site of two posts that link to one another, of which one has a name of its own."""
    (tmp_path / "_config.yml").write_text("title: x\n")
    folder = tmp_path / "_posts"
    folder.mkdir()
    post = "---\ntitle: {}\ndate: 2019-09-{:02} 10:00:00 +0200\n---\n{}\n".format
    (folder / "2019-09-05-oud.md").write_text(
        post("Zon", 5, "Zie [zee]({% post_url 2019-09-06-zee %}).")
    )
    (folder / "2019-09-06-zee.md").write_text(
        post("Zee", 6, "Zie [zon](/2019/09/05/oud.html) en [zon]({% post_url 2019-09-05-oud %}).")
    )
    return tmp_path


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*.md")}


def test_a_name_in_an_address_is_kept_unless_asked(newsctl, linked):
    ran = newsctl("rename", "2019-09-05-oud", cwd=linked)
    told = "Its address would change from /2019/09/05/oud.html to /2019/09/05/zon.html."
    assert (ran.code, ran.out) == (3, b"")
    assert told in ran.err
    assert "--new-urls" in ran.err


def test_links_are_mended_by_the_change_that_renames(newsctl, linked):
    before = bytes_of(linked)
    ran = newsctl("rename", "2019-09-05-oud", "--new-urls", "--fix-links", cwd=linked)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == ["_posts/2019-09-06-zee.md", "_posts/2019-09-05-zon.md"]
    zee = (linked / "_posts" / "2019-09-06-zee.md").read_text()
    assert "[zon](/2019/09/05/zon.html) en [zon]({% post_url 2019-09-05-zon %})" in zee
    assert newsctl("undo", cwd=linked).code == 0
    assert bytes_of(linked) == before


def test_posts_that_link_to_one_another_are_renamed_together(newsctl, linked):
    file = linked / "_posts" / "2019-09-06-zee.md"
    file.write_text(file.read_text().replace("title: Zee", "title: De zee"))
    before = bytes_of(linked)
    done = newsctl("rename", "--all", "--new-urls", "--fix-links", "--yes", cwd=linked)
    assert done.code == 0
    texts = {name: data.decode() for name, data in bytes_of(linked).items()}
    assert [*sorted(texts)] == ["2019-09-05-zon.md", "2019-09-06-de-zee.md"]
    assert "post_url 2019-09-06-de-zee " in texts["2019-09-05-zon.md"]
    assert "post_url 2019-09-05-zon " in texts["2019-09-06-de-zee.md"]
    newsctl("undo", cwd=linked)
    assert bytes_of(linked) == before


def test_links_to_what_is_removed_become_their_text(newsctl, linked):
    before = bytes_of(linked)
    without = newsctl("rm", "2019-09-05-oud", "--dry-run", cwd=linked)
    assert "_posts/2019-09-06-zee.md links to _posts/2019-09-05-oud.md." in without.err
    ran = newsctl("rm", "2019-09-05-oud", "--fix-links", cwd=linked)
    assert (ran.code, ran.err) == (0, "")
    assert (linked / "_posts" / "2019-09-06-zee.md").read_text().endswith("Zie zon en zon.\n")
    newsctl("undo", cwd=linked)
    assert bytes_of(linked) == before


def test_a_dry_run_shows_both_and_changes_nothing(newsctl, linked):
    before = bytes_of(linked)
    options = ("--new-urls", "--fix-links", "--dry-run")
    ran = newsctl("rename", "2019-09-05-oud", *options, cwd=linked)
    assert "+Zie [zon](/2019/09/05/zon.html)" in ran.text
    assert "_posts/2019-09-05-oud.md → _posts/2019-09-05-zon.md" in ran.text
    assert bytes_of(linked) == before


def test_whole_addresses_and_those_from_a_page_are_mended_and_what_is_left_is_counted(
    newsctl, tmp_path
):
    (tmp_path / "hugo.toml").write_text('baseURL = "https://krant.example/nl/"\n')
    folder = tmp_path / "content" / "posts"
    folder.mkdir(parents=True)
    (folder / "oud.md").write_text("---\ntitle: Nieuw\ndate: 2024-05-01\n---\nEen.\n")
    (folder / "duin.md").write_text("---\ntitle: Duin\ndate: 2024-05-03\n---\nDuin.\n")
    zee = folder / "zee.md"
    zee.write_text(
        "---\ntitle: Zee\ndate: 2024-05-02\nzie: /posts/oud/\n---\n"
        "[a](../oud/) [b](https://krant.example/nl/posts/oud/) `[c](../oud/)`\n"
    )
    before = bytes_of(tmp_path)
    ran = newsctl("rename", "oud", "--new-urls", "--fix-links", cwd=tmp_path)
    assert ran.lines == ["content/posts/zee.md", "content/posts/nieuw.md"]
    assert "2 links are left as they are" in ran.err
    assert "Mended: 2." in ran.err
    assert "content/posts/zee.md links to content/posts/oud.md." in ran.err
    assert zee.read_text().endswith(
        "[a](../nieuw/) [b](https://krant.example/nl/posts/nieuw/) `[c](../oud/)`\n"
    )
    newsctl("undo", cwd=tmp_path)
    assert bytes_of(tmp_path) == before
    told = newsctl("rm", "oud", "--dry-run", cwd=tmp_path).err
    assert "content/posts/zee.md links to content/posts/oud.md." in told
