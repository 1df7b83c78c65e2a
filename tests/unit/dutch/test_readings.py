"""Reading words as sequences of words: of all ways to read one, the cheapest is found."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsctl.dutch.constituents import (
    cost_of_head,
    cost_of_unlisted,
    costs_by_link,
    may_follow,
    particles,
)
from newsctl.dutch.lexicon import Lexicon
from newsctl.dutch.readings import best_reading

PIECES = (
    *("gemeente", "raad", "raads", "lid", "water", "weg", "kamer", "zon", "paneel", "film", "ster"),
    *("sterren", "stad", "poort", "over", "op", "drie", "jarige", "was", "machine", "as", "ring"),
    *("regering", "geving", "wet", "vrede", "bede", "schap", "en", "s", "ne", "er", "e", "b", "ta"),
)
COMMON = dict.fromkeys(("was", "water", "schap", "raad", "lid", "kamer", "weg"), 900_000)
LEXICON = Lexicon({"wasmachine": 30_000, "asma": 40, "raadslid": 12, **COMMON}, 1_000_000)
compound = st.lists(st.sampled_from(PIECES), min_size=2, max_size=5).map("".join)


def ways(letters, read=(0.0, ())):
    """Yield all ways to read letters as modifiers: what each costs, and the words."""
    if not letters:
        yield read
    for length in range(2, len(letters) + 1):
        modifier, rest = letters[:length], letters[length:]
        for link, cost in costs_by_link(modifier, LEXICON).items():
            if rest.startswith(link) and not (link and modifier + link in particles()):
                longer = (read[0] + cost, (*read[1], modifier))
                yield from ways(rest.removeprefix(link), longer)


def whole_readings(word):
    for place in range(2, len(word) - 1):
        before = min(ways(word[:place]), default=None)
        cost = cost_of_head(word[place:], LEXICON)
        if before is None or cost is None:
            continue
        if may_follow(word[place:], before[1][-1], word[:place]):
            yield before[0] + cost, (*before[1], word[place:])


@given(compound)
@example("zonnepaneel")
@example("waterschaplid")
def test_the_best_reading_is_the_cheapest_of_all(word):
    assume(6 <= len(word) <= 20)
    assume(not any(cost_of_unlisted(word[:place]) for place in range(4, len(word))))
    cheapest = min(whole_readings(word), default=None)
    assert best_reading(word, LEXICON) == (cheapest and cheapest[1])


def test_what_stands_before_a_listed_word_may_be_told_by_its_form_alone():
    assert best_reading("metrologiewaterpoort", LEXICON) == ("metrologie", "waterpoort")


def test_a_word_that_ends_in_no_word_has_no_reading():
    assert best_reading("gemeentexqz", LEXICON) is None
