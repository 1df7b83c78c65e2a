"""A first `newsctl.toml` is written whole or not at all, and never over another."""

import pytest

from newsctl.core.errors import ArchiveError
from newsctl.front_matter.archive import archive_settings
from newsctl.front_matter.archive.archive_settings import create_settings


def test_its_text_is_not_made_when_there_is_one_already(tmp_path):
    (tmp_path / "newsctl.toml").symlink_to("nergens")
    with pytest.raises(ArchiveError, match="is there already"):
        create_settings(tmp_path, lambda: pytest.fail("made in vain"))


def test_one_that_came_meanwhile_is_kept(tmp_path):
    def made():
        (tmp_path / "newsctl.toml").write_text("# van een ander\n")
        return "# van ons\n"

    with pytest.raises(ArchiveError, match="is there already"):
        create_settings(tmp_path, made)
    assert (tmp_path / "newsctl.toml").read_text() == "# van een ander\n"
    assert [path.name for path in tmp_path.iterdir()] == ["newsctl.toml"]


def test_letters_that_utf_8_cannot_write_do_not_end_it(tmp_path):
    assert create_settings(tmp_path, lambda: "# \udcff\n") == archive_settings.SETTINGS_FILE
    assert (tmp_path / "newsctl.toml").read_bytes() == b"# ?\n"
