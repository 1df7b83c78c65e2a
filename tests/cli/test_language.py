"""The language of the user: which one is chosen, what is in it, and what never is."""

from __future__ import annotations

import json

import pytest

import newsctl as library
from newsctl.cli.posts import prompts
from newsctl.cli.reading.language import catalog_of, language_named
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, by_catalog, speak, translated
from newsctl.dutch.indivisible import why_indivisible

DUTCH = {"NEWSCTL_LANG": "nl"}


@pytest.mark.parametrize(
    ("env", "is_tty", "language"),
    [
        ({}, True, "en"),
        ({"NEWSCTL_LANG": "nl"}, False, "nl"),
        ({"NEWSCTL_LANG": "nl_BE.UTF-8"}, False, "nl"),
        ({"NEWSCTL_LANG": "en", "LANG": "nl_NL.UTF-8"}, True, "en"),
        ({"NEWSCTL_LANG": "", "LANG": "nl_NL.UTF-8"}, True, "nl"),
        ({"LANG": "nl_NL.UTF-8"}, True, "nl"),
        ({"LANG": "nl_NL.UTF-8"}, False, "en"),
        ({"LANG": "nl"}, True, "nl"),
        ({"LC_MESSAGES": "nl_NL@euro", "LANG": "en_GB"}, True, "nl"),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "nl_NL", "LANG": "nl_NL"}, True, "en"),
        ({"LC_ALL": "", "LANG": "nl_NL"}, True, "nl"),
        ({"LANG": "POSIX"}, True, "en"),
        ({"LANG": "fr_FR.UTF-8"}, True, "en"),
        ({"NEWSCTL_LANG": "fr", "LANG": "nl_NL"}, True, "en"),
        ({"NEWSCTL_LANG": "../../etc"}, True, "en"),
    ],
)
def test_the_language_of_an_environment(env, is_tty, language):
    assert language_named(env, is_tty=is_tty) == language


def test_english_has_no_catalog():
    assert catalog_of("en") is None


@pytest.mark.parametrize(
    ("answer", "agrees"), [("j", True), ("ja", True), ("y", True), ("n", False)]
)
def test_a_question_is_answered_in_either_language(newsctl, archive, answer, agrees):
    ran = newsctl("set", "bron=ANP", "bron:NOS", cwd=archive, typed=f"{answer}\n", **DUTCH)
    assert "10 berichten wijzigen? [j/N] " in ran.err
    assert ("10 berichten gewijzigd." in ran.err) is agrees
    assert ("Er is niets gewijzigd." in ran.err) is not agrees


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("b", "edit"), ("bewerken", "edit"), ("e", "edit"), ("o", "save"), ("weg", "discard")],
)
def test_a_choice_is_made_in_either_language(monkeypatch, typed, answer):
    asked = []
    monkeypatch.setattr(prompts, "line", lambda prompt: asked.append(translated(prompt)) or typed)
    speak(catalog_of("nl"))
    try:
        chosen = prompts.choose(_("What now?"), (_("edit"), _("save"), _("discard")))
    finally:
        speak(None)
    assert chosen == answer
    assert asked == ["Wat nu? [b]ewerken, [o]pslaan, [w]eggooien: "]


@pytest.mark.parametrize(
    "line",
    [
        "search verkiezing -f json",
        "list --fields path,date -f csv",
        "validate -f json",
        "validate -f sarif",
        "validate --rules",
        "facets -f json",
        "trend verkiezing -f tsv",
        "analyze gemeentehuis -f json",
        "config show -f json",
        "schema",
        "changes --since nothing",
    ],
)
def test_what_scripts_read_is_in_no_language(newsctl, archive, line):
    (archive / "2025-01-01-fout.md").write_text("---\ntitle: Fout\nbrn: x\n---\n<b>Tekst\n")
    arguments = line.split(" ")
    english, dutch = (newsctl(*arguments, cwd=archive, **env) for env in ({}, DUTCH))
    assert dutch.out == english.out
    assert dutch.code == english.code


