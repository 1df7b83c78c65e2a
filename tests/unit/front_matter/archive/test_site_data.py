"""The values that data files of a site give to its posts."""

from __future__ import annotations

import os

from newsctl.front_matter.archive.site_data import eleventy_defaults


class Names(list):
    """Names of a folder, among which none is sought: of 100,000 that would take minutes."""

    def __contains__(self, name):
        raise AssertionError(name)


def test_no_name_is_sought_among_all_of_a_folder(tmp_path, monkeypatch):
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "kop.md").write_text("---\ntitle: Kop\n---\n")
    (posts / "posts.json").write_text('{"bron": "NOS"}')
    (posts / "kop.11tydata.js").write_text("module.exports = {}")
    walked = [(folder, below, Names(names)) for folder, below, names in os.walk(tmp_path)]
    monkeypatch.setattr(os, "walk", lambda _top: iter(walked))
    defaults = eleventy_defaults(tmp_path, "")
    assert '"bron": "NOS"' in defaults.text
    assert defaults.unread == ("posts/kop.11tydata.js",)
