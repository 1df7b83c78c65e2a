"""What people type elsewhere leads to what it is called here."""

from __future__ import annotations

import pytest
import typer

from newsctl.cli.app import app
from newsctl.cli.reading.other_names import COMMANDS

PROGRAM = typer.main.get_command(app)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("grep x", "Here it is: newsctl search WORDS"),
        ("find x", "Here it is: newsctl search WORDS"),
        ("ls", "Here it is: newsctl list"),
        ("cat x", "Here it is: newsctl show POST"),
        ("delete x", "Here it is: newsctl rm POST"),
        ("new", "Here it is: newsctl add TITLE"),
        ("mv a b", "Here it is: newsctl rename POST"),
        ("serach x", "Did you mean search?"),
        ("verkiezingen", "To search for it: newsctl search verkiezingen"),
        ("'$(x)", """To search for it: newsctl search ''"'"'$(x)'"""),
        ("index statsu", "Did you mean status?"),
        ("index find", "Try: newsctl index --help"),
        ("list --jsno", "Did you mean --json?"),
        ("show --jsn x", "Did you mean --json?"),
        ("analyze --json x", "Here it is: -f json"),
        ("show -f x", "Try: newsctl show --help"),
        ("list --title x", "In a query: title:VALUE"),
        ("list --unieke 3", "In a query: unieke:VALUE"),
        ("add --title x", "It needs no option: newsctl add TITLE"),
        ("add --unieke 3", "Here it is: --field unieke=VALUE"),
        ("list --date 2019", "In a query: date:2019-10"),
        ("add --datee 2019", "Did you mean --date?"),
        ("list --after 2019", "Here it is: --since DATE"),
        ("list -l", "Here it is: -f path"),
        ("search -c x", "Here it is: --count"),
        ("search -i x", "Capitals and accents never count."),
        ("search -v x", "In a query: NOT word, or -word"),
        ("search --silent x", "Here it is: --quiet"),
        ("set -n a=b x", "Here it is: --dry-run"),
        ("rm -f x", "Here it is: --yes"),
        ("stats --limit 3", "Here it is: --top N"),
        ("facets bron --top 3", "Here it is: --limit N"),
        ("list --qqqq", "Try: newsctl list --help"),
        ("search --formt json x", "Did you mean --format?"),
    ],
)
def test_it_is_said_what_it_is_called_here(newsctl, samples, line, hint):
    ran = newsctl(*line.split(), cwd=samples)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.splitlines()[1:] == [hint]


def test_every_command_that_is_named_is_there():
    for advice in COMMANDS:
        name, *more = advice.text.split()
        command = PROGRAM.commands.get(name)
        assert command or name in {"--help", *(name for one in PROGRAM.params for name in one.opts)}
        if hasattr(command, "commands"):
            assert more[0] in command.commands


def test_no_name_leads_to_two_things():
    names = [name for advice in COMMANDS for name in advice.names.split()]
    assert len(names) == len(set(names))
