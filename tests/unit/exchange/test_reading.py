"""Files of every format to items, and what hostile ones come to."""

from __future__ import annotations

import io
import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import NewsctlError, UsageError
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.query.fields import FieldNames
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType
from newsctl.exchange.import_formats import ImportFormat, format_of
from newsctl.exchange.import_options import ImportOptions
from newsctl.exchange.reading import read_items

OWN = FieldNames()


def read(data, form=None, names=(), notices=None, own=OWN, **fields):
    options = ImportOptions(
        form,
        dict(names),
        own,
        lambda key: fields.get(key, FieldSettings()),
        lambda page: {"title": "Pagina", "body": page.decode(errors="replace")},
        (notices if notices is not None else []).append,
        set(),
    )
    return list(read_items(io.BytesIO(data), "bron", options))


def told(data, **options):
    return [item.content for item in read(data, **options)]


def rss(items, more=""):
    return (
        f'<?xml version="1.0"?>\n<rss version="2.0" {more}><channel><title>Bron</title>\n'
        f"{items}</channel></rss>"
    ).encode()


ITEM = (
    "<item><title>Kop &amp; staart</title><link>https://a.example/1</link>"
    "<guid isPermaLink='false'>nr-1</guid><pubDate>Thu, 05 Sep 2019 03:07:07 -0500</pubDate>"
    "<category>tech</category><source url='https://nos.example'>NOS</source>"
    "<description>&lt;p&gt;Tekst.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>"
)
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>urn:x</id>
<entry><title type="html">&lt;b&gt;Kop&lt;/b&gt;</title><id>urn:uuid:1</id>
<link href="https://a.example/2"/><published>2019-09-05T03:07:07+02:00</published>
<updated>2020-01-01T00:00:00Z</updated><category term="a"/><category term="b"/>
<content type="text">2 * 3
regel</content><author><name>An</name></author></entry></feed>"""


def test_an_item_of_rss_has_the_keys_of_a_post():
    (item,) = read(rss(ITEM))
    assert item.where == "bron:3"
    assert item.content == {
        "title": "Kop & staart",
        "date": "Thu, 05 Sep 2019 03:07:07 -0500",
        "externe_link": "https://a.example/1",
        "guid": "nr-1",
        "bron": "NOS",
        "body": "<p>Tekst.</p>",
        "category": "tech",
    }


def test_an_entry_of_atom_has_the_keys_of_a_post():
    (item,) = read(ATOM)
    assert item.where == "bron:2"
    assert item.content == {
        "title": "Kop",
        "date": "2019-09-05T03:07:07+02:00",
        "externe_link": "https://a.example/2",
        "guid": "urn:uuid:1",
        "author": "An",
        "body": "<p>2 * 3<br>\nregel</p>",
        "categories": ["a", "b"],
    }


def test_an_item_of_a_json_feed_has_the_keys_of_a_post():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "https://a.example/3", "url": "https://a.example/3", "title": " Kop\n",
             "content_html": "<p onclick='x()'>{{ a }}</p>", "tags": ["x"],
             "date_published": "2019-09-05T03:07:07Z"},
            {"id": 7, "content_text": "a < b", "authors": [{"name": "An"}, {"name": "Bo"}]},
            {"id": ["x"]},
            8,
        ],
    }  # fmt: skip
    first, second, third, fourth = read(json.dumps(feed).encode())
    assert first.content == {
        "title": "Kop",
        "date": "2019-09-05T03:07:07Z",
        "externe_link": "https://a.example/3",
        "body": "<p>&#123;{ a }}</p>",
        "category": "x",
    }
    assert second.content == {"guid": "7", "author": "An, Bo", "body": "<p>a &lt; b</p>"}
    assert (third.where, third.content.message) == ("bron: item 3", "id has to be text.")
    assert fourth.content.message == "This is no JSON object."


WXR = """<?xml version="1.0"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Kop</title><link>https://b.example/kop/</link><guid>https://b.example/?p=1</guid>
<dc:creator>an</dc:creator><content:encoded><![CDATA[<!-- wp:x -->Een * twee.

Drie
<b>vier</b>

<ul>
<li>vijf</li>
</ul>]]></content:encoded><wp:post_date>2019-09-05 03:07:07</wp:post_date>
<wp:post_date_gmt>2019-09-05 01:07:07</wp:post_date_gmt><wp:post_name>de-kop</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category">Tech</category><category domain="post_tag">a</category></item>
<item><title>Plaatje</title><wp:post_type>attachment</wp:post_type></item>
<item><title>Later</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
</channel></rss>""".replace(
    "xmlns:wp",
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp',
).encode()


def test_published_posts_of_wordpress_have_the_keys_of_a_post_and_others_say_what_they_are():
    post, attachment, draft = told(WXR)
    assert post == {
        "title": "Kop",
        "date": "2019-09-05T03:07:07+02:00",
        "externe_link": "https://b.example/kop/",
        "guid": "https://b.example/?p=1",
        "author": "an",
        "slug": "de-kop",
        "body": "<p>Een * twee.</p>\n<p>Drie<br>\n<b>vier</b></p>\n<ul>\n<li>vijf</li>\n</ul>",
        "category": "Tech",
        "tags": ["a"],
    }
    assert [str(other) for other in (attachment, draft)] == ["attachment", "draft"]


def test_rows_of_csv_have_the_values_that_their_cells_mean():
    header = "\ufeffkop;datum;nummer;thema;leeg;bron\r\n"
    data = header + '"Een; kop";2019-09-05;007;sport, kunst;;1\r\nx;y\r\n'
    names = {"kop": "title", "datum": "date", "leeg": ""}
    fields = {"thema": FieldSettings(type=FieldType.LIST)}
    first, second = read(data.encode(), names=names, **fields)
    assert first.where == "bron:2"
    assert first.content == {
        "nummer": "007",
        "thema": ["sport", "kunst"],
        "bron": "1",
        "title": "Een; kop",
        "date": "2019-09-05",
    }
    assert (second.where, second.content.message) == (
        "bron:3",
        "The row has 2 cells, and the header 6.",
    )


def test_a_row_is_named_by_the_line_on_which_it_begins():
    items = read(b'title,body\na,"1\n2\n3"\nb,x\n')
    assert [item.where for item in items] == ["bron:2", "bron:5"]


def test_two_columns_of_one_name_are_refused_unless_both_are_dropped():
    (error,) = told(b"title,x,x\na,b,c\n")
    assert error.message == "bron has two columns named x."
    assert told(b"title,x,x\na,b,c\n", names={"x": ""}) == [{"title": "a"}]
    assert told(b"title,,\na,b,c\n") == [{"title": "a"}]


def test_csv_without_a_title_says_what_to_do():
    (error,) = told(b"kop,datum\nx,y\n")
    assert error.message == "bron has no column title; its columns are: kop, datum."
    assert error.hint == "Say which it is: --map 'kop=title'"
    (error,) = told(b"x," + b"a" * 1000 + b"\n")
    assert error.message == f"bron has no column title; its columns are: x, {'a' * 60}…."


@pytest.mark.parametrize(
    ("header", "cell", "title"),
    [
        ("path,date,title", "'=1+1", "=1+1"),
        ("path,date,title", "''@x", "'@x"),
        ("path,date,title", "'s avonds", "'s avonds"),
        ("title,path,date", "'=1+1", "'=1+1"),
    ],
)
def test_what_guards_a_cell_is_taken_away_from_newsctls_own_tables(header, cell, title):
    row = ",".join(cell if name == "title" else "" for name in header.split(","))
    assert told(f"{header}\n{row}\n".encode()) == [{"title": title}]


def test_lines_and_arrays_of_json_are_alike_but_that_null_in_an_array_is_nothing():
    lines = b'{"title": "a", "bron": null}\n\n{"title": "b"\n{"title": "c"}\n'
    first, broken, third = read(lines)
    assert (first.content, third.content) == ({"title": "a", "bron": None}, {"title": "c"})
    assert (broken.where, isinstance(broken.content, UsageError)) == ("bron:3", True)
    array = b' [{"title": "a", "bron": null},\n7,\n{"title": "c"}]\n'
    first, broken, third = read(array)
    assert (first.content, third.content) == ({"title": "a"}, {"title": "c"})
    assert (broken.where, broken.content.message) == ("bron: item 2", "This is no JSON object.")


def test_a_page_is_one_item():
    assert told(b"<!DOCTYPE html><html>x") == [
        {"title": "Pagina", "body": "<!DOCTYPE html><html>x"}
    ]


@pytest.mark.parametrize(
    ("beginning", "form"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'>", ImportFormat.RSS),
        (b"\xef\xbb\xbf\n<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", ImportFormat.RSS),
        (b"<!-- x --><atom:feed>", ImportFormat.ATOM),
        (WXR, ImportFormat.WXR),
        (b"<!doctype HTML><p>", ImportFormat.HTML),
        (b'{"title": "Een feed", "version": "1"}', ImportFormat.JSONL),
        (b'{\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"', ImportFormat.JSONFEED),
        (b'[{"title"', ImportFormat.JSONL),
        (b"titel;datum\n", ImportFormat.CSV),
        (b"titel\tdatum\n", ImportFormat.CSV),
    ],
)
def test_the_format_is_told_by_the_beginning(beginning, form):
    assert format_of(beginning, "bron") is form


@pytest.mark.parametrize(
    ("beginning", "says"),
    [
        (b"", "is none of: rss, atom, jsonfeed, csv, jsonl, html, wxr, sqlite."),
        (b"zomaar tekst", "is none of"),
        (b"\0\1,\2", "is none of"),
        (b"---\ntitle: x\n---\n", "is a post"),
        (b"PK\x03\x04", "a spreadsheet"),
        ("titel,datum".encode("utf-16"), "in UTF-16"),
        (b"\x1f\x8b\x08", "compressed"),
    ],
)
def test_what_is_no_such_file_is_named(beginning, says):
    with pytest.raises(UsageError, match=says) as refused:
        format_of(beginning, "bron")
    assert refused.value.hint


# Hostile input.


LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ELSEWHERE = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = b'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x.dtd"> %a;]>'
BOMB = b"<rss version='2.0'><channel><item><title>&b;&a;</title></item></channel></rss>"


@pytest.mark.parametrize("form", [ImportFormat.RSS, ImportFormat.ATOM, ImportFormat.WXR])
@pytest.mark.parametrize("doctype", [LAUGHS, ELSEWHERE, PARAMETER])
def test_a_document_that_declares_entities_is_not_read(doctype, form):
    (error,) = told(doctype + BOMB, form=form)
    assert "declares the entity a" in error.message


def test_a_dtd_from_elsewhere_is_not_fetched():
    dtd = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd">'
    assert told(dtd + rss(ITEM).split(b"\n", 1)[1])[0]["title"] == "Kop & staart"


@pytest.mark.parametrize("form", [ImportFormat.RSS, ImportFormat.WXR])
def test_what_is_nested_too_deep_is_not_read(form):
    data = b"<rss><channel><item>" + b"<a>" * 10_000 + b"</a>" * 10_000
    (error,) = told(data, form=form)
    assert "nested too deep" in error.message


@pytest.mark.parametrize("html", ["<div>" * 5_000, f"<p {'a=1 ' * 5_000}>x</p>"])
def test_html_that_would_take_minutes_to_clean_is_named_and_the_rest_is_read(html):
    item = f"<item><title>Kop</title><description>{escape(html)}</description></item>"
    hard, whole = told(rss(item + ITEM))
    assert "nested too deep" in hard.message
    assert whole["title"] == "Kop & staart"
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"content_html": html}]}
    (hard,) = told(json.dumps(feed).encode())
    assert "nested too deep" in hard.message


def test_a_feed_that_is_not_quite_xml_is_read_and_that_is_said():
    notices = []
    data = rss(f"{ITEM}<item><title>Bij ons & bij hen</title></item>")
    first, second = read(data, notices=notices)
    assert second.content["title"] == "Bij ons & bij hen"
    assert (first.where, second.where) == ("bron:3", "bron: item 2")
    assert notices == [
        "bron:3: This is no XML: not well-formed (invalid token). What can be read of it is."
    ]


def test_the_last_item_of_a_feed_that_was_cut_off_is_refused():
    notices = []
    data = rss(ITEM + ITEM)
    first, second = told(data[: -len(data) // 3], notices=notices)
    assert first["title"] == "Kop & staart"
    assert second.message == "The feed was cut off in it."
    assert notices


def test_a_feed_in_another_encoding_than_it_says_is_not_read():
    data = rss(ITEM.replace("Kop", "Café")).replace(b'"1.0"', b'"1.0" encoding="utf-8"')
    assert told(data)[0]["title"] == "Café & staart"
    latin = data.decode().encode("latin-1")
    (error,) = told(latin)
    assert "another encoding than it says" in error.message
    right = latin.replace(b"utf-8", b"iso-8859-1")
    assert told(right)[0]["title"] == "Café & staart"


def test_rows_and_lines_that_are_no_utf_8_are_named_and_the_rest_is_read():
    first, second, third = told(b"title,x\nCaf\xe9,1\nKop,2\nStaart,3\n")
    assert first.message == "This is not UTF-8."
    assert (second["title"], third["title"]) == ("Kop", "Staart")
    first, second = told(b'{"title": "Caf\xe9"}\n{"title": "Kop"}\n')
    assert "not UTF-8" in first.message
    assert second == {"title": "Kop"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'{"title": "a"}\n{"body": "', b'"}\n{"title": "b"}\n'),
        (b'[{"title": "a"},\n{"body": "', b'"},\n{"title": "b"}]\n'),
        (WXR.split(b"<item>")[0] + b"<item><title>a</title></item><item><content:encoded>",
         b"</content:encoded></item><item><title>b</title></item></channel></rss>"),
        (b'title,x\na,\n"', b'",\nb,\n'),
    ],
    ids=["lines", "array", "wxr", "cells"],
)  # fmt: skip
def test_an_item_that_is_too_large_is_named_and_the_rest_is_read(before, after):
    first, large, last = told(before + b"x" * (LARGEST_FILE + 1) + after)
    assert (first["title"], last["title"]) == ("a", "b")
    assert "longer than 8 MB" in large.message


@pytest.mark.slow
def test_a_cell_without_end_is_named():
    first, error = told(b'title,body\na,b\nc,"' + (b"x" * 1023 + b"\n") * (LARGEST_FILE // 128 + 1))
    assert first["title"] == "a"
    assert error.message.startswith("bron:3: This is no CSV")


NOISE = st.sampled_from(
    [
        *(b"<item>", b"</item>", b"<title>", b"]]>", b"<![CDATA[", b"&#0;", b"&#x1b;", b"\0"),
        *(b'{"title":', b"[", b"]", b"}", b'"', b",", b";", b"\n", b"\xef\xbb\xbf", b"<entry>"),
        *(b"<!--", b"<wp:status>", b"1e999", b"NaN", b"x" * 50, b"'", b"<rss>", b"</rss>", b"\xff"),
        *(b"\x1b[2J", b"<?xml"),
    ]
)  # fmt: skip


@given(st.sampled_from([None, *ImportFormat]), st.lists(NOISE, max_size=20).map(b"".join))
def test_whatever_comes_in_is_an_item_or_an_error(form, data):
    try:
        items = read(data, form=form)
    except UsageError:
        return
    assert all(isinstance(item.content, dict | NewsctlError) for item in items)


@pytest.mark.parametrize(
    ("body", "end"), [("<div>" * 60_000, ""), ("<div>" * 3_000, "</div>" * 3_000)]
)
def test_html_that_is_nested_without_end_is_refused_and_the_other_items_are_read(body, end):
    deep = ITEM.replace("&lt;p&gt;Tekst.&lt;/p&gt;", f"{body}{end}".replace("<", "&lt;"))
    refused, taken = told(rss(deep + ITEM))
    assert "nested too deep" in refused.message
    assert taken["title"] == "Kop & staart"


def test_html_that_leaves_many_tags_open_as_it_may_is_read():
    (item,) = told(
        rss(ITEM.replace("Tekst.", "&lt;p&gt;een&lt;br&gt;twee&lt;b&gt;.&lt;/b&gt;" * 5_000))
    )
    assert item["body"].count("twee") == 5_000


def test_a_tag_with_attributes_without_end_is_refused_at_once():
    flood = " ".join(f'a{number}="x"' for number in range(60_000))
    (refused,) = told(rss(ITEM.replace("<item>", f"<item {flood}>")))
    assert "too much in it" in refused.message


@pytest.mark.parametrize(
    "table", ['title,date\n"Kop,2019-09-05\nStaart,2019-09-06\n', '"title\nKop\n']
)
def test_a_quote_that_is_never_closed_takes_no_rows_into_its_cell(table):
    (refused,) = told(table.encode(), form=ImportFormat.CSV)
    assert "unexpected end of data" in refused.message


def test_of_a_table_without_titles_some_columns_are_named():
    (refused,) = told(b"a," * 100_000 + b"b\nx\n")
    assert refused.message.endswith("a, a and 99,981 more.")


PRICES = {"prijs": FieldSettings(type=FieldType.NUMBER)}


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("titel", "2.75", 2.75),
        ("titel", '"2,75"', 2.75),
        ("titel", "4", 4),
        ("path,date,title", "1.125", 1.125),
        ("path,date,title", "1e+16", 1e16),
    ],
)
def test_a_cell_of_a_field_of_numbers_is_a_number(header, cell, value):
    notices = []
    data = f"{header},prijs\n{header},{cell}\n"
    (item,) = read(data.encode(), ImportFormat.CSV, notices=notices, **PRICES)
    assert item.content["prijs"] == value
    assert any("A comma in prijs is read as decimal" in one for one in notices) == ("," in cell)


@pytest.mark.parametrize(
    ("cell", "why"), [("1.250", "a thousand or a fraction"), ("gratis", "'gratis' is none")]
)
def test_a_cell_that_is_no_number_of_a_field_of_numbers_is_refused(cell, why):
    (item,) = read(f"titel,prijs\nkop,{cell}\n".encode(), ImportFormat.CSV, **PRICES)
    assert why in item.content.message
