"""What a script learns from the exit code."""

TEXT = """\
## Codes

| exit code | means |
|---|---|
| 0 | done, found, valid |
| 1 | nothing found; a post that breaks a rule; an index or a manifest that differs from the files |
| 2 | an option, query or setting that is not understood |
| 3 | an archive, a file or an index that cannot be read or written; a post that cannot be changed as asked |
| 75 | another newsctl was changing the archive for ten seconds (with `--no-wait`: is), or a post was changed between the look at it and the change: nothing was done, try again |
| 130 | interrupted |

`search` and `list` exit with 1 where no post answers, `validate` where a post has an error; with
`--strict` also a warning. An empty answer is valid in its format all the same.

## Examples

    newsctl list 'has:tags' --count > /dev/null && echo tagged
    newsctl validate --diff > fixes.diff
"""
