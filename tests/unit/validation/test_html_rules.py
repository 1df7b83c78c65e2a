from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.balance import unbalanced
from newsctl.markup.tags import LARGEST, Markup
from tests.clock import takes_less_than


def post(body):
    return f'---\ntitle: "Zon"\nbron: NOS\n---\n{body}\n'


@pytest.mark.parametrize(
    ("body", "rule", "column"),
    [
        ("<p>De <b>zon.</p>", "body-html-unbalanced", 7),
        ("De zon.</div>", "body-html-unbalanced", 8),
        ("<div><p>De zon.", "body-html-unbalanced", 1),
        ("<b><i>De zon.</b></i>", "body-html-unbalanced", 4),
        ("<a href='x'>Zon", "body-html-unbalanced", 1),
        ("Een <naam> hier.", "body-html-unknown", 5),
        ("<P>De <fnot>zon</fnot>.</P>", "body-html-unknown", 7),
        ("<script>x()</script>", "body-script", 1),
        ("<SCRIPT SRC=x></SCRIPT>", "body-script", 1),
        ("<script src='x' />", "body-script", 1),
        ('Zon <a href="/" onClick = "x()">x</a>', "body-script", 5),
        ("<a href='javascript:x()'>x</a>", "body-script", 1),
        ('Zon.<img src="http://feeds.feedburner.com/~r/x/~4/y">', "body-tracker", 5),
        ('Zon.<img src="//pixel.wp.com/b.gif?x">', "body-tracker", 5),
        ('Zon.<img src="/a.gif" height="1px" width=\'1\'/>', "body-tracker", 5),
        ('Zon.<img src="/a.gif" style="width:0;height:0">', "body-tracker", 5),
    ],
)
def test_html_out_of_order_is_found_at_its_tag(body, rule, column, found):
    assert found(post(body)) == [(rule, 5, column)]


@pytest.mark.parametrize(
    ("name", "lines"), [("2019-09-05-zon.mdx", []), ("2019-09-05-zon.md", [6])]
)
def test_in_mdx_text_between_tags_is_markdown(name, lines, found):
    body = "<Tip>\nZo: `poort <naam>` en ``<b>``.\n</Tip>"
    assert [line for rule, line, _ in found(post(body), name) if "unknown" in rule] == lines
    assert found(post(f"{body} <zee>"), "2019-09-05-zon.mdx") == [("body-html-unknown", 7, 8)]


def test_who_writes_a_post_may_have_it_run_something(found):
    own = post("<script>x()</script>").replace("bron: NOS", "auteur: Bo")
    assert found(own) == []


