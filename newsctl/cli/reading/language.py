"""The language of messages: English, or one that `newsctl/locale` has.

`NEWSCTL_LANG` sets it. Without that, output to a terminal is in the language of the locale, by the
first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, and output to a pipe is in English.
`gettext` is imported only for other languages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.cli.reading.variables import LANGUAGE
from newsctl.core.messages import speak

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.messages import Catalog

CATALOGS = Path(__file__).parents[2] / "locale"
"""A folder for each language, with the catalogs as `gettext` looks for them."""

_OF_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_CODE = re.compile("[a-z]{2,3}(?=[^a-z]|$)")


def choose_language(env: Mapping[str, str], *, is_tty: bool) -> None:
    """Set the language by the environment; `is_tty` tells that output goes to a terminal."""
    speak(catalog_of(language_named(env, is_tty=is_tty)))


def language_named(env: Mapping[str, str], *, is_tty: bool) -> str:
    """Return the code of a language, such as `nl`; English if it has no catalog."""
    named = env.get(LANGUAGE) or (is_tty and next(filter(None, map(env.get, _OF_LOCALE)), None))
    code = _CODE.match((named or "").lower())
    return code[0] if code and _file(code[0]).exists() else "en"


def catalog_of(language: str) -> Catalog | None:
    """Return the catalog of a language; None for English."""
    if language == "en":
        return None
    from gettext import GNUTranslations  # noqa: PLC0415 -- English does without

    with _file(language).open("rb") as file:
        return GNUTranslations(file)


def _file(language: str) -> Path:
    return CATALOGS / language / "LC_MESSAGES" / "newsctl.mo"
