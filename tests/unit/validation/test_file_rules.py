from __future__ import annotations

import pytest

CLEAN = '---\ntitle: "Zon"\ndate: 2019-09-05\n---\n<p>Zon.</p>\n'


@pytest.mark.parametrize(
    ("content", "message", "line", "column"),
    [
        (CLEAN.replace("\n", "\r\n", 1), "Line ends of several kinds: 4 LF, 1 CRLF.", 1, 4),
        (CLEAN.replace("\n", "\r\n", 4), "Line ends of several kinds: 4 CRLF, 1 LF.", 5, 12),
        (CLEAN.replace("\n", "\r", 1), "Line ends of several kinds: 4 LF, 1 CR.", 1, 4),
    ],
)
def test_mixed_line_ends_are_found_at_the_first_that_differs(content, message, line, column, check):
    (problem,) = check(content)
    assert (problem.rule, problem.message) == ("file-line-ends", message)
    assert (problem.position.line, problem.position.column) == (line, column)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_one_kind_are_well(end, check):
    assert check(CLEAN.replace("\n", end)) == ()


def test_a_last_line_without_an_end_is_found_behind_its_last_letter(found):
    assert found(CLEAN + "één") == [("file-final-newline", 6, 4)]


def test_bytes_that_are_not_utf8_are_found_by_every_rule_of_files(found):
    assert found(b"caf\xe9") == [("file-not-utf8", 1, 4), ("file-final-newline", 1, 5)]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("_posts/zon.md", "file-name-undated"),
        ("_posts/2019/zon.md", "file-name-undated"),
        ("_posts/2019-02-30-zon.md", "file-name-impossible-date"),
        ("2019-09-05-wat?.md", "file-name-not-portable"),
        ("a:b/2019-09-05-zon.md", "file-name-not-portable"),
        ("nul/2019-09-05-zon.md", "file-name-not-portable"),
        ("map./2019-09-05-zon.md", "file-name-not-portable"),
        ("2019-09-05-cafe\u0301.md", "file-name-not-portable"),
        ("2019-09-05-caf\udce9.md", "file-name-not-portable"),
    ],
)
def test_a_name_that_does_not_do(name, rule, found):
    assert found(CLEAN, name) == [(rule, 1, 1)]


@pytest.mark.parametrize(
    "name",
    [
        "2019-09-05-zon.md",
        "_posts/19-9-5-zon.md",
        "zon.md",
        "é/zon en zee 🌞.md",
        "nulpunt/con-zon.md",
    ],
)
def test_a_name_that_does(name, check):
    assert check(CLEAN, name) == ()
