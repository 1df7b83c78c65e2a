from __future__ import annotations

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsctl.core.post.post import Post, PostPath, PostSummary
from newsctl.markup.block_reader import blocks_of_body
from newsctl.markup.blocks import (
    Code,
    Heading,
    ListItem,
    Paragraph,
    Quote,
    StyledSpan,
    TableRow,
    ThematicBreak,
)
from newsctl.rendering.post_view import post_view
from newsctl.rendering.streams import write_styled
from newsctl.rendering.terminal import Terminal
from tests.clock import takes_less_than

BODY = """\
{% include kop.html %}
<p>Ze willen <em>buitenlandse</em> be&iuml;nvloeding van de verkiezingen tegengaan, laat
<a href="https://facebook.example/">Facebook</a> weten in een verklaring.</p>
<h2>'Gemeenschappelijke dreiging'</h2>

Het tellen begon om **negen uur** 's avonds.<br>Zie [de uitslag](https://uitslag.example/a?b=c).

1. een
2. twee, met een tekst die zo lang is dat hij over het eind van de regel heen loopt en verder
   - genest
   - nog een

   tweede alinea
3. drie

<blockquote><p>"Ik heb het niet gelezen", bekent een student in de rij voor het stemhokje.</p>
<p>"Maar ik wil meer fietsen."</p></blockquote>

```
def f():
\treturn 1
```

---

| partij | zetels |
|--------|--------|
| VVD    | 41     |

<p><img src="https://x.example/foto.jpg" alt="een foto"><img src="t.gif" width="1" height="1"></p>
<script>alert(1)</script><!-- weg --><a href="javascript:alert(1)">kwaad</a> {{ page.title }}
"""


@pytest.fixture
def post():
    front_matter = {
        "layout": "post",
        "title": "Een titel",
        "date": "Thu, 05 Sep 2019 03:07:07 +0200",
        "externe_link": "https://nos.nl/l/2300391?" + "heel-lang-" * 8,
        "omschrijving": "Een beschrijving die langer is dan een regel lang is en dus verder gaat.",
        "tags": ["a", "b"],
        "leeg": None,
    }
    moment = datetime(2019, 9, 5, 3, 7, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))
    summary = PostSummary(PostPath("_posts/x.md"), "Een titel", moment.isoformat(), front_matter)
    return Post(summary, BODY, lambda _: "tekst")


@pytest.fixture(scope="session")
def shown(place):
    def _shown(post, terminal):
        out = io.BytesIO()
        write_styled(post_view(post, terminal, place), out, terminal)
        return out.getvalue().decode()

    return _shown


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_post_looks_as_it_did(post, screen, shown, golden, width):
    golden(f"show-{width}.txt", shown(post, screen(width)))


def test_a_post_in_colour_looks_as_it_did(post, screen, shown, golden):
    golden("show-colour.txt", shown(post, screen(colour=True)))


def test_in_a_pipe_a_paragraph_is_one_line(post, shown):
    assert (
        "met een tekst die zo lang is dat hij over het eind van de regel heen loopt en verder\n"
        in (shown(post, Terminal()))
    )


