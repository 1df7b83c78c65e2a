"""The command that attacks newsctl at random: a few rounds, and that it sees what is wrong."""

import pytest

from tools.fuzz.__main__ import main
from tools.fuzz.attacks import ATTACKS
from tools.fuzz.world import Broken, World


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_breaks(attack, capsys):
    assert main([attack, "--seed", "2025", "--rounds", "2"]) == 0
    assert capsys.readouterr().out.split() == [attack, "2", "rounds", "0", "broken"]


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def test_an_undocumented_end_is_seen(world, monkeypatch):
    monkeypatch.setattr("tools.fuzz.world.run", lambda *_: 139)
    with pytest.raises(Broken, match="ended with 139"):
        world.run("list")


def test_a_command_that_does_not_end_is_seen(world, monkeypatch):
    def forever(*_):
        while True:
            pass

    monkeypatch.setattr("tools.fuzz.world.LONGEST", 1)
    monkeypatch.setattr("tools.fuzz.world.run", forever)
    with pytest.raises(Broken, match="more than 1 s"):
        world.run("list")


@pytest.mark.parametrize("attack", ["posts", "settings", "imports", "headers"])
def test_a_post_that_is_changed_by_reading_is_seen(attack, monkeypatch, capsys):
    def damages(world, *line, stdin=b""):
        min(world.archive.glob("*.md")).write_bytes(b"")
        return run(world, *line, stdin=stdin)

    run = World.run
    monkeypatch.setattr(World, "run", damages)
    assert main([attack, "--rounds", "1"]) == 1
    assert "changed" in capsys.readouterr().out