def test_what_is_kept_is_in_no_language(newsctl, archive):
    assert newsctl("set", "bron=ANP", "bron:NOS", "--yes", cwd=archive, **DUTCH).code == 0
    listed = newsctl("undo", "--list", cwd=archive, **DUTCH)
    assert listed.text.endswith("\tset bron=ANP bron:NOS --yes\n") or "set bron=ANP" in listed.text


def test_python_programs_are_told_in_english(samples):
    speak(catalog_of("nl"))
    try:
        archive = library.open(samples)
        with pytest.raises(UsageError, match="Unknown field 'brn'") as told:
            archive.search("brn:x")
        assert json.dumps(str(told.value)).startswith('"Unknown field')
    finally:
        speak(None)


def test_completion_tells_what_options_do(newsctl, samples):
    ran = newsctl("", cwd=samples, _NEWSCTL_COMPLETE="zsh", **DUTCH)
    assert "search\tZoek berichten op woorden, de beste eerst.\n" in ran.text


@pytest.mark.parametrize(
    "word", ["huis", "w8woord", "amsterdammer", "achteruit", "bedenken", "marcheren", "aangenomen"]
)
def test_why_a_word_is_no_compound_is_told_in_dutch(word):
    reason = why_indivisible(word)
    assert reason is not None
    told = by_catalog(reason, catalog_of("nl"))
    assert told != reason


def test_why_files_are_left_out_is_told_in_dutch(newsctl, tmp_path):
    post = b"---\ntitle: Trein\n---\nTekst\n"
    broken = b"\xff\xfe\n"
    for name, data in {
        "_posts/2019-09-05-a.md": post,
        "_posts/2019-02-30-b.md": post,
        "_posts/2019-09-06-c.md": broken,
        "_posts/2019-09-07-d.md": broken,
        "_drafts/e.md": post,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    listed = newsctl("list", cwd=tmp_path, **DUTCH)
    assert "2 bestanden zijn niet als bericht te lezen;" in listed.err
    status = newsctl("index", "status", "-v", cwd=tmp_path, **DUTCH)
    assert "_posts/2019-02-30-b.md: die datum bestaat niet: 2019-02-30\n" in status.text
    assert "_drafts/e.md: een concept\n" in status.text
    named = newsctl("-C", "nergens", "list", cwd=tmp_path, **DUTCH)
    assert named.err.endswith("nergens bestaat niet.\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("--color", "x", "list"), "'x' is geen van 'auto', 'always', 'never'."),
        (("serve", "--port", "70000"), "70000 ligt niet in het bereik 0<=x<=65535."),
        (("serve", "--port", "x"), "'x' is geen geheel getal."),
        (("list", "--count=3"), "Bij --count hoort geen waarde."),
    ],
)
def test_what_typer_says_of_a_value_is_in_dutch(newsctl, samples, line, told):
    assert told in newsctl(*line, cwd=samples, **DUTCH).err


@pytest.mark.parametrize("command", ["add", "export", "import"])
def test_a_default_that_help_puts_into_words_is_in_dutch(newsctl, command):
    english, dutch = (newsctl(command, "--help", **env).text.split() for env in ({}, DUTCH))
    assert "told" in english
    assert "told" not in dutch


@pytest.mark.parametrize(
    ("arguments", "data", "says"),
    [
        (("replace", "Kamer", "KAMER", "--all", "--dry-run"), b"", "zijn ongewijzigd."),
        (("import", "-"), b"---\ntitle: x\n---\n", "is een bericht, en dat wordt"),
        (("import", "-"), b"\x1f\x8b\x08", "is gecomprimeerd, en dat wordt"),
        (("validate", "--explain", "file-final-newline"), b"", "[geen regeleinde]"),
        (("import", "-"), b"a," * 30 + b"\n", " en nog 11"),
    ],
)
def test_what_stands_within_a_sentence_is_in_its_language(newsctl, archive, arguments, data, says):
    ran = newsctl(*arguments, cwd=archive, stdin=data, **DUTCH)
    assert says in f"{ran.text}{ran.err}"
