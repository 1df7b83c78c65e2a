import subprocess
import sys

import pytest

from newsctl.core.errors import ArchiveBusy
from newsctl.front_matter.write_lock import write_lock

HOLD = """
import pathlib, sys
from newsctl.front_matter.write_lock import write_lock
with write_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until it is killed."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_whoever_waits_in_vain_is_told_to_try_again(tmp_path, holder):
    with pytest.raises(ArchiveBusy) as busy, write_lock(tmp_path / "lock", patience=0.05):
        pass
    assert busy.value.exit_code == 75


def test_the_lock_goes_with_the_process_that_held_it(tmp_path, holder):
    holder.kill()
    holder.wait(20)
    with write_lock(tmp_path / "lock", patience=5):
        pass


def test_where_no_lock_can_be_made_there_is_none(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with write_lock(tmp_path / "file" / "lock"):
        pass
