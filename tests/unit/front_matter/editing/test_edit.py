import pytest

from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue
from newsctl.front_matter.editing.edit import edited

BODY = "\n<p>x</p>\r\n---\nbron: geen\n---"


def after(header, *edits):
    """Edit a file with this header and return its header; all else has to be as it was."""
    before, behind = b"\xef\xbb\xbf--- \n", f"--- \t\n{BODY}".encode()
    data = edited(before + header.encode() + behind, edits)
    assert data.startswith(before)
    assert data.endswith(behind)
    return data[len(before) : len(data) - len(behind)].decode()


@pytest.mark.parametrize(
    ("header", "keys", "expected"),
    [
        ("a: 1\nb: 2\n", ("a",), "a: 1\nx: 9\nb: 2\n"),
        ("a: 1 # c\n\nb: 2\n", ("q", "a"), "a: 1 # c\nx: 9\n\nb: 2\n"),
        ("b:\n- 1\na: 1\n", ("a", "b"), "b:\n- 1\na: 1\nx: 9\n"),
        ("b:\n- 1\na: 1\n", ("b",), "b:\n- 1\nx: 9\na: 1\n"),
        ("b: |\n  1\n\na: 1\n", ("b",), "b: |\n  1\nx: 9\n\na: 1\n"),
        ("a: 1\r\nb: 2\r\n", ("a",), "a: 1\r\nx: 9\r\nb: 2\r\n"),
        ("a: 1\nb: 2\n", ("q",), "a: 1\nb: 2\nx: 9\n"),
        ("a: 1\nx: 2\nb: 2\n", ("b",), "a: 1\nx: 9\nb: 2\n"),
        ("", ("q",), "x: 9\n"),
    ],
)
def test_a_new_key_stands_behind_the_last_of_those_it_follows(header, keys, expected):
    assert after(header, SetValue("x", 9, after=keys)) == expected


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("a: NOS # c\n", "Trouw", "a: Trouw # c\n"),
        ("a:\tNOS  \n", "Trouw", "a:\tTrouw  \n"),
        ("a : een\n  twee # c\nb: 1\n", "drie", "a : drie # c\nb: 1\n"),
        ("a: NOS\n", "b: c", 'a: "b: c"\n'),
        ("a: NOS\nb: 'c'\n", "no", "a: 'no'\nb: 'c'\n"),
        ("a: 'NOS' # c\n", "'t Gooi", "a: '''t Gooi' # c\n"),
        ("a: 'NOS'\n", "een\ntwee", 'a: "een\\ntwee"\n'),
        ('a: "NOS"\n', 'Zei: "ja"', 'a: "Zei: \\"ja\\""\n'),
        ('a: "een\n\n  twee" # c\n', "drie", 'a: "drie" # c\n'),
        ("a: 10\n", "10", 'a: "10"\n'),
        ('a: "10"\n', 10, "a: 10\n"),
        ("a: 1\n", True, "a: true\n"),
        ("a: 206\n", 9999, "a: 9999\n"),
        ("a: 206\n", "Thu, 05 Sep 2019 03:07:07 +0200", "a: Thu, 05 Sep 2019 03:07:07 +0200\n"),
        ("a: 2018-03-17\n", "2019-09-05 01:02:03 +0200", "a: 2019-09-05 01:02:03 +0200\n"),
        ("a:\n", "NOS", "a: NOS\n"),
        ("a: # c\n", "NOS", "a: NOS # c\n"),
        ("a:\n\n  NOS # c\n", "Trouw", "a:\n\n  Trouw # c\n"),
        ("a: NOS # c\n", None, "a: # c\n"),
        ("a:\n  NOS # c\n", None, "a:\n  null # c\n"),
        ("a: |\n   een\n   twee\n# c\n", "drie\nvier\n", "a: |\n   drie\n   vier\n# c\n"),
        ("a: |  # c\n   een\n\n\nb: 1\n", "drie", "a: |-  # c\n   drie\n\n\nb: 1\n"),
        ("a: |-\n  een\n   \nb: 1\n", "drie", "a: |-\n  drie\nb: 1\n"),
        ("a: # c\n  # d\n  b\ne:\n- f\n", ["g"], "a: # c\n- g\n  # d\ne:\n- f\n"),
        ("a: |\n  een\n \n\nb: 1\n", "drie\n", "a: |\n  drie\n \n\nb: 1\n"),
        ("a: een\n  twee # c\nb:\n- d\n", ["e"], "a: # c\n- e\nb:\n- d\n"),
        ("a: |+\n  een\n\n\nb: 1\n", "drie\n\n", "a: |+\n  drie\n\nb: 1\n"),
        ("a: |2-\n   een\n", " drie", "a: |2-\n   drie\n"),
        ("a: |-\n  een\n", " drie", "a: |2-\n   drie\n"),
        ("a: |-\n  een\n", "drie\x00", 'a: "drie\\u0000"\n'),
        ("a: >-\n  een\n  twee\n", "drie", "a: >-\n  drie\n"),
        ("a: >-\n  een\n", "drie\nvier\n\nvijf", "a: >-\n  drie\n\n  vier\n\n\n  vijf\n"),
        ("a: >-\n  een\n", "drie\n vier", 'a: "drie\\n vier"\n'),
        ("a:\t>- # c\n  een\nb: 1\n", 5, "a:\t5 # c\nb: 1\n"),
        ("a: [b, c] # c\n", "d", "a: d # c\n"),
        ("a: # c\n- b\n- c # d\n# e\n", "d", "a: d # c\n# e\n"),
        ("a:\n  b: 1\n  c: 2\nd: 1\n", "x", "a: x\nd: 1\n"),
        ("a:\n    b: 1\nd: 1\n", {"e": "f", "g": [1]}, "a:\n    e: f\n    g: [1]\nd: 1\n"),
        ("a: {b: 1} # c\n", {"d": "e"}, "a: {d: e} # c\n"),
        ("a: b # c\n", ["d", "e, f"], 'a: [d, "e, f"] # c\n'),
        ("a: b # c\nd:\n  - e\n", ["f", "g"], "a: # c\n  - f\n  - g\nd:\n  - e\n"),
        ("a:\n  b\nd:\n- e\n", ["f"], "a:\n- f\nd:\n- e\n"),
        ("a: |\n  b\nd:\n- e\n", ["f"], "a:\n- f\nd:\n- e\n"),
        ("a: [b]\n", [], "a: []\n"),
        ("a:\n  - b\n", [], "a: []\n"),
        ("a: &x b\n", "c", "a: &x c\n"),
        ("a: !!str 10\n", "x", "a: !!str x\n"),
        ("a: !!str 10\n", 11, "a: 11\n"),
        ("b: &x c\na: *x # c\n", "d", "b: &x c\na: d # c\n"),
        ("b: &x {a: 1}\n<<: *x\n", 2, "b: &x {a: 1}\n<<: *x\na: 2\n"),
        ("b: &x {a: 1}\n<<: *x\na: 2\n", 3, "b: &x {a: 1}\n<<: *x\na: 3\n"),
        ("a: 1\nb: 2\na: 3\n", 4, "a: 1\nb: 2\na: 4\n"),
        ("? a\n: b\n", "c", "? a\n: c\n"),
        ("{a: 1, b: 2}\n", "x, q", '{a: "x, q", b: 2}\n'),
        ("{a: 1, b: 2}\n", None, "{a: null, b: 2}\n"),
        ("a: b\r\nd: |\r\n  x\r\n", ["c"], "a: [c]\r\nd: |\r\n  x\r\n"),
        ("d: 1\r\na: |\r\n  x\r\n", "q\nz\n", "d: 1\r\na: |\r\n  q\r\n  z\r\n"),
    ],
)
def test_a_value_is_written_as_the_old_one_was(header, value, expected):
    assert after(header, SetValue("a", value)) == expected


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("", "NOS", "a: NOS\n"),
        ("# c\n\n", "NOS", "# c\n\na: NOS\n"),
        ("b: 1\n", None, "b: 1\na:\n"),
        ("b: 1\r\nc: 2\r\n\r\n", "x", "b: 1\r\nc: 2\r\n\r\na: x\r\n"),
        ("  b: 1\n", "x", "  b: 1\n  a: x\n"),
        ("b: 'c'\n", "1", "b: 'c'\na: '1'\n"),
        ("b:\n - c\n", ["x", "q"], "b:\n - c\na:\n - x\n - q\n"),
        ("b: [c]\n", ["x", "q"], "b: [c]\na: [x, q]\n"),
        ("b: [c]\nd:\n- e\n", ["x"], "b: [c]\nd:\n- e\na: [x]\n"),
        ("b: 1\n", {"x": "q"}, "b: 1\na: {x: q}\n"),
        ("b: |+\n  c\n\n", "x", "b: |+\n  c\n\na: x\n"),
        ("{b: 1}\n", "x", "{b: 1, a: x}\n"),
        ("{\n  b: 1, # c\n} # d\n", "x", "{\n  b: 1, # c\n  a: x,\n} # d\n"),
        ("{}\n", "x", "{a: x}\n"),
    ],
)
def test_a_new_key_is_the_last_and_goes_without_a_trace(header, value, expected):
    assert after(header, SetValue("a", value)) == expected
    assert after(expected, RemoveKey("a")) == header


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("b: 1\n", "b: 1\na: [x]\n"),
        ("a:\n", "a: [x]\n"),
        ("a: []\n", "a: [x]\n"),
        ("a: ''\n", "a: ['x']\n"),
        ("a: q # c\n", "a: [q, x] # c\n"),
        ("a: 'q z' # c\n", "a: ['q z', 'x'] # c\n"),
        (
            "a: q # c\nb: [1]\nd:\n - e\nf:\n - g\n",
            "a: # c\n - q\n - x\nb: [1]\nd:\n - e\nf:\n - g\n",
        ),
        ("a:\n- q # c\n# d\nb: 1\n", "a:\n- q # c\n- x\n# d\nb: 1\n"),
        ("a:\n  -   'q'\n", "a:\n  -   'q'\n  -   'x'\n"),
        ("a:\n  - |\n    q\nb: 1\n", "a:\n  - |\n    q\n  - x\nb: 1\n"),
        ("a:\n  - q: 1\n    z: 2\n", "a:\n  - q: 1\n    z: 2\n  - x\n"),
        ("a:\n- q\n-\n", "a:\n- q\n-\n- x\n"),
        ("a:\n-\n- - q\n", "a:\n-\n- - q\n- x\n"),
        ("a: [q,z] # c\n", "a: [q,z,x] # c\n"),
        ("a: [ q, z ]\n", "a: [ q, z, x ]\n"),
        ("a: [q, # c\n  z]\n", "a: [q, # c\n  z, x]\n"),
        ("a: [q, ]\n", "a: [q, x, ]\n"),
        ("a: [q,\n  z]\n", "a: [q,\n  z,\n  x]\n"),
        ("a: [\n  q, # d\n  z  # e\n]\n", "a: [\n  q, # d\n  z,  # e\n  x\n]\n"),
        ("a: [\n  q, # d\n]\n", "a: [\n  q, # d\n  x,\n]\n"),
        ('a: ["q"]\n', 'a: ["q", "x"]\n'),
    ],
)
def test_a_value_is_added_as_the_others_stand(header, expected):
    assert after(header, AddValue("a", "x")) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("a: x # c\nb: 1\n", "b: 1\n"),
        ("a: [x]\n", ""),
        ("# d\na:\n  - x\n# c\n", "# d\n# c\n"),
        ("a:\n  # d\n  - x # c\n  - q # e\n", "a:\n  # d\n  - q # e\n"),
        ("a:\n  - q # e\n  - x # c\nb: 1\n", "a:\n  - q # e\nb: 1\n"),
        ("a: [x, q,  z]\n", "a: [q,  z]\n"),
        ("a: [q, x, z]\n", "a: [q, z]\n"),
        ("a: [q, x]\n", "a: [q]\n"),
        ("a: [q, x, ]\n", "a: [q, ]\n"),
        ("a: [x, q, x]\n", "a: [q]\n"),
        ("a: [\n  q, # d\n  x  # e\n]\n", "a: [\n  q # d\n]\n"),
        ("a: [\n  x, # d\n  q  # e\n]\n", "a: [\n  q  # e\n]\n"),
    ],
)
def test_a_value_is_removed_with_its_comment_and_the_last_one_with_the_key(header, expected):
    assert after(header, RemoveValue("a", "x")) == expected


