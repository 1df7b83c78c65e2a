"""Short digests used as names: of an archive's path, or of what an index was made with."""

from __future__ import annotations

from hashlib import sha256


def short_digest(data: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of data."""
    return sha256(data).hexdigest()[:16]
