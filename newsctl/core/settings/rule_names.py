"""All rules by family, with their severities; the rules themselves are in `validation`.

They are listed here so that settings and completion know them without importing the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.globs import matcher
from newsctl.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import PostPath
    from newsctl.core.settings import Levels, Settings

RULES_OF: Mapping[str, Mapping[str, Severity | None]] = {
    "file": {
        "file-unreadable": Severity.ERROR,
        "file-too-large": Severity.ERROR,
        "file-left-out": Severity.WARNING,
        "file-not-utf8": Severity.ERROR,
        "file-bom": Severity.WARNING,
        "file-line-ends": Severity.WARNING,
        "file-lone-cr": Severity.WARNING,
        "file-empty": Severity.ERROR,
        "file-final-newline": None,
        "file-merge-conflict": Severity.ERROR,
        "file-name-undated": Severity.WARNING,
        "file-name-impossible-date": Severity.WARNING,
        "file-name-not-portable": Severity.WARNING,
    },
    "front-matter": {
        "front-matter-missing": Severity.ERROR,
        "front-matter-unclosed": Severity.ERROR,
        "front-matter-yaml": Severity.ERROR,
        "front-matter-toml": Severity.ERROR,
        "front-matter-not-a-mapping": Severity.ERROR,
        "front-matter-bounds": Severity.ERROR,
        "front-matter-duplicate-key": Severity.WARNING,
        "front-matter-tab": Severity.INFO,
        "front-matter-alias": Severity.WARNING,
        "front-matter-tag": Severity.WARNING,
        "front-matter-misread": Severity.WARNING,
    },
    "date": {
        "date-unreadable": Severity.ERROR,
        "date-missing": Severity.ERROR,
        "date-zone": Severity.INFO,
        "date-weekday": Severity.ERROR,
        "date-offset": Severity.WARNING,
        "date-other-day": Severity.WARNING,
        "date-doubtful": Severity.WARNING,
        "date-future": Severity.WARNING,
    },
    "title": {
        "title-missing": Severity.ERROR,
        "title-not-text": Severity.ERROR,
        "title-space": None,
        "title-capitals": Severity.INFO,
        "title-markup": Severity.WARNING,
    },
    "fields": {
        "field-missing": Severity.ERROR,
        "field-misspelt": Severity.WARNING,
        "field-type": Severity.ERROR,
        "field-not-allowed": Severity.ERROR,
        "field-draft-text": Severity.WARNING,
        "field-number-text": Severity.WARNING,
        "field-spellings": Severity.WARNING,
        "field-repeated": Severity.WARNING,
    },
    "links": {
        "link-not-absolute": Severity.ERROR,
        "link-image-not-absolute": Severity.WARNING,
        "link-tracking": Severity.WARNING,
        "link-other-source": Severity.WARNING,
        "link-scheme": Severity.WARNING,
        "link-shown-as-text": Severity.WARNING,
        "link-post-url-ending": Severity.ERROR,
        "link-missing-post": Severity.ERROR,
        "link-missing-file": Severity.WARNING,
    },
    "counts": {
        "count-aantal": Severity.ERROR,
        "count-unieke": Severity.ERROR,
        "count-not-whole": Severity.ERROR,
    },
    "body": {
        "body-empty": Severity.WARNING,
        "body-not-dutch": Severity.INFO,
        "body-title-again": Severity.INFO,
        "body-heading-unspaced": Severity.WARNING,
        "body-shortcode": Severity.WARNING,
        "body-html-unbalanced": Severity.WARNING,
        "body-html-unknown": Severity.WARNING,
        "body-script": Severity.WARNING,
        "body-tracker": Severity.WARNING,
        "body-mojibake": Severity.WARNING,
        "body-lost-letter": Severity.WARNING,
        "body-zero-width": Severity.WARNING,
        "body-soft-hyphen": Severity.INFO,
    },
    "same-story": {
        "same-link": Severity.WARNING,
        "same-title": Severity.WARNING,
        "same-body": Severity.WARNING,
        "same-body-nearly": Severity.INFO,
    },
}
"""The rules of each family, in the order in which the documentation lists them; None is off."""

SEVERITIES = {rule: severity for rules in RULES_OF.values() for rule, severity in rules.items()}
FAMILY_OF = {rule: family for family, rules in RULES_OF.items() for rule in rules}


def weight_at(path: PostPath, rule: str, settings: Settings) -> Severity | None:
    """Return the severity of a rule for the post at a path; None if the rule is off."""
    weight = {**SEVERITIES, **weighed_by(settings.rules)}[rule]
    for glob, levels in settings.folder_rules:
        if matcher((glob,))(path):
            weight = weighed_by(levels).get(rule, weight)
    return weight


def weighed_by(levels: Levels) -> dict[str, Severity | None]:
    """Return the severities of single rules, where that of a family is set for all its rules."""
    sources = ((rule, rule if rule in levels else family) for rule, family in FAMILY_OF.items())
    return {rule: levels[name] for rule, name in sources if name in levels}
