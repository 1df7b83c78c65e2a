"""An error is one or two lines: what is wrong, and what to do about it."""

from __future__ import annotations

import pytest

PROBE = [
    ("search --formt json x", "There is no option --formt.", "Did you mean --format?"),
    ("serach x", "There is no command 'serach'.", "Did you mean search?"),
    ("search x -n y", "'y' is not a whole number from 0 on.", "Try: newsctl search --help"),
    ("search", "What to search for?", "For all posts: newsctl list"),
    ("list --sort bronn", "There is no field 'bronn'.", "Did you mean bron?"),
    ("list --sort qqqq", "There is no field 'qqqq'.", "Try: newsctl facets"),
    ("list --sort has", "has is no key of front matter.", "Try: newsctl facets"),
    ("list --fields titell", "There is no field 'titell'.", "Did you mean title?"),
    ("list -0", "--null goes with --format path only.", "Use: -f path -0"),
    ("show qqqq", "No post fits 'qqqq'.", "Try: newsctl search"),
    ("show", "Which posts?", "Name each as POST, or give --query QUERY."),
    ("add T --field date=2019", "--field cannot give date.", "Use: --date"),
    ("add T --date onzin", "Not a date: 'onzin'", "Try '2025-11-03 10:00' or gisteren."),
]


@pytest.mark.parametrize(("line", "what", "hint"), PROBE)
def test_an_error_says_what_and_what_to_do(newsctl, samples, line, what, hint):
    told = newsctl(*line.split(), cwd=samples).err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("newsctl: ")
    assert what in told[0]
    assert told[1] == hint


def test_a_field_that_there_is_not_is_marked_among_the_words(newsctl, samples):
    assert newsctl("facets", "categroy", cwd=samples).err.splitlines() == [
        "newsctl: There is no field 'categroy'.",
        "  facets categroy",
        "         ^^^^^^^^",
        "Did you mean category?",
    ]


def test_a_mistake_in_a_query_has_its_place_marked(newsctl, samples):
    assert newsctl("search", "fiets", "brom:NOS", cwd=samples).err.splitlines()[:3] == [
        "newsctl: Unknown field 'brom'. Did you mean 'bron'?",
        "  fiets brom:NOS",
        "        ^^^^",
    ]


def test_an_ambiguous_post_names_the_candidates(newsctl, samples):
    assert newsctl("show", "2019", cwd=samples).err.splitlines() == [
        "newsctl: 2 posts fit '2019'.",
        "  2019-03-29-facebook-strenger-voor-politieke-advertenties.md",
        "  2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md",
        "Write more of it, or the whole path.",
    ]


def test_a_misspelt_word_is_met_with_one_of_the_archive(newsctl, samples):
    assert newsctl("search", "verkeizingen", cwd=samples).err.splitlines() == [
        "newsctl: No posts found.",
        "newsctl: Did you mean verkiezingen instead of verkeizingen?",
    ]


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ('qqqq -facebook Rutte: "ik ga"', 'qqqq NOT facebook Rutte "ik ga"'),
        ("qqqq AND NOT wolf", "qqqq NOT wolf"),
        ("qqqq (zzzz OR -wolf)", "qqqq (zzzz OR NOT wolf)"),
    ],
)
def test_nothing_found_tells_a_query_with_operators_as_it_was_read(newsctl, samples, query, read):
    told = newsctl("search", *query.split(" "), cwd=samples).err
    assert told.startswith(f"newsctl: No posts found. Read as: {read}\n")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (("list", "bron: NOS qqqq"), "To mean the field: bron:NOS"),
        (("list", "bron=NOS"), "To mean the field: bron:NOS"),
        (("list", "aantal>300"), "To mean the field: aantal:300.."),
        (("list", "aantal<=300"), "To mean the field: aantal:..300"),
        (("search", "storm or qqqq"), "or was read as a word. The operator is in capitals: OR"),
        (("search", "storm of qqqq"), "of was read as a word. The operator is in capitals: OF"),
        (("list", "bron:NOS", "qqqq", "of"), "The operator is in capitals: OF"),
        (("list", "niet qqqq"), "niet was read as a word. The operator is in capitals: NIET"),
        (("list", "titel: qqqq"), "titel was read as a word. To mean the field: titel:qqqq"),
        (("list", "bron", ":NOS", "qqqq"), "To mean the field: bron:NOS"),
        (("list", "bron!=NOS"), "To mean the field: -bron:NOS"),
        (("list", "aantal<>300"), "To mean the field: -aantal:300"),
        (("list", "bron:NOS;Trouw"), "For either: bron:NOS,Trouw"),
        (("list", "bron:NOS/Trouw"), "For either: bron:NOS,Trouw"),
        (("list", "qqq?q"), "In qqq?q the ? is punctuation. A word that begins so: qqq*"),
        (("list", "category:a|b"), "For either: category:a,b"),
        (("list", 'bron:"de Volkskrant | NOS"'), 'For either: bron:"de Volkskrant",NOS'),
        (("list", 'bron:"!de Volkskrant"'), 'with it: -bron:"de Volkskrant"'),
        (
            ("search", "https://nos.example/x"),
            "To mean the link of a post: link:https://nos.example/x",
        ),
    ],
)
def test_what_other_programs_write_and_was_read_as_words_is_told_of(newsctl, samples, line, meant):
    ran = newsctl(*line, cwd=samples)
    assert (ran.code, ran.out) == (1, b"")
    assert meant in ran.err


