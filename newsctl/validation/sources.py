"""Well-known news sources, and the hosts of their articles."""

from __future__ import annotations

from newsctl.dutch.normalise import fold, normalise

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
