"""Findings that are none, or one with another."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("ZONNIG WEER IN ZUTPHEN MORGEN", {"title-capitals"}),
        ("\u4e1c\u4eac\u5965\u8fd0\u4f1a \u5f00\u5e55\u5f0f\u5f00\u5e55 NOS", set()),
        ("\u0627\u0646\u062a\u062e\u0627\u0628 \u0628\u0631\u0644\u0645\u0627\u0646 NOS", set()),
        ("\u05d1\u05d7\u05d9\u05e8\u05d5\u05ea \u05dc\u05db\u05e0\u05e1\u05ea NOS", set()),
    ],
)
def test_only_scripts_with_capitals_are_all_in_capitals(newsctl, tmp_path, title, rules):
    assert _found(newsctl, tmp_path, title, "Tekst.", "title") == rules


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("Het pa\u00c3\u00ads is ver.", {"body-mojibake"}),
        ("De zonne\u00adbloem.", {"body-soft-hyphen"}),
        ("Het pa\u00c3\u00ads en de zonne\u00adbloem.", {"body-mojibake", "body-soft-hyphen"}),
    ],
)
def test_a_letter_decoded_wrongly_is_one_fault(newsctl, tmp_path, body, rules):
    assert _found(newsctl, tmp_path, "Kop", body, "body") == rules


def _found(newsctl, folder, title, body, family):
    (folder / "newsctl.toml").touch()
    text = f"---\ntitle: {title}\ndate: 2019-01-01 10:00:00 +0100\n---\n{body}\n"
    (folder / "2019-01-01-kop.md").write_text(text, encoding="utf-8")
    found = newsctl("validate", "--all", "--select", family, "-f", "json", cwd=folder).json
    return {one["rule"] for one in found}