def test_a_tag_with_a_label_is_added_and_removed_by_it():
    header = "a:\n  - label: x\n    permalink: /x\n  - q\n"
    assert after(header, RemoveValue("a", "x")) == "a:\n  - q\n"
    assert after(header, AddValue("a", "x")) == header


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("a: [Gaming, b, gaming]\n", "a: [b]\n"),
        ("a: GAMÍNG\n", ""),
        ("a:\n  - Gaming\n  - b\n", "a:\n  - b\n"),
        ("a: [{label: Gaming}, b]\n", "a: [b]\n"),
        ("a: [gaming 2, b]\n", "a: [gaming 2, b]\n"),
    ],
)
def test_a_value_is_taken_out_in_every_spelling_that_a_query_finds(header, expected):
    assert after(header, RemoveValue("a", "gaming")) == expected


@pytest.mark.parametrize(
    ("header", "wanted", "expected"),
    [
        ("a:\n- x # c\n- q # d\n- z\n", ["x", "w"], "a:\n- x # c\n- w # d\n"),
        ("a:\n- x\n# c\n- q\nb: 1\n", ["w"], "a:\n- w\n# c\nb: 1\n"),
        ("a:\n- x\n- q\n", ["q", "x"], "a:\n- q\n- x\n"),
        ("a: [x, q] # c\n", ["x", "w", "v"], "a: [x, w, v] # c\n"),
        ("a: [ x,q ]\n", ["w", "v"], "a: [ w,v ]\n"),
        (
            "a:\n  - \"x\"   # c\n  # d\n  - 'q'\n  - z\n",
            ["w", "q", "v"],
            "a:\n  - \"w\"   # c\n  # d\n  - 'q'\n  - v\n",
        ),
        ("a:\n- x # c\n- 'q' # d\n", ["x", "w", "q"], "a:\n- x # c\n- 'w'\n- 'q' # d\n"),
        ("a:\n- x # c\n- 'q' # d\n", ["w", "x", "q"], "a:\n- 'w'\n- x # c\n- 'q' # d\n"),
        ("a:\n- x\n- |\n  q\n  r\n# c\n- z\n", ["x", "w", "z"], "a:\n- x\n- w\n# c\n- z\n"),
        ("a:\n- x\n-\n- z # c\n", ["x", "w", "z"], "a:\n- x\n- w\n- z # c\n"),
        ("a:\n- !!int 1\n- z # c\n", ["x", "z"], "a:\n- x\n- z # c\n"),
        ("a: [ x , 'q r' ]\n", ["w", "q r"], "a: [ w , 'q r' ]\n"),
        ("a: [ x ,'q',  \"z\"]\n", ["x", "w", "z"], "a: [ x ,'w',  \"z\"]\n"),
        ("a: [x, 'q']\n", ["x", "w", "q"], "a: [x, 'w', 'q']\n"),
        ("a: [x, 'q', z]\n", ["q", "w", "v"], "a: ['q', w, v]\n"),
        ("a: [\n  x, # c\n  q, # d\n]\n", ["w", "q"], "a: [\n  w, # c\n  q, # d\n]\n"),
        ("a: [b: c, 'q']\n", ["w", "q"], "a: [w, 'q']\n"),
    ],
)
def test_items_of_a_list_that_stay_keep_their_lines(header, wanted, expected):
    assert after(header, SetValue("a", wanted)) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("# d\na: |\n  x\n\n  q\n\n# e\nb: 1\n", "# d\n\n# e\nb: 1\n"),
        ("a: [\n x # d\n] # e\nb: 1\n", "b: 1\n"),
        ("a: 1\nb: 2\na: 3\n", "b: 2\n"),
        ("? a\n: 1\nb: 2\n", "b: 2\n"),
        ("a:\n- x\n  # d\nb: 1\n", "  # d\nb: 1\n"),
        ("{a: 1, b: 2}\n", "{b: 2}\n"),
        ("{b: 2, a: 1}\n", "{b: 2}\n"),
        ("b: 1\n", "b: 1\n"),
    ],
)
def test_a_key_goes_with_its_lines_and_comments_above_it_stay(header, expected):
    assert after(header, RemoveKey("a")) == expected


