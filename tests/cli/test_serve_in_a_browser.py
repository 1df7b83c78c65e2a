"""The pages in Chromium: for everybody, on every screen, and deaf to what posts hold.

axe-core (Deque) holds them to the Web Content Accessibility Guidelines 2.2.
"""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.test_serve import HARM, serving

NAMES = "chromium", "chromium-browser", "google-chrome"
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no extra `browser`")
playwright = pytest.importorskip("playwright.sync_api", reason="no extra `browser`")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

POST = "post/2012-02-08-geen-elfstedentocht-ijs-te-dun.md"
PAGES = ["", "?q=verkiezing", "?q=niksdaarvan", "?q=verkeizing", "?q=bronn:x", "?page=2", POST,
         "trend?q=verkiezing%0Aklimaat", "trend?q=", "nergens"]  # fmt: skip


HARMFUL = ["", "?q=kwaad", "?q=%22onerror%22", "post/2019-01-01-kwaad.md", "feed?q=kwaad",
           "trend?q=kwaad", "trend.svg?q=%22%3Cscript%3Ealert(1)%3C/script%3E%22"]  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as program:
        browser = program.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(samples):
    with serving(samples) as (_, address):
        yield address


@pytest.fixture
def opened(chromium, request):
    """Open pages that are watched: for what they ask of other hosts, and for errors."""

    def _opened(**options):
        context = chromium.new_context(**options)
        request.addfinalizer(context.close)
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda one: page.asked.append(one.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: page.faults.append(dialog.message) or dialog.dismiss())
        return page

    return _opened


WIDE, PHONE = (1280, 900), (360, 740)


@pytest.mark.parametrize(  # any two of the three come together
    ("language", "scheme", "size"),
    [("nl", "light", WIDE), ("en", "dark", WIDE), ("en", "light", PHONE), ("nl", "dark", PHONE)],
    ids=["nl-light-wide", "en-dark-wide", "en-light-phone", "nl-dark-phone"],
)
def test_everybody_can_use_a_page(opened, address, language, scheme, size):
    width, height = size
    page = opened(
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        bypass_csp=True,  # or axe itself would not run
    )
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("html").get_attribute("lang") == language
        found = axe.Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.response["violations"] == [], (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [one for one in page.asked if not one.startswith(address)] == []
    assert page.faults == []


def test_the_names_in_a_plot_can_be_read_on_a_phone(opened, address):
    width, height = PHONE
    page = opened(viewport={"width": width, "height": height})
    page.goto(f"{address}trend?q=verkiezing")
    shown = page.locator(".wide > img.trend").evaluate("one => one.clientWidth / one.naturalWidth")
    assert 13 * shown >= 12  # the size of its letters


def test_a_page_is_used_by_keys_alone(opened, address):
    page = opened(locale="nl")
    page.goto(f"{address}?q=klimaat")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first post
    page.wait_for_url("**/post/**")
    page.focus("#q")
    page.keyboard.type("storm")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=storm")
    page.focus("#since")
    page.keyboard.press("ArrowRight")
    assert page.locator("output[for=since]").inner_text() == page.locator("#since").input_value()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    value = json.dumps(HARM + "{{7*7}}")
    keys = ("title", "bron", "category", "tags", "layout", "feature_image", "author", HARM)
    fields = "".join(f"{json.dumps(key)}: {value}\n" for key in keys)
    (folder / "2019-01-01-kwaad.md").write_text(
        f"---\n{fields}date: 2019-01-01\nexterne_link: javascript:alert(1)\n---\n"
        f"kwaad {HARM}\n\n[een](javascript:alert(1)) <a href=javascript:alert(2)>twee</a>\n\n"
        "<svg onload=alert(1)><script>alert(1)</script></svg>\n<iframe src=javascript:alert(3)>\n"
    )
    return folder


def test_nothing_that_a_post_holds_runs(opened, hostile):
    page = opened(locale="nl")
    with serving(hostile) as (_, address):
        for path in HARMFUL:
            page.goto(address + path)
            page.wait_for_timeout(100)
            assert page.title() != "weg", path
            links = page.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.href)")
            assert [one for one in links if not str(one).startswith(("http:", "https:"))] == []
        known = ("static/", "trend", "feed", "post/", "?q", "favicon")
        told = [one.removeprefix(address) for one in page.asked]
        assert [one for one in told if one and not one.startswith(known)] == []
        assert page.faults == []
        assert "{{7*7}}" in page.goto(f"{address}?q=kwaad").text()
