from __future__ import annotations

import pytest

from newsctl.core.check.repairs import replace_text

CLEAN = '---\ntitle: "Zon"\ndate: 2019-09-05\n---\n<p>Zon.</p>\n'


@pytest.mark.parametrize(
    ("content", "message", "line", "column"),
    [
        (CLEAN.replace("\n", "\r\n", 1), "Line ends of several kinds: 4 LF, 1 CRLF.", 1, 4),
        (CLEAN.replace("\n", "\r\n", 4), "Line ends of several kinds: 4 CRLF, 1 LF.", 5, 12),
    ],
)
def test_mixed_line_ends_are_found_at_the_first_that_differs(content, message, line, column, check):
    (problem,) = check(content)
    assert (problem.rule, problem.message) == ("file-line-ends", message)
    assert (problem.position.line, problem.position.column) == (line, column)


def test_line_ends_of_one_kind_are_well(check):
    assert check(CLEAN.replace("\n", "\r\n")) == ()


@pytest.mark.parametrize(
    ("content", "message", "place", "mended"),
    [
        (CLEAN.replace("\n", "\r"), "5 carriage returns stand", (1, 4), CLEAN),
        (CLEAN.replace("\n", "\r", 1), "A carriage return stands", (1, 4), CLEAN),
        (
            CLEAN.replace("\n", "\r\n").replace("Zon.", "Z\ron."),
            "A carriage return stands",
            (5, 5),
            CLEAN.replace("\n", "\r\n").replace("Zon.", "Z\r\non."),
        ),
    ],
)
def test_a_carriage_return_alone_is_one_finding_of_its_own(content, message, place, mended, check):
    (problem,) = check(content)
    assert (problem.rule, problem.position) == ("file-lone-cr", place)
    assert problem.message == f"{message} without a line feed."
    assert replace_text(content.encode(), problem.fix.repairs) == mended.encode()
    assert not problem.fix.safe


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_a_file_in_another_encoding_is_one_finding(encoding, end, check):
    content = CLEAN.rstrip("\n").replace("\n", end or "\n") + end
    assert [one.rule for one in check(content.encode(encoding))] == ["file-not-utf8"]


def test_a_last_line_without_an_end_is_found_behind_its_last_letter(found):
    assert found(CLEAN + "één", select=["file"]) == [("file-final-newline", 6, 4)]


def test_bytes_that_are_not_utf8_are_found_by_every_rule_of_files(found):
    assert found(b"caf\xe9", select=["file"]) == [
        ("file-not-utf8", 1, 4),
        ("file-final-newline", 1, 5),
    ]


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
