"""newsctl validate --fix: what is mended, what is left, and every byte back with undo."""

from __future__ import annotations

import os

import pytest

from newsctl.front_matter.writer import MarkdownWriter


@pytest.fixture
def one(small):
    """A post of the archive."""
    (post,) = small.glob("2014*")
    return post


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def break_counts(post):
    data = post.read_bytes()
    post.write_bytes(data.replace(b"aantal: ", b"aantal: 1"))
    return data


def test_a_word_more_is_counted_and_mended_with_a_diff_of_two_lines(newsctl, one):
    one.write_bytes(one.read_bytes() + b"Zutphenschetoevoeging\n")
    shown = newsctl("validate", "--diff", cwd=one.parent)
    changed = [line for line in shown.lines if line[0] in "+-" and line[1] not in "+-"]
    assert [line.split(":")[0] for line in changed] == ["-aantal", "-unieke", "+aantal", "+unieke"]
    counted = [int(line.split(":")[1]) for line in changed]
    assert [new - old for old, new in zip(counted[:2], counted[2:], strict=True)] == [1, 1]
    assert shown.code == 1
    assert shown.err == "newsctl: Would fix 2 problems in 1 post.\n"
    mended = newsctl("validate", "--fix", cwd=one.parent)
    assert (mended.code, mended.text) == (0, "")
    assert mended.err == "2 fixed.\nNo problems found.\n"


def test_what_is_told_in_one_line_is_counted_as_often_as_it_is_mended(newsctl, samples, tmp_path):
    posts = [tmp_path / path.name for path in samples.glob("*.md")]
    for post in posts:
        post.write_text("\ufeff" + (samples / post.name).read_text())
    ran = newsctl("validate", cwd=tmp_path)
    assert ran.text.count(" info file-bom ") == 1
    assert f"\n{len(posts)} can be fixed with --fix.\n" in ran.err
    assert newsctl("validate", "--fix", cwd=tmp_path).err.startswith(f"{len(posts)} fixed.\n")


def test_a_diff_changes_no_file(newsctl, one):
    break_counts(one)
    before = files(one.parent)
    assert newsctl("validate", "--diff", cwd=one.parent).code == 1
    assert files(one.parent) == before


def test_there_is_no_diff_where_nothing_can_be_mended(newsctl, small):
    ran = newsctl("validate", "--diff", cwd=small)
    assert (ran.code, ran.text) == (0, "")
    assert ran.err == "newsctl: Would fix 0 problems in 0 posts.\n"


def test_a_second_time_changes_nothing_and_leaves_nothing_to_undo(newsctl, one):
    break_counts(one)
    newsctl("validate", "--fix", cwd=one.parent)
    mended = files(one.parent)
    again = newsctl("validate", "--fix", cwd=one.parent)
    assert again.err == "No problems found.\n"
    assert files(one.parent) == mended
    assert len(newsctl("undo", "--list", cwd=one.parent).lines) == 1


def test_undo_brings_every_byte_back(newsctl, small):
    for post in small.glob("*.md"):
        break_counts(post)
        post.write_bytes(post.read_bytes().replace(b"\n", b"\r\n", 3))
    before = files(small)
    assert newsctl("validate", "--fix", cwd=small).err.startswith("6 fixed.\n")
    assert files(small) != before
    ran = newsctl("undo", cwd=small)
    assert ran.err == "newsctl: Took back: validate --fix (3 posts)\n"
    assert files(small) == before


def test_only_what_is_wrong_is_changed(newsctl, one):
    right = break_counts(one)
    newsctl("validate", "--fix", cwd=one.parent)
    assert one.read_bytes() == right


def test_what_is_left_is_told_and_decides_the_exit_code(newsctl, one):
    break_counts(one)
    (one.parent / "2020-01-01-kop.md").write_text("---\ntitle:\n---\n\nTekst.\n")
    ran = newsctl("validate", "--fix", cwd=one.parent)
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.lines] == ["2020-01-01-kop.md"]
    assert ran.err.startswith("1 fixed.\n1 error in 1 file\n")


