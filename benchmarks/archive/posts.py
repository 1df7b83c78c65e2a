"""Posts in the shape of the ones newsctl is made for: a link blog's, with HTML for a body."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from benchmarks.archive.texts import Texts

SOURCES = ("NOS", "NU.nl", "Trouw", "Tweakers", "de Volkskrant", "RTV Utrecht")
CATEGORIES = ("politiek", "tech", "sport", "verkeer", "cultuur", "economie", "weer")
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_FIRST_MOMENT = datetime(2004, 1, 1, tzinfo=UTC)
_DAYS = 7_300
_SENTENCES_OF_PARAGRAPH = 4


class MadePost(NamedTuple):
    """A post: its path below the archive's folder, and its text."""

    path: str
    text: str


def make_post(texts: Texts, *, seed: int, number: int) -> MadePost:
    """Return post `number` of the archive of a seed, the same for archives of every size."""
    draw = Random(f"{seed}:{number}")
    passed = timedelta(days=draw.randrange(_DAYS), seconds=draw.randrange(86_400))
    date = (_FIRST_MOMENT + passed).astimezone(_AMSTERDAM)
    headline = texts.sentences(draw, draw.randint(5, 9))[0].rstrip(".").replace('"', "'")
    body = _body(texts.sentences(draw, draw.randint(120, 400)))
    lines = (
        "---",
        "layout: post",
        f'title: "{headline}"',
        f"date: {format_datetime(date)}",
        f"category: {draw.choice(CATEGORIES)}",
        f'externe_link: "https://nieuws.example/l/{number}"',
        f'feature_image: "https://nieuws.example/beeld/{date:%Y/%m/%d}/{number}.jpg"',
        f"aantal: {len(body.split())}",
        f"unieke: {len(set(body.split()))}",
        f"bron: {draw.choice(SOURCES)}",
        "---",
        "",
        body,
    )
    path = f"_posts/{date:%Y}/{date:%Y-%m-%d}-{_slug(headline)}-{number}.md"
    return MadePost(path, "\n".join(lines) + "\n")


def _body(sentences: list[str]) -> str:
    starts = range(0, len(sentences), _SENTENCES_OF_PARAGRAPH)
    paragraphs = (" ".join(sentences[at : at + _SENTENCES_OF_PARAGRAPH]) for at in starts)
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _slug(headline: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", headline.lower())[:8]) or "post"