def test_links_are_links_where_the_terminal_has_them_and_notes_elsewhere(post, screen, shown):
    linked = shown(post, screen(colour=True, links=True))
    assert ";https://uitslag.example/a?b=c\x1b\\" in linked
    assert "[1]" not in linked
    assert "[2] https://uitslag.example/a?b=c" in shown(post, screen())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("<p>a</p><p>b</p>", [Paragraph((StyledSpan("a"),)), Paragraph((StyledSpan("b"),))]),
        ("<b>a</b>b", [Paragraph((StyledSpan("a", bold=True), StyledSpan("b")))]),
        ("### *Kop*", [Heading((StyledSpan("Kop", italic=True),), 3)]),
        ("> a", [Quote((StyledSpan("a"),))]),
        ("***", [ThematicBreak()]),
        ("    a\n     b", [Code("a\n b")]),
        ("- a\n- b", [ListItem((StyledSpan("a"),), 1), ListItem((StyledSpan("b"),), 1)]),
        ("5. a", [ListItem((StyledSpan("a"),), 1, 5)]),
        ("<table><tr><td>a<td>b", [TableRow(((StyledSpan("a"),), (StyledSpan("b"),)))]),
        ("a<br>\nb", [Paragraph((StyledSpan("a"), StyledSpan("\n"), StyledSpan("b")))]),
        ("<a href='mailto:x@y.nl'>x</a>", [Paragraph((StyledSpan("x", link="mailto:x@y.nl"),))]),
        ("<a href=' JavaScript:x'>x</a>", [Paragraph((StyledSpan("x"),))]),
        ("<div>a<div>b</div>c</div>", [Paragraph((StyledSpan(letter),)) for letter in "abc"]),
        ("{% comment %}weg{% endcomment %}a{{ b }}", [Paragraph((StyledSpan("a"),))]),
        ("<script>x</script><style>y</style><!-- z -->", []),
        ("<li>los</li>", [Paragraph((StyledSpan("los"),))]),
    ],
)
def test_a_body_becomes_blocks(body, expected):
    assert blocks_of_body(body) == expected


def test_a_body_of_endless_depth_is_shown_as_text():
    with takes_less_than(5):
        shown = blocks_of_body("<div>" * 100_000 + "een<div>twee")
    assert shown == [Paragraph((StyledSpan("een"),)), Paragraph((StyledSpan("twee"),))]


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "<ol start=x>", "<li>", "</ul>", "<b>", "<td>", "<tr>", "<pre>",
             "</pre>", "<h1>", "<br>", "<hr>", "<img src=x>", "<a href=y>", "a ", "\n\n", "- ",
             "> ", "1. ", "```\n", "{%", "%}", "&amp;", "\x1b[31m", "\ud800", "<svg>", "<template>"]
        )
    ).map("".join)
)  # fmt: skip
def test_no_body_makes_it_fail_or_steers_the_terminal(shown, body):
    post = Post(PostSummary(PostPath("x.md"), "x", "", {}), body, str)
    terminal = Terminal(width=40, is_tty=True, colour=True, links=True)
    text = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown(post, terminal))
    assert "\x1b" not in text


TABLE = """\
| Partij | Zetels | |
|---|---|---|
| VVD 🐯 | 33 | minder groot dan in de verkiezingen van vorig jaar |
| 日本の選挙 | 1 |
"""


def with_body(post, body):
    return Post(post.summary, body, lambda _: "tekst")


def columns(line):
    """Return where the cells of a line end, as a terminal counts."""
    return [cell_len(line[:at]) for at, sign in enumerate(line) if sign == "|"]


@pytest.mark.parametrize("width", [40, 60, 120])
def test_the_cells_of_a_table_line_up(post, screen, shown, width):
    view = shown(with_body(post, TABLE), screen(width))
    lines = [line for line in view.splitlines() if " |" in line]
    assert len({tuple(columns(line)) for line in lines}) == 1
    assert max(map(cell_len, lines)) <= width
    assert "minder groot" in view
    assert {line.split(" | ")[0].strip() for line in lines} >= {"Partij", "VVD 🐯", "日本の選挙"}


def test_a_table_that_has_no_room_is_shown_row_by_row(post, screen, shown):
    many = "|".join(f" een lange cel {number} " for number in range(9))
    body = f"{many}\n{'|'.join(['---'] * 9)}\n{many}\n"
    view = shown(with_body(post, body), screen(40))
    assert " ".join(view.split()).count("een lange cel 8") == 2


def test_in_a_pipe_a_row_is_one_line(post, shown):
    assert "VVD 🐯 | 33 | minder groot dan in" in shown(with_body(post, TABLE), Terminal())
