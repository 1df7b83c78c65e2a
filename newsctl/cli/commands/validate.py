"""newsctl validate: the rules."""

import sys
from typing import Annotated

import typer

from newsctl.cli.context import Context
from newsctl.cli.paging import standard_output, write_text
from newsctl.cli.references import chosen_paths
from newsctl.core.problems import Severity
from newsctl.rendering.findings import FindingFormat, FindingReport
from newsctl.rendering.rule_view import rule_view
from newsctl.rendering.tallies import findings_summary


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders.  [default: all posts]",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        FindingFormat, typer.Option("--format", "-f", help="How to write the findings.")
    ] = FindingFormat.TEXT,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Only this rule or family.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not this rule or family.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every finding, however many are alike.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule is for.")
    ] = None,
) -> int:
    """Check posts against the rules; exit 1 when one has an error.

    \b
    Examples:
      newsctl validate
      newsctl validate --select counts -f json
    """
    context: Context = ctx.obj
    if explain is not None:
        write_text(context, rule_view(context.rule(explain), context.out))
        return 0
    check = context.checker_of(select, ignore)
    chosen = chosen_paths(context, paths or [])
    report = FindingReport(context.out, context.place, every=every)
    with standard_output(context) as out, context.watch("Checking") as progress:
        report.write(context.archive.check(chosen, check, progress), format, out)
    sys.stderr.write(findings_summary(report.tally, context.err))
    bad = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if any(map(report.tally.of, bad)) else 0
