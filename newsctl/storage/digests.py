"""Short digests, to name what is long: the path of an archive, what an index was made by."""

from __future__ import annotations

from hashlib import sha256


def short_digest(data: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of data."""
    return sha256(data).hexdigest()[:16]
