from __future__ import annotations

import pytest


def post(*lines):
    return "\n".join(("---", 'title: "Zon"', "date: 2019-09-05", *lines, "---", "<p>Zon.</p>", ""))


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("lezen: yes", 8, "YAML reads yes as true."),
        ("land: NO", 7, "YAML reads NO as false."),
        ("tijd: 12:30", 7, "YAML reads 12:30 as 750."),
        ("bereik: 1_000", 9, "YAML reads 1_000 as 1000."),
        ("nummer: 010", 9, "YAML reads 010 as 8."),
        ("versie: 1.10", 9, "YAML reads 1.10 as 1.1."),
        ("einde: 2024-02-30", 8, "YAML reads 2024-02-30 as a date that there is not."),
        ("dagen: [2024-13-01]", 9, "YAML reads 2024-13-01 as a date that there is not."),
        ("tags: [rood, on]", 14, "YAML reads on as true."),
        ("category: 2019", 11, "YAML reads 2019 as a number, not as text."),
        ("bron: 2019-09-05", 7, "YAML reads 2019-09-05 as a date, not as text."),
        ("bron: true", 7, "YAML reads true as a truth value, not as text."),
    ],
)
def test_a_value_that_yaml_reads_otherwise(line, column, message, check):
    (problem,) = check(post(line))
    assert (problem.rule, problem.message) == ("front-matter-misread", message)
    assert (problem.position.line, problem.position.column) == (4, column)


@pytest.mark.parametrize(
    "line",
    [
        'lezen: "yes"',
        "lezen: true",
        "published: false",
        "category: nee",
        "jaar: 2019",
        "jaren: [2018, 2019]",
        "punten: 1.5",
        "tijd: 03:07 uur",
        "feature_image: https://x.example/a?b=1&c=*2!",
        "title2: Rood & wit *nieuw* wow!",
        "excerpt: |\n  yes\n  &x *y !z",
    ],
)
def test_a_value_that_is_read_as_written(line, check):
    assert check(post(line)) == ()


def test_anchors_and_aliases_are_found_where_they_stand(found):
    assert found(post("bron: &b NOS", "lijst:", "  - *b")) == [
        ("front-matter-alias", 4, 7),
        ("front-matter-alias", 6, 5),
    ]


def test_a_tag_is_found_where_it_stands(found):
    assert found(post("bron: !!str NOS")) == [("front-matter-tag", 4, 7)]


def test_places_count_the_line_ends_of_editors_alone(found):
    text = post('excerpt: "a\u2028b\x85c"', "lezen: yes")
    assert found(text) == [("front-matter-misread", 5, 8)]


def test_a_tab_is_found_with_windows_line_ends_and_a_mark(found):
    text = "\ufeff" + post("bron: N\tOS").replace("\n", "\r\n")
    assert found(text) == [("file-bom", 1, 1), ("front-matter-tab", 4, 8)]


@pytest.mark.parametrize(
    "lines", [("bron:\tNOS",), ("bron: NOS\t",), ("bron: NOS\t# x",), ("tags:\t[a,\tb]",)]
)
def test_a_tab_between_a_key_and_its_value_or_at_an_end_changes_nothing(found, lines):
    assert found(post(*lines)) == []


def test_a_tab_that_indents_a_line_is_found(found):
    assert found(post('bron: "NOS', '\tJournaal"')) == [("front-matter-tab", 5, 1)]


def test_a_key_that_stands_twice_is_a_warning(check):
    (problem,) = check(post("bron: NOS", "bron: NU.nl"))
    assert (problem.rule, problem.severity) == ("front-matter-duplicate-key", "warning")
