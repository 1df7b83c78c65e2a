"""How to use newsctl in pipes and scripts."""

TEXT = """\
Data goes to standard output, everything else to standard error. In a pipe nothing is coloured, cut or
paged, paths are relative to the current folder, and no question is asked: to change what a query
finds wants `--yes`, or is an error; posts that are named do not.

## Input

`show`, `open`, `edit`, `set`, `replace`, `publish`, `unpublish`, `rename`, `rm` and `validate` take `-` for paths
on standard input, a line each; with `-0`, NUL ends each, as `-f path -0` and `find -print0` write them. No path at
all is an error, and never means every post. `set`, `replace` and `validate` also take `--post POST`, as often as
needed, and all but `set` and `replace`, which have one anyway, `--query QUERY`.

`add --from FILE` reads a post or, from `.jsonl`, many; `--as jsonl` the same on standard input. `import` reads feeds,
CSV, JSON lines, HTML, WordPress and SQLite from files or `-`; what came in before is not added again, so that a cron job
may run it every hour. newsctl opens no connection: `curl -fsSL ADDRESS | newsctl import -` does.

## Output

`-f path -0` is for `xargs -0`; `-f jsonl`, `-f tsv`, `-f csv` and `-t` for other programs. A limit that
leaves out posts says so on standard error. See `newsctl help formats`.

`manifest` notes what an archive holds, `manifest --check` tells how it differs later; `changes --since TOKEN` what was
added, changed and removed since the look that gave the token. Its last line is the next one.

## Outcome

The exit code tells: `newsctl help exit-codes`. `--no-wait` does not wait for another newsctl, and
`--no-sync` does not look for changed files first.

## Examples

    newsctl list category:tech -f path -0 | xargs -0 wc -w
    newsctl list bron:NU.nl -f path -0 | newsctl set bron=NU.nl - -0
    newsctl list date:2019 -f path | newsctl validate -
"""