ASKING = [
    ("search",),
    ("list",),
    ("kwic",),
    ("facets", "bron"),
    ("stats",),
    ("trend",),
    ("words",),
    ("collocates", "de"),
]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("!kabinet", "!kabinet was read as a word. To leave out posts with it: -kabinet"),
        ("kabinet | kamer", "| was left out, and all words are wanted. For either: OR"),
        ("kabinet || kamer", "|| was left out, and all words are wanted. For either: OR"),
        (
            "kabinet|val",
            "kabinet|val was read as words that stand together. For either: kabinet OR val",
        ),
        (
            "title:kabinet|val",
            "words that stand together. For either: title:kabinet OR title:val",
        ),
        ("+kabinet|val|", "For either: +kabinet OR +val"),
        ("kabinet|val|kamer", "For either: kabinet OR val OR kamer"),
        ("!!kabinet", "!!kabinet was read as a word. To leave out posts with it: -kabinet"),
        ("+!kabinet", "+!kabinet was read as a word. To leave out posts with it: -+kabinet"),
        ("kabinet NOT !zebra", "!zebra was read as a word. To leave out posts with it: -zebra"),
        (
            "kabinet bron:NOS|Trouw,Trouw",
            "NOS|Trouw was read as one value. For either: bron:NOS,Trouw",
        ),
        (
            "kabinet NOT category:!sport",
            "!sport was read as a value. To leave out posts with it: -category:sport",
        ),
        (
            "kabinet bron:NOS,-Trouw",
            "-Trouw was read as a value. To leave out posts with it: -bron:Trouw",
        ),
        (
            "kabinet bron:NOS OR Trouw",
            "Trouw was read as a word. To mean the field: bron:NOS,Trouw",
        ),
        (
            "kabinet bron:NOS OR Trouw OR nu.nl",
            "Trouw, nu.nl were read as words. To mean the field: bron:NOS,Trouw,nu.nl",
        ),
        (
            "kabinet bron:NOS OR Trouw wolf OR nu.nl",
            "Trouw was read as a word. To mean the field: bron:NOS,Trouw",
        ),
        ("kabinet -bron:RTL|ANP", "read as one value. For either: -bron:RTL,ANP"),
        ("kabinet OR -bron:RTL|ANP wolf", "For either: -bron:RTL,ANP"),
        *(
            (
                f"de {sign}kabinet",
                f"{sign}kabinet was read as a word. To leave out posts with it: -k",
            )
            for sign in ("–", "—", "−", "--")
        ),
        (
            "kabinet –bron:NOS OR de",
            "–bron:NOS was read as a word. To leave out posts with it: -bron",
        ),
        ('de –"tweede kamer"', "– was left out, and what follows it is wanted."),
        ("de bron: nos", "bron was read as a word. To mean the field: bron:nos"),
        ("titel: kabinet", "titel was read as a word. To mean the field: titel:kabinet"),
        ('de (Titel: "het kabinet") OR de', 'To mean the field: Titel:"het kabinet"'),
        ("de aantal:1,5..", "1,5.. was read as a list of numbers. As one number: 1.5.."),
        ("de aantal:1,206", "1,206 was read as a list of numbers. As one number: 1206"),
        ("de aantal:..2.000", "..2.000 was read as aantal:..2000: points stand between thousands."),
        ('"kabinet* nu" OR kabinet', 'In "kabinet* nu" the * was read as text.'),
        ("kabinet -zebra|gnoe", "words that stand together. For either: -(zebra OR gnoe)"),
        ("kabinet NOT zebra&&gnoe", "words that stand together. For both: -(zebra gnoe)"),
        ("kabinet&&val", "that stand together. For both: kabinet val"),
        ("kabinet of kamer", "of was read as a word. The operator is in capitals: OF"),
        ("! kabinet kamer", "! was left out, and what follows it is wanted."),
        ("!!(kabinet) kamer", "!! was left out, and what follows it is wanted."),
        ('!"kabinet" kamer', "! was left out, and what follows it is wanted."),
        ('!"val kabinet" kamer', "! was left out, and what follows it is wanted."),
        ("kabinet OR !bron:NOS|Trouw", "To leave out posts with it: -bron:NOS,Trouw"),
        ("kabinet OR !bron:NOS", "To leave out posts with it: -bron:NOS"),
        ("kabinet OR !title:val|kamer", "To leave out posts with it: -title:(val OR kamer)"),
        ("kabinet OR aantal>300", "aantal>300 was read as a word. To mean the field: aantal:300.."),
        ("kabinet -bron=NOS", "bron=NOS was read as a word. To mean the field: -bron:NOS"),
        ("kabinet NOT bron!=NOS", "bron!=NOS was read as a word. To mean the field: bron:NOS"),
        ("kabinet OR x=1", None),
        (
            "-bron:RTV Utrecht date:2004..",
            'was read as a value and words. To mean the value: -bron:"RTV Utrecht"',
        ),
        (
            "de OR (kamer bron:NOS,de Volkskrant nee)",
            'read as a value and words. To mean the value: bron:NOS,"de Volkskrant"',
        ),
        ("kabinet OR (-bron:NOS kamer)", None),
        ("kabinet|!val", "For either: kabinet OR -val"),
        ("kabinet&&!val", "For both: kabinet -val"),
        ("(kabinet | kamer)", "| was left out, and all words are wanted. For either: OR"),
        ("kabinet OR ! kamer", "! was left out, and what follows it is wanted."),
        ("kabinet!", None),
        ("kabinet !", None),
        ("kabinet - kamer", None),
        ("Kabinet: minister of kamer", None),
        ("kabinet OR kamer", None),
        ("kabinet bron:NOS OR wolf", None),
    ],
)
def test_a_sign_that_means_more_elsewhere_is_told_of_beside_an_answer_too(
    newsctl, samples, query, said
):
    lines = " ".join(newsctl("list", query, cwd=samples).err.split())
    assert (said is not None) == any(
        word in lines for word in ("was read as", "were read as", "was left out")
    )
    assert lines.count(said or "newsctl: None") == (said is not None)


