"""Tags in the text of notes, as Obsidian tells them from headings, numbers, code and addresses."""

from __future__ import annotations

import pytest

from newsctl.front_matter.reading.tags_in_text import with_tags_in_text


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (
            "Over #water en #water/dijk-2, (niet) #één_twee.\n#eind",
            ["water", "water/dijk-2", "één_twee", "eind"],
        ),
        ("#Water en #water", ["Water"]),
        ("# kop\n## kop\n#1984 en #y1984", ["y1984"]),
        ("https://x.nl/#deel [[Noot#deel]] a#b ##c", None),
        ("`#code` ```#x```\n~~~\n#blok\n~~~\n```\n#open", None),
        ("%%#weg%% <!-- #weg --> #wel", ["wel"]),
        ("zonder", None),
        ("x " + "`" * 100_000 + " #a", ["a"]),
    ],
)
def test_tags_are_what_obsidian_takes_for_tags(body, tags):
    assert with_tags_in_text({}, body).get("tags") == tags


@pytest.mark.parametrize(
    ("own", "tags"),
    [
        (["een"], ["een", "twee"]),
        (["Twee", 3], ["Twee", 3]),
        ("een", ["een", "twee"]),
        (None, ["twee"]),
        ([], ["twee"]),
    ],
)
def test_they_stand_beside_those_of_the_front_matter(own, tags):
    assert with_tags_in_text({"tags": own, "x": 1}, "Over #twee.") == {"tags": tags, "x": 1}
