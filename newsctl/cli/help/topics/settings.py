"""What newsctl.toml and the environment say."""

from newsctl.core.settings.field_types import FieldType

_TYPES = ", ".join(kind for kind in FieldType if kind is not FieldType.ANY)

TEXT = """\
None are needed. `newsctl.toml` in the archive's folder may say otherwise: `newsctl config init` writes
one that it learns from the posts, and `newsctl config show` tells every setting in force.

    [archive]
    include = ["verslagen/*.md"]      # these files too; globs from this folder
    exclude = ["_posts/oud/**"]       # not these; wins over include
    drafts = false                    # what is below _drafts too
    undated = false                   # undated names too; outside Jekyll: true
    without_front_matter = false      # too; Docusaurus, MkDocs, Obsidian: true
    time_zone = "Europe/Amsterdam"    # of dates and days; else the site's
    date_field = "date"               # the key that holds the moment of a post
    filename = "{date}-{slug}.md"     # also {year}, {month}, {day}, folders

    [fields.bron]                     # what validate asks of a field
    # TYPES
    type = "text"
    required = true                   # every post must have it
    allowed = ["NOS", "Trouw"]        # no other value, in a list neither
    help = "Who wrote it."
    separator = ","                   # of lists in text; " " is white space

    [rules]                           # off, error, warning or info, of rules
    title-markup = "error"            # and families

    [rules.folders."_posts/2019/**"]  # of some posts; the last that fits
    counts = "off"

    [queries]
    kabinet = "category:politiek (kabinet OR minister)"  # newsctl list @kabinet

    [defaults.list]                   # of options that say what is shown
    limit = 50                        # on a terminal; a script gets all

An option that says how an answer is written, such as `--format` or `--json`, leaves no default of
the others, such as `fields`: they may not go together.

A path or glob is below the archive's folder. `*` stays within a folder, `**` is any number of
folders, a glob without a slash holds in any folder.

## Environment

| variable | says |
|---|---|
| `NEWSCTL_ARCHIVE` | the archive, unless `-C` does |
| `NEWSCTL_CACHE` | the folder for indexes |
| `NEWSCTL_DATA` | the folder for what `undo` needs |
| `NEWSCTL_LANG` | the language of messages and help, such as `nl`; else that of the locale, on a terminal |
| `NEWSCTL_PAGER` | the pager, else `PAGER`, else less |
| `VISUAL`, `EDITOR` | the editor |
| `NO_COLOR` | no colours, when it is set |

## Examples

    newsctl config show
    newsctl config init --dry-run
""".replace("TYPES", f"{_TYPES}, or any")
