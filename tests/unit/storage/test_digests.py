from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from newsctl.storage.digests import short_digest


@given(st.binary(max_size=300))
def test_a_short_digest_is_how_sha_256_begins(data):
    assert short_digest(data) == sha256(data).hexdigest()[:16]
