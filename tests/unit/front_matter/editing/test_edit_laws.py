"""Laws of edits, on headers that are put together of entries in every style of YAML."""

from dataclasses import dataclass

from hypothesis import assume, given, reject
from hypothesis import strategies as st

from newsctl.core.errors import EditRefused
from newsctl.core.post.date_forms import as_date
from newsctl.core.post.fences import split_fences
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.header import HeaderRefused

BODY = "\nde kat\r\n---\nk1: geen\n"
NEW = "nieuw"


@dataclass(frozen=True)
class Entry:
    """An entry as text: the comments above it, its key and colon, all behind these."""

    above: str
    key: str
    value: str
    behind: str
    is_line: bool

    @property
    def text(self):
        return self.above + self.key + self.value + self.behind


@dataclass(frozen=True)
class File:
    fence: str
    entries: tuple[Entry, ...]
    rest: str

    @property
    def data(self):
        return f"{self.fence}{''.join(entry.text for entry in self.entries)}{self.rest}".encode()


WORD = st.sampled_from(["NOS", "de kat", "café", "'t Gooi", "a:b", "x#y", "10", "no", "-5", "🎉"])
PLAIN = st.sampled_from(
    ["NOS", "de kat", "it's", "a:b", "x#y", "10", "yes", "1.5", "2019-09-05", "~", "...en dan"]
)
SINGLE = WORD.map(lambda word: "'" + word.replace("'", "''") + "'")
DOUBLE = WORD.map(lambda word: f'"{word}"')
SCALAR = PLAIN | SINGLE | DOUBLE
COMMENT = st.sampled_from(["", "", " # c: d", "\t# - x", "  ", "\t"])
ABOVE = st.sampled_from(["", "", "", "# c\n", "\n", "\n# c: [\n\n", "  # - c\n", "#c\n#d\n"])


@st.composite
def blocks(draw, column):
    mark = draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]))
    lines = draw(st.lists(st.sampled_from(["een", "# twee", "- drie", "k0: vier", ""]), max_size=4))
    indent = " " * (column + draw(st.integers(3, 5)))
    text = "".join(f"{indent}{line}\n" if line else "\n" for line in ["nul", *lines])
    return f" {mark}{draw(st.sampled_from(['', ' # c']))}\n{text}"


@st.composite
def block_lists(draw, column):
    dash = " " * (column + draw(st.integers(0, 3))) + "-" + " " * draw(st.integers(1, 3))
    items = draw(
        st.lists(
            st.tuples(SCALAR | st.sampled_from(["{a: 1}", "", "- x"]), COMMENT),
            min_size=1,
            max_size=4,
        )
    )
    lines = [f"{dash}{item}{comment}\n" for item, comment in items]
    return f"{draw(COMMENT)}\n" + draw(st.sampled_from(["", "\n", "    # e\n"])).join(lines)


@st.composite
def flow_lists(draw, column):
    items = draw(st.lists(SCALAR, max_size=4))
    gap = draw(st.sampled_from([" ", "", "\n     ", " # c\n     "]))
    inner = f",{gap}".join(items) + (draw(st.sampled_from(["", ",", ", "])) if items else "")
    opening, closing = draw(st.sampled_from([("", ""), (" ", " "), ("\n     ", "\n     ")]))
    return f" [{opening}{inner}{closing}]{draw(COMMENT)}\n"


@st.composite
def mappings(draw, column):
    indent = " " * (column + draw(st.integers(1, 3)))
    lines = [f"{indent}m{index}: {value}\n" for index, value in enumerate(draw(VALUES))]
    return draw(st.sampled_from(["\n" + "".join(lines), " {m: 1, n: [x]}\n"]))


VALUES = st.lists(SCALAR, min_size=1, max_size=3)
SEVERAL_LINES = st.sampled_from(
    [' "een\n     twee"', " een\n     twee", " 'een\n\n     twee'", " een\n\n     twee"]
)


@st.composite
def entries(draw, key, column):
    colon = draw(st.sampled_from([":", ":", " :"]))
    name = draw(st.sampled_from([key, f"'{key}'", f'"{key}"'])) + colon
    start = [draw(ABOVE), " " * column + name]
    kind = draw(st.integers(0, 9))
    if kind <= 3:
        gap = draw(st.sampled_from([" ", " ", "  ", "\t", "\n     ", " # c\n     ", f" &{key} "]))
        return Entry(*start, gap + draw(SCALAR), draw(COMMENT) + "\n", is_line=True)
    if kind == 4:
        return Entry(*start, "", draw(COMMENT) + "\n", is_line=True)
    if kind == 5:
        return Entry(*start, draw(SEVERAL_LINES), draw(COMMENT) + "\n", is_line=False)
    several = [blocks, block_lists, flow_lists, mappings][kind - 6]
    return Entry(*start, draw(several(column)), "", is_line=False)


