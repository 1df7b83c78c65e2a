from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.core.settings.site_facts import SiteFacts
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker

NOW = datetime(2025, 11, 1, 12, 0, tzinfo=UTC)
NAME = "2019-09-05-zon-in-zutphen.md"


def with_site(options):
    """Take the facts of a site out of options; one that is not said has a picture."""
    names = SiteFacts._fields
    facts = {"has_file": {"zon.jpg"}.__contains__}
    facts |= {name: value for name, value in options.items() if name in names}
    rest = {name: value for name, value in options.items() if name not in names}
    return {"site": SiteFacts(**facts), **rest}


@pytest.fixture
def example_settings():
    """Return the settings of the archive that the examples of rules are in."""
    return Settings(
        fields={
            "bron": FieldSettings(required=True),
            "leestijd": FieldSettings(FieldType.INTEGER),
            "regio": FieldSettings(allowed=("stad", "dorp")),
        }
    )


@pytest.fixture
def check():
    """Check bytes or text as a file of an archive."""

    def _check(content, name=NAME, *, settings=None, **options):
        settings = settings or Settings()
        options = with_site(options)
        data = content if isinstance(content, bytes) else content.encode()
        checker = Checker(settings, clock=lambda: NOW, **options)
        return checker.check(parse(name, data, settings))

    return _check


@pytest.fixture
def check_beside():
    """Check files as an archive of them: `(name, data)` of each; the findings of the last."""

    def _check(*files, settings=None, **options):
        settings = settings or Settings()
        options = with_site(options)
        checker = Checker(settings, clock=lambda: NOW, **options)
        readings = [parse(name, data, settings) for name, data in files]
        gathered = [kept for kept in map(checker.gather, readings) if kept is not None]
        beside = checker.conclude(gathered, [name for name, _ in files])
        alone = checker.check(readings[-1])
        return (*alone, *(problem for problem in beside if problem.path == files[-1][0]))

    return _check


@pytest.fixture
def found(check):
    """Check, and keep `(rule, line, column)` of each finding."""

    def _found(*args, **options):
        return [
            (problem.rule, problem.position.line, problem.position.column)
            for problem in check(*args, **options)
        ]

    return _found