@pytest.mark.parametrize("command", ASKING, ids=" ".join)
def test_every_command_that_asks_tells_what_a_sign_means_once(newsctl, samples, command):
    note = "!kabinet was read as a word. To leave out posts with it: -kabinet"
    ran = newsctl(*command, "!kabinet", cwd=samples)
    assert " ".join(ran.err.split()).count(note) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kabinet OR @ik,@jij", "@ik OR @jij"),
        ("kabinet OR title:@ik*", "@ik"),
        ("kabinet -bron:NOS,@jij", "@jij"),
        ("@ik,@wij", "@ik"),
        ('kabinet OR "@ik" OR naam@ik', None),
        ("kabinet OR @nee,@wij", None),
    ],
)
def test_a_saved_query_that_is_read_as_text_is_told_of(newsctl, archive, query, told):
    (archive / "newsctl.toml").write_text('[queries]\nik = "bron:AD"\njij = "bron:NOS"\n')
    ran = newsctl("list", query, cwd=archive)
    lines = ran.err.splitlines()
    hints = [one.partition("was read as text. To ask for what is saved: ")[2] for one in lines]
    assert [*filter(None, hints)] == ([told] if told else [])


@pytest.mark.parametrize(
    "query",
    [
        "kabinet NOT ! kamer",
        "NIET – kamer",
        'kabinet -"!" kamer',
        "-(! kamer)",
        "NOT (! )",
        "kabinet -(kamer OR ((!)))",
    ],
)
def test_nothing_is_left_out_by_a_sign_and_its_place_is_shown(newsctl, samples, query):
    ran = newsctl("list", query, cwd=samples)
    assert (ran.code, ran.out) == (2, b"")
    told, text, caret, hint = ran.err.splitlines()
    assert told.endswith("is no word, so nothing is left out by it.")
    assert text[caret.index("^") : caret.rindex("^") + 1] in {"!", "–", '"!"'}
    assert hint == "Directly before a word, a minus leaves out posts with it: -word"


