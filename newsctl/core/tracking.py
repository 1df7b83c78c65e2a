"""The parameters of a URL that follow the reader and say nothing of the article."""

from __future__ import annotations

_PREFIXES = (
    "utm_",  # Google Analytics, and whoever copied it
    "mtm_",  # Matomo
    "pk_",  # Matomo, as Piwik
    "piwik_",
    "ns_",  # comScore Digital Analytix, of the Dutch public broadcasters
    "hsa_",  # HubSpot's advertisements
    "at_",  # AT Internet
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
        *("rb_clickid", "irclickid", "_openstat", "wickedid"),
    )
)
"""Names in small letters: what Firefox strips (its query-stripping list), and what stands beside
these in links from Dutch newsletters. A name that a site may use for itself (`ref`, `source`,
`cid`) is not among them."""


def is_tracking(name: str) -> bool:
    """Tell whether a parameter of this name only follows readers; capitals do not count."""
    small = name.lower()
    return small in _NAMES or small.startswith(_PREFIXES)
