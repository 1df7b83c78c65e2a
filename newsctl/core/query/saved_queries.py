"""Saved queries of the settings, used by name in other queries: `@kabinet`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.likeness import alike
from newsctl.core.messages import _
from newsctl.core.query.lexer import SAVED_NAME
from newsctl.core.query.spans import syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.query.lexer import Token


def saved_text(token: Token, text: str, saved: Mapping[str, str], inside: Sequence[str]) -> str:
    """Return the text of the saved query that `token` in `text` names.

    `inside` are the saved queries being parsed. Raises QuerySyntaxError for a name that is unknown,
    empty, or recursive.
    """
    name = token.text
    if name not in saved:
        raise _unknown(token, text, saved)
    if name in inside:
        way = " -> ".join(f"@{step}" for step in [*inside[inside.index(name) :], name])
        raise syntax_error(
            text,
            token,
            _("The saved query '@{name}' leads back to itself: {way}.", name=name, way=way),
        )
    if not saved[name].strip():
        raise syntax_error(text, token, _("The saved query '@{name}' is empty.", name=name))
    return saved[name]


def can_be_named(name: str) -> bool:
    """Tell whether a query can name a saved query: one of letters and digits, without spaces."""
    return SAVED_NAME.fullmatch(f"@{name}") is not None


def in_saved_query(name: str, error: QuerySyntaxError) -> QuerySyntaxError:
    """Name the saved query in an error; the error's offsets are those in that query's text."""
    return QuerySyntaxError(
        _("In the saved query '@{name}': {message}", name=name, message=error.message),
        text=error.text,
        start=error.start,
        end=error.end,
        hint=error.hint,
    )


def _unknown(token: Token, text: str, saved: Mapping[str, str]) -> QuerySyntaxError:
    near = alike(token.text, [name for name in sorted(saved) if can_be_named(name)])
    beyond = [name for name in saved if name.startswith(token.text) and not can_be_named(name)]
    suggestion = _(" Did you mean '@{near}'?", near=near) if near else ""
    return syntax_error(
        text,
        token,
        _("Unknown saved query '@{text}'.{suggestion}", text=token.text, suggestion=suggestion),
        hint=_(
            "{name!r} cannot be asked: a name has letters, digits, - _ and dots. "
            "Change it in newsctl.toml.",
            name=beyond[0],
        )
        if beyond
        else _('To search for the text, quote it: "@{text}"', text=token.text),
    )
