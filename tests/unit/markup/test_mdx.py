"""MDX: what readers see of it, and that all they see stays where it was."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.block_reader import blocks_of_body
from newsctl.markup.mdx import without_script
from newsctl.markup.source import html_of_body
from newsctl.markup.tags import Markup
from newsctl.markup.text import text_of_body, text_of_mdx
from tests.shown_text import text_of_block

PLAIN = 0xF0000

PAGE = """import Tabs from '@theme/Tabs';
import {
  Kaart,
  Lijst as Rij,
} from '../onderdelen';

export const Kleur = ({tint}) => {
  const naam = "}";

  return <b style={{color: tint}}>{naam}</b>;
};

# Kop van de pagina

Tekst met <Kaart plaats="Utrecht" punten={[1, 2]} /> en <Kleur tint="rood">rode</Kleur> letters.

<Tabs
  groupId="besturing"
  values={[
    {label: 'Windows', value: 'win'},
  ]}
  {...anders}
>
  <TabItem value="win">Gebruik de knop.</TabItem>
      <TabItem value="mac">Druk op Enter.</TabItem>
</Tabs>

{/* it's a comment { */}
{rijen.map((rij) => <Rij key={rij.id}>{rij.naam}</Rij>)}

<>
  Los stuk
</>

Er staan {aantal} foto's, en `{code}` en \\{accolade} blijven.

```jsx
import React from 'react';
const a = {b: 1};
```
"""


def test_readers_see_no_imports_exports_expressions_and_tags():
    assert text_of_mdx(PAGE).split("\n\n") == [
        "Kop van de pagina",
        "Tekst met en rode letters.",
        "Gebruik de knop. Druk op Enter.",
        "Los stuk",
        "Er staan foto's, en {code} en {accolade} blijven.",
        "import React from 'react'; const a = {b: 1};",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("import van fietsen\n\nTekst", "import van fietsen\n\nTekst"),
        ("export naar Duitsland\n\nTekst", "export naar Duitsland\n\nTekst"),
        ("import 'stijl.css'\n\nTekst", "Tekst"),
        ("export default function Kop() {\n\n  return 1;\n}\n\nTekst", "Tekst"),
        ("Tekst { zonder einde", "Tekst { zonder einde"),
        ("a < b en 3 < 4", "a < b en 3 < 4"),
        ("Eerst {'}'} dan", "Eerst } dan"),
        ("Zo'n {a} foto's {b} 's avonds", "Zo'n foto's 's avonds"),
        ("~~~\n{x}\n~~~\nna {y}", "{x}\n\nna"),
        ("<Kop a={<b c={1}>x</b>} />\n\nTekst", "Tekst"),
        ("<Figuur onderschrift='Zon'>Een **zon**</Figuur>", "Een zon"),
        ("```\nopen {x}", "open {x}"),
    ],
)
def test_what_is_script_is_told_by_how_mdx_has_it(body, text):
    assert text_of_mdx(body) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'tekst'", "tekst"),
        ('"Zo\'n *ster* & <b>"', "Zo'n *ster* & <b>"),
        ("`een\n\ntwee`", "een twee"),
        ("'it\\'s \\u00e9\\x21 \\u{1F600} \\uD83D\\uDE00\\n'", "it's é! 😀 😀"),
        ("'\\uD83D'", "\ufffd"),
        ("`Er zijn ${aantal} foto's, ${ {a: 1}.a }`", "Er zijn foto's,"),
        ("'een' + \"twee\" + 3", "eentwee3"),
        ("('a' + ('b'))", "ab"),
        ("'Prijs: ' + prijs.van(x, [')'])[0] + ' euro'", "Prijs: euro"),
        ("/* nu */ 'tekst' // dan\n", "tekst"),
        ("5", "5"),
        ("1.5", "1.5"),
        ("''", ""),
        ("'# kop'", "# kop"),
        ("'{{ x }} {% y %}'", "{{ x }} {% y %}"),
        ("'&amp;'", "&amp;"),
        ("naam", ""),
        ("true", ""),
        ("1 + 2", ""),
        ("t('sleutel')", ""),
        ("teksten['sleutel']", ""),
        ("open ? 'ja' : 'nee'", ""),
        ("open && 'ja'", ""),
        ("'a'.repeat(3)", ""),
        ("css`rood`", ""),
        ("`a ${b ? `c` : ''} d`", ""),
        ("...namen", ""),
        ("() => 'a'", ""),
        ("'a', 'b'", ""),
        ("'\\u{FFFFFF}'", ""),
        ("(" * 200 + "'a'" + ")" * 200, ""),
    ],
)
def test_readers_see_what_an_expression_comes_to_as_far_as_the_page_tells(expression, text):
    assert text_of_mdx(f"a {{{expression}}} b") == f"a {text} b".replace("  ", " ")
    assert text_of_mdx(f"<div>{{{expression}}}</div>") == text
    assert words_shown(f"{{{expression}}}") == text.split()


def test_what_is_shown_is_no_markdown_and_joins_the_words_beside_it():
    assert text_of_mdx("Zo{'\\''}n **{'vet'}** {\"*ster*\"}{' '}[{'a'}](b)") == "Zo'n vet *ster* a"
    assert html_of_body("{'*a* <b>'}", is_mdx=True) == "<p>*a* &lt;b&gt;</p>\n"
    assert text_of_mdx("# {'Kop'}\n\n{'- a'}\n{'+ b'}") == "Kop\n\n- a + b"
    assert text_of_body("{'tekst'}") == "{'tekst'}"
    assert [tag.name for tag in Markup("{'<script>'} <b>x</b>", is_mdx=True).tags] == ["b", "b"]


def words_shown(body):
    return " ".join(map(text_of_block, blocks_of_body(body, is_mdx=True))).split()


@given(st.text(st.sampled_from("ab <>/{}='\"`\\\n\r(import export const) \u00e9"), max_size=60))
def test_what_stays_is_where_it_was(body):
    after = without_script(body)
    assert len(after) == len(body)
    made = (*' "x', *map(chr, range(PLAIN, PLAIN + 128)))
    changed = [(old, new) for old, new in zip(body, after, strict=True) if new not in {old, *made}]
    assert Counter(new for _, new in changed) <= Counter(body)  # of a string, nearer to its brace


def test_tags_are_found_where_they_stand():
    tags = {tag.written: tag for tag in Markup(PAGE, is_mdx=True).tags if not tag.closes}
    assert {"Kaart", "Kleur", "Tabs", "TabItem"} == set(tags)
    for name, tag in tags.items():
        assert PAGE[tag.start :].startswith(f"<{name}")
    assert PAGE[: tags["Tabs"].end].endswith("{...anders}\n>")


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "<a {",
        "<a x={",
        "export const a = {\n\n",
        "`",
        "``` ",
        "<A ",
        "{'",
        "{''}",
        "{'a'+",
        "{('a'",
        "{`${",
    ],
)
def test_what_never_ends_takes_no_more_time_for_being_long(piece):
    body = piece * (120_000 // len(piece))
    assert len(without_script(body)) == len(body)
