"""The posts that were judged, indexed once for all who measure by them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.relevance.ranking import POSTS, opened
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from tests.conftest import SAMPLE_POSTS


@pytest.fixture(scope="session")
def judged_posts(tmp_path_factory, dictionary):
    """The judged posts as a repository, and their index."""
    if not POSTS.is_dir():
        pytest.skip("the posts that were judged are not here")
    folder = tmp_path_factory.mktemp("judged")
    archive = Path(shutil.copytree(POSTS, folder / "archive"))
    shutil.copytree(SAMPLE_POSTS, archive / SAMPLE_POSTS.name)
    dictionary.write(folder / "cache")
    return MarkdownRepository(archive, Settings(), parse=parse), opened(archive, folder / "cache")
