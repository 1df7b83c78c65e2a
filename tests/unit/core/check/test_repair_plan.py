from __future__ import annotations

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.change.plans import Plan, Refusal
from newsctl.core.check.repair_plan import paths_after, plan_repairs
from newsctl.core.check.repairs import Repairs
from newsctl.core.problems import Fix, Problem, Rename, ReplaceText
from tests.fakes import MemoryRepository

REPOSITORY = MemoryRepository(
    {"a.md": b"a  b", "b.md": b"\xff  ", "c.md": b"goed", "d.md": b"a  b"}
)


def check(reading):
    """Find two spaces, and a file that is called d."""
    at = reading.data.find(b"  ")
    if at >= 0:
        yield problem(reading.path, ReplaceText(at, at + 2, " "))
    if reading.path == "d.md":
        yield problem("d.md", Rename("e.md"))


def problem(path, repair):
    return Problem(path, "rule", "Wrong.", fix=Fix((repair,)))


def planned():
    repairs = Repairs(edited=None, parse=REPOSITORY.parse, check=check)
    problems = [one for path in ("d.md", "b.md", "a.md") for one in check(REPOSITORY.read(path))]
    told = []
    plan = plan_repairs(
        [*problems, Problem("c.md", "rule", "Nobody can mend it.")],
        repairs,
        REPOSITORY.read,
        "validate --fix",
        lambda *done: told.append(done),
    )
    return plan, told


def test_repairs_are_steps_by_path_a_new_name_after_new_bytes():
    (plan, fixed), told = planned()
    assert plan.change == Change(
        "validate --fix",
        (
            Write("a.md", b"a  b", b"a b"),
            Write("d.md", b"a  b", b"a b"),
            Move("d.md", "e.md", b"a b"),
        ),
    )
    assert (fixed, told) == (3, [(1, 3), (2, 3), (3, 3)])


def renamed(names):
    """Plan new names of posts that hold their old ones; the steps."""
    repository = MemoryRepository({name: name.encode() for name in names})

    def check(reading):
        to = names[reading.data.decode()]
        if to and reading.path == reading.data.decode():
            yield problem(reading.path, Rename(to))

    repairs = Repairs(edited=None, parse=repository.parse, check=check, taken=names)
    problems = [one for name in names for one in check(repository.read(name))]
    plan, fixed = plan_repairs(problems, repairs, repository.read, "", lambda *_: None)
    held = {name: name.encode() for name in names}
    for step in plan.change.steps:
        if isinstance(step, Write):
            assert held[step.path] == step.before
            held[step.path] = step.after
        else:
            assert step.to not in held
            held[step.to] = held.pop(step.path)
    assert fixed + len(plan.refused) == len(problems)
    return held


def test_posts_that_take_names_of_one_another_are_all_renamed_in_one_run():
    assert renamed({"a": "b", "b": "a"}) == {"a": b"b", "b": b"a"}
    assert renamed({"a": "b", "b": "c", "c": ""}) == {"a": b"a", "b": b"b", "c": b"c"}
    assert renamed({"a": "b", "b": "c", "c": "d"}) == {"b": b"a", "c": b"b", "d": b"c"}
    assert renamed({"a": "b", "b": "c", "c": "a"}) == {"b": b"a", "c": b"b", "a": b"c"}
    assert renamed({"a": "b", "b": "c", "x": "b"}) in (
        {"b": b"a", "c": b"b", "x": b"x"},
        {"a": b"a", "c": b"b", "b": b"x"},
    )
    assert renamed({"a": "b", "b": "a", "x": "b"}) == {"a": b"b", "b": b"a", "x": b"x"}


def test_one_post_that_is_refused_keeps_no_other_back():
    (plan, _), _ = planned()
    assert plan.refused == (Refusal("b.md", "rule: The file is not UTF-8."),)


def test_posts_are_found_again_under_their_new_names():
    plan = Plan(Change("", (Move("a.md", "z.md", b""), Write("b.md", b"", b"x"))))
    assert paths_after(["a.md", "b.md", "c.md"], plan) == ["b.md", "c.md", "z.md"]
