"""The pages for a browser: asked as a browser asks them, and by a real one where there is one."""

from __future__ import annotations

import json
import logging
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection, IncompleteRead
from threading import Thread
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import feedparser
import pytest
from waitress import create_server
from werkzeug.test import Client, EnvironBuilder

import newsctl as library
from newsctl.cli.web.app import ArchiveSite
from newsctl.cli.web.language import LANGUAGES, words_in
from newsctl.cli.web.questions import ServedArchive

HARM = "<script>document.title='weg'</script><img src=x onerror=alert(1)>{{7*7}}{% if x %}"


def site_of(folder):
    archive = ServedArchive(library.open(folder))
    return Client(ArchiveSite(archive, {"localhost", "127.0.0.1"}))


@pytest.fixture(scope="module")
def site(samples):
    return site_of(samples)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    value = json.dumps(HARM)
    (folder / "2019-01-01-kwaad.md").write_text(
        f"---\ntitle: {value}\nbron: {value}\ncategory: {value}\ndate: 2019-01-01\n"
        f"externe_link: javascript:alert(1)\n{value}: {value}\n---\n"
        f'kwaad {HARM}\n\n[een](javascript:alert(1)) [twee](https://goed.example/"x)\n\n'
        "<svg onload=alert(1)><script>alert(1)</script></svg>\n"
    )
    return folder


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))


def elements_of(text):
    parser = Elements()
    parser.feed(text)
    return parser.found


def links(page):
    return re.findall(r'<a (?:rel="\w+" )?href="([^"]+)"', page.text)


def test_a_page_has_the_posts_of_search(site, newsctl, samples):
    wanted = newsctl("search", "klimaat", "-f", "path", cwd=samples).lines
    page = site.get("/?q=klimaat")
    assert page.status_code == 200
    assert [one.removeprefix("/post/") for one in links(page) if one.startswith("/post/")] == wanted
    assert "<mark>klimaatakkoord</mark>" in page.text


def test_a_line_that_begins_with_a_field_is_read_as_it_is_typed(site, newsctl, samples):
    wanted = newsctl("search", "bron:NOS", "verkiezingen", "-f", "path", cwd=samples).lines
    page = site.get("/?q=bron:NOS+verkiezingen")
    assert wanted
    assert [one.removeprefix("/post/") for one in links(page) if one.startswith("/post/")] == wanted


def test_without_words_it_lists_all_and_pages_through_them(site, newsctl, samples):
    wanted = newsctl("list", "-f", "path", cwd=samples).lines
    found, page = [], "/"
    while page:
        response = site.get(page)
        found += [one.removeprefix("/post/") for one in links(response) if "/post/" in one]
        following = re.search(r'rel="next" href="([^"]+)"', response.text)
        page = following and following[1].replace("&amp;", "&")
    assert found == wanted
    assert site.get("/?page=99").status_code == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kabinet !val", "!val was read as a word. To leave out posts with it: -val"),
        ("kabinet | kamer", "| was left out, and all words are wanted. For either: OR"),
        (
            "café | kamer OR kabinet | val",
            "| was left out, and all words are wanted. For either: OR",
        ),
        ("kabinet kamer", None),
    ],
)
def test_what_else_a_query_may_mean_is_told_on_its_pages_and_beside_its_data(site, query, told):
    asked = {"q": query}
    dutch = site.get("/", query_string=asked, headers={"Accept-Language": "nl"}).text
    assert ('<ul class="notes">' in dutch) is bool(told)
    for path in "/", "/trend":
        page = site.get(path, query_string=asked).text
        assert (f"<li>{told}</li>" in unescape(page)) is bool(told)
        data = site.get(path, query_string=asked, headers={"Accept": "application/json"})
        assert [*map(unquote, data.headers.getlist("Newsctl-Note"))] == [told] * bool(told)
    for path in "/search.csv", "/search.json", "/search.jsonl", "/feed":
        whole = site.get(path, query_string=asked)
        assert [*map(unquote, whole.headers.getlist("Newsctl-Note"))] == [told] * bool(told)


def test_a_note_of_a_value_of_posts_is_a_header_and_no_markup(hostile):
    site = site_of(hostile)
    asked = {"q": "kwaad bron:<script>document.title='weg'</script><img src=x onerror=alert(2)>é"}
    data = site.get("/", query_string=asked, headers={"Accept": "application/json"})
    assert all(note.isascii() for note in data.headers.getlist("Newsctl-Note"))
    assert "<script>d" not in site.get("/", query_string=asked).text


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_an_answer_is_downloaded_as_list_writes_it_with_scores(site, newsctl, samples, form):
    asked = ["list", "verkiezing bron:NOS", "--sort", "relevance", "-f", form]
    more = () if form == "csv" else ("--fields", "+score")
    wanted = newsctl(*asked, *more, cwd=samples).out
    response = site.get(f"/search.{form}?q=verkiezing&bron=NOS")
    assert response.data == wanted
    assert f'filename="newsctl.{form}"' in response.headers["Content-Disposition"]


