"""The list of all rules. A module of rules has a tuple `RULES`, and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.likeness import alike
from newsctl.core.messages import _
from newsctl.core.settings.rule_names import RULES_OF
from newsctl.validation import (
    body_rules,
    conflict_rules,
    count_rules,
    date_rules,
    field_rules,
    file_rules,
    front_matter_rules,
    heading_rules,
    html_rules,
    letter_rules,
    link_rules,
    list_rules,
    markup_rules,
    missing_file_rules,
    name_rules,
    number_rules,
    post_link_rules,
    reader_rules,
    scheme_rules,
    story_rules,
    title_rules,
    value_rules,
    variant_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.validation.rule import Rule

RULES: tuple[Rule, ...] = (
    *reader_rules.RULES,
    *file_rules.RULES,
    *conflict_rules.RULES,
    *name_rules.RULES,
    *front_matter_rules.RULES,
    *date_rules.RULES,
    *title_rules.RULES,
    *field_rules.RULES,
    *value_rules.RULES,
    *number_rules.RULES,
    *variant_rules.RULES,
    *list_rules.RULES,
    *link_rules.RULES,
    *scheme_rules.RULES,
    markup_rules.LINKS,
    *post_link_rules.RULES,
    *missing_file_rules.RULES,
    *count_rules.RULES,
    *body_rules.RULES,
    *heading_rules.RULES,
    markup_rules.HEADINGS,
    markup_rules.SHORTCODES,
    *html_rules.RULES,
    *letter_rules.RULES,
    *story_rules.RULES,
)
"""Every rule, in the order in which the documentation lists them."""

BY_ID = {rule.id: rule for rule in RULES}
NAMES = frozenset((*BY_ID, *RULES_OF))
"""What can be switched on and off: rules, and families as a whole."""


def explain(rule_id: str) -> Rule:
    """Return the rule with this id. Raises UsageError, with a suggestion, for an unknown one."""
    if rule_id not in BY_ID:
        raise _unknown(rule_id, BY_ID)
    return BY_ID[rule_id]


def named(names: Iterable[str]) -> frozenset[str]:
    """Return the ids of rules and families, a family standing for all its rules.

    Raises UsageError for an unknown name.
    """
    wanted = frozenset(names)
    for name in sorted(wanted - NAMES):
        raise _unknown(name, NAMES)
    return frozenset(rule.id for rule in RULES if wanted & {rule.id, rule.family})


def _unknown(name: str, known: Iterable[str]) -> UsageError:
    near = alike(name, sorted(known))
    hint = (
        _("Did you mean {near!r}?", near=str(near)) if near else _("Try: newsctl validate --rules")
    )
    return UsageError(_("There is no rule {name!r}.", name=name), hint=hint)
