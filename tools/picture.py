"""The picture of the README: one search, as a terminal shows it.

python -m tools.picture      writes docs/search.svg
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tools.terminal import SAMPLE_POSTS, Terminal

PICTURE = Path(__file__).parents[1] / "docs" / "search.svg"
COMMAND = "newsctl search verkiezingen --limit 4"
COLUMNS = 88

_THEME = TerminalTheme(
    background=(30, 31, 41),
    foreground=(220, 222, 230),
    normal=[
        (30, 31, 41),
        (255, 110, 103),
        (90, 220, 130),
        (240, 200, 90),
        (120, 160, 255),
        (255, 130, 200),
        (110, 215, 235),
        (220, 222, 230),
    ],
)
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # rich names fonts on a web host


def picture(terminal: Terminal) -> str:
    """Search the sample posts and draw what the terminal shows, as SVG."""
    terminal.run("newsctl list --count")  # so that no index is built in the picture
    return drawn(COMMAND, terminal.run(COMMAND))


def drawn(command: str, shown: str) -> str:
    """Draw a command and what it shows in colours, as SVG."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=COLUMNS,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    console.print(Text.assemble(("$ ", "dim"), command, "\n"))
    console.print(_without_links(Text.from_ansi(shown.rstrip("\n"))))
    svg = console.export_svg(title="sample_posts", theme=_THEME, unique_id="newsctl")
    return _FONT_FACE.sub("", svg)


def lines_of(svg: str) -> list[str]:
    """Return the lines of text in a picture, from top to bottom."""
    rows: dict[float, str] = {}
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in text.attrib:
            row = float(text.attrib["y"])
            rows[row] = rows.get(row, "") + (text.text or "")
    return [rows[row].replace("\xa0", " ").rstrip() for row in sorted(rows)]


def _without_links(text: Text) -> Text:
    """Drop the links, which name the folder of this very run."""
    for number, span in enumerate(text.spans):
        if isinstance(span.style, Style) and span.style.link:
            text.spans[number] = span._replace(style=span.style.update_link(None))
    return text


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        posts = shutil.copytree(SAMPLE_POSTS, Path(folder, SAMPLE_POSTS.name))
        coloured = Terminal(posts, Path(folder), columns=COLUMNS, colour=True)
        PICTURE.write_text(picture(coloured), encoding="utf-8")