def test_only_the_posts_that_are_named_are_mended(newsctl, small):
    before = [break_counts(post) for post in sorted(small.glob("*.md"))]
    first, *_ = sorted(small.glob("*.md"))
    newsctl("validate", "--fix", first.name, cwd=small)
    mended = [post.read_bytes() for post in sorted(small.glob("*.md"))]
    assert [old == new for old, new in zip(before, mended, strict=True)] == [True, False, False]


def test_only_the_rules_that_are_selected_mend(newsctl, one):
    right = break_counts(one)
    one.write_bytes(one.read_bytes().rstrip())
    newsctl("validate", "--fix", "--select", "counts", cwd=one.parent)
    assert one.read_bytes() == right.rstrip()


def test_what_needs_a_look_is_mended_only_when_told(newsctl, one):
    right = one.read_bytes()
    one.write_bytes(right.replace(b"\ncategory: ", b"\ncatagory: "))
    wrong = one.read_bytes()
    ran = newsctl("validate", "--fix", cwd=one.parent)
    assert ran.err.endswith("1 can be fixed with --unsafe-fixes.\n")
    assert one.read_bytes() == wrong
    break_counts(one)
    assert newsctl("validate", "--unsafe-fixes", cwd=one.parent).err.startswith("2 fixed.\n")
    assert one.read_bytes() == right


def test_a_post_gets_the_name_of_its_day_and_its_old_one_back(newsctl, one):
    old = one.name
    wrong = one.rename(one.with_name(old.replace("2014-06-14", "2014-06-15")))
    before = files(one.parent)
    ran = newsctl("validate", "--unsafe-fixes", cwd=one.parent)
    assert (ran.code, ran.err) == (0, "1 fixed.\nNo problems found.\n")
    assert old in files(one.parent)
    newsctl("undo", cwd=one.parent)
    assert files(one.parent) == before
    assert wrong.exists()


def test_a_name_that_is_taken_is_said_and_the_rest_is_mended(newsctl, one):
    wrong = one.with_name(one.name.replace("2014-06-14", "2014-06-15"))
    wrong.write_bytes(one.read_bytes().replace(b"aantal: ", b"aantal: 1"))
    ran = newsctl("validate", "--unsafe-fixes", "--no-compare", cwd=one.parent)
    told = f"newsctl: {wrong.name} is not mended: date-other-day: {one.name} is there already.\n"
    assert ran.err.startswith(told)
    assert wrong.read_bytes() == one.read_bytes()


def test_a_link_keeps_its_name_and_the_rest_is_mended(newsctl, one):
    (one.parent / ".bron").mkdir()
    (one.parent / ".bron" / "tekst.md").write_bytes(one.read_bytes())
    (one.parent / "2001-01-01-link.md").symlink_to(".bron/tekst.md")
    break_counts(one)
    ran = newsctl("validate", "--unsafe-fixes", cwd=one.parent)
    assert (
        "2001-01-01-link.md is not mended: date-other-day: It is a link. Rename it by hand."
        in ran.err
    )
    assert (one.parent / "2001-01-01-link.md").is_symlink()
    assert newsctl("validate", "--select", "counts", cwd=one.parent).code == 0


def test_a_file_that_changed_meanwhile_is_left_and_so_are_all(newsctl, small, monkeypatch):
    for post in small.glob("*.md"):
        break_counts(post)
    (late,) = small.glob("2025*")
    real = MarkdownWriter.carry_out

    def carry_out(*args, **options):
        late.write_bytes(late.read_bytes() + b"Later.\n")
        real(*args, **options)

    monkeypatch.setattr(MarkdownWriter, "carry_out", carry_out)
    before = files(small)
    ran = newsctl("validate", "--fix", cwd=small)
    assert (ran.code, ran.text) == (75, "")
    assert "was changed meanwhile.\nNothing was done. Try again." in ran.err
    assert {**before, late.name: late.read_bytes()} == files(small)