def test_the_same_address_has_data_for_who_asks_for_it(site, newsctl, samples):
    headers = {"Accept": "application/json"}
    found = site.get("/?q=klimaat", headers=headers).data
    assert found == newsctl("search", "klimaat", "--json", cwd=samples).out
    path = newsctl("search", "klimaat", "-f", "path", "-n1", cwd=samples).lines[0]
    shown = newsctl("show", path, "--json", cwd=samples).out
    assert site.get(f"/post/{path}", headers=headers).data == shown
    assert site.get(f"/post/{path}.json").data == shown


def test_data_at_the_address_of_a_page_is_that_page(site, newsctl, samples):
    headers = {"Accept": "application/json"}
    wanted = newsctl(
        "list", "--json", "--fields", "+score,snippets", "-n20", "--offset=20", cwd=samples
    )
    page = site.get("/?page=2", headers=headers)
    assert page.json == json.loads(wanted.out)
    assert page.headers["Link"] == '</?page=3>; rel="next"'
    last = site.get("/?page=3", headers=headers)
    assert ("Link" in last.headers, len(last.json)) == (
        False,
        len(site.get("/search.json").json) - 40,
    )
    assert site.get("/?page=99", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("narrowed", "options"),
    [
        ("bron=NOS", ["--bron", "NOS"]),
        ("category=politiek&bron=", ["--category", "politiek"]),
        ("since=2012&until=2019", ["--since", "2012", "--until", "2019"]),
        ("since=2004", []),  # a slider that was not touched
    ],
)
def test_a_trend_is_of_what_narrows_the_page_and_says_so(site, newsctl, samples, narrowed, options):
    page = site.get(f"/?q=verkiezing&{narrowed}").text
    (address,) = re.findall('src="(/trend.svg[^"]+)', page)
    query = unescape(address).partition("?")[2]
    wanted = newsctl("trend", "verkiezing", *options, "-f", "csv", cwd=samples).out
    assert site.get(f"/trend.csv?{query}").data == wanted
    counted = site.get(f"/trend?{query}").text
    named = [one for one in options if not one.startswith("--")]
    headline = re.findall("<h1>(.*?)</h1>", counted, re.DOTALL)[0]
    plot = re.findall("Source: [^<]+", site.get(f"/trend.svg?{query}").text)[0]
    assert all(one in headline and one in plot for one in named)
    assert ("·" in headline) == bool(named)
    again = re.findall('name="(bron|category|since|until)" value="([^"]+)"', counted)
    assert all(one in dict(again).values() for one in named)  # as the form asks it again


def test_a_trend_is_that_of_the_command(site, newsctl, samples):
    wanted = newsctl("trend", "verkiezing", "klimaat", "-f", "csv", cwd=samples).out
    assert site.get("/trend.csv?q=verkiezing&q=klimaat").data == wanted
    address = "/trend.svg?q=verkiezing&per=kwartaal"
    dutch, english = (site.get(address, headers={"Accept-Language": one}).text for one in LANGUAGES)
    assert english.startswith("<svg ")
    assert {*re.findall("Source: |Bron: |Q. 2004|.e kw. 2004", english)} == {"Source: ", "Q2 2004"}
    assert {*re.findall("Source: |Bron: |Q. 2004|.e kw. 2004", dutch)} == {"Bron: ", "2e kw. 2004"}
    page = site.get("/trend?q=verkiezing%0Aklimaat&per=maand").text
    assert page.count('<th scope="col">') == 4
    assert "2004-06" in page


def test_queries_of_a_trend_stand_in_their_field_alone(site):
    page = site.get("/trend?q=verkiezing%0Aklimaat").text
    assert 'name="q" value=""' in page
    assert ">verkiezing\nklimaat</textarea>" in page


def test_without_dates_there_is_no_plot(tmp_path):
    (tmp_path / "zaad.md").write_text("---\ntitle: Zaad\n---\nOver zaad.\n")
    site = site_of(tmp_path)
    assert "<img" not in site.get("/?q=zaad").text
    for language, says in (("nl", "Geen bericht heeft een datum."), ("en", "No post has a date.")):
        page = site.get("/trend?q=zaad", headers={"Accept-Language": language}).text
        assert says in page
        assert "<img" not in page
        assert "<table" not in page


