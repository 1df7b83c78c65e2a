"""Marks of a merge conflict, and what only looks like them."""

from __future__ import annotations

import pytest

HEAD = '---\ntitle: "Zon"\ndate: 2019-09-05\n---\n'
CONFLICT = "<<<<<<< HEAD\nOud.\n=======\nNieuw.\n>>>>>>> main\n"
DIFF3 = "<<<<<<< HEAD\nOud.\n||||||| merged\nEerst.\n=======\nNieuw.\n>>>>>>> main\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (HEAD + CONFLICT, [5]),
        (HEAD + DIFF3, [5]),
        (HEAD + CONFLICT + "Zon.\n" + CONFLICT, [5, 11]),
        ((HEAD + CONFLICT).replace("\n", "\r\n"), [5]),
        ('---\n<<<<<<< HEAD\ntitle: "Zon"\n=======\ntitle: "Zee"\n>>>>>>> main\n---\nZon.\n', [2]),
        (HEAD + "<<<<<<< HEAD\n```\nx\n```\n=======\ny\n>>>>>>> main\n", [5]),
        (HEAD + "<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> main\n", [6]),
    ],
)
def test_a_conflict_is_found_where_it_begins_and_nothing_else_of_it(text, lines, check):
    found = check(text, "2019-09-05-zon.md")
    assert {one.rule for one in found} == {"file-merge-conflict"}
    assert [one.position.line for one in found] == lines


@pytest.mark.parametrize(
    "body",
    [
        f"```\n{CONFLICT}```\n",
        f"~~~ diff\n{CONFLICT}~~~\n",
        f"````\n```\n{CONFLICT}```\n````\n",
        "".join(f"    {line}\n" for line in CONFLICT.splitlines()),
        "Kop\n=======\nTekst.\n",
        "<<<<<<< HEAD\nOud.\n",
        ">>>>>>> citaat\n=======\n<<<<<<< x\n",
        "<<<<<<<<< HEAD\n=======\n>>>>>>>>> x\n",
        "<<<<<<< HEAD\nOud.\n========\nNieuw.\n>>>>>>> main\n",
    ],
)
def test_what_is_shown_as_code_or_is_no_whole_conflict_is_left_alone(body, found):
    assert ("file-merge-conflict", 5, 1) not in found(HEAD + body, "2019-09-05-zon.md")
    assert found(HEAD + body, "2019-09-05-zon.md", select=["file-merge-conflict"]) == []
