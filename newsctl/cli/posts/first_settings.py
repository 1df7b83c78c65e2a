"""The steps of `config init`: settings are learnt from the posts, and tested on them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from newsctl.cli.checking import RuleChoice, rule_run
from newsctl.cli.context import Context
from newsctl.core.archive.learning import learn
from newsctl.core.archive.settings_draft import SiteSettings, settings_text
from newsctl.core.check.noise import noisy_rules
from newsctl.core.messages import _
from newsctl.core.settings.tables import ARCHIVE_KEYS, settings_from

if TYPE_CHECKING:
    from newsctl.core.settings import Settings


def first_settings(context: Context) -> str:
    """Return the text of a new `newsctl.toml`, a message.

    The posts are validated with the learnt settings, and noisy rules are switched off.
    """
    settings = context.settings
    with context.watch(_("Reading")) as progress:
        learnt = learn(context.repository, context.zone, progress, settings.header_start)
    site = SiteSettings(
        context.takes_undated,
        settings.without_front_matter,
        context.site_zone,
        settings.bare_times,
    )
    trial = Context()
    trial.root_and_settings = (context.root, _as_if_set_by(settings, settings_text(learnt, site)))
    run = rule_run(trial, RuleChoice(), whole=True)
    with context.watch(_("Checking")) as progress:
        files = trial.repository.files()
        problems = list(run.problems(files, progress))
    return settings_text(learnt, site, noisy_rules(problems, len(files)))


def _as_if_set_by(settings: Settings, text: str) -> Settings:
    """Return the settings that this text of `newsctl.toml` would give."""
    tables = tomllib.loads(text)
    read = settings_from(tables)
    archive_values = {
        key: getattr(read, key) for key in ARCHIVE_KEYS if key in tables.get("archive", {})
    }
    return settings._replace(fields=read.fields, **archive_values).with_separators()
