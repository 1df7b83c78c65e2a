"""What the options of output write."""

from newsctl.rendering.formats import all_formats

_ABOVE = """\
On a terminal `list` writes a table and `search` a list with snippets; in a pipe both write
`path<TAB>date<TAB>title`, all of the answer. Options ask for another form.

## Options

| option | writes |
|---|---|
| `-f tsv`, `-f csv` | columns; `--fields` chooses them, `--fields +text` adds to them |
| `-f json` or `--json`, `-f jsonl` | the front matter of each post, as an array or one object on each line |
| `-f path`, with `-0` for `xargs -0` | paths |
| `-f md` | a list of links with snippets |
| `-t '{date:%Y-%m-%d} {title}'` | a line for each post |
| `show --json` | one post whole, as an object; those of `--query`, `-` or several names as an array |
| `show -f jsonl`, `csv`, `tsv` | whole posts on lines, their text last |
| `analyze -f json`, `jsonl` | how words are read; `-` takes them from standard input |
| `validate -f json`, `jsonl`, `github`, `sarif`, `junit` | findings; `github` and `sarif` show them beside the lines of a change, `sarif` with what `--fix` would do |

## Formats

A command has those that fit its answer; its `--help` names them.

| `-f` | writes |
|---|---|
"""

_BELOW = """
## Other programs

`export` writes whole posts for other programs: `--as jsonl`, `csv` (`--excel`), `sqlite`, `atom`, `jsonfeed` or `md`,
to standard output or a file (`-o`). CSV holds texts as they are; only `--excel` puts a `'` before a cell that a spreadsheet
would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end), and `import` takes that away. `import`
reads all of these but `md`. `newsctl serve` has downloads of an answer as `csv`, `json` and `jsonl`, as a feed, and the posts of a page as JSON for who accepts that at its address.

In CSV a mapping, a list that is no tags or categories or that commas would cut, and a text that looks like these stand as JSON, and `import` reads them back.

## Fields

`--fields` and templates take path, slug, title, date and every key of front matter; `titel` and
`datum` are title and date. Where a key has the name of a field of newsctl's own, as `date`, `path`
or `score`, `front_matter.date` is that key, here, in queries, `--sort` and `facets`; `list` has no
`score`, `snippet`, `shared` and the like, and shows the keys. `text` is what a reader
sees of the body, `body` the body as it is written; lines show both without their line ends. `related`
adds `score`, the likeness from 0 to 1, and `shared`, the words that both posts have.

## Templates

`{title}` is a field, `{title:<40.40}` at least and at most 40 wide, `{title:>40}` to the right,
`{aantal:05}` with zeros before it, `{date:%d %B %Y}` a date with Dutch names. `{{` is a brace;
`\\n`, `\\t` and `\\0` are a line end, a tab and NUL.

## Dates

Dates are ISO 8601 with an offset of hours and minutes (RFC 3339). An older offset with seconds, as
Amsterdam had until 1937, is rounded to the minute, and the moment stays the same.

## JSON

Every object holds `schema_version`, which is 1. It changes when a key gets another meaning, not when
one is added.

## Examples

    newsctl list bron:NOS -f csv --fields date,title
    newsctl list date:2019 -t '{date:%Y-%m-%d} {title}'
    newsctl search klimaat -f jsonl
    newsctl list bron:NOS -f jsonl --fields +body > nos.jsonl
"""

TEXT = "".join((_ABOVE, *(f"| `{form.name}` | {form.does} |\n" for form in all_formats()), _BELOW))