def test_an_answer_is_a_feed_of_its_newest_posts(site, newsctl, samples):
    response = site.get("/feed?q=verkiezing")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    wanted = newsctl("list", "verkiezing", "-t", "{title}", cwd=samples).lines
    assert [entry.title for entry in feed.entries] == wanted


@pytest.mark.parametrize(
    "asked",
    [
        *("q=verkiezing", "q=", "q=storm+OR+ijs", "q=klimaat+OF+bron:NOS&since=2016"),
        *("q=bron:NOS+OR+bron:Trouw", "q=NOT+klimaat", "q=klimaat+OR+verkiezing+bron:NOS"),
    ],
)
def test_what_narrows_leads_to_as_many_posts_as_it_says(site, asked):
    page = site.get(f"/?{asked}")
    counts = re.findall(r'<li><a href="(/\?[^"]+)">[^<]+</a> <span>(\d+)</span>', page.text)
    assert len(counts) > 10
    for address, posts in counts:
        narrowed = site.get(address.replace("&amp;", "&")).text
        assert f"<small>{posts} post" in narrowed, address


def test_values_with_marks_of_the_query_language_narrow_and_break_no_page(tmp_path):
    values = ['"open', "a, b", "*", "x..y", "OR", '“„»"', "(", "a:b", "gewoon"]
    for number, value in enumerate(values):
        post = f"---\ntitle: T\nbron: {json.dumps(value)}\ndate: 2019-01-01\n---\nTekst.\n"
        (tmp_path / f"2019-01-01-{number}.md").write_text(post)
    site = site_of(tmp_path)
    page = site.get("/")
    assert page.status_code == 200
    group = page.text.partition("Source</h2>")[2].partition("</ul>")[0]
    narrowing = re.findall('<a href="([^"]+)">([^<]+)</a> <span>1<', group)
    assert len(narrowing) == 8
    for address, value in narrowing:
        assert "<small>1 post<" in site.get(unescape(address)).text, value


def test_what_an_untouched_form_sends_leaves_out_no_post(tmp_path):
    for name, more in (("oud", "date: 2015-02-03\n"), ("nieuw", "date: 2019-02-03\n"), ("los", "")):
        text = f"---\ntitle: Wolf {name}\nbron: NOS\n{more}---\nWolf.\n"
        (tmp_path / f"{name}.md").write_text(text)
    site = site_of(tmp_path)
    whole = {one for one in links(site.get("/?q=wolf&bron=NOS")) if one.startswith("/post/")}
    assert len(whole) == 3
    page = site.get("/?q=wolf&bron=NOS&since=2015&until=2019&sort=oldest")
    assert {one for one in links(page) if one.startswith("/post/")} == whole
    sent = [dict(attrs) for tag, attrs in elements_of(page.text) if tag == "input"]
    assert {"type": "hidden", "name": "bron", "value": "NOS"} in sent
    assert "<small>3 posts · <a" in page.text
    later = links(site.get("/?q=wolf&bron=NOS&since=2016&until=2019"))
    assert [one for one in later if one.startswith("/post/")] == ["/post/nieuw.md"]


def test_a_post_has_what_is_around_it(site, newsctl, samples):
    in_order = newsctl("list", "-f", "path", cwd=samples).lines
    later, path, earlier = in_order[3:6]
    page = site.get(f"/post/{path}")
    assert f'rel="prev" href="/post/{earlier}"' in page.text
    assert f'rel="next" href="/post/{later}"' in page.text
    related = newsctl("related", path, "-f", "path", "-n6", cwd=samples).lines
    listed = page.text.partition("<section>")[2].partition("</section>")[0]
    assert re.findall('href="/post/([^"]+)"', listed) == related


def test_a_query_that_is_none_is_told_with_its_place(site):
    page = site.get("/?q=klimaat+bronn:NOS")
    assert page.status_code == 400
    assert "klimaat bronn:NOS\n        ^^^^^" in page.text
    assert site.get("/search.json?q=bronn:NOS").status_code == 400
    assert site.get("/trend").status_code == 400


def test_a_misspelt_word_leads_to_the_one_that_was_meant(site):
    page = site.get("/?q=verkeizingen")
    assert '<a href="/?q=verkiezingen">verkiezingen</a>' in page.text


