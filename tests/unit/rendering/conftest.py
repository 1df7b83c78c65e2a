from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.archive.hits import HighlightedText, Hit, Page, Reason
from newsctl.core.post.post import PostPath, PostSummary
from newsctl.rendering.formats import format_named
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.paths import Place
from newsctl.rendering.results import write_page
from newsctl.rendering.terminal import Terminal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ROOT = Path("/archief")
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def place():
    return Place(ROOT, ROOT)


@pytest.fixture(scope="session")
def make_hit():
    """Make a hit; front matter keys are named options, or `keys` when they are named like ours."""

    def _make(path="2019-09-05-x.md", title="Titel", date=None, *, hit=None, keys=None, **more):
        summary = PostSummary(
            PostPath(path), title, date.isoformat() if date else "", more if keys is None else keys
        )
        return Hit(summary, **{"score": 1.5, **(hit or {})})

    return _make


@pytest.fixture(scope="session")
def make_page():
    """Make a page of hits, which may come one by one as they are read."""

    def _make(hits):
        return Page(iter(hits), total=0)

    return _make


@pytest.fixture(scope="session")
def write(make_page, place):
    """Write hits with options as the command line has them, and return the bytes."""

    def _write(
        hits,
        name=None,
        *,
        terminal=None,
        ranked=False,
        explain=False,
        where=None,
        first=None,
        **more,
    ):
        terminal = terminal or Terminal()
        options = OutputOptions(format=format_named(name) if name else None, **more)
        output = choose_output(options, is_tty=terminal.is_tty, ranked=ranked, explain=explain)
        out = io.BytesIO()
        page = make_page(hits)._replace(offset=(first or 1) - 1)
        number = write_page(
            page,
            output,
            out=out,
            terminal=terminal,
            place=where or place,
            numbered=first is not None,
        )
        assert number == len(hits)
        return out.getvalue()

    return _write


@pytest.fixture
def hits(make_hit):
    """Posts as archives have them: usual, long, wide, undated and hostile."""
    fbi = "Techbedrijven werken samen met FBI aan strategie voor verkiezingen in VS"
    body = "Ze willen buitenlandse beïnvloeding van de verkiezingen tegengaan, laat Facebook weten."
    reasons = (
        Reason("verkiezing", "title", "same key", "verkiezingen", 3.0),
        Reason("verkiezing", "body", "compound part", "presidentsverkiezingen", 0.75),
    )
    return [
        make_hit(
            "_posts/2019-09-05-techbedrijven-werken-samen-met-fbi.md",
            fbi,
            datetime(2019, 9, 5, 3, 7, 7, tzinfo=AMSTERDAM),
            category="tech",
            externe_link="https://nos.nl/l/2300391",
            bron="NOS",
            aantal=262,
            hit={
                "highlights": ((54, 66),),
                "snippets": (HighlightedText(body, ((43, 55),)),),
                "reasons": reasons,
            },
        ),
        make_hit(
            "_posts/2014-06-14-oranje.md",
            "Oranje verplettert wereldkampioen Spanje met 5-1 ⚽",
            datetime(2014, 6, 14, 0, 0, tzinfo=AMSTERDAM),
            categories=["sport", "voetbal"],
        ),
        make_hit(
            "_posts/japan.md",
            "日本の選挙: 投票率が過去最低を記録した衆議院選挙の結果",
            bron="共同通信社",
        ),
        make_hit("_posts/lang.md", "Lang " * 60, bron="Een krant met een heel lange naam"),
        make_hit("_posts/kwaad.md", "\x1b]0;weg\x07 \u202egpj.exe [red]rood[/red]\nregel :smile:"),
        make_hit("_posts/leeg.md", ""),
    ]


@pytest.fixture
def screen():
    """Make a terminal of a width."""

    def _screen(width=80, **more):
        return Terminal(width=width, height=24, is_tty=True, **more)

    return _screen


@pytest.fixture
def golden():
    """Compare text with a file of that name; `UPDATE_GOLDEN=1 pytest` writes the files anew."""

    def _golden(name, text):
        file = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return _golden
