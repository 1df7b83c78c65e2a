"""Every fix mends what it is for, and leaves nothing more to mend."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsctl.core.check.repairs import Repairs
from newsctl.core.settings import Settings
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker
from newsctl.validation.rule import ArchiveRule
from newsctl.validation.rules import RULES

NAME = "2019-09-05-zon.md"
SETTINGS = Settings()
FIXABLE = [rule for rule in RULES if rule.fixable and not isinstance(rule, ArchiveRule)]


@pytest.fixture
def mended():
    """Apply the fixes of some rules, or of all; the post as it was mended, and as mended twice."""

    def _mended(data, name=NAME, *, select=None, unsafe=True, settings=SETTINGS):
        checker = Checker(settings, clock=lambda: datetime(2025, 11, 1, tzinfo=UTC), select=select)
        repairs = Repairs(
            edited=edited,
            parse=lambda path, data: parse(path, data, settings),
            check=checker.check,
            unsafe=unsafe,
        )

        def repaired(path, data):
            reading = parse(path, data, settings)
            gathered = filter(None, [checker.gather(reading)])
            return repairs.of(reading, checker.conclude(gathered, [path]))

        once = repaired(name, data)
        twice = repaired(once.path, once.data)
        assert (twice.data, twice.path, twice.fixed) == (once.data, once.path, 0)
        assert once.refused == ()
        return once

    return _mended


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_is_mended(rule, mended, check, example_settings):
    bad = rule.bad
    once = mended(bad.data, bad.name, select=[rule.id], settings=example_settings)
    assert once.fixed
    left = check(once.data, once.path, settings=example_settings)
    assert rule.id not in {problem.rule for problem in left}


HEAD = 'title: "Zon"\ndate: Thu, 05 Sep 2019 03:07:07 +0200'


def post(head=HEAD, body="De zon.\n"):
    return f"---\n{head}\n---\n{body}".encode()


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (b"\xef\xbb\xbf" + post(), post()),
        (post().replace(b"\n", b"\r\n", 2), post()),
        (post().replace(b"\n", b"\r\n", 4), post().replace(b"\n", b"\r\n")),
        (
            post(f"{HEAD}\naantal: 9 # x\nunieke: 2"),
            post(f"{HEAD}\naantal: 2 # x\nunieke: 2"),
        ),
        (
            post(f"{HEAD}\naantal: '7'\nunieke: 2"),
            post(f"{HEAD}\naantal: 2\nunieke: 2"),
        ),
        (post(f"{HEAD}\naantal:\nunieke: 2"), post(f"{HEAD}\naantal: 2\nunieke: 2")),
        (
            post(f"{HEAD}\nexterne_link: 'https://a.example/b?x=%2f&fbclid=1#c'  # d"),
            post(f"{HEAD}\nexterne_link: 'https://a.example/b?x=%2f#c'  # d"),
        ),
        (post(body="De coÃ¶peratie.\n"), post(body="De coöperatie.\n")),
        (post(body="De\u200b zon\u2060.\n"), post(body="De zon.\n")),
    ],
)
def test_what_has_one_right_answer_is_mended_and_no_byte_more(bad, good, mended):
    once = mended(bad, unsafe=False)
    assert (once.path, once.data) == (NAME, good)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("date: Wed, 05 Sep 2019 03:07:07 +0200", "date: Thu, 05 Sep 2019 03:07:07 +0200"),
        ("date: 2019-09-05 03:07:07", "date: 2019-09-05 03:07:07 +0200"),
        ("date: 2019-09-05T03:07:07+01:00", "date: 2019-09-05T04:07:07+02:00"),
        ('date: "wo 5 sep 2019 03:07 CET"', 'date: "do 5 sep 2019 03:07 CET"'),
        ("date: 2019-09-05\ncategory: 2019", 'date: 2019-09-05\ncategory: "2019"'),
    ],
)
def test_what_needs_a_look_is_mended_only_when_told_to(bad, good, mended):
    bad, good = (post(f'title: "Zon"\n{date}') for date in (bad, good))
    assert mended(bad, unsafe=False).data == bad
    assert mended(bad).data == good


def test_a_file_is_named_after_its_date_once_that_is_right(mended):
    data = post('title: "Zon"\ndate: Thu, 05 Sep 2019 23:30:00 GMT')
    once = mended(data, "_posts/2019/2019-09-05-zon.md")
    assert (once.path, once.data) == ("_posts/2019/2019-09-06-zon.md", data)
    late = post('title: "Zon"\ndate: Thu, 05 Sep 2019 23:30:00 +0100')
    assert mended(late, "2019-09-05-zon.md").path == "2019-09-06-zon.md"


def test_a_tracker_is_cut_out_and_nothing_beside_it(mended):
    bad = post(body='De zon.\n<p> <img src="//feedsportal.com/x" />\u00e9 </p>\n')
    assert mended(bad, unsafe=False).data == bad
    assert mended(bad).data == post(body="De zon.\n<p> \u00e9 </p>\n")


def test_many_flaws_of_one_post_are_all_mended(mended):
    bad = (
        "\ufeff---\r\ntitle: 'Een \u200bcafÃ©'\ndate: Wed, 05 Sep 2019 03:07:07 +0100\naantal: 1\n"
    )
    bad += "---\nÃ©Ã©n zonne\u00adbloem.<img src=x width=1 height=1>\u200b\n"
    good = "---\ntitle: 'Een café'\ndate: Thu, 05 Sep 2019 04:07:07 +0200\naantal: 2\n"
    good += "---\néén zonnebloem.\n"
    assert mended(bad.encode()).data == good.encode()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_last_line_is_ended_on_request_alone(end, mended):
    bad, good = (post(body=body).replace(b"\n", end) for body in ("De zon.", "De zon.\n"))
    assert mended(bad).data == bad
    assert mended(bad, select=["file-final-newline"]).data == good


def test_a_file_that_is_not_utf8_is_left_alone(mended):
    assert mended(b"---\r\ntitle: caf\xe9\n---\nDe zon.").fixed == 0


CODE = {
    "fence": "```\n{}\n```\n",
    "tildes": "~~~ text\n{}\n~~~\n",
    "fence in a list": "- Zo:\n\n  ```\n  {}\n  ```\n",
    "indented": "Zo:\n\n    {}\n",
    "span": "Zo `{}` en ``{}``.\n",
    "pre": "<pre>\n{}\n</pre>\n",
    "code": "<p>Zo <code>{}</code>.</p>\n",
    "code in markdown": "Zo *is* <code>{}</code>.\n",
    "sample": "Zo *is* <samp>{}</samp> of <kbd>{}</kbd>.\n",
    "script": "<script>\nvar zon = '{}';\n</script>\n",
    "open": "Zon.\n\n<pre>\n{}\n",
    "comment": "<p>Zon.</p><!-- {} -->\n",
    "raw": "{% raw %}{}{% endraw %}\n",
    "highlight": "{% highlight js %}\n{}\n{% endhighlight %}\n",
    "of hugo": "{{< highlight js >}}\n{}\n{{< /highlight >}}\n",
}
FLAWS = {
    "Ã©": "é",
    "zon\u200bne": "zonne",
    "zon\u00adne": "zonne",
    "[x](htttps://zon.example/x)": "[x](https://zon.example/x)",
    "[x](https://zon.example/x?utm_id=1&fbclid=2)": "[x](https://zon.example/x)",
    "{% post_url 2019-09-04-zee.md %}": "{% post_url 2019-09-04-zee %}",
    '<img src="https://zee.example/1" width=1 height=1>': "",
}


@pytest.mark.parametrize("wrong", FLAWS)
@pytest.mark.parametrize("kind", CODE)
def test_code_stays_as_it_is(kind, wrong, mended):
    code = CODE[kind].replace("{}", wrong)
    once = mended(post(body=f"Zon {wrong} daar.\n\n{code}"))
    assert once.data.decode() == post(body=f"Zon {FLAWS[wrong]} daar.\n\n{code}").decode()


def test_a_script_of_mdx_stays_as_it_is(mended):
    script = 'export const zon = "cafÃ©";\n\n'
    once = mended(post(body=f"{script}CafÃ© {{'Ã©'.length}}.\n"), "2019-09-05-zon.mdx")
    assert once.data == post(body=f"{script}Café {{'Ã©'.length}}.\n")


def test_a_body_too_long_to_find_code_in_stays_as_it_is(mended):
    long = post(body=f"```\ncafÃ©\n```\n{'De zon schijnt. ' * 10_000}\n")
    assert mended(long).data == long