@pytest.mark.parametrize(
    "address",
    ["/post/nergens.md", "/post//etc/passwd", "/post/../../etc/passwd", "/post/%2e%2e/README.md",
     "/static/../app.py", "/search.exe", "/trend.exe?q=x", "/nergens"],
)  # fmt: skip
def test_what_is_not_there_is_told(site, address):
    assert site.get(address).status_code == 404


def test_it_only_reads(site):
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert site.open("/", method=method).status_code == 405
    assert site.head("/").status_code == 200


@pytest.mark.parametrize(
    ("host", "origin", "code"),
    [
        ("localhost", None, 200),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", 200),
        ("kwaad.example", None, 403),
        ("localhost.kwaad.example", None, 403),
        ("localhost", "https://kwaad.example", 403),
        ("localhost", "null", 403),
        ("", None, 403),
        ("[", None, 403),
        ("localhost", "http://[", 403),
    ],
)
def test_it_answers_to_its_own_name_and_its_own_pages(site, host, origin, code):
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    assert site.get("/", headers=headers).status_code == code


@pytest.mark.parametrize("address", ["/", "/?q=kwaad", "/post/2019-01-01-kwaad.md", "/nergens",
                                     "/trend?q=kwaad"])  # fmt: skip
def test_nothing_of_a_post_or_an_address_is_markup(hostile, address):
    site = site_of(hostile)
    harm = address if "?" not in address else f"{address}{HARM.replace('#', '')}"
    page = site.get(harm)
    for name, attributes in elements_of(page.text):
        given = dict(attributes)
        assert name != "script" or given == {"src": "/static/range.js", "defer": None}
        assert given.get("src", "/").startswith("/")
        assert given.get("href", "/").startswith(("/", "#", "https://"))
        assert not [one for one in given if one.startswith("on") or one == "style"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "'unsafe" not in page.headers["Content-Security-Policy"]


def runs(text):
    """Return the elements of a text that may run something, or fetch it."""
    return [
        (name, attributes)
        for name, attributes in elements_of(text)
        if name in {"script", "iframe", "object", "embed", "foreignobject", "style", "use"}
        or any(key.startswith("on") or "javascript:" in (value or "") for key, value in attributes)
    ]


def test_a_plot_has_nothing_of_a_query_but_its_text(hostile):
    harm = HARM.replace("*", "").replace('"', "")
    page = site_of(hostile).get("/trend.svg", query_string={"q": f'"{harm}"'})
    assert page.status_code == 200
    assert page.content_type.startswith("image/svg+xml")
    assert "&lt;script&gt;" in page.text
    assert {name for name, _ in elements_of(page.text)} <= {
        "svg", "title", "desc", "g", "text", "tspan", "line", "path", "polyline", "circle", "rect",
    }  # fmt: skip
    assert runs(page.text) == []
    assert "{77}" in page.text


def test_a_feed_has_nothing_of_a_post_that_runs(hostile, newsctl):
    feed = site_of(hostile).get("/feed?q=kwaad").text
    assert runs(feed) == []
    (content,) = ET.fromstring(feed).iterfind(".//{http://www.w3.org/2005/Atom}content")
    assert runs(content.text) == []
    assert "kwaad" in content.text
    assert 'href="https://goed.example/' in content.text
    item = json.loads(newsctl("export", "--as", "jsonfeed", cwd=hostile).out)["items"][0]
    assert item["content_html"] == content.text


def test_a_link_leads_to_the_web_or_nowhere(hostile):
    page = site_of(hostile).get("/post/2019-01-01-kwaad.md").text
    assert 'rel="noopener noreferrer nofollow">twee</a>' in page
    assert ">een</a>" not in page


def test_a_page_speaks_the_language_of_the_browser(site):
    for language in LANGUAGES:
        page = site.get("/", headers={"Accept-Language": f"{language},fr;q=0.5"}).text
        assert f'<html lang="{language}">' in page
        assert words_in(language)["query"] in page


def test_a_page_speaks_the_language_of_the_server_to_who_names_none(samples):
    archive = ServedArchive(library.open(samples))
    for usual in LANGUAGES:
        site = Client(ArchiveSite(archive, {"localhost"}, usual))
        for names, language in ((None, usual), ("fr", usual), ("nl", "nl"), ("en-GB", "en")):
            page = site.get("/", headers={"Accept-Language": names} if names else {}).text
            assert f'<html lang="{language}">' in page


def test_numbers_and_dates_are_written_as_the_language_has_them(small):
    for number in range(1100):
        day, bron = f"2019-{number % 12 + 1:02}-05", "NOS" if number % 20 else "RTL"
        text = f"---\ntitle: Zeehond\nbron: {bron}\n---\nZeehond.\n"
        (small / f"{day}-zeehond-{number}.md").write_text(text)
    site = site_of(small)
    for language, all_of, share, day, whole in (
        ("nl", "1.100 berichten", ",", "5 mrt 2019", "5 maart 2019"),
        ("en", "1,100 posts", "[.]", "5 Mar 2019", "5 March 2019"),
    ):
        headers = {"Accept-Language": language}
        page = site.get("/?q=zeehond&sort=newest&page=44", headers=headers).text
        assert f"<small>{all_of}" in page
        assert day in page
        assert f"NOS</a> <span>{all_of[:2]}045</span>" in page
        trend = site.get("/trend?q=zeehond", headers=headers).text
        assert re.search(rf"<td>{all_of.split()[0]} \(\d+{share}\d%\)</td>", trend)
        assert whole in site.get("/post/2019-03-05-zeehond-2.md", headers=headers).text


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "Het veld &#39;brn&#39; is onbekend."), ("en", "Unknown field &#39;brn&#39;.")],
)
def test_what_is_wrong_with_a_query_is_told_in_the_language_of_the_page(site, language, told):
    answer = site.get("/?q=brn:x", headers={"Accept-Language": language})
    assert answer.status_code == 400
    assert told in answer.text
    data = site.get(
        "/?q=brn:x", headers={"Accept": "application/json", "Accept-Language": language}
    )
    assert (data.status_code, data.json["error"][:7]) == (400, "Unknown")


