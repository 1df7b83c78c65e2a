"""MDX: what readers see of it, and that all they see stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.mdx import without_script
from newsctl.markup.tags import Markup
from newsctl.markup.text import text_of_mdx

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
        ("Eerst {'}'} dan", "Eerst dan"),
        ("Zo'n {a} foto's {b} 's avonds", "Zo'n foto's 's avonds"),
        ("~~~\n{x}\n~~~\nna {y}", "{x}\n\nna"),
        ("<Kop a={<b c={1}>x</b>} />\n\nTekst", "Tekst"),
        ("<Figuur onderschrift='Zon'>Een **zon**</Figuur>", "Een zon"),
        ("```\nopen {x}", "open {x}"),
    ],
)
def test_what_is_script_is_told_by_how_mdx_has_it(body, text):
    assert text_of_mdx(body) == text


@given(st.text(st.sampled_from("ab <>/{}='\"`\\\n\r(import export const) \u00e9"), max_size=60))
def test_what_stays_is_where_it_was(body):
    after = without_script(body)
    assert len(after) == len(body)
    assert all(new in {old, " ", '"', "x"} for old, new in zip(body, after, strict=True))


def test_tags_are_found_where_they_stand():
    tags = {tag.written: tag for tag in Markup(PAGE, is_mdx=True).tags if not tag.closes}
    assert {"Kaart", "Kleur", "Tabs", "TabItem"} == set(tags)
    for name, tag in tags.items():
        assert PAGE[tag.start :].startswith(f"<{name}")
    assert PAGE[: tags["Tabs"].end].endswith("{...anders}\n>")


@pytest.mark.parametrize(
    "piece", ["{", "<a {", "<a x={", "export const a = {\n\n", "`", "``` ", "<A ", "{'"]
)
def test_what_never_ends_takes_no_more_time_for_being_long(piece):
    body = piece * (120_000 // len(piece))
    assert len(without_script(body)) == len(body)
