"""Which text may stand without quotes and still be text for every reader of YAML.

These are PyYAML (YAML 1.1), Ruby's Psych (which Jekyll uses; its ScalarScanner also takes `:a` for
a symbol and `1,000` for a number), and YAML 1.2's core schema (`0o17`, `1e3`). Dates are no text
for the first two, but may stay plain: newsctl reads them as written, and archives have them so.
"""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What a text in single quotes or without any cannot hold on one line."""

_INDICATOR = re.compile(r"""[,\[\]{}#&*!|>'"%@`:]|[-?](?:\s|\Z)""")
_OPENS_SOMETHING = re.compile(r":[ \t]|[ \t]#|:\Z|\t")
_FLOW_SIGN = re.compile(r"[,\[\]{}?]")
_OTHER_KIND = re.compile(
    r"""~|=|<<|y|n|yes|no|true|false|on|off|null|
    [-+]?\.(?:inf|nan)|
    [-+]?(?:\.?[0-9][0-9_,]*(?:\.[0-9_,]*)?(?:e[-+]?[0-9]+)?|0x[0-9a-f_,]+|0o?[0-7_,]+|0b[01_,]+)|
    [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether text can be written without quotes; `in_flow` is between brackets or braces."""
    return (
        bool(text)
        and text == text.strip()
        and not CONTROLS.search(text)
        and not _INDICATOR.match(text)
        and not _OPENS_SOMETHING.search(text)
        and not _OTHER_KIND.fullmatch(text)
        and not (in_flow and _FLOW_SIGN.search(text))
    )
