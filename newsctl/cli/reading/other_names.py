"""Names that other programs use for commands and options, with hints.

Users of grep, git, gh, zk, notmuch, beets and papis type these. Spelling suggestions
(`core.likeness`) are for typing errors; this is for synonyms.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _
from newsctl.core.query.fields import KNOWN_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Advice(NamedTuple):
    """What to type instead of some names in these commands; if none are given, in all.

    `text` contains the options that the command must have for the hint to apply.
    """

    names: str
    text: str
    commands: tuple[str, ...] = ()


_QUERIES = ("search", "list", "set", "replace")

COMMANDS = (
    Advice("grep find query rg ag ack lookup zoek zoeken filter match s", "search WORDS"),
    Advice("ls dir log all lijst recent latest posts notes", "list"),
    Advice("count", "list --count"),
    Advice("export dump download", "list -f json"),
    Advice("cat view print get read less display toon info preview", "show POST"),
    Advice("similar like alike verwant", "related POST"),
    Advice("new create insert nieuw post write note compose", "add TITLE"),
    Advice("import load ingest fetch", "add --from FILE"),
    Advice("web url browser wayback visit go", "open POST"),
    Advice("draft concept concepten", "drafts"),
    Advice("release publiceer", "publish POST"),
    Advice("withdraw unlist", "unpublish POST"),
    Advice("delete remove del verwijder erase discard unlink", "rm POST"),
    Advice("mv move hernoem", "rename POST"),
    Advice("change modify mod tag untag update meta", "set FIELD=VALUE QUERY"),
    Advice("sed substitute sub s/// vervang", "replace OLD NEW QUERY"),
    Advice("revert restore rollback reset back terug", "undo"),
    Advice("check lint doctor fsck test audit verify controleer", "validate"),
    Advice("fix repair mend", "validate --fix"),
    Advice("diff", "validate --diff"),
    Advice("tags fields sources categories values keys group", "facets"),
    Advice("reindex rebuild", "index rebuild"),
    Advice("refresh sync status", "index status"),
    Advice("settings configure prefs preferences options", "config show"),
    Advice("init setup", "config init"),
    Advice("stem tokenize tokens explain lemma", "analyze WORD"),
    Advice("completion completions", "--show-completion bash"),
    Advice("version", "--version"),
    Advice("man manual docs usage", "help"),
)

OPTIONS = (
    Advice("--json -j", "-f json"),
    Advice("--json -j", "--json"),
    Advice("--jsonl --ndjson --json-lines", "-f jsonl"),
    Advice("--csv", "-f csv"),
    Advice("--tsv", "-f tsv"),
    Advice("--markdown --md", "-f md"),
    Advice("--table", "-f table"),
    Advice("--sarif", "-f sarif"),
    Advice("--junit --xml", "-f junit"),
    Advice("--github", "-f github"),
    Advice("--files --paths --path-only --files-with-matches --names --name-only -l", "-f path"),
    Advice("--print0 --zero -z -Z", "-f path -0"),
    Advice("--output --out -o --to-format", _("-f FORMAT, and > FILE for a file")),
    Advice("--output --out -o", _("> FILE, in your shell")),
    Advice("--pretty --formatstring --line --print -p", "-t '{date:%Y-%m-%d} {title}'"),
    Advice("--columns --cols --show --keys", "--fields NAMES"),
    Advice("--source --publisher --feed --origin", "--bron NAME"),
    Advice("--cat --section --rubriek --topic", "--category NAME"),
    Advice("--after --start --begin --newer --from --vanaf --since-date", "--since DATE"),
    Advice("--before --end --to --older --until-date", "--until DATE"),
    Advice(
        "--date --datum --day --on --year --jaar --month", _("In a query: date:2019-10"), _QUERIES
    ),
    Advice("--max --max-count --max-results --top --head --first --number --num -m", "--limit N"),
    Advice(
        "--limit --max --max-count --max-results --head --first --number --num -n -m", "--top N"
    ),
    Advice("--skip", "--offset N"),
    Advice("--order --order-by --sort-by --orderby --sortby -s -S", "--sort FIELD"),
    Advice("--desc --descending --asc --ascending --reversed -r", "--reverse"),
    Advice("--all --everything --no-limit -a -A", "--limit 0"),
    Advice("--total --nr -c", "--count"),
    Advice("--why --debug-score --score", "--explain"),
    Advice("--ignore-case -i", _("Capitals and accents never count."), ("search", "list")),
    Advice("--exact --word-regexp -w -x", _("In a query: +word is just this word."), _QUERIES),
    Advice("--regex --regexp -e -E -P", _("In a query: word* or word~, no patterns."), _QUERIES),
    Advice("--invert-match --not --without -v", _("In a query: NOT word, or -word"), _QUERIES),
    Advice("--or --any", _("In a query: word OR word"), _QUERIES),
    Advice("--phrase", _("In a query: '\"two words\"'"), _QUERIES),
    Advice("--query", _("The words need no option."), _QUERIES),
    Advice("--recursive -R", _("Folders below are always read.")),
    Advice("--silent --no-messages", "--quiet"),
    Advice("--dir --directory --folder --root --repo --path -d -D", "-C DIR"),
    Advice("--no-color --no-colour --nocolor --colour --plain-colors", "--color never"),
    Advice("--pager --no-page", "--no-pager"),
    Advice("--preview --simulate --dryrun --pretend --what-if -n", "--dry-run"),
    Advice("--confirm --assume-yes --no-prompt --force -f", "--yes"),
    Advice("--title --titel --headline -T", _("It needs no option: newsctl add TITLE"), ("add",)),
    Advice("--url --uri --href --externe_link", "--link URL"),
    Advice("--picture --photo --feature_image", "--image URL"),
    Advice("--message --content --text -m", "--body TEXT"),
    Advice("--file --input --import", "--from FILE"),
    Advice("--tag --tags --label", _("In a query: tags:NAME"), _QUERIES),
    Advice("--tag --tags --label", "--field tags=NAME"),
    Advice("--plain --txt --body", "--text"),
    Advice("--source --markdown --file -r", "--raw"),
    Advice("--repair --autofix --write", "--fix"),
    Advice("--only --rule --enable", "--select RULE"),
    Advice("--skip --exclude --disable", "--ignore RULE"),
    Advice("--list-rules", "--rules"),
    Advice(
        "-v -V --verbose",
        _("The version is --version; where an error came from shows --debug."),
        ("newsctl",),
    ),
    Advice("--verbose -v --trace --traceback", "--debug"),
)

_OPTION = re.compile(r"(?:^|\s)(--?[A-Za-z0-9][\w-]*)")


def for_command(name: str, known: Collection[str]) -> str:
    """Return a hint for an unknown command."""
    if advice := elsewhere(name):
        return advice
    return suggestion(
        alike(name, known), _("To search for it: newsctl search {name}", name=shlex.quote(name))
    )


def elsewhere(name: str) -> str | None:
    """Return the command for a name in other programs; None for an unknown name."""
    advice = next((one for one in COMMANDS if name in one.names.split()), None)
    return advice and _("Here it is: newsctl {text}", text=advice.text)


def for_option(
    option: str, command: str, known: Collection[str], fields: Iterable[str]
) -> str | None:
    """Return a hint for an unknown option of a command; None if there is none.

    `known` are its options, `fields` the archive's front matter keys.
    """
    for advice in OPTIONS:
        wanted = () if advice.commands else _OPTION.findall(advice.text)
        fits = command in (advice.commands or (command,)) and set(wanted) <= set(known)
        if fits and option in advice.names.split():
            return (
                advice.text
                if advice.text[0].isupper()
                else _("Here it is: {text}", text=advice.text)
            )
    if near := alike(option, (one for one in known if one.startswith("--"))):
        return _("Did you mean {near}?", near=near)
    field = option.removeprefix("--")
    if option.startswith("--") and field in {*KNOWN_KEYS, *fields}:
        if command in _QUERIES:
            return _("In a query: {field}:VALUE", field=field)
        if "--field" in known:
            return _("Here it is: --field {field}=VALUE", field=field)
    return _as_word(option, command)


def _as_word(option: str, command: str) -> str | None:
    """Return how to write what looks like an option as a word, if that may be meant."""
    if command == "replace":
        return _("A text that begins so goes behind --: newsctl replace OPTIONS -- OLD NEW")
    if not _OPTION.fullmatch(option):
        return _(
            "As a word, it stands behind --: newsctl {command} -- {option}",
            command=command,
            option=shlex.quote(option),
        )
    return None
