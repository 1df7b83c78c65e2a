"""A damaged index gives no wrong answer; `tools.flips` does this as often as one likes."""

from tools.flips import run


def test_no_bit_and_no_page_of_an_index_makes_an_answer_wrong(tmp_path):
    verdict = run(tmp_path, flips=30, seed=1, posts=100)
    assert verdict.wrong == []
    assert min(verdict.counts[answer] for answer in ("right", "damaged")) > 0
