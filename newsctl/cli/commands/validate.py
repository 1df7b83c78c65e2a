"""newsctl validate: the rules."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsctl.cli.checking import RuleChoice, rule_run, rule_texts
from newsctl.cli.completion.completers import complete_file, complete_rule, complete_rule_or_family
from newsctl.cli.context import Context
from newsctl.cli.git import changed_posts
from newsctl.cli.options import InputNull, NoUndo, PostQuery, Posts, format_option
from newsctl.cli.posts.changing import carry_out, notice_ended_redo
from newsctl.cli.posts.selection import posts_to_check
from newsctl.cli.terminal.paging import standard_output, write_text
from newsctl.core.check.repair_plan import paths_after
from newsctl.core.messages import _, _n
from newsctl.core.problems import Fixable, Severity
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.finding_lines import OPTIONS
from newsctl.rendering.findings import Checked, FindingReport
from newsctl.rendering.formats import Format, usual_format, write_answer
from newsctl.rendering.rule_view import rule_list, rule_view
from newsctl.rendering.streams import write_styled
from newsctl.rendering.tallies import FindingTally, findings_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.change.plans import Plan
    from newsctl.core.check.repair_plan import ArchiveRepairs
    from newsctl.core.check.rule_run import RuleRun
    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders; - is paths on standard input.  [default: all posts]",
            show_default=False,
            autocompletion=complete_file,
        ),
    ] = None,
    post: Posts = None,
    query: PostQuery = None,
    null: InputNull = False,
    changed: Annotated[
        str | None,
        typer.Option(
            "--changed",
            metavar="[=REF]",
            help="Only posts that git says changed since REF.  [REF: HEAD]",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what has one right answer; undo takes it back.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend what needs a look afterwards as well.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would be mended; exit 1 if anything would.")
    ] = False,
    no_undo: NoUndo = False,
    format: Annotated[
        Format | None, format_option(FindingReport, "How to write the findings.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            help="Only this rule or family.",
            autocompletion=complete_rule_or_family,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help="Not this rule or family.",
            autocompletion=complete_rule_or_family,
        ),
    ] = None,
    no_compare: Annotated[
        bool,
        typer.Option("--no-compare", help="Leave out rules that compare posts: it is quicker."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every finding, however many posts have it.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="RULE",
            help="Say what a rule is for.",
            autocompletion=complete_rule,
        ),
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules.")] = False,
) -> int:
    """Check posts against the rules; exit 1 when one has an error.

    \b
    Examples:
      newsctl validate --fix
      newsctl validate --select counts -f json
    """
    context: Context = ctx.obj
    if explain is not None:
        return _print(context, rule_view(context.rule(explain), context.out))
    choice = RuleChoice(select, ignore, compare=not no_compare)
    if rules:
        return _print(context, rule_list(rule_texts(context, choice), context.out))
    chosen = posts_to_check(context, paths or (), post or (), query, null=null)
    run = rule_run(context, choice, whole=chosen is None and changed is None)
    posts = context.repository.files() if chosen is None else chosen
    posts = changed_posts(context, posts, changed)
    if not posts:
        said = (
            _("the archive has no posts") if changed is None else _("git says that no post changed")
        )
        context.notice(_("Nothing was checked: {said}.", said=said))
        return 0
    fixable = Fixable.UNSAFE if unsafe_fixes else Fixable.SAFE
    repairs = partial(context.repairs, run.rules, fixable, f"validate {OPTIONS[fixable]}")
    if diff:
        return show_repairs(context, run, repairs(), posts)
    left = RepairResult(posts)
    if fix or unsafe_fixes:
        left = repair(context, run, repairs(), posts, keep=not no_undo)
    checked = Checked(left.posts, rule_texts(context, RuleChoice()), lambda: repairs().replacements)
    form = format or usual_format(FindingReport, is_tty=context.out.is_tty)
    with standard_output(context) as out, context.watch(_("Checking")) as progress:
        problems = run.problems(posts, progress) if left.problems is None else left.problems
        tally = FindingTally()
        found = tally.fixes_of(problems)
        alike = found if every or select else run.rules.shared(found, left.posts)
        report = FindingReport(alike, context.out, context.place, checked, every=every, tally=tally)
        write_answer(report, form, out, context.out)
    if not context.quiet:
        sys.stderr.write(findings_summary(report.tally, context.err, fixed=left.fixed))
    notice_ended_redo(context, left.ended)
    bad = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if any(map(report.tally.of, bad)) else 0


class RepairResult(NamedTuple):
    """The paths of posts after repairs, and the remaining problems.

    They are None if no repair was made. `ended` are the undone changes that `redo` lost by it.
    """

    posts: Sequence[PostPath]
    problems: Sequence[Problem] | None = None
    fixed: int = 0
    ended: int = 0


def show_repairs(
    context: Context, rules: RuleRun, repairs: ArchiveRepairs, posts: Sequence[PostPath]
) -> int:
    """Write the repairs as diffs to standard output; return 1 if there are any."""
    problems = _problems(context, rules, posts)
    with context.watch(_("Repairing")) as progress:
        repair_plan = repairs.plan(problems, progress)
    with standard_output(context) as out:
        steps = diff_of_steps(repair_plan.plan.change.steps, context.place, context.out)
        write_styled(steps, out, context.out)
    _warn_of_refusals(context, repair_plan.plan)
    changed = repair_plan.changed_posts
    context.notice(
        _(
            "Would fix {problems} in {posts}.",
            problems=_n("{n:,} problem", "{n:,} problems", repair_plan.fixed),
            posts=_n("{n:,} post", "{n:,} posts", changed),
        )
    )
    return 1 if changed else 0


def repair(
    context: Context,
    rules: RuleRun,
    repairs: ArchiveRepairs,
    posts: Sequence[PostPath],
    *,
    keep: bool,
) -> RepairResult:
    """Make the repairs, and validate again if there were any.

    Raises ArchiveBusy, PlanOutdated, and TooLargeToKeep unless `keep` is off or a person
    confirms.
    """
    problems, ended = _problems(context, rules, posts), 0
    with context.watch(_("Repairing")) as progress:
        plan, fixed = repairs.plan(problems, progress)
    if plan.change.steps:
        ended = carry_out(context, plan, keep=keep).ended
        posts = paths_after(posts, plan)
        problems = _problems(context, rules, posts)
    _warn_of_refusals(context, plan)
    return RepairResult(posts, problems, fixed, ended)


def _problems(context: Context, rules: RuleRun, posts: Sequence[PostPath]) -> list[Problem]:
    with context.watch(_("Checking")) as progress:
        return list(rules.problems(posts, progress))


def _warn_of_refusals(context: Context, plan: Plan) -> None:
    for refusal in plan.refused:
        context.warn(
            _(
                "{path} is not mended: {reason}",
                path=context.place.path(refusal.path),
                reason=refusal.reason,
            )
        )


def _print(context: Context, text: str) -> int:
    write_text(context, text)
    return 0
