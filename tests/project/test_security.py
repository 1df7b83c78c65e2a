"""What newsctl runs is in SECURITY.md: a module that starts a program and is not there fails."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "newsctl"

_STARTING = {"subprocess", "multiprocessing", "pty", "webbrowser", "asyncio", "concurrent.futures"}
_NO_PROGRAMS = {"Future", "ThreadPoolExecutor", "Event", "wait_for"}  # threads, and their like
_OF_OS = {"system", "popen", "fork", "forkpty", "startfile"}
_FAMILIES = ("exec", "spawn", "posix_spawn")


def _starts_a_program(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if {alias.name for alias in node.names} <= _NO_PROGRAMS:
                continue
            names = [node.module or ""]
        else:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                of_os = node.value.id == "os" and (
                    node.attr in _OF_OS or node.attr.startswith(_FAMILIES)
                )
                if of_os:
                    return True
            continue
        if any(name == one or name.startswith(f"{one}.") for name in names for one in _STARTING):
            return True
    return False


def modules_that_start_programs():
    for path in sorted(PACKAGE.rglob("*.py")):
        if _starts_a_program(ast.parse(path.read_text("utf-8"))):
            yield path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")


def modules_in_the_table():
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    table = text.partition("<!-- programs")[2].partition("<!-- end of programs -->")[0]
    for row in table.splitlines():
        if row.startswith("| `"):
            cell = row.split("|")[1]
            yield from (name.strip(" `") for name in cell.split(","))


def test_every_module_that_starts_a_program_is_in_the_table_and_no_other():
    assert sorted(modules_in_the_table()) == sorted(modules_that_start_programs())


def is_message(call):
    """Tell whether a call makes a message, which may speak of a shell."""
    return isinstance(call.func, ast.Name) and call.func.id in ("_", "_n")


def test_no_shell_is_used():
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        if "shell" in text:
            nodes = ast.walk(ast.parse(text))
            calls = [node for node in nodes if isinstance(node, ast.Call) and not is_message(node)]
            assert "shell" not in [word.arg for call in calls for word in call.keywords], path