def test_a_script_without_end_is_no_script_that_runs(found):
    assert found(post("Zo komt <script> erin.")) == [("body-html-unbalanced", 5, 9)]


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("Zo:\n\n- een\n\n  <b>zon", "unbalanced", 9, 3),
        ("- een\n  - twee <naam>", "unknown", 6, 10),
        ("> een\n> twee <i>zon", "unbalanced", 6, 8),
        ("> een\ntwee <i>zon", "unbalanced", 6, 6),
        ("# Kop <em>zon", "unbalanced", 5, 7),
        ("| a | b |\n|---|---|\n| `<b>` | <b>c |", "unbalanced", 7, 11),
        ("Zo: `<b>` en <b>zon", "unbalanced", 5, 14),
        ("Zo: \\<b> en <b>zon", "unbalanced", 5, 13),
        ("Zo: \\\\<naam>", "unknown", 5, 7),
        ("```\n<b>\n```\n\n</div>", "unbalanced", 9, 1),
        ("Zon\n    <b>schijnt", "unbalanced", 6, 5),
        ("<p>`<b>`</p>", "unbalanced", 5, 5),
        ("<!-- <b> -->\n\n<i>zon", "unbalanced", 7, 1),
        ("{% if zon %}\n<b>zon\n{% endif %}", "unbalanced", 6, 1),
        ("{{ page.title }} <b>zon", "unbalanced", 5, 18),
        ("{% highlight html %}\n<i>\n{% endhighlight %}\n<b>zon", "unbalanced", 8, 1),
        ("{{< highlight go >}}\n<i>\n{{< /highlight >}}\n\n<b>zon", "unbalanced", 9, 1),
        ("Een <Naam> hier", "unknown", 5, 5),
        ("Een <NAAM>x</NAAM> hier", "unknown", 5, 5),
        ("import X from 'x';\n\n<X>\n\n<b>zon\n\n</X>", "unbalanced", 9, 1),
        ("<pre>a</pre>\n\n<b>zon", "unbalanced", 7, 1),
        ("<pre>a", "unbalanced", 5, 1),
        ("!!! note\n\n    <b>zon", "unbalanced", 7, 5),
        ("[^1]: noot <b>zon", "unbalanced", 5, 12),
        ("[^1]: noot\n\n    <b>zon", "unbalanced", 7, 5),
        (":::note\n<b>zon\n:::", "unbalanced", 6, 1),
        ("> [!NOTE]\n> <b>zon", "unbalanced", 6, 3),
        ("een\n\n<div>\n\n<p>twee</p>", "unbalanced", 7, 1),
    ],
)
def test_html_out_of_order_in_markdown_is_found_at_its_tag(body, rule, line, column, found):
    assert found(post(body)) == [(f"body-html-{rule}", line, column)]
    windows = post(body).replace("\n", "\r\n")
    assert (f"body-html-{rule}", line, column) in found(windows)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Een<br>twee<br/>drie<hr><img src=x width=10 height=1></p>",
        "<ul><li>een<li>twee</ul><p>drie<p>vier",
        "<table><tr><td>een<td>twee<tr><td>drie</table>",
        '<a name="x"/>Zon',
        "<!-- <b> en <naam> -->Zon",
        "Zo: `<b>` en ``<naam> ` ``.",
        "```html\n<script>\n<b>\n```\nZon",
        "~~~~\n<b>\n~~~\n</i>\n~~~~\nZon",
        "{% highlight html %}<b>{% endhighlight %}Zon",
        '{% if x < 3 %}zon{% endif %} <a href="{{ "<b>" }}">x</a>',
        "Zo:\n\n    <b>\n    <i>\n\nZon",
        "<script type=x>if (a<b && c>d) {}</script>".replace("script", "style"),
        "<svg><path d='M0'><lijn></svg>Zon",
        "<my-element>Zon</my-element>",
        "3 < 5 en <3, a<b en <https://zon.example> en <red@zon.example>",
        "<p title='a > b'>De zon.</p>",
        '<p data-on="x" title="onclick=x">Ontwikkeling = zon.</p>',
        "<iframe src='https://zon.example/'></iframe>",
        "Zo:\n\n    <VirtualHost *:80>\n    git reset HEAD <bestand>\n    </VirtualHost>\n\nKlaar.",
        "- een\n\n      <bestand>\n\n- twee",
        "- een\n\n  ```\n  <bestand>\n  ```",
        "> ```\n> <bestand>\n> ```",
        "Zo:\n\n\t<bestand>",
        "Neem \\<vul hier in wat je wilt\\> en klaar.",
        "Neem \\<naam> en klaar.",
        "Neem &lt;naam&gt; en klaar.",
        "{{< highlight go >}}\nx := <naam>\n{{< /highlight >}}",
        "{{% highlight go %}}\nx := <naam>\n{{% /highlight %}}",
        "{% highlight html %}\n\n<naam>\n{% endhighlight %}",
        "{%- highlight html -%}<naam>{%- endhighlight -%}",
        "{{< code lang=html >}}<naam>{{< /code >}}",
        '{{< code-toggle file="x" >}}\nx = "<a href=\\"/\\">zon</a>"\n{{< /code-toggle >}}',
        "{{< source-code >}}<naam>{{< /source-code >}}",
        "{{% output %}}\n<naam>\n{{% /output %}}",
        "{% codeblock naam.html %}\n<naam>\n{% endcodeblock %}",
        "{{< mermaid >}}\nA --> B<naam>\n{{</mermaid>}}",
        "Zo: `{% raw %}<naam>{% endraw %}`",
        "<pre>a = `x $<strong>{</strong> b\n `c-${d}`<strong> </strong><strong>}`</strong>;</pre>",
        "<pre>\nList<String>\n\nx <naam>\n</pre>",
        "import Tabs from '@theme/Tabs';\n\n<Tabs>\nTekst.\n</Tabs>",
        "<Tabs>\n  <TabItem value='x' label={y}>\n\nTekst\n\n  </TabItem>\n</Tabs>\n<Badge/>",
        "import {FAQ as X, TOC} from '@site/x';\n\n<X>\n\n</X> en <TOC />",
        "<Knop onClick={x}>zon</Knop>",
        "<Tabs values={[{label: '<b>'}]}>zon</Tabs>",
        "{/* <b> */} zon",
        "export const x = <b>zon;\n\nzon",
        "``` <naam> ``` en ~~~ zon",
        "![<b>](/x.png)\n\n[<i>]: /y",
        "<textarea><b></textarea>Zon",
    ],
)
def test_html_in_order(body, found):
    assert found(post(body)) == []


