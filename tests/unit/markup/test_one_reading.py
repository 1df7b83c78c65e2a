"""What is found is shown, and the other way round."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.block_reader import blocks_of_body
from newsctl.markup.text import text_of_body
from tests.shown_text import text_of_block


def shown(body):
    text = " ".join(map(text_of_block, blocks_of_body(body)))
    return unicodedata.normalize("NFC", text).split()


def nested(depth, mark="- "):
    return "\n".join("  " * level + f"{mark}laag{level}" for level in range(depth))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (nested(12), [f"laag{level}" for level in range(12)]),
        ("> " * 30 + "diep", ["diep"]),
        ("| a | b |\n|---|---|\n| c |  |\n| d | e |", list("abcde")),
        (
            "<table><caption>t</caption><tr><td>a<p>b</p><td><ul><li>c</ul><td>d</table>e",
            list("tabcde"),
        ),
        ("<table><td>a</td></tr>b<tr><td>c</table>", ["b", "a", "c"]),
        ("woord[^1]\n\n[^1]: noot", ["woord[^1]", "[^1]:", "noot"]),
        (
            "[^1]: noot met *nadruk*\n\n    en `meer`\n\nna",
            ["[^1]:", "noot", "met", "nadruk", "en", "meer", "na"],
        ),
        ("[^1]:\n    noot", ["[^1]:", "noot"]),
        (
            '!!! warning "Let op!"\n\n    Per **2 februari**.\n\nNa',
            ["Let", "op!", "Per", "2", "februari.", "Na"],
        ),
        ("!!! note\n    - a\n    - b", ["Note", "a", "b"]),
        ('??? note inline end ""\n    a\n\n    !!! tip\n        b', ["a", "Tip", "b"]),
        ('=== "Tab"\n\n    `a`', ["Tab", "a"]),
        ("```\n!!! note\n    a\n```", ["!!!", "note", "a"]),
        (":::note[Titel]\n\n*a*\n\n:::\n", ["Titel", "a"]),
        ("::: tip Een titel\na\n:::", ["Een", "titel", "a"]),
        ("::::danger\n:::note\na\n:::\n::::", ["Danger", "Note", "a"]),
        ("> [!NOTE]\n> *a*", ["Note", "a"]),
        ("> [!tip]- Een titel\n> a", ["Een", "titel", "a"]),
        ("- [!NOTE] a", ["[!NOTE]", "a"]),
        (
            "<svg><title>nee</title><style>nee</style><text>een</text><text>twee</text></svg>",
            ["een", "twee"],
        ),
        ("<select><option>een</option><option>twee</select>", ["een", "twee"]),
        ("een<textarea><p>twee</p></textarea>drie", ["een", "<p>twee", "</p>", "drie"]),
        ("<details><summary>een</summary>\n\n*twee*\n\n</details>", ["een", "twee"]),
        ("<object>een</object> <math><mi>x</mi></math>", ["een", "x"]),
        ("{% raw %}{{ x }}{% endraw %} {{ weg }}", ["{{", "x", "}}"]),
        (
            "{% highlight html %}\n<b>*x*</b>\n\n&amp;\n{% endhighlight %}\nna",
            ["<b>*x*</b>", "&amp;", "na"],
        ),
        (
            "{% highlight x %}{% raw %}{{ x }}{% endraw %}{{ weg }}{% endhighlight %}",
            ["{{", "x", "}}"],
        ),
        ("{{< highlight go >}}\nx := <naam>\n{{< /highlight >}}", ["x", ":=", "<naam>"]),
        ('{{< figure src="x.png" >}}{{% let-op %}}een{{% /let-op %}}', ["een"]),
        ("import Tabs from '@theme/Tabs';\nimport './x.css'\n\n<Tabs>\nEen\n</Tabs>", ["Een"]),
        ("export const x = 1;\n\neen {/* nee */} twee", ["een", "twee"]),
        ("<Tabs values={[{label: 'nee'}]}>\n<Tabs.Item>een</Tabs.Item>\n</Tabs>", ["een"]),
        ('<p style={{nee: "nee"}}>een</p>', ["een"]),
        (
            "<div>\n    <a>\n      <h3>een</h3>\n\n      <p>twee</p>\n    </a>\n</div>\n\n    drie",
            ["een", "twee", "drie"],
        ),
        ("<div class='x'>\n\n    een\n\n      twee\n\n    </div>\n", ["een", "twee"]),
        ("<div>\n\n    <b>een</b>\n\ntwee\n\n    </div>", ["<b>een</b>", "twee"]),
        ("<div></div>\n\n    <b>een</b>\n\n    </div>", ["<b>een</b>", "</div>"]),
        ("<div>\n    <br>\n\n    x < y\n\n</div>", ["x", "<", "y"]),
        ("<ul>\n    <li>een\n\n    <li>twee\n</ul>", ["een", "twee"]),
        ("een\n\n    <p>twee</p>", ["een", "<p>twee</p>"]),
        ("<div>\n\n    <div>\n<p>een</p>\n    </div>\n\n</div>", ["een"]),
        ("<div>\n\n    <div>\ntwee", ["<div>", "twee"]),
        ("import auto's uit Japan", ["import", "auto's", "uit", "Japan"]),
        ("<p>a</div>b</p><p>c</section>d", list("abcd")),
        ("<a href=x><summary><option>een</a>twee", ["een", "twee"]),
        ("<svg><td>een</svg>twee", ["een", "twee"]),
        ("<pre>een<img alt=nee>twee</pre>", ["een", "twee"]),
        ("presi&shy;dents\u200bverkiezing e\u0301e\u0301n", ["presidentsverkiezing", "één"]),
        ("een<img src=x alt='nee'>twee", ["een", "twee"]),
        ("<dl><dt>a<dd>b</dl><datalist><option>nee</datalist><button>c</button>d", list("abcd")),
        ("a  \nb<br>c\\\nd<wbr>e", ["a", "b", "c", "de"]),
        ("<pre>\n a\n  b</pre>c", list("abc")),
        ("<video>een</video><canvas>twee</canvas>", ["eentwee"]),
        (
            "Term\n: uitleg\n\n- [ ] taak\n- [x] af",
            ["Term", ":", "uitleg", "[", "]", "taak", "[x]", "af"],
        ),
    ],
)
def test_words_are_found_and_shown_alike(body, words):
    assert text_of_body(body).split() == words
    assert shown(body) == words


PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<b>"),
    *("</b>", "<a href=x>", "</a>", "<ul>", "<li>", "</ul>"),
    *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<tbody>", "<caption>", "<th>"),
    *("<pre>", "</pre>", "<select>", "<option>", "</select>", "<textarea>", "</textarea>"),
    *("<svg>", "<text>", "</text>", "</svg>", "<title>", "</title>", "<math>", "<template>"),
    *("</template>", "<script>", "</script>", "<!--", "-->", "<br>", "<img alt=c>", "<hr>", "<h2>"),
    *("<details>", "<summary>", "<form>", "<object>", "<button>", "</button>", "</h2>", "<center>"),
    *("{% raw %}", "{% endraw %}", "{{ x }}", "{% highlight x %}", "{% endhighlight %}", "{% x %}"),
    *("{{< highlight go >}}", "{{< /highlight >}}", "{: .x}", "import 'x'\n\n", "{/* ", " */}"),
    *("[^1]", "[^1]: ", "!!! note\n", '!!! note "T"\n\n    ', ":::note\n", ":::\n", "> [!NOTE]\n"),
    *("\n", "\n\n", "    ", "- ", "1. ", "> ", "# "),
    *("```\n", "`", "*", "**", "|", "|-|\n", "[x](y)"),
    *("a", "b ", "é", "e\u0301", "\u200b", "&amp;"),
    *("&lt;p>", "<", ">", "\f", "\r\n", "\\", "<Tabs x={1}>"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_words_of_any_body_are_found_and_shown_alike(body):
    assert text_of_body(body).split() == shown(body)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_letter_between_tags_is_lost(body):
    if not re.search(r"[<{&`\[:!]|import", body):
        letters = re.findall(r"[ab]", body)
        assert re.findall(r"[ab]", text_of_body(body)) == letters
