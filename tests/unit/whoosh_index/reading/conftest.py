"""Segments as stock Whoosh writes them, but for the one thing newsctl refuses to read."""

import pickle

import pytest
from whoosh.codec import whoosh3


@pytest.fixture(autouse=True, scope="session")
def _bytes_are_pickled_as_bytes():
    """Let stock postings be pickled by protocol 3: 2 names a function for bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh3, "dumps", _dumped)
        yield


def _dumped(data, protocol):
    is_plain = all(isinstance(one, int | float | None) for one in data)
    return pickle.dumps(data, protocol if is_plain else 3)
