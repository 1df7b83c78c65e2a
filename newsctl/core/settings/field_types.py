"""Whether the value of a field is of the type that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.post.dates import DateProblem, parse_date
from newsctl.core.post.links import is_link
from newsctl.core.post.text_lists import TextList
from newsctl.core.settings import FieldType

if TYPE_CHECKING:
    from datetime import tzinfo

    from newsctl.core.post.post import Value

_KINDS: dict[FieldType, tuple[type, ...]] = {
    FieldType.TEXT: (str, TextList),
    FieldType.NUMBER: (int, float),
    FieldType.INTEGER: (int,),
    FieldType.BOOLEAN: (bool,),
    FieldType.URL: (str,),
    FieldType.LIST: (list, tuple, TextList),
}


def fits(value: Value, wanted: FieldType, zone: tzinfo) -> bool:
    """Tell whether a value is of a type. Dates are what `parse_date` reads, in any form.

    A URL is an absolute one of http or https. Neither an empty value nor a truth is a number.
    """
    if wanted is FieldType.DATE:
        return not isinstance(parse_date(value, zone), DateProblem)
    if wanted is FieldType.URL:
        return isinstance(value, str) and is_link(value)
    return wanted is FieldType.ANY or type(value) in _KINDS[wanted]


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are one: Python's `True == 1` are not."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
