"""Posts in full, for export: every field, the text and the body."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsctl.rendering.dutch_dates import long_date
from newsctl.rendering.fields import AS_WRITTEN, OWN_FIELDS, fields_of, title_of, value_text
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Value
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.paths import Place

_FIRST = ("path", "date", "title")
_LAST = ("text", "body")


class ExportedPosts(Renderable):
    """Posts in full. `keys` are those of the archive's front matter."""

    usual = ("jsonl", "jsonl")

    def __init__(self, hits: Iterable[Hit], keys: Sequence[str], place: Place) -> None:
        others = [key for key in keys if key not in {"title", "date"}]
        taken = {*OWN_FIELDS} - {"slug", "snippet"}
        written = [AS_WRITTEN + key if key in taken else key for key in others]
        self.names: Sequence[str] = (*_FIRST, *written, *_LAST)
        self._hits = hits
        self._place = place

    def columns(self) -> Iterator[FieldColumns]:
        """Yield the fields of posts in batches; a list whose items contain commas is JSON."""
        return fields_of(map(_with_plain_lists, self._hits), self.names, self._place)

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


def _with_plain_lists(hit: Hit) -> Hit:
    """Return a hit whose lists are unambiguous in CSV: as JSON, which `import` reads."""
    front_matter = hit.summary.front_matter
    with_commas = {
        key: json.dumps([*map(value_text, value)], ensure_ascii=False)
        for key, value in front_matter.items()
        if isinstance(value, list) and any("," in value_text(item) for item in value)
    }
    if not with_commas:
        return hit
    return hit._replace(summary=hit.summary._replace(front_matter={**front_matter, **with_commas}))
