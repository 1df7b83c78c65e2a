"""Build newsctl, and use what was built as those who install it do: `python -m tools.release`.

Wheel and source are checked by twine and check-wheel-contents, installed in new environments by
pip (for each `--python`), and by pipx and uv where these are there, and run.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

from tools.terminal import SAMPLE_POSTS, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[1]
_EXTRAS = "[browse,web]"
_PAGE = "man1/newsctl-search.1"


def main() -> None:
    """Build, check, install and run; end with an error at the first thing that is wrong."""
    options = _options()
    with TemporaryDirectory(prefix="newsctl-release-") as name:
        folder = Path(name)
        built = _built(options.out or folder / "dist")
        for number, (how, programs) in enumerate(_installed(built, options.python, folder)):
            _try_out(programs, folder / f"use-{number}")
            print(f"{how}: installed, and it works.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    add = parser.add_argument
    add("--python", action="append", metavar="PROGRAM", help="this Python; may be repeated")
    add("--out", type=Path, metavar="DIR", help="keep wheel and source here")
    options = parser.parse_args()
    options.python = options.python or [sys.executable]
    return options


def _built(out: Path) -> Path:
    """Build wheel and source, hold them to what packages have to be, and return their folder."""
    _run(sys.executable, "-m", "build", "--outdir", out, _ROOT)
    made = sorted(out.iterdir())
    _run(sys.executable, "-m", "twine", "check", "--strict", *made)
    _run(
        sys.executable, "-m", "check_wheel_contents", *(one for one in made if one.suffix == ".whl")
    )
    return out


def _installed(built: Path, pythons: list[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """Install in a new environment in each way there is; yield it, and where the programs are."""
    (wheel,), (source,) = built.glob("*.whl"), built.glob("*.tar.gz")
    for number, python in enumerate(pythons):
        for package in (wheel, source):
            environment = folder / f"pip-{number}-{package.suffix}"
            _run(python, "-m", "venv", environment)
            _run(environment / "bin" / "pip", "install", "-q", f"{package}{_EXTRAS}")
            if not (environment / "share" / "man" / _PAGE).exists():
                raise SystemExit(f"There are no manuals in {package.name}.")
            yield f"{python}, {package.name} by pip", environment / "bin"
    programs = folder / "programs"
    if pipx := shutil.which("pipx"):
        places = {"PIPX_HOME": folder / "pipx", "PIPX_BIN_DIR": programs / "pipx"}
        _run(pipx, "install", f"{wheel}{_EXTRAS}", **places, PIPX_MAN_DIR=folder / "man")
        yield "pipx", programs / "pipx"
    if uv := shutil.which("uv"):
        places = {"UV_TOOL_DIR": folder / "uv", "UV_TOOL_BIN_DIR": programs / "uv"}
        _run(uv, "tool", "install", "-q", f"{wheel}{_EXTRAS}", **places)
        yield "uv", programs / "uv"


def _try_out(programs: Path, folder: Path) -> None:
    """Search, validate, browse and serve a copy of the sample posts, with these programs alone."""
    path = os.pathsep.join((str(programs), os.defpath))
    posts = shutil.copytree(SAMPLE_POSTS, folder / "posts")
    terminal = Terminal(posts, folder, env={"PATH": path})
    for command, shows in (
        ("newsctl --version", "newsctl"),
        ("newsctl search verkiezingen --count", "20"),
        ("newsctl validate", "No problems found."),
    ):
        _expect(terminal.text(command), shows, command)
    shown = terminal.run("newsctl browse klimaat", ("2 posts", "\x03"))
    _expect(shown, "klimaatakkoord", "newsctl browse")
    serve = [programs / "newsctl", "-C", posts, "serve", "--port", "0"]
    with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True) as server:
        try:
            line = next((one for one in server.stderr or () if "http:" in one), "")
            _expect(line, "http://127.0.0.1:", "newsctl serve")
            (address,) = re.findall(r"http://\S+/", line)
            with urlopen(f"{address}?q=klimaat", timeout=20) as page:  # noqa: S310 -- its own
                _expect(page.read().decode(), "<mark>klimaatakkoord</mark>", address)
        finally:
            server.kill()


def _expect(text: str, wanted: str, what: str) -> None:
    if wanted not in text:
        raise SystemExit(f"{what} does not show {wanted!r}:\n{text}")


def _run(*command: object, **env: object) -> None:
    given = {name: str(value) for name, value in env.items()}
    subprocess.run([*map(str, command)], check=True, env={**os.environ, **given})


if __name__ == "__main__":
    main()