@pytest.mark.parametrize(
    ("header", "to", "expected"),
    [
        ("a :  1 # c\nb: 2\n", "c", "c :  1 # c\nb: 2\n"),
        ("'a': 1\n", "c", "'c': 1\n"),
        ("a: 1\n", "2019", '"2019": 1\n'),
        ("a: 1\n", "---", '"---": 1\n'),
        ("? a\n: 1\n", "c", "? c\n: 1\n"),
        ("{a: 1}\n", "c", "{c: 1}\n"),
        ("a: 1\na: 2\n", "c", "c: 1\nc: 2\n"),
        ("a: &x 1\nb: *x\n", "c", "c: &x 1\nb: *x\n"),
        ("a: 1\n", "a", "a: 1\n"),
        ("b: 1\n", "c", "b: 1\n"),
    ],
)
def test_a_key_is_written_otherwise_and_its_value_left(header, to, expected):
    assert after(header, RenameKey("a", to)) == expected


@pytest.mark.parametrize(
    ("header", "edit"),
    [
        ("a: 0x10\n", SetValue("a", 16)),
        ("a: yes\n", SetValue("a", value=True)),
        ("a: '10'\n", SetValue("a", "10")),
        ("a: [x, 'q']\n", SetValue("a", ("x", "q"))),
        ("a: [x]\n", AddValue("a", "x")),
        ("a: x\n", AddValue("a", "x")),
        ("a: X\n", AddValue("a", "x")),
        ("a: [Één]\n", AddValue("a", "een")),
        ("a: [{label: Een}]\n", AddValue("a", "een")),
        ("a: [x]\n", RemoveValue("a", "q")),
        ("a: 10\n", RemoveValue("a", "10")),
        ("b: 1\n", RemoveValue("a", "x")),
        ("b: {a: 1}\n", RemoveKey("a")),
    ],
)
def test_what_is_so_already_is_left_as_it_is(header, edit):
    assert after(header, edit) == header


