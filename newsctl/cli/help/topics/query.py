"""How to ask for posts."""

from newsctl.core.query.limits import MAX_DEPTH, MAX_LENGTH, MAX_PATTERNS, MAX_RANGES, MAX_WORDS

TEXT = f"""\
For search, list and set. Words are searched together; the shell wants quotes around `*`, `(`,
quotes and spaces.

## Queries

| query | finds posts |
|---|---|
| `facebook verkiezingen` | with all words, but `de`, `een` and their like decide nothing beside others; where they stand together as typed comes first |
| `storm OR ijs` | with either; also `OF` |
| `verkiezingen -trump` | without a word; also `NOT` and `NIET` |
| `(storm OR ijs) schaatsen` | parentheses group |
| `"tweede kamer"` | with a phrase, the words of which inflect |
| `klimaat*` | with a word that begins so |
| `verkeizing~` | with a word spelt nearly so |
| `+verkiezing` | with exactly this word, accents and capitals apart |
| `title:facebook` | with a word in the title, `de` too; `body:` and `tekst:` in the text |
| `title:="Kabinet stapt op om toeslagenaffaire"` | with this whole title |
| `bron:NOS` | with this value of any front matter key, as a whole, accents and capitals apart |
| `bron:NOS,"RTV Utrecht"` | with either value |
| `bron:RTV*` | with a value that fits; `*` is any text, also `*utrecht` |
| `slug:geen-*` | with this slug |
| `path:2019-*` | with this path or name of a file, or in this folder; globs as in settings |
| `has:tags` | with any value of a key |
| `date:2019` | of that year; `2019-09` of that month, `2019-09-05` of that day |
| `date:2019-09..2020` | from September 2019 up to and with 2020; also `2019..` and `..2020` |
| `datum:"september 2012"` | the same in words: also `gisteren`, `"vorige week"`, `"3 maanden geleden"..` |
| `aantal:300..` | with a number in a range; `1.000` is a thousand, `1.5` a fraction |
| `@kabinet` | of a query saved in `newsctl.toml` |

Operators are in capitals only: `of`, `en` and `niet` are words. NOT binds closest, then words that
stand together, then OR. A word finds its inflections and the compounds that it is part of,
and the posts that are most about it come first: the word as typed counts most, a compound a little less.

The words of a phrase inflect too (`"nieuwe auto"` finds *nieuwe auto's*) and find no compounds; stop
words in it stand as typed. `"nieuwe auto" +nieuwe +auto` wants each as typed.

## Fields

Any key of front matter is a field; `newsctl facets` lists them, `newsctl facets bron` the values of
one. A field that holds a mapping has the values within it. `titel:`, `datum:`, `categorie:` and
`link:` are `title:`, `date:`, `category:` and `externe_link:`. `category:` and `categories:` ask
both keys, and so do `tag:` and `tags:`. Capitals and accents do not count in values. With a space
after the colon these are words.

A shell takes the quotes off `bron:"RTV Utrecht"`. In an argument of one field and words, the value
goes as far as a post has it or a date is one, and words follow: `'bron:NOS wolf'`. In `title:` and
`body:` it is one word. Where there are two readings, a note tells which was taken.

A key with spaces or signs in it is a field too: `"mijn veld":x`, `a/b:x`.

`date:` and `datum:` take every form of `newsctl help dates`, and so does a field to which `newsctl.toml`
gives the type `date`; it is also sorted and counted as dates are.

The options `--bron`, `--category`, `--since` and `--until` say the same as fields.

## Examples

    newsctl search 'klimaat* -verkiezingen'
    newsctl list 'bron:RTV* date:2019..' --count
    newsctl list 'path:2019-* has:feature_image' -f path

## Limits

A query has at most {MAX_LENGTH:,} characters, {MAX_WORDS:,} words (those of phrases and values among
them), {MAX_PATTERNS} words with `*` or `~`, {MAX_RANGES} ranges, and {MAX_DEPTH} levels of parentheses.
"""