def test_what_was_mended_is_found_at_once(newsctl, one):
    break_counts(one)
    assert newsctl("list", "aantal:1000..", "--count", cwd=one.parent).text == "1\n"
    newsctl("validate", "--fix", cwd=one.parent)
    assert newsctl("list", "aantal:1000..", "--count", cwd=one.parent).text == "0\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(newsctl, one):
    break_counts(one)
    one.parent.chmod(0o555)
    try:
        ran = newsctl("validate", "--fix", cwd=one.parent)
    finally:
        one.parent.chmod(0o755)
    assert (ran.code, ran.text) == (3, "")


def posts(folder, **headers):
    """Write posts with these lines of front matter, by file name without its end."""
    for name, header in headers.items():
        text = f'---\ntitle: "Zon {name}"\n{header}\n---\nDe zon van {name} schijnt.\n'
        (folder / f"{name.replace('_', '-')}.md").write_text(text)


@pytest.fixture
def new(small, tmp_path):
    """A new archive."""
    folder = tmp_path / "nieuw"
    folder.mkdir()
    return folder


def test_all_names_of_one_post_are_spelt_as_usual_in_one_run(newsctl, new):
    posts(
        new,
        a="date: 2019-09-01\ntags: [NOS, Trouw]",
        b="date: 2019-09-02\ntags: [NOS, Trouw]",
        c="date: 2019-09-03\ntags: [nos, trouw, weer]",
    )
    ran = newsctl("validate", "--unsafe-fixes", "--select", "fields", cwd=new)
    assert ran.err == "2 fixed.\nNo problems found.\n"
    assert "tags: [NOS, Trouw, weer]\n" in (new / "c.md").read_text()


def test_posts_exchange_their_names_in_one_run_and_get_them_back(newsctl, new):
    date = "date: 2019-09-0{}"
    posts(new, **{"2019_09_01_zon": date.format(2), "2019_09_02_zon": date.format(1)})
    before = files(new)
    ran = newsctl("validate", "--unsafe-fixes", "--select", "date", cwd=new)
    assert ran.err == "2 fixed.\nNo problems found.\n"
    one, two = sorted(before)
    assert files(new) == {one: before[two], two: before[one]}
    newsctl("undo", cwd=new)
    assert files(new) == before


def test_a_post_that_another_names_keeps_its_name(newsctl, new):
    posts(new, **{"2019_09_01_zon": "date: 2019-09-02", "2019_09_03_zee": "date: 2019-09-03"})
    with (new / "2019-09-03-zee.md").open("a") as zee:
        zee.write("Zie {% post_url 2019-09-01-zon %}.\n")
    ran = newsctl("validate", "--unsafe-fixes", "--select", "date", cwd=new)
    assert "is not mended: date-other-day: 2019-09-03-zee.md names it." in ran.err
    assert sorted(files(new)) == ["2019-09-01-zon.md", "2019-09-03-zee.md"]


@pytest.mark.parametrize(
    "header",
    [
        "aantal: 25",
        'externe_link: "https://web.archive.org/web/2019/https://a.example/?utm_source=b"',
        'externe_link: "https://a.example/?pk_id=3&at_time=4"',
    ],
)
def test_what_may_mean_something_else_is_not_mended_unasked(newsctl, new, header):
    posts(new, a=f"date: 2019-09-01\n{header}")
    before = files(new)
    newsctl("validate", "--fix", cwd=new)
    assert files(new) == before


def test_wrong_letters_that_a_post_is_about_are_not_mended_unasked(newsctl, new):
    posts(new, a="date: 2019-09-01")
    with (new / "a.md").open("a") as post:
        post.write("Wie UTF-8 leest als Latin-1 ziet coÃ¶peratie.\n")
    before = files(new)
    newsctl("validate", "--fix", cwd=new)
    assert files(new) == before
