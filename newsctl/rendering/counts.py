"""Numbers of things, as all of newsctl has them."""

from newsctl.core.counts import counted

__all__ = ["counted"]