@pytest.mark.parametrize("of", ["--within", "--against"])
def test_a_sign_in_another_query_of_the_line_is_told_of_too(newsctl, samples, of):
    command = "trend" if of == "--within" else "words"
    ran = newsctl(command, "kabinet", of, "! kamer", cwd=samples)
    assert "! was left out, and what follows it is wanted." in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ('bron:"NOS kabinet"', "kabinet bron:NOS"),
        ('bron:"de Volkskrant verkiezing kabinet"', 'verkiezing kabinet bron:"de Volkskrant"'),
    ],
)
def test_a_word_in_the_quotes_of_a_value_is_told_how_it_is_asked(newsctl, samples, query, meant):
    ran = newsctl("list", query, cwd=samples)
    assert (ran.code, ran.out) == (1, b"")
    assert f"A word beside it stands before it: {meant}\n" in ran.err
    assert newsctl("list", meant, cwd=samples).code == 0


def test_a_value_that_posts_have_is_not_told_to_be_a_word_beside_another(newsctl, tmp_path):
    for number, bron in enumerate(("NOS", "NOS Sport")):
        text = f"---\ntitle: T\ndate: 2019-01-01\nbron: {bron}\n---\nTekst.\n"
        (tmp_path / f"{number}.md").write_text(text)
    ran = newsctl("list", "bron:NOS Sport", "qqqq", cwd=tmp_path)
    assert ran.code == 1
    assert "as a whole" not in ran.err


@pytest.mark.parametrize(
    "words", ["bronn=NOS", "nos qqqq", "of", "a<b", ":qqqq", "bron:a/b", "Qqqq?", "date :qqqq"]
)
def test_what_are_words_is_not_told_of(newsctl, samples, words):
    assert "was read as" not in newsctl("search", words, cwd=samples).err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (("list", "--category", "politiek,sportt"), "Did you mean sport instead of sportt?"),
        (("list", "bron:Trow OR bron:NOS"), "Did you mean Trouw instead of Trow?"),
        (("search", "storm -verkeizingen"), "Did you mean verkiezingen instead of verkeizingen?"),
        (("list", "-bron:Trow", "--count"), "Did you mean Trouw instead of Trow?"),
    ],
)
def test_what_is_misspelt_beside_an_answer_is_told_of(newsctl, samples, line, meant):
    ran = newsctl(*line, cwd=samples)
    assert (ran.code, meant in ran.err) == (0, True)


def test_what_is_spelt_right_beside_an_answer_is_not_told_of(newsctl, samples):
    assert newsctl("list", "bron:NOS,Trouw", "storm OR ijs", "-trump", cwd=samples).err == ""


def test_an_archive_without_dates_says_so_where_one_is_asked_for(newsctl, tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\ncreated_at: 11-09-2022\n---\nx\n")
    for line in (("list", "date:2022"), ("search", "x", "--since", "2010")):
        err = newsctl("-C", tmp_path, *line).err
        assert "No post of this archive has a date." in err
        assert "date_field" in err
    assert "has a date" not in newsctl("-C", tmp_path, "list", "qqqq").err


def test_what_lies_behind_the_last_post_is_told_of(newsctl, samples):
    ran = newsctl("list", "--offset", "100", cwd=samples)
    assert ran.err == "newsctl: 52 posts, none of them after the first 100.\n"


def test_what_can_be_a_limit_and_a_word_is_told_of(newsctl, samples):
    ran = newsctl("list", "-n2", "-fpath", cwd=samples)
    assert (len(ran.lines), ran.err.splitlines()) == (
        2,
        [
            "newsctl: -n2 is a limit of 2; to leave out posts with n2: NOT n2",
            "newsctl: 1 to 2 of 52 posts; 50 more with --limit 0 or --offset 2.",
        ],
    )
    assert "is a limit of" not in newsctl("list", "-fpath", "-n=2", cwd=samples).err


def test_without_arguments_the_help_is_shown_as_it_is(newsctl):
    assert newsctl().err == newsctl("--help").text


def test_no_look_at_the_files_is_told_of(newsctl, samples):
    ran = newsctl("list", "--count", "--no-sync", cwd=samples)
    assert (ran.text, ran.err) == ("52\n", "newsctl: Not checked for changes (--no-sync).\n")


def test_a_count_says_what_a_list_says(newsctl, small):
    (small / "2020-01-01-kapot.md").write_text("---\ntitle: [\n---\n")
    for line in ("list", "list qqqq", "list bron:NSO"):
        listed = newsctl(*line.split(), cwd=small)
        counted = newsctl(*line.split(), "--count", cwd=small)
        assert "cannot be read as a post" in listed.err
        assert (counted.code, counted.err) == (listed.code, listed.err)
