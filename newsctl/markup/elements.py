"""The elements of HTML, by their role for a reader.

Names and optional end tags are those of the HTML Standard (https://html.spec.whatwg.org, sections
4, 13.1.2.4 and 16.2); what is a block and what is not shown, of its style sheet (section 15.3).
"""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr image img input isindex keygen link meta "
    "param source spacer track wbr"
)
ENDED_BY_OTHERS = _names(
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th "
    "thead tr"
)
"""Elements whose end tag may be left out."""

BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section summary table tbody tfoot thead tr "
    "ul xmp"
)
"""Elements that stand on lines of their own, so that they part words."""

BESIDE = _names("br button image img input select td text textarea th")
"""Elements that part words within a line; `text` is SVG's."""

PREFORMATTED = _names("listing plaintext pre xmp")

CODE = PREFORMATTED | _names("code kbd samp script style textarea")
"""Elements that show code or are code."""

RAW = _names("iframe math noembed noframes script style svg textarea title xmp")
"""Elements in which tags are text, or not HTML's."""

UNSEEN = _names("datalist iframe noembed noframes noscript script style template title")
"""Elements of which nothing is shown."""

SEEN_WITHOUT_TEXT = _names("audio canvas embed frame iframe img input object script svg video")

PLAIN_INLINE = _names(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q "
    "s samp small span strike strong sub sup time tt u var"
)
"""Elements that leave their text where it stands, whatever stands around them."""

PLAIN_BLOCKS = _names(
    "address article aside blockquote center dd details dir div dl dt figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 header hr li main menu nav ol p section summary ul"
)
"""Blocks of which so much is true."""

_OTHERS = _names(
    "audio canvas datalist iframe map math meter noscript object output picture progress ruby "
    "script select slot style svg template textarea title video button"
)
_OBSOLETE = _names("applet frameset marquee menuitem nobr noembed noframes")
_KNOWN = VOID | ENDED_BY_OTHERS | BLOCKS | PLAIN_INLINE | _OTHERS | _OBSOLETE
HARMLESS = _KNOWN - {"script", "img"}
"""Elements that by their name run no script and count no readers."""


def is_known(name: str) -> bool:
    """Tell whether an element is in HTML, or is a custom element (with a hyphen)."""
    return name in _KNOWN or "-" in name
