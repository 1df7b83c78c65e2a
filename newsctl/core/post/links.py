"""Links to articles: validity, canonical form, and tracking parameters.

The parts of a URL and the equality of spellings follow RFC 3986 (section 6.2).
"""

from __future__ import annotations

import re

_PREFIXES = (
    "utm_",  # Google Analytics, and whoever copied it
    "mtm_",  # Matomo
    "piwik_",
    "hsa_",  # HubSpot's advertisements
)
_NAMES = frozenset(
    (
        *("fbclid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source"),  # Facebook
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl"),  # Google
        *("msclkid", "twclid", "ttclid", "yclid", "ysclid"),  # Microsoft, X, TikTok, Yandex
        *("igshid", "igsh", "li_fat_id", "epik", "rdt_cid"),  # Instagram, LinkedIn, and others
        *(
            "mc_cid",
            "mc_eid",
            "_hsenc",
            "_hsmi",
            "__hssc",
            "__hstc",
            "hsctatracking",
        ),  # newsletters
        *("mkt_tok", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "ml_subscriber_hash"),
        *("wt_mc", "wt.mc_id", "wt_zmc", "xtor", "s_cid", "__twitter_impression"),  # analytics
        # Matomo as Piwik, comScore of the Dutch public broadcasters, AT Internet: short prefixes
        # that a site may also use for its own (`pk_id`, `at_time`), so that each name is listed
        *("pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content", "pk_cid"),
        *("ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "ns_type"),
        *("at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4"),
        *("at_campaign_type", "at_link_id", "at_link_type", "at_link_origin", "at_format"),
        *("at_ptr_name", "at_bbc_team", "at_creation", "at_variant", "at_general", "at_detail"),
        *("rb_clickid", "irclickid", "_openstat", "wickedid"),
    )
)
"""Names in small letters: what Firefox strips (its query-stripping list), and what stands beside
these in links from Dutch newsletters. A name that a site may use for itself (`ref`, `source`,
`cid`) is not among them."""


def is_of_campaign(name: str) -> bool:
    """Tell whether a parameter is set by whoever makes a link, who may have agreed on it."""
    return name.lower().startswith(_PREFIXES)


def is_tracking(name: str) -> bool:
    """Tell whether a parameter of this name only tracks readers; case is ignored."""
    small = name.lower()
    return small in _NAMES or small.startswith(_PREFIXES)


_LINK = re.compile(
    r"(?P<scheme>https?)://"
    r"(?:[^\s/?#@]*@)?"
    r"(?P<host>[^\s/?#@:\[\]\\]+|\[[0-9A-Fa-f:.]+\])"
    r"(?::(?P<port>[0-9]*))?"
    r"(?P<path>/[^\s?#]*)?"
    r"(?:\?(?P<query>[^\s#]*))?"
    r"(?:#\S*)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"([^?#]*)\?([^#]*)(.*)", re.DOTALL)
_ANOTHER = re.compile(r"https?:/", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(map(ord, "-._~")) | {code for code in range(128) if chr(code).isalnum()}
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def is_link(text: str) -> bool:
    """Tell whether a text is one absolute http or https URL, with a host and without white space.

    Letters outside ASCII are taken as browsers take them (RFC 3987).
    """
    return _LINK.fullmatch(text) is not None


def host_of(link: str) -> str | None:
    """Return a link's host in lower case without `www.`; None if the text is not a link."""
    found = _LINK.fullmatch(link)
    return _bare_host(found["host"]) if found else None


def canonical_link(link: str) -> str | None:
    """Return the canonical form of a link, equal for all spellings; None if it is not a link.

    The scheme, `www.`, credentials, a default port, a trailing slash, the fragment and tracking
    parameters are removed. Host and escapes are normalised; the path and other parameters keep
    their case and order, which may be significant.
    """
    found = _LINK.fullmatch(link)
    if found is None:
        return None
    scheme, port = found["scheme"].lower(), found["port"]
    host = _bare_host(found["host"])
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path, query = (_escaped_once(found[part] or "") for part in ("path", "query"))
    kept = [part for part in query.split("&") if part and not _is_tracked(part)]
    return "?".join(filter(None, (host + path.rstrip("/"), "&".join(kept))))


def without_tracking(link: str) -> str:
    """Return a link without its tracking parameters and otherwise unchanged."""
    found = _SPLIT.fullmatch(link)
    if found is None or _is_copy(link):
        return link
    before, query, after = found.groups()
    parts = query.split("&")
    kept = [part for part in parts if not _is_tracked(part)]
    if len(kept) == len(parts):
        return link
    return f"{before}?{'&'.join(kept)}{after}" if kept else f"{before}{after}"


def tracking_in(link: str) -> tuple[str, ...]:
    """Return the names of a link's tracking parameters as written.

    If the link is the address of a copy of a page, or leads on to one
    (`web.archive.org/web/2019/https://…?utm_source=rss`), the parameters belong to the name of that
    page and are not reported.
    """
    found = _SPLIT.fullmatch(link)
    parts = found[2].split("&") if found and not _is_copy(link) else ()
    return tuple(_name(part) for part in parts if _is_tracked(part))


def _is_copy(link: str) -> bool:
    """Tell whether an address contains the address of another page."""
    return _ANOTHER.search(link, len("https://")) is not None


def _is_tracked(parameter: str) -> bool:
    return is_tracking(_name(parameter))


def _name(parameter: str) -> str:
    """Return the name of a parameter, without the `amp;` of an ampersand escaped for HTML."""
    return parameter.partition("=")[0].removeprefix("amp;")


def _bare_host(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")


def _escaped_once(text: str) -> str:
    """Normalise percent escapes: capitals, and only where needed (RFC 3986, 6.2.2.1 and 2)."""
    return _ESCAPE.sub(_as_needed, text) if "%" in text else text


def _as_needed(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return chr(code) if code in _UNRESERVED else escape[0].upper()
