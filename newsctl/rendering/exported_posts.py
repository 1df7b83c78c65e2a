"""Posts in full, for export: every field, the text and the body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import is_list_key
from newsctl.core.post.json_cells import json_cell, json_in
from newsctl.core.post.post import OWN_VALUES
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import AS_WRITTEN
from newsctl.rendering.dutch_dates import long_date
from newsctl.rendering.fields import OWN_FIELDS, fields_of, plain, title_of
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Value
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.paths import Place

_FIRST = ("path", "date", "title")
_LAST = ("text", "body")


class ExportedPosts(Renderable):
    """Posts in full. `keys` are those of the archive's front matter.

    `has_site_values` tells that the site may add values, so that there is a column of own ones.
    """

    usual = ("jsonl", "jsonl")

    def __init__(
        self,
        hits: Iterable[Hit],
        keys: Sequence[str],
        place: Place,
        *,
        has_site_values: bool = False,
    ) -> None:
        others = [key for key in keys if key not in {"title", "date"}]
        taken = {OWN_VALUES, *OWN_FIELDS} - {"slug"}
        written = [AS_WRITTEN + key if key in taken else key for key in others]
        own = [OWN_VALUES] * has_site_values
        self.names: Sequence[str] = (*_FIRST, *written, *own, *_LAST)
        self._keys = keys
        self._hits = hits
        self._place = place

    def columns(self) -> Iterator[FieldColumns]:
        """Yield the fields of posts in batches; what no plain text is, is JSON."""
        hits = (_in_cells(hit, self._keys) for hit in self._hits)
        return fields_of(hits, self.names, self._place)

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each post."""
        from newsctl.rendering.json_output import post_objects  # noqa: PLC0415 -- CSV does without

        return post_objects(self._hits, self._place, more=_LAST)

    def as_md(self) -> Iterator[str]:
        """Yield one document: for each post a heading, its source, and its body."""
        from newsctl.rendering.markdown_output import escaped, target  # noqa: PLC0415 -- as above

        for hit in self._hits:
            parts = [f"<{target(hit, self._place)}>"]
            if hit.summary.date:
                parts.insert(0, long_date(hit.summary.date))
            if isinstance(bron := hit.summary.front_matter.get("bron"), str) and bron:
                parts.insert(0, escaped(bron))
            body = (hit.body or "").strip("\r\n")
            yield f"# {escaped(one_line(title_of(hit).value))}\n\n{', '.join(parts)}\n\n"
            yield f"{body}\n\n" if body else ""


def _in_cells(hit: Hit, keys: Sequence[str]) -> Hit:
    """Return a hit whose values come back from CSV as they are, by JSON if need be.

    It has all the keys, so that none is shown in another spelling.
    """
    front_matter = {**dict.fromkeys(keys), **hit.summary.front_matter}
    cells = {key: _cell_of(key, value) for key, value in front_matter.items()}
    if hit.own_values:
        cells[OWN_VALUES] = json_cell(plain(hit.own_values))
    return hit._replace(summary=hit.summary._replace(front_matter=cells))


def _cell_of(key: str, value: Value) -> Value:
    """Return a value, or its JSON where its text would be read as another one."""
    match value:
        case TextList():
            return _cell_of(key, [*value.items])
        case str():
            is_list = value.startswith("[") and value.endswith("]")
            return json_cell(value) if is_list or json_in(value) is not None else value
        case Mapping():
            return json_cell(plain(value))
        case list() if not (is_list_key(key) and all(map(_is_plain_item, value))):
            return json_cell(plain(value))
        case _:
            return value


def _is_plain_item(item: Value) -> bool:
    """Tell whether an item is the same as text between commas."""
    return isinstance(item, str) and "," not in item and item == item.strip() != ""