@pytest.mark.parametrize("address", ["/?q=s*", "/trend?q=s*", "/search.csv?q=s*", "/feed?q=s*"])
def test_a_question_that_takes_too_long_ends_and_says_how_to_ask_for_less(
    site, monkeypatch, address
):
    monkeypatch.setattr("newsctl.cli.web.questions.LONGEST", 0)
    page = site.get(address, headers={"Accept-Language": "nl"})
    assert page.status_code == 503
    assert ("duurt te lang" in page.text) != ("csv" in address)
    data = site.get(address.replace("csv", "json"), headers={"Accept": "application/json"})
    if "feed" not in address:
        assert (data.status_code, data.mimetype) == (503, "application/json")
        assert "takes too long" in data.json["error"]
        assert "whole words" in data.json["hint"]


def test_a_download_is_sent_while_it_is_written_and_may_take_its_time(
    site, newsctl, samples, monkeypatch
):
    wanted = newsctl("list", "-f", "jsonl", cwd=samples).out
    is_over = []
    monkeypatch.setattr("newsctl.cli.web.questions.after", lambda _seconds: lambda: bool(is_over))
    monkeypatch.setattr("newsctl.cli.web.questions._PARCEL", 1000)
    environ = EnvironBuilder("/search.jsonl").get_environ()
    parcels = iter(site.application(environ, lambda *_: None))
    is_over.append(True)
    sent = [*parcels]
    assert len(sent) > 10
    assert len(b"".join(sent).splitlines()) == len(wanted.splitlines())


