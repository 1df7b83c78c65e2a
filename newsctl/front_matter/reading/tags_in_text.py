"""Tags in the text of a post, as in notes of Obsidian: `#water`, `#water/dijk`.

https://help.obsidian.md/tags: after white space, with letters, digits, `_`, `-` and `/`, and at
least one non-digit; not in code or comments. Of tags that differ only in case the first counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.post.text_lists import items_of

if TYPE_CHECKING:
    from newsctl.core.post.post import FrontMatter

_KEY = "tags"
_NO_TEXT = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*+(?:\n(?![ \t>]*(?P=fence))[^\n]*+)*+(?:\n[^\n]*+)?"
    r"|`[^`\n]++`|%%.*?(?:%%|\Z)|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TAG = re.compile(r"(?<!\S)#([\w/-]*[^\W\d][\w/-]*)(?![^\s\w'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\])")


def with_tags_in_text(values: FrontMatter, body: str) -> FrontMatter:
    """Return front matter with the tags of a body added, if it has any."""
    if "#" not in body:
        return values
    found = _TAG.findall(_NO_TEXT.sub(" ", body))
    if not found:
        return values
    own = values.get(_KEY)
    tags = {str(tag).casefold(): tag for tag in items_of(own) if tag not in (None, "")}
    for tag in found:
        tags.setdefault(tag.casefold(), tag)
    return {**values, _KEY: [*tags.values()]}
