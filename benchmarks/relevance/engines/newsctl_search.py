"""newsctl end to end: posts in a folder, and the program asked for each query.

The other engine of newsctl measures its analysis alone. This one also measures the query parser,
the index and the output, at up to a second a query, and so is asked for with `--end-to-end`.
Its lexicon is that of the texts themselves, each a post.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from newsctl import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.relevance.engines.engine import Search

_NOTHING_FOUND = 1
_TITLE = "xyzzy"  # no query finds it


class NewsctlSearch:
    """Runs the console script. Raises ImportError when there is none."""

    name = "newsctl search"
    version = f"newsctl {__version__}"

    def __init__(self) -> None:
        program = shutil.which("newsctl")
        if program is None:
            raise ImportError("the console script newsctl is not installed")
        self._program = program

    def index(self, texts: Sequence[str]) -> Search:
        """Write texts as posts; the first query builds their index."""
        folder = TemporaryDirectory(prefix="newsctl-relevance-")
        Path(folder.name, "posts").mkdir()
        for number, text in enumerate(texts):
            body = f"---\ntitle: {_TITLE}\n---\n\n{text}\n"
            file = Path(folder.name, "posts", f"2000-01-01-{number}.md")
            file.write_text(body, encoding="utf-8")
        environment = os.environ | {"HOME": folder.name, "XDG_CACHE_HOME": f"{folder.name}/cache"}

        def search(query: str) -> set[int]:
            command = [self._program, "-C", ".", "search", "-f", "path", "--", query]
            done = subprocess.run(
                command,
                cwd=f"{folder.name}/posts",  # the folder lives as long as this function
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode not in (0, _NOTHING_FOUND):
                raise RuntimeError(f"{query}: {done.stderr}")
            return {int(Path(line).stem.rpartition("-")[2]) for line in done.stdout.splitlines()}

        return search