def test_a_download_that_breaks_off_looks_like_one(samples, monkeypatch):
    def broken(*_given):
        yield "begin"
        raise MemoryError

    monkeypatch.setattr("newsctl.cli.web.questions.pieces_of", broken)
    monkeypatch.setattr("newsctl.cli.web.questions._PARCEL", 1)
    with served_here(samples) as (host, port):
        connection = HTTPConnection(host, port, timeout=10)
        connection.request("GET", "/search.csv")
        response = connection.getresponse()
        with pytest.raises(IncompleteRead):
            response.read()
        # a version of HTTP where the end of the connection is that of the answer
        with socket.create_connection((host, port), timeout=10) as old:
            old.sendall(b"GET /search.csv HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert old.recv(100).startswith(b"HTTP/1.0 500")


def test_an_old_client_gets_a_download_with_its_length(samples):
    with served_here(samples) as (host, port), socket.create_connection((host, port)) as old:
        old.sendall(b"GET /search.csv HTTP/1.0\r\nHost: localhost\r\n\r\n")
        head, _, rest = b"".join(iter(lambda: old.recv(1 << 16), b"")).partition(b"\r\n\r\n")
    assert int(re.findall(rb"Content-Length: (\d+)", head)[0]) == len(rest) > 1000


def test_a_reader_who_is_slow_keeps_no_other_from_being_answered(site):
    environ = EnvironBuilder("/search.jsonl").get_environ()
    begun = [iter(site.application(environ, lambda *_: None)) for _ in range(9)]
    assert all(map(next, begun))
    assert site.get("/?q=klimaat").status_code == 200


def test_every_field_has_a_label_and_every_picture_words(site):
    for address in ("/?q=verkiezing", "/trend?q=verkiezing"):
        page = site.get(address).text
        named = set(re.findall(r'<label for="(\w+)"', page))
        fields = set(re.findall(r'<(?:input|select|textarea)[^>]* id="(\w+)"', page))
        assert fields <= named
        assert all('alt="' in picture for picture in re.findall("<img[^>]+>", page))


def test_an_address_with_today_in_it_is_asked_anew_tomorrow(samples, monkeypatch):
    site = site_of(samples)
    pages = []
    for day in (29, 28, 29):
        now = datetime(2025, 10, day, 12, tzinfo=UTC)
        monkeypatch.setattr("newsctl.cli.context.Context.now", lambda _, now=now: now)
        pages.append(re.findall(r"<small>(\d+) ", site.get("/?q=datum:vandaag").text))
    assert pages[0] == pages[2] != pages[1]


def test_a_change_is_seen_by_who_asks_after_it(small):
    site = site_of(small)
    assert "Splinternieuw" not in site.get("/").text
    (small / "2030-01-01-nieuw.md").write_text("---\ntitle: Splinternieuw\n---\nTekst.\n")
    assert "Splinternieuw" in site.get("/").text


def test_settings_are_those_of_the_moment_of_asking(small):
    site, settings = site_of(small), small / "newsctl.toml"
    found = [path.name for path in small.glob("*.md")]

    def listed():
        return sorted(one["path"] for one in site.get("/search.json").json)

    assert listed() == sorted(found)
    settings.write_text(f'[archive]\nexclude = ["{found[0]}"]\n[queries]\nniets = "qqqq"\n')
    assert listed() == sorted(found[1:])
    assert site.get("/search.json?q=@niets").json == []
    settings.write_text("[archive]\nexclude = 3\n")
    wrong = site.get("/", headers={"Accept-Language": "nl"})
    assert (wrong.status_code, "newsctl.toml" in wrong.text) == (503, True)
    settings.unlink()
    assert listed() == sorted(found)


def test_the_site_is_what_it_is_at_the_moment_of_asking(tmp_path):
    folder = tmp_path / "_posts"
    folder.mkdir()
    (folder / "2019-01-01-een.md").write_text("---\ntitle: Een\n---\nTekst.\n")
    (tmp_path / "_config.yml").write_text("title: Site\n")
    site = site_of(tmp_path)
    assert site.get("/search.json").json[0].get("author") is None
    (tmp_path / "_config.yml").write_text(
        "defaults:\n- scope: {path: ''}\n  values: {author: Jansen}\n"
    )
    assert site.get("/search.json").json[0]["author"] == "Jansen"


def test_fifty_readers_are_answered_beside_an_editor(small):
    site = site_of(small)
    path = next(small.glob("*.md"))
    text = path.read_text()

    def read(number):
        if number % 10 == 0:
            draft = path.with_suffix(f".{number}")
            draft.write_text(f"{text}\nRegel {number}\n")
            draft.replace(path)
        return site.get(("/", "/?q=het", f"/post/{path.name}", "/search.json")[number % 4])

    with ThreadPoolExecutor(50) as readers:
        assert {one.status_code for one in readers.map(read, range(100))} == {200}


@contextmanager
def served_here(folder):
    """Serve an archive in a thread of this process: its host and port."""
    site = site_of(folder).application
    server = create_server(site, host="127.0.0.1", port=0)
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    running = Thread(target=server.run, daemon=True)
    running.start()
    try:
        yield "127.0.0.1", server.effective_port
    finally:
        server.trigger.pull_trigger(server.close)  # by its own thread: it may be waiting for it
        server.task_dispatcher.shutdown()


@contextmanager
def serving(folder):
    """Give the program as a server: its process and its address."""
    command = [sys.executable, "-m", "newsctl", "-C", folder, "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        told = ""
        while "http:" not in told:
            told = process.stderr.readline()
            assert told, process.wait(timeout=5)
        yield process, re.search(r"http://\S+/", told)[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_it_serves_until_it_is_interrupted(samples):
    with serving(samples) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urlopen(f"{address}?q=klimaat", timeout=10) as page:
            assert b"klimaatakkoord" in page.read()
        port = address.rpartition(":")[2].strip("/")
        again = [sys.executable, "-m", "newsctl", "-C", samples, "serve", "--port", port]
        ran = subprocess.run(again, capture_output=True, text=True, check=False)
        assert (ran.returncode, "--port 0 takes one that is free" in ran.stderr) == (2, True)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == 0


@pytest.mark.slow
def test_the_process_beside_heeds_settings_of_the_moment_too(small):
    found = sorted(path.name for path in small.glob("*.md"))

    def listed():
        with urlopen(f"{address}search.json", timeout=10) as page:
            return sorted(one["path"] for one in json.load(page))

    with serving(small) as (_, address):
        for excluded in ([], found[:1], found[1:], []):
            (small / "newsctl.toml").write_text(f"[archive]\nexclude = {json.dumps(excluded)}\n")
            assert listed() == sorted({*found} - {*excluded})


@pytest.mark.slow
def test_connections_that_never_ask_keep_nobody_out(samples):
    with serving(samples) as (_, address), ExitStack() as idle:
        where = urlsplit(address)
        for _ in range(120):
            one = idle.enter_context(socket.create_connection((where.hostname, where.port)))
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX")
        with urlopen(address, timeout=5) as page:
            assert page.status == 200


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.05])
def test_who_is_killed_while_it_takes_in_changes_leaves_the_index_whole(archive, newsctl, seconds):
    with serving(archive) as (process, address), ThreadPoolExecutor(1) as pool:
        urlopen(address, timeout=10).close()
        for number in range(30):
            text = f"---\ntitle: Zeehond {number}\ndate: 2030-01-01\n---\nEen zeehond.\n"
            (archive / f"2030-01-01-zeehond-{number}.md").write_text(text)
        asked = pool.submit(urlopen, f"{address}?q=zeehond", timeout=10)
        time.sleep(seconds)
        process.kill()
        with suppress(OSError):  # the connection is cut
            asked.result().close()
    assert newsctl("list", "zeehond", "--count", cwd=archive).lines == ["30"]
    assert newsctl("index", "verify", cwd=archive).code == 0


def test_the_index_is_made_first(newsctl, small, tmp_path, monkeypatch):
    bare = shutil.copytree(small, tmp_path / "bare")
    monkeypatch.setattr("newsctl.cli.web.server.serve_archive", lambda *_given: ())
    assert newsctl("serve", cwd=bare).code == 0
    assert newsctl("--no-sync", "list", "--count", cwd=bare).lines == ["3"]


def test_without_the_extra_it_says_how_to_get_it(newsctl, samples, monkeypatch):
    monkeypatch.delitem(sys.modules, "newsctl.cli.web.server", raising=False)
    monkeypatch.setitem(sys.modules, "waitress", None)
    monkeypatch.setitem(sys.modules, "waitress.server", None)
    ran = newsctl("serve", cwd=samples)
    assert (ran.code, "pip install 'newsctl[web]'" in ran.err) == (2, True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_a_browser_runs_nothing_of_a_post(hostile, tmp_path):
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
               f"--user-data-dir={tmp_path}", "--dump-dom"]  # fmt: skip
    with serving(hostile) as (_, address):
        page = f"{address}post/2019-01-01-kwaad.md"
        shown = subprocess.run(
            [*browser, page], capture_output=True, text=True, timeout=60, check=True
        )
    assert "<title>weg</title>" not in shown.stdout
    assert "&lt;script&gt;" in shown.stdout


def test_each_value_that_narrows_a_page_can_be_taken_away(site, newsctl, samples):
    narrowed = "bron=NOS&bron=Trouw&category=politiek&since=2005"
    found = re.findall(
        'class="taken" href="([^"]+)"[^>]*>([^<]+)</a>', site.get(f"/?q=*&{narrowed}&page=1").text
    )
    options = {
        "NOS": ("--bron", "Trouw", "--category", "politiek", "--since", "2005"),
        "Trouw": ("--bron", "NOS", "--category", "politiek", "--since", "2005"),
        "politiek": ("--bron", "NOS", "--bron", "Trouw", "--since", "2005"),
        "from 2005": ("--bron", "NOS", "--bron", "Trouw", "--category", "politiek"),
    }
    assert [text.removesuffix(" ×") for _, text in found] == [*options]
    for (address, _), asked in zip(found, options.values(), strict=True):
        posts = newsctl("list", *asked, "--count", cwd=samples).text.strip()
        assert f"<small>{posts} post" in site.get(unescape(address)).text, address


@pytest.mark.parametrize(
    ("key", "typed"),
    [("category", "verkiezing category:politiek"), ("date", "date:2019 verkiezing")],
)
def test_a_value_that_is_asked_for_can_be_taken_away(site, key, typed):
    clause, word = sorted(typed.split(), key=lambda one: ":" not in one)
    page = site.get("/", query_string={"q": typed}).text
    heading = words_in("en")[key]
    group = page.partition(f"{heading}</h2>")[2].partition("</ul>")[0]
    (taken,) = re.findall('<li><a class="taken" title="([^"]+)" href="([^"]+)">(.+?)</a>', group)
    assert taken == ("Take this away", f"/?q={word}", f"{clause.partition(':')[2]} ×")


@pytest.mark.parametrize(("values", "told"), [(7, None), (8, None), (9, 8), (30, 8)])
def test_values_are_the_commonest_only_where_there_are_others(tmp_path, values, told):
    for number in range(values):
        post = f"---\ntitle: T\nbron: b{number}\ndate: 2019-01-01\n---\nTekst.\n"
        (tmp_path / f"{number}.md").write_text(post)
    page = site_of(tmp_path).get("/").text
    assert page.count("<li><a") >= min(values, 8)
    assert re.findall("the commonest ([0-9]+)", page) == [str(told)] * bool(told)


@pytest.mark.parametrize("most_read", [2, 1])
def test_values_are_the_commonest_of_an_answer_or_are_said_not_to_be_counted(
    tmp_path, monkeypatch, most_read
):
    monkeypatch.setattr("newsctl.core.research.narrowing.MOST_READ", most_read)
    monkeypatch.setattr("newsctl.cli.web.app.MOST_READ", most_read)
    for number in range(250):
        bron = f"b{number % 50}" if number < 240 else f"zeldzaam{number % 2}"
        word = "zee" if number > 247 else "bos"
        post = f"---\ntitle: T\nbron: {bron}\ntags: [t{number}]\ndate: 2019-01-01\n---\n{word}.\n"
        (tmp_path / f"{number}.md").write_text(post)
    page = site_of(tmp_path).get("/", query_string={"q": "zee"}).text
    for value in "zeldzaam0", "zeldzaam1":
        assert f">{value}</a> <span>1</span>" in page
    assert (">t248</a> <span>1</span>" in page) is (most_read == 2)
    assert ('<li class="most">counted in 1 posts at most</li>' in page) is (most_read == 1)


def test_a_page_says_that_it_shows_the_commonest_values_alone(site):
    page = site.get("/").text
    category = page.partition("Category</h2>")[2].partition("</ul>")[0]
    assert category.count("<li><a") == 8
    assert '<li class="most">the commonest 8</li>' in category
    dutch = site.get("/", headers={"Accept-Language": "nl"}).text
    assert '<li class="most">de 8 meest voorkomende</li>' in dutch
    years, source = page.partition("Date</h2>")[2].split("Source</h2>")[:2]
    assert "the commonest" not in years + source.partition("</ul>")[0]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/search.json?sort=date", "Use: relevance, newest, oldest"),
        ("/?sort=date", "Use: relevance, newest, oldest"),
        ("/search.json?limit=3", "Use: q, since, until, bron, category, sort"),
        ("/search.json?q=wolf&page=1", "There is no parameter 'page'."),
        ("/?page=abc", "There is no page 'abc'."),
        ("/?page=0", "There is no page '0'."),
        ("/?page=-1", "There is no page '-1'."),
        ("/?page=1.5", "Pages are numbered from 1 on."),
        ("/?query=wolf", "Use: q, since, until, bron, category, sort, page"),
        ("/?q=wolf&q=fiets", "The parameter 'q' is given twice."),
        ("/feed?q=wolf&sort=oldest", "There is no parameter 'sort'."),
        ("/trend?q=wolf&smooth=3", "Use: q, since, until, bron, category, within, per"),
        ("/trend.csv?q=a&q=b&q=c&q=d&q=e&q=f&q=g", "At most 6 queries are counted at once."),
        ("/trend.csv?q=wolf&per=eeuw", "There is no period 'eeuw'."),
    ],
)
def test_a_parameter_that_is_not_understood_is_an_error_that_says_what_is(site, address, told):
    for headers in ({}, {"Accept": "application/json"}):
        response = site.get(address, headers=headers)
        assert response.status_code == 400
        assert told in unescape(response.text)


def test_fields_of_a_form_that_were_left_empty_are_no_mistake(site):
    assert site.get("/?q=&since=&until=&bron=&sort=&page=").status_code == 200
    assert site.get("/trend?q=wolf&q=fiets&since=&within=&per=").status_code == 200
    assert site.get("/?page=1").text == site.get("/?page=01").text
