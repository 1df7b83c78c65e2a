"""Tracking parameters of URLs, which say nothing about the article."""

from __future__ import annotations

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