def test_a_tag_in_a_paragraph_below_indented_lines_is_still_looked_at(found):
    assert found(post("Zo:\n\n    <b>\n\n<i>Zon")) == [("body-html-unbalanced", 9, 1)]


def test_an_element_that_there_is_not_is_told_once(check):
    (problem,) = check(post("<naam> en <naam>, Zon"))
    assert problem.hint == "If it is text, write &lt;naam&gt;."


def test_places_count_a_mark_and_windows_line_ends(found):
    text = "\ufeff" + post("Zon.\r\n</div>").replace("\r\n", "\n").replace("\n", "\r\n")
    assert ("body-html-unbalanced", 6, 1) in found(text)


NAMES = st.sampled_from(["b", "i", "div", "p", "li", "ul", "td", "table"])
TREES = st.recursive(
    st.sampled_from(["zon", "<br>", "<img>", "a < b"]),
    lambda inner: st.builds("<{0}>{1}</{0}>".format, NAMES, st.lists(inner).map("".join)),
)


@given(TREES)
def test_a_tree_is_balanced(body):
    assert list(unbalanced(Markup(body).tags)) == []


@given(TREES, st.sampled_from(["b", "i", "div", "ul", "table"]), st.data())
def test_a_tree_with_one_tag_more_is_not(body, name, data):
    spots = [0, len(body), *(tag.start for tag in Markup(body).tags)]
    spot = data.draw(st.sampled_from(spots))
    more = data.draw(st.sampled_from([f"<{name}>", f"</{name}>"]))
    assert list(unbalanced(Markup(body[:spot] + more + body[spot:]).tags))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<b", "<b>", "</i><b>", "<b '", '<b "', "`", "{{", "{%", "<!--", "<svg>", "``` \n"]
)
def test_a_body_made_to_be_slow_is_not(piece):
    body = piece * (LARGEST // len(piece))
    with takes_less_than(10):
        list(unbalanced(Markup(body).tags))


@pytest.mark.parametrize(
    "body",
    [
        '{% if x %}<div class="a">{% else %}<div class="b">{% endif %}Zon</div>',
        "{%- for x in y -%}<div>{% unless x %}</div>{% endunless %}{% endfor %}</div>",
    ],
)
def test_what_branches_of_a_template_open_and_close_is_not_weighed(body, found):
    assert found(post(body)) == []


def test_an_element_outside_of_branches_is_weighed(found):
    assert found(post("{% if x %}<b>Zon</b>{% endif %} <i>is")) == [("body-html-unbalanced", 5, 33)]


def test_html_that_goes_on_indented_after_an_empty_line_is_weighed_with_it(found):
    well = "<div>\n  <a>\n    <h3>Zon</h3>\n\n    <p>Zee</p>\n  </a>\n\n    </div>"
    assert found(post(well)) == []
    assert found(post(well.replace("<p>Zee</p>", "<naam>"))) == [("body-html-unknown", 9, 5)]


@pytest.mark.parametrize(
    ("name", "handler", "told"),
    [
        ("2019-09-05-zon.mdx", "onClick={() => alert('zon')}", False),
        ("2019-09-05-zon.mdx", "onclick='zon()'", True),
        ("2019-09-05-zon.md", "onClick='zon()'", True),
        ("2019-09-05-zon.md", "onClick={zon}", False),
    ],
)
def test_handlers_of_components_are_their_own(name, handler, told, found):
    rules = found(post(f"<button {handler}>zon</button>"), name, select=["body-script"])
    assert rules == ([("body-script", 5, 1)] if told else [])


@pytest.mark.parametrize(
    "body",
    [
        "<div></div>\n<!--\n<script>\n\n'<table>';\n\n</script>\n-->\n\nZon.",
        "<div>\n<!-- <b>\n\nZon <i>en\n\n</div> -->\n\n</div>\n\nZee.",
        "> <div><!-- <b>\n\nZon -->\n\n</div>",
    ],
)
def test_what_a_comment_hides_is_no_html_though_a_blank_line_parts_it(body, check):
    assert check(post(body), select=["body"]) == ()


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<div></div>\n<!--\n<i>\n\n<b> -->\n\nDe <b>zon", 11),
        ("<div><u></div>\n<!--\n<i>\n\n<b> -->\n\nDe zon", 5),
        ("<div></div>\n<!-- <i>\n\nDe <b>zon", 8),
    ],
)
def test_what_stands_outside_of_such_a_comment_is(body, line, check):
    found = [one.position.line for one in check(post(body), select=["body-html-unbalanced"])]
    assert found == [line]
