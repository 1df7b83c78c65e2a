"""A query parser on a fixed day: Thursday 5 September 2019, a little past noon in Amsterdam."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.query.ast import FieldValue, WholeTitle
from newsctl.core.query.fields import FieldNames
from newsctl.core.query.parser import QueryParser
from newsctl.dutch.date_words import resolve

NOW = datetime(2019, 9, 5, 12, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
KEYS = ("layout", "title", "date", "category", "externe_link", "feature_image", "bron", "Thema")
VALUES = frozenset(
    {"NOS", "de Volkskrant", "RTV Utrecht", "RTV - Utrecht", "Jansen, Piet", "rood wit"}
)
"""What posts have, as far as it is asked."""


@pytest.fixture(scope="session")
def parser_with():
    def make(*, keys=KEYS, date_fields=("date",), saved=None, values=VALUES):
        return QueryParser(
            FieldNames(keys, date_fields),
            partial(resolve, now=NOW),
            saved,
            lambda query: isinstance(query, FieldValue | WholeTitle) and {*query.values} <= values,
        )

    return make


@pytest.fixture(scope="session")
def parser(parser_with):
    return parser_with()
