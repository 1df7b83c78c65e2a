"""Short digests, to name what is long: the path of an archive, what an index was made by.

`hashlib` loads OpenSSL, 4 ms before each answer. The standard library has the same function in a
module of its own, which `random` takes too, and which is named otherwise from Python 3.12 on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # a Python that was built without it
            from hashlib import sha256


def short_digest(data: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of data."""
    return sha256(data).hexdigest()[:16]