@st.composite
def files(draw):
    column = draw(st.sampled_from([0, 0, 0, 2]))
    size = draw(st.integers(0, 5))
    parts = [draw(entries(f"k{index}", column)) for index in range(size)]
    line_end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    end = draw(ABOVE)

    def ended(text):
        return text.replace("\n", line_end)

    shown = tuple(
        Entry(*map(ended, (part.above, part.key, part.value, part.behind)), part.is_line)
        for part in parts
    )
    file = File(f"---{line_end}", shown, ended(f"{end}...\n") + BODY)
    assume(is_readable(file.data))
    return file


def is_readable(data):
    """Whether libyaml takes it: not every place may have a tab."""
    try:
        values(data)
    except HeaderRefused:
        return False
    return True


def values(data):
    return read_header(split_fences(data.decode()).header).values


def done(file, edits):
    """Carry edits out. They may be refused where a block scalar would keep more blank lines."""
    try:
        return edited(file.data, edits)
    except EditRefused:
        assert any(mark in file.data for mark in (b"|+", b">+"))
        return reject()


def keys(file):
    return [f"k{index}" for index in range(len(file.entries))]


TEXTS = WORD | st.text(max_size=12) | st.sampled_from(["een\ntwee\n", "x\n\n", " x", "a\n b"])
ANY = st.none() | st.booleans() | st.integers(-99, 99) | TEXTS
VALUE = ANY | st.lists(ANY, max_size=3) | st.dictionaries(WORD, ANY, max_size=2)


def edits_of(file, key):
    """Edits of a key; none that adds to a mapping, which is refused."""
    edits = st.builds(SetValue, st.just(key), VALUE) | st.just(RemoveKey(key))
    if isinstance(values(file.data)[key], dict):
        return edits
    edits |= st.builds(RemoveValue, st.just(key), WORD)
    return edits | st.builds(AddValue, st.just(key), ANY)


@given(files(), st.data())
def test_an_edit_changes_one_entry_and_no_byte_of_the_others(file, data):
    assume(file.entries)
    index = data.draw(st.integers(0, len(file.entries) - 1))
    edit = data.draw(edits_of(file, f"k{index}"))
    after = done(file, [edit])
    entry = file.entries[index]
    before = file.fence + "".join(entry.text for entry in file.entries[:index]) + entry.above
    behind = "".join(entry.text for entry in file.entries[index + 1 :]) + file.rest
    assert after.startswith(before.encode())
    assert after.endswith(behind.encode())
    if edit.key in values(after):
        written = after[len(before.encode()) : len(after) - len(behind.encode())].decode()
        assert written.startswith(entry.key)
        assert not entry.is_line or entry.behind.rstrip("\r\n") in written


@given(files(), st.data())
def test_a_value_that_is_set_reads_back_and_all_others_are_as_before(file, data):
    key = data.draw(st.sampled_from([*keys(file), NEW]))
    value = data.draw(VALUE)
    after = values(edited(file.data, [SetValue(key, value)]))
    assert list(after.items()) == list({**values(file.data), key: value}.items())
    assert type(after[key]) is type(value)


@given(files())
def test_setting_what_is_there_is_no_change(file):
    edits = [SetValue(key, value) for key, value in values(file.data).items()]
    assert edited(file.data, edits) == file.data


@given(files(), st.data())
def test_edits_of_different_keys_commute(file, data):
    assume(len(file.entries) > 1)
    one, other = data.draw(st.permutations(keys(file)))[:2]
    pair = [data.draw(edits_of(file, one)), data.draw(edits_of(file, other))]
    assert done(file, pair) == done(file, pair[::-1])


@given(files(), st.data())
def test_a_line_that_is_set_and_set_back_has_its_bytes_again(file, data):
    lines = [key for key, entry in zip(keys(file), file.entries, strict=True) if entry.is_line]
    assume(lines)
    key = data.draw(st.sampled_from(lines))
    old = values(file.data)[key]
    between = edited(file.data, [SetValue(key, "een tekst")])
    assert values(edited(between, [SetValue(key, old)])) == values(file.data)
    written = file.entries[int(key[1:])].value.split(" ")[-1].strip()
    assume(written not in {"~", "yes"})
    assume(old is not None or not file.entries[int(key[1:])].value)
    was = as_date(old) if isinstance(old, str) else None
    assert edited(between, [SetValue(key, was or old)]) == file.data


@given(files(), VALUE)
def test_a_new_key_that_is_removed_leaves_the_bytes_as_they_were(file, value):
    assert edited(edited(file.data, [SetValue(NEW, value)]), [RemoveKey(NEW)]) == file.data


@given(files(), TEXTS)
def test_a_value_that_is_added_and_removed_leaves_a_list_as_it_was(file, text):
    read = values(file.data)
    lists = [key for key, value in read.items() if isinstance(value, list) and value]
    for key in lists:
        assume(text not in read[key])
        between = edited(file.data, [AddValue(key, text)])
        assert values(between)[key] == [*read[key], text]
        assert edited(between, [RemoveValue(key, text)]) == file.data


@given(files())
def test_a_key_that_is_renamed_and_renamed_back_has_its_bytes_again(file):
    for key in values(file.data):
        between = edited(file.data, [RenameKey(key, NEW)])
        assert list(values(between)) == [NEW if name == key else name for name in keys(file)]
        assert edited(between, [RenameKey(NEW, key)]) == file.data