def test_edits_follow_one_another():
    edits = [AddValue("a", "x"), RenameKey("a", "c"), AddValue("c", "q"), RemoveKey("b")]
    assert after("b: 1\n", *edits) == "c: [x, q]\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_empty_header_gets_its_first_key_with_the_line_end_of_the_fence(line_end):
    data = f"---{line_end}...{line_end}x".encode()
    assert (
        edited(data, [SetValue("a", "x")]) == f"---{line_end}a: x{line_end}...{line_end}x".encode()
    )


NULLS = ("null\n", "~\n", "# c\nNull # c\n", "&x null\n", "!!null\n", "&x\n", "--- ~\n")
"""Headers without a key, which are read as if they were empty."""


@pytest.mark.parametrize(
    ("header", "edit", "reason"),
    [
        ("a: &x b\nc: *x\n", SetValue("a", "d"), "would change c too"),
        ("a: &x b\nc: *x\n", RemoveKey("a"), "undefined alias"),
        ("b: &x {a: 1}\n<<: *x\n", RemoveKey("a"), "a is not written"),
        ("b: &x {a: 1}\n<<: *x\na: 2\n", RemoveKey("a"), "a cannot be"),
        ("? a\nb: 1\n", SetValue("a", "x"), "a is not written"),
        ("{a}\n", SetValue("a", "x"), "a is not written"),
        ("a: {b: 1}\n", AddValue("a", "x"), "a holds keys"),
        ("a: 1\nb: 2\n", RenameKey("a", "b"), "a key b already"),
        ("a: 1\n", SetValue("b", float("inf")), "b cannot be"),
        ("a: 1\n", RenameKey("a", "x" * 1100), "unreadable"),
        ("a: [\n", SetValue("a", "x"), "cannot be read"),
        ("- a\n", SetValue("a", "x"), "is a list"),
        ("tekst\n", SetValue("a", "x"), "is plain text"),
        *((header, SetValue("a", "x"), "is an empty value") for header in NULLS),
    ],
)
def test_what_cannot_be_done_alone_is_refused_with_a_reason(header, edit, reason):
    with pytest.raises(EditRefused, match=reason) as refused:
        after(header, edit)
    assert refused.value.hint


@pytest.mark.parametrize("data", [b"", b"a: 1\n", b"---\na: 1\n", b"---\na: \xe9\n---\n"])
def test_a_file_without_front_matter_is_refused(data):
    with pytest.raises(EditRefused):
        edited(data, [SetValue("a", "x")])


def test_text_that_no_file_can_hold_is_refused():
    with pytest.raises(UsageError, match="not text"):
        after("a: 1\n", SetValue("a", "\ud800"))


@pytest.mark.parametrize("header", ["taxonomy:\n  tags: [x, y]", "taxonomy: {tag: x}"])
def test_a_value_within_a_mapping_is_not_taken_out_in_silence(header):
    data = f"---\ntitle: T\n{header}\n---\nx\n".encode()
    with pytest.raises(EditRefused, match="holds keys of its own"):
        edited(data, [RemoveValue("taxonomy", "x")])
    assert edited(data, [RemoveValue("taxonomy", "z")]) == data
