"""What `newsctl help TOPIC` tells: a module of text for each topic, loaded when it is asked for.

`README.md` has the tables and settings of these texts, and a test holds them equal. A text is
markdown of four kinds (`page`): paragraphs, headings, tables of two columns, and indented lines.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple


class Topic(NamedTuple):
    """A topic: what its text is about, and by what other names it is asked for."""

    about: str
    also: str


TOPICS = {
    "query": Topic("How to ask for posts.", "queries search-syntax syntax operators fields"),
    "dates": Topic("Every form of date, for queries and options.", "date since until periods"),
    "formats": Topic("What -f and -t write.", "format output json csv template templates"),
    "exit-codes": Topic("What a script learns from the exit code.", "exit codes errors status"),
    "settings": Topic(
        "What newsctl.toml and the environment say.", "newsctl.toml toml environment"
    ),
    "scripts": Topic("How to use newsctl in pipes and scripts.", "scripting pipes pipe stdin"),
}
"""What `newsctl --help` lists, in this order. A topic is in the module of its name."""


def text_of(topic: str) -> str:
    """Return the text of a topic."""
    text: str = import_module(f"{__name__}.{topic.replace('-', '_')}").TEXT
    return text
