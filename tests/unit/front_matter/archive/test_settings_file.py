"""`newsctl.toml` as people and attackers write it."""

import pytest

from newsctl.core.errors import ArchiveError, SettingsError
from newsctl.front_matter.archive.settings_file import settings_and_tables
from tests.clock import takes_less_than


@pytest.fixture
def read(tmp_path):
    def _read(content):
        path = tmp_path / "newsctl.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return settings_and_tables(path)[0]

    return _read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[archive]\ntimezone = 1\n", 2),
        ("\n# [archive]\n[ archive ]\n  timezone = 1\n", 4),
        ("archive.timezone = 1\n", 1),
        ("archive = {drafts = true, timezone = 1}\n", 1),
        ('[queries]\ntimezone = "x"\n[archive]\ntimezone = 1\n', 4),
        ("[archive]\r\ninclude = [\r\n  'a',\r\n]\r\ntimezone = 1\r\n", 5),
        ("[fields.bron]\nrequierd = true\n", 2),
        ('[fields."bron.naam"]\nrequierd = true\n', 2),
        ("[fields]\nbron.requierd = true\n", 2),
        ("[fields.a]\n[fields.bron]\nrequierd = true\n", 3),
        ('[rules.folders."a.b/**"]\ncounts = 1\n', 2),
        ("[archive]\n[archief]\n", 2),
        ("fields = 1\n", 1),
        ('[archive]\ndrafts = true\ntime_zone = "Europe/Amsterdan"\n', 3),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(read, tmp_path, text, line):
    with pytest.raises(SettingsError) as refused:
        read(text)
    assert refused.value.message.startswith(f"{tmp_path}/newsctl.toml:{line}: ")
    assert refused.value.hint


def test_a_setting_that_no_line_begins_is_named_with_the_file(read):
    with pytest.raises(SettingsError, match=r"newsctl\.toml: 'a\"b' is not a table"):
        read('"a\\"b" = 1\n')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[archive\n", "is not TOML: .*line 1"),
        ("a = " + "9" * 10_000, "is not TOML: .*digits"),
        ("a = " + "[" * 5000, "is not TOML"),
        ("a" + ".a" * 5000 + " = 1", "a key has more than 100 parts"),
        ("[a" + ".a" * 5000 + "]", "a key has more than 100 parts"),
        ("x = {a" + ".a" * 5000 + " = 1}", "a key has more than 100 parts"),
        (b"\xef\xbb\xbf[archive]\n", "it begins with a byte order mark"),
        (b"\xff\xfe", "is not TOML"),
        (b"\x00", "is not TOML"),
        (b"#" * 1024 * 1025, "is larger than 1024 KB"),
    ],
)
def test_what_is_not_toml_is_a_plain_error(read, content, message):
    with pytest.raises(SettingsError, match=rf"newsctl\.toml (is not TOML: )?{message}"):
        read(content)


@pytest.mark.parametrize("text", ["a." * 500_000, "'a'." * 250_000, "a = '" + "." * 999_999])
def test_a_file_made_to_take_long_does_not(read, text):
    with takes_less_than(5), pytest.raises(SettingsError):
        read(text)


def test_a_long_list_of_files_is_no_long_key(read):
    paths = [f"nieuws/{number}.md" for number in range(500)]
    assert read(f"[archive]\ninclude = {paths}\n").include == tuple(paths)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"Cannot read .*newsctl\.toml"):
        settings_and_tables(tmp_path / "newsctl.toml")
