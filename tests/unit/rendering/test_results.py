from __future__ import annotations

import io
import tracemalloc

import pytest

from newsctl.rendering.formats import format_named
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.results import write_page
from newsctl.rendering.terminal import Terminal


class _Nowhere(io.RawIOBase):
    def write(self, data):
        return len(data)


@pytest.mark.parametrize("name", ["tsv", "csv", "json", "jsonl", "path", "md"])
def test_plain_formats_hold_one_hit_at_a_time(make_hit, make_page, place, name):
    output = choose_output(OutputOptions(format=format_named(name)), is_tty=False)
    hits = (make_hit(f"{number}.md", "Titel " * 20) for number in range(6_000))
    tracemalloc.start()
    number = write_page(make_page(hits), output, out=_Nowhere(), terminal=Terminal(), place=place)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 6_000
    assert peak < 400_000  # of which Python keeps 2,000 tuples of each size for reuse


def test_the_first_hit_is_written_before_the_second_is_asked_for(make_hit, make_page, place):
    out = io.BytesIO()

    def _hits():
        yield make_hit("a.md")
        assert out.getvalue() == b"a.md\n"
        yield make_hit("b.md")

    output = choose_output(OutputOptions(format=format_named("path")), is_tty=False)
    write_page(make_page(_hits()), output, out=out, terminal=Terminal(), place=place)


def test_a_closed_pipe_is_let_through(make_hit, make_page, place):
    class _Closed(io.RawIOBase):
        def write(self, data):
            raise BrokenPipeError

    output = choose_output(OutputOptions(), is_tty=False)
    with pytest.raises(BrokenPipeError):
        write_page(make_page([make_hit()]), output, out=_Closed(), terminal=Terminal(), place=place)
