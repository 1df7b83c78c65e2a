"""Rules of the links that front matter holds: to the article, and to its picture.

Well-known news sources are listed with the hosts of their articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.links import host_of, is_link, is_of_campaign, tracking_in, without_tracking
from newsctl.core.problems import Fix, Fixable, ReplaceText
from newsctl.dutch.normalise import fold, normalise
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.rule import Finding, PostRule
from newsctl.validation.scheme_rules import has_no_scheme, right_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.problems import Repair
    from newsctl.validation.subject import Subject


_HOSTS = {
    "nos.nl": ("NOS",),
    "nu.nl": ("NU.nl", "NU"),
    "rtlnieuws.nl": ("RTL Nieuws", "RTL"),
    "tweakers.net": ("Tweakers", "Tweakers.net"),
    "trouw.nl": ("Trouw",),
    "volkskrant.nl": ("de Volkskrant", "Volkskrant"),
    "nrc.nl": ("NRC", "NRC Handelsblad", "nrc.next"),
    "ad.nl": ("AD", "Algemeen Dagblad"),
    "parool.nl": ("Het Parool", "Parool"),
    "telegraaf.nl": ("De Telegraaf", "Telegraaf"),
    "fd.nl": ("FD", "Het Financieele Dagblad"),
    "bnr.nl": ("BNR", "BNR Nieuwsradio"),
    "security.nl": ("Security.nl",),
    "omroepbrabant.nl": ("Omroep Brabant",),
    "omroepwest.nl": ("Omroep West",),
    "rijnmond.nl": ("RTV Rijnmond", "Rijnmond"),
    "rtvutrecht.nl": ("RTV Utrecht",),
    "rtvnoord.nl": ("RTV Noord",),
    "standaard.be": ("De Standaard",),
    "vrt.be": ("VRT", "VRT NWS"),
    "bbc.co.uk": ("BBC", "BBC News"),
    "bbc.com": ("BBC", "BBC News"),
    "theguardian.com": ("The Guardian",),
    "nytimes.com": ("The New York Times", "New York Times"),
}
"""A host with the names its source goes by, as of 2026. Papers of one publisher that carry the
articles of one another on their own hosts (Indebuurt, the regional papers of DPG) are left out, as
is every name that several sources share."""

_HOSTS_OF: dict[str, set[str]] = {}
for _host, _names in _HOSTS.items():
    for _name in _names:
        _HOSTS_OF.setdefault(fold(normalise(_name)), set()).add(_host)


def other_source(named: str, host: str) -> str | None:
    """Return the source with this host, if `named` is another known source.

    None if either is unknown.
    """
    right = _HOSTS_OF.get(fold(normalise(named.strip())))
    found = _listed(host)
    return None if right is None or found is None or found in right else _HOSTS[found][0]


def _listed(host: str) -> str | None:
    """Return the listed host that equals or contains this one: `nu.nl` for `m.nu.nl`."""
    while host and host not in _HOSTS:
        host = host.partition(".")[2]
    return host or None


_ARTICLE, _PICTURE = "externe_link", "feature_image"


def check_article(subject: Subject) -> Iterator[Finding]:
    """Find an `externe_link` that leads nowhere."""
    yield from _check_link(subject, _ARTICLE)


def check_picture(subject: Subject) -> Iterator[Finding]:
    """Find a `feature_image` that is no address."""
    yield from _check_link(subject, _PICTURE)


def _check_link(subject: Subject, key: str) -> Iterator[Finding]:
    value = subject.front_matter.get(key)
    if value is None or value == "" or (isinstance(value, str) and is_link(value)):
        return
    if isinstance(value, str) and right_address(value) and not has_no_scheme(value):
        return  # `link-scheme` reports it
    yield Finding(
        _("{key} holds white space.", key=key)
        if _is_spaced(value)
        else _("{key} is no absolute http(s) address.", key=key),
        subject.position(key),
        _("Write it as https://host/path."),
    )


def _is_spaced(value: object) -> bool:
    return isinstance(value, str) and is_link("".join(value.split()))


def check_tracking(subject: Subject) -> Iterator[Finding]:
    """Find links with parameters that only follow readers."""
    for key in (_ARTICLE, _PICTURE):
        value = subject.front_matter.get(key)
        if isinstance(value, str) and "?" in value and (names := tracking_in(value)):
            yield Finding(
                _(
                    "{key} has tracking parameters: {names}.",
                    key=key,
                    names=", ".join(dict.fromkeys(names)),
                ),
                subject.position(key),
                *_without(names, SetValue(key, without_tracking(value))),
            )
    yield from _check_tracking_in_body(subject)


def _check_tracking_in_body(subject: Subject) -> Iterator[Finding]:
    tracked = [
        link
        for link in subject.links
        if "?" in link.target and not link.loaded and tracking_in(link.target)
    ]
    if tracked:
        names = dict.fromkeys(name for link in tracked for name in tracking_in(link.target))
        start = subject.body_start
        repairs = (
            ReplaceText(start + link.start, start + link.end, without_tracking(link.target))
            for link in tracked
        )
        yield Finding(
            _n(
                "A link of the body has tracking parameters: {names}.",
                "{n} links of the body have tracking parameters: {names}.",
                len(tracked),
                names=", ".join(names),
            ),
            subject.body_position(tracked[0].start),
            *_without(names, *repairs),
        )


def _without(names: Iterable[str], *repairs: Repair) -> tuple[str, Fix]:
    """Return the hint and the fix of links with these parameters.

    Those of a campaign may have been agreed on with a partner, and want a look.
    """
    if any(map(is_of_campaign, names)):
        hint = _("Leave them out, unless whom you link to wants them.")
        return hint, Fix(repairs, safe=False)
    return _("Leave them out."), Fix(repairs)


def check_source(subject: Subject) -> Iterator[Finding]:
    """Find a source whose articles stand elsewhere than the link says."""
    bron, link = subject.front_matter.get("bron"), subject.front_matter.get(_ARTICLE)
    if not isinstance(bron, str) or not isinstance(link, str):
        return
    host = host_of(link)
    other = other_source(bron, host) if host else None
    if other:
        yield Finding(
            _("bron is {bron}, but {host} is of {other}.", bron=bron, host=host, other=other),
            subject.position("bron"),
            _("The source or the link is wrong."),
        )


_LINK = "externe_link: https://nieuws.example/zon"

RULES = (
    PostRule(
        id="link-not-absolute",
        habit=True,
        what="externe_link is not one absolute http or https address.",
        why="It is what readers click, and what a post is known by when the article comes in "
        "again. A post without an article has no such key.",
        bad=post(TITLE, DATE, "externe_link: nieuws.example/zon"),
        good=post(TITLE, DATE, _LINK),
        check=check_article,
    ),
    PostRule(
        id="link-image-not-absolute",
        habit=True,
        what="feature_image is not one absolute http or https address.",
        why="Feeds and shared links show the picture elsewhere, where a path within the site "
        "leads nowhere.",
        bad=post(TITLE, DATE, "feature_image: /zon.jpg"),
        good=post(TITLE, DATE, "feature_image: https://nieuws.example/zon.jpg"),
        check=check_picture,
    ),
    PostRule(
        id="link-tracking",
        habit=True,
        what="A link has parameters that only follow readers (utm_source, fbclid).",
        why="They tell where a link was copied, and make two links of one article. The page is "
        "the same without them; others are left as they are, and so is what a page loads (src=). "
        "--fix leaves utm_, which a partner may have asked for.",
        bad=post(TITLE, DATE, f"{_LINK}?id=1&fbclid=zon"),
        good=post(TITLE, DATE, f"{_LINK}?id=1"),
        fixable=Fixable.SAFE,
        check=check_tracking,
    ),
    PostRule(
        id="link-other-source",
        what="bron names one well-known source, externe_link leads to another.",
        why="One of the two is most likely of another post. Only sources with hosts that are "
        "theirs alone are compared; of all others nothing is said.",
        bad=post(TITLE, DATE, "externe_link: https://www.nu.nl/zon", "bron: NOS"),
        good=CLEAN,
        check=check_source,
    ),
)
