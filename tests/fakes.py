"""Stand-ins for the two ports of an archive, kept naive so that they are plainly right."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import pairwise
from math import fsum, log
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from newsctl.core.archive.hits import (
    FEW_POSTS,
    SHARED,
    TEXT,
    Cooccurrences,
    CountedWord,
    Dates,
    Facet,
    Forms,
    HighlightedText,
    Hit,
    Page,
    PostFacts,
    Reason,
    Suggestion,
    is_like,
)
from newsctl.core.archive.ports import IndexStatus, Reading
from newsctl.core.archive.stat_cache import LeftOut, Stamp
from newsctl.core.globs import matcher
from newsctl.core.post.dates import parse_date
from newsctl.core.post.entities import decoded_with_places
from newsctl.core.post.filename import parse_filename
from newsctl.core.post.text_lists import values_of
from newsctl.core.problems import Problem
from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    ExactWord,
    FieldDateRange,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Slug,
    WholeTitle,
    Word,
    wanted_terms,
)
from newsctl.core.settings import Settings
from newsctl.dutch.actions import are_relatives, keys_of_relatives
from newsctl.dutch.affixes import affix_matches, key_of_other_cut
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.compounds import part_keys
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import keys_by_inflection, search_keys
from newsctl.dutch.lexicon import Lexicon
from newsctl.dutch.normalise import LONGEST_WORD, fold, normalise
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.suggestions import fuzzy_matches
from newsctl.dutch.tokens import forms, iter_tokens, words
from newsctl.front_matter.reading.reader import parse
from newsctl.searching.expansion import PREPOSITIONS
from newsctl.searching.scoring import WEIGHT

_LONGEST_ENDING = 8
"""Letters by which a word may be longer than another of the same inflection key, and more."""

LONG_AGO = 1_500_000_000_123_456_789
"""A moment in nanoseconds that is no whole second, so that stamps of it are settled."""


class Known(NamedTuple):
    """What is remembered of a file."""

    stamp: Stamp
    settled: bool


def post(title, body="", **fields):
    """Return the bytes of a post; a title of None leaves it out."""
    fields = {key: value for key, value in {"title": title, **fields}.items() if value is not None}
    header = "".join(f"{key}: {_yaml(value)}\n" for key, value in fields.items())
    return f"---\n{header}---\n{body}\n".encode()


def _yaml(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)


class MemoryRepository:
    """Posts in a dictionary. Each write moves its clock on, unless a stamp is given."""

    is_scanning = True

    def __init__(self, files=None, *, root=Path("/archive"), settings=None):
        self.root = root
        self.settings = settings or Settings()
        self.files = {}
        self.stamps = {}
        self.unreadable = set()
        self.reads = []
        self._clock = LONG_AGO
        for path, data in (files or {}).items():
            self.put(path, data)

    def put(self, path, data, *, stamp=None):
        self._clock += 1_000_003
        self.files[path] = data
        self.stamps[path] = stamp or Stamp(len(data), self._clock, self._clock)

    def touch(self, path):
        self.put(path, self.files[path])

    def remove(self, path):
        del self.files[path]
        del self.stamps[path]
        self.unreadable.discard(path)

    def rename(self, old, new):
        data = self.files[old]
        self.remove(old)
        self.put(new, data)

    def lock_away(self, path):
        """Make a file unreadable, which changes its ctime."""
        self.unreadable.add(path)
        self.touch(path)

    def scan(self, like=None):
        return dict(self.stamps)

    def excluded(self):
        return ()

    def address_of(self, _summary):
        return None

    site_address = ""

    def drafts(self):
        return sorted(path for path in self.files if "_drafts" in path.split("/"))

    def read(self, path):
        self.reads.append(path)
        if path in self.unreadable or path not in self.files:
            reason = "The file cannot be read: Permission denied."
            return Reading(path, b"", None, (Problem(path, "file-unreadable", reason),))
        return self.parse(path, self.files[path])

    def data_of(self, path):
        return b"" if path in self.unreadable else self.files.get(path, b"")

    def parse(self, path, data):
        return parse(path, data, self.settings)


class OracleIndex:
    """An index that asks one post after the other. Slow, without Whoosh, and easy to check.

    Without a lexicon it makes one of its posts, as an index does when it is built.
    """

    def __init__(self, lexicon=None):
        self._lexicon = lexicon
        self._known = {}
        self._posts = {}
        self._left_out = {}
        self._analysis = DutchAnalysis(Lexicon({}, 0))

    # What it knows.

    def known(self):
        return dict(self._known)

    def update(self, found, read, progress):
        self.rebuild(found, read, progress)

    def rebuild(self, found, read, progress):
        self._known = {path: Known(stamp, settled=True) for path, stamp in found.items()}
        self._take([read(path) for path in sorted(found)])

    def heal(self, _damage, found, read, progress):
        self.rebuild(found, read, progress)

    def read_into_memory(self, found, read, progress):
        self.rebuild(found, read, progress)

    def overlay(self, changes, read):
        kept = {path: one for path, one in self._posts.items() if path not in changes.removed}
        taken = [read(path) for path in changes.to_read]
        old = [Reading(path, b"", one) for path, one in kept.items() if path not in changes.to_read]
        self._take([*old, *taken])

    def _take(self, readings):
        self._posts = {one.path: one.post for one in readings if one.post}
        self._left_out = {one.path: one.problems[0].message for one in readings if not one.post}
        self._analysis = DutchAnalysis(self._lexicon or self._counted())
        self._documents = {
            path: _Document(one, self._analysis) for path, one in self._posts.items()
        }

    def _counted(self):
        documents = [_Document(one, self._analysis) for one in self._posts.values()]
        counts = Counter(key for one in documents for key in one.inflection_keys)
        return Lexicon(counts, len(documents))

    def status(self):
        return IndexStatus(None, len(self._posts), self.left_out(), 0, 1, 0, {})

    def left_out(self):
        return tuple(LeftOut(path, why) for path, why in sorted(self._left_out.items()))

    def verify(self, found, read, progress):
        differing = []
        for path in sorted(found):
            now, before = read(path).post, self._posts.get(path)
            if now != before:
                reason = "has another front matter or text in the index"
                differing.append(LeftOut(path, reason))
        gone = sorted(self._known.keys() - found.keys())
        return [
            *differing,
            *(LeftOut(path, "is in the index but not in the archive") for path in gone),
        ]

    # What it answers.

    def get(self, path):
        found = self._posts.get(path)
        return found.summary if found else None

    def paths(self):
        return sorted(self._posts)

    def facets(self):
        keys = {key for one in self._posts.values() for key in one.summary.front_matter}
        return {key: self._facet(key) for key in keys}

    def _facet(self, key):
        having = [
            one.summary.front_matter
            for one in self._posts.values()
            if key in one.summary.front_matter
        ]
        values = Counter(text for fields in having for text in {*values_of(fields[key])})
        ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
        return Facet(key, len(having), dict(ordered))

    def suggest(self, sought):
        counts = Counter(word for one in self._documents.values() for word in one.surfaces)
        for word in sought:
            found = len(self._matching(Word(word)))
            if found > FEW_POSTS or DICTIONARY.has(word.lower()):
                continue
            common = [one for one, number in counts.items() if number >= 10 * found]
            cutoff = 0.9 if found else 0.6  # as alike as one edit leaves them
            close = difflib.get_close_matches(word.lower(), common, n=1, cutoff=cutoff)
            yield from (Suggestion(word, one) for one in close)

    def search(self, request):
        matching = self._matching(request.query)
        ordered = self._in_order(matching, request)
        end = None if request.limit is None else request.offset + request.limit
        hits = [self._hit(path, request) for path in ordered[request.offset : end]]
        return Page(iter(hits), len(matching), request.offset)

    def related(self, post, request, least):
        """Rank posts by what they share of what a post is about, as a share of all that it is."""
        own = _Document(post, self._analysis)
        rarities = {subject: self._rarity_of(subject) for subject in own.subjects}
        whole = _shared(own, own, rarities)
        hits = []
        for path in self._matching(request.query):
            other = self._documents[path]
            shared = _shared(own, other, rarities)
            share = fsum(shared.values()) / fsum(whole.values())  # whatever order sets have
            likeness = share * _nearness(post, other.post)
            has_word = any(kind == SHARED_WORD for kind, *_ in shared)
            if path != post.path and has_word and is_like(likeness, least):
                ranked = sorted(shared.items(), key=lambda one: -one[1])
                reasons = [
                    Reason(name, TEXT if kind == SHARED_WORD else kind, SHARED, name, weight)
                    for (kind, _, name), weight in ranked[:5]
                ]
                hit = self._hit(path, request)
                hits.append(hit._replace(score=likeness, reasons=tuple(reasons)))
        hits.sort(
            key=lambda hit: (
                -hit.score,
                -self._seconds(hit.summary.path, missing=0),
                hit.summary.path,
            )
        )
        first = [hit._replace(score=min(hit.score, 1.0)) for hit in hits[: request.limit]]
        return Page(iter(first), len(hits))

    def _rarity_of(self, subject):
        found = sum(one.has_subject(subject) for one in self._documents.values())
        return log(1 + (len(self._documents) - found + 0.5) / (found + 0.5))

    def dates(self, query):
        found = [self._posts[path].summary.date for path in self._matching(query)]
        seconds = sorted(int(date.timestamp()) for date in found if date is not None)
        return Dates(seconds, len(found) - len(seconds))

    def has_undated(self):
        return self.dates(Everything()).undated > 0

    def counts(self, query, clauses):
        answers = self._matching(query)
        return [len(answers & self._matching(clause)) for clause in clauses]

    def numbers(self, query, key):
        found = [self._posts[path].summary.front_matter for path in self._matching(query)]
        return Counter(
            number
            for fields in found
            for number in {one for text in values_of(fields.get(key)) for one in _numbers(text)}
        )

    def facts(self, query, asked):
        for path in self._matching(query):
            summary = self._posts[path].summary
            values = (
                tuple(
                    dict.fromkeys(
                        v for key in keys for v in values_of(summary.front_matter.get(key))
                    )
                )
                for keys in asked
            )
            date = summary.date
            yield PostFacts(None if date is None else int(date.timestamp()), tuple(values))

    def forms(self, query):
        documents = self._documents.values()
        for operand in dict.fromkeys(wanted_terms(query)):
            rules = {}
            for one in documents:
                for scope, start, end, rule in one.found(operand):
                    rules[_folded(one.texts[scope][start:end])] = rule
            yield Forms(operand.text, rules)

    def words(self, queries, progress):
        counts = {}
        for number, query in enumerate(queries):
            for path in self._matching(query):
                for form in self._documents[path].forms():
                    counts.setdefault(form, [0] * len(queries))[number] += 1
        return [self._with_key(form, each) for form, each in counts.items()]

    def cooccurrences(self, word, window, query, progress):
        (form,) = _surfaces(word.text)
        own = {each for one in self._documents.values() for each in one.surfaces}
        match word:
            case ExactWord():
                sought = {form}
            case Prefix():
                sought = {each for each in own if each.startswith(form)}
            case Fuzzy():
                sought = {*fuzzy_matches(form, own)}
            case _:
                key = search_keys(form)[0]
                sought = {each for each in own if self._with_key(each, ()).key == key}
        there, near, every = Counter(), Counter(), Counter()
        for path in self._matching(query):
            for places in self._documents[path].places.values():
                said = [set(one.surfaces) for one in places]
                hits = [bool(sought & here) for here in said]
                for at, here in enumerate(said):
                    every.update(here)
                    if not hits[at] and any(hits[max(at - window, 0) : at + window + 1]):
                        near.update(here)
        for form in [*every]:
            if form in sought:
                there[form] = every.pop(form)
        found = [(form, (near[form], number - near[form])) for form, number in every.items()]
        return Cooccurrences(there, [self._with_key(form, counts) for form, counts in found])

    def _with_key(self, form, counts):
        spelt = {
            word
            for one in self._documents.values()
            for word in one.spelt
            if fold(word) == form and "\u0301" not in normalize("NFD", word)
        }
        word = max(spelt, key=lambda one: (one != form, one), default=form)
        keys = search_keys(word)
        parts = tuple(key for key in part_keys(word, self._analysis.lexicon) if key not in keys)
        return CountedWord(word, keys[0], parts, is_stop_word(form), tuple(counts))

    def _matching(self, query):
        return {path for path, one in self._documents.items() if self._answers(one, query)}

    def _answers(self, one, query):  # noqa: C901, PLR0911, PLR0912 -- one line for each kind
        match query:
            case Everything():
                return True
            case Not(operand):
                return not self._answers(one, operand)
            case Or(operands):
                return any(self._answers(one, operand) for operand in operands)
            case And(operands):
                return self._answers_all(one, operands)
            case FieldValue(field, values):
                have = {_folded(text) for text in one.values(field)}
                return any(_folded(value) in have for value in values)
            case FieldPattern(field, pattern):
                return any(_is_like(text, pattern) for text in one.values(field))
            case WholeTitle(values):
                return _folded(one.post.summary.title) in map(_folded, values)
            case InPath(globs):
                return matcher(globs)(one.post.path)
            case Slug(patterns):
                texts = one.values("slug") or [parse_filename(one.post.path).slug]
                return any(_is_like(text, pattern) for text in texts for pattern in patterns)
            case FieldPresent(field):
                return bool(one.values(field) or isinstance(one.fields.get(field), dict))
            case NumberRange(field, low, high):
                numbers = [number for text in one.values(field) for number in _numbers(text)]
                return any(
                    (low is None or low <= number) and (high is None or number <= high)
                    for number in numbers
                )
            case FieldDateRange(field, start, end):
                zone = (start or end or datetime.now(UTC)).tzinfo
                moments = [parse_date(text, zone) for text in one.values(field)]
                return any(
                    (start is None or start <= moment) and (end is None or moment < end)
                    for moment in moments
                    if isinstance(moment, datetime)
                )
            case DateRange(_, start, end):
                date = one.post.summary.date
                if date is None:
                    return False
                return (start is None or start <= date) and (end is None or date < end)
            case _:
                return bool(one.found(query))

    def _answers_all(self, one, operands):
        positive = [operand for operand in operands if not isinstance(operand, Not)]
        sought = [operand for operand in positive if not _has_no_token(operand)]
        needed = [operand for operand in sought if not _is_optional(operand)]
        if not any(True for operand in needed for _ in wanted_terms(operand)):
            needed = sought or positive
        excluded = [operand for operand in operands if isinstance(operand, Not)]
        pairs = self._pairs(And(tuple(operands)))
        return all(
            self._answers(one, operand) or any(one.found(word) for word in pairs.get(operand, ()))
            for operand in (*needed, *excluded)
        )

    def _in_order(self, paths, request):
        sort, turn = request.sort, -1 if request.sort.descending else 1
        if sort.key == "path":
            return sorted(paths, reverse=sort.descending)
        if sort.key == "relevance":
            return sorted(
                paths,
                key=lambda path: (
                    turn * self._score(path, request.query),
                    turn * self._seconds(path, missing=turn * float("inf")),
                    path,
                ),
            )
        have = {path: self._sort_key(path, sort) for path in paths}
        missing = sorted(path for path, key in have.items() if key is None)
        present = sorted(path for path, key in have.items() if key is not None)
        present.sort(key=lambda path: have[path], reverse=sort.descending)
        return [*present, *missing]

    def _sort_key(self, path, sort):
        key = sort.key
        summary = self._posts[path].summary
        if key == "date":
            return None if summary.date is None else summary.date.timestamp()
        texts = [summary.title] if key == "title" else values_of(summary.front_matter.get(key))
        if not texts:
            return None
        number = next(iter(_numbers(texts[0])), None)
        if sort.zone:
            moment = parse_date(texts[0], sort.zone)
            return (0, moment.timestamp(), "") if isinstance(moment, datetime) else None
        return (1, 0, texts[0].casefold()) if number is None else (0, number, "")

    def _seconds(self, path, *, missing):
        date = self._posts[path].summary.date
        return missing if date is None else date.timestamp()

    def _score(self, path, query):
        """Score as BM25 does: what a post has of a query, by where, how often and by which rule."""
        match query:
            case And(operands):
                runs = [run for run in _runs(operands) if len(run) > 1]
                typed = [_Typed(" ".join(one.text for one in run), run[0].scope) for run in runs]
                own = sum(
                    max(
                        self._score(path, one),
                        *(self._quality(path, word) for word in self._pairs(query).get(one, ())),
                        0.0,
                    )
                    for one in operands
                )
                return own + sum(
                    self._quality(path, one) + len(one.text.split()) * self._rarity(one)
                    for one in typed
                    if self._documents[path].found(one)
                )
            case Or(operands):
                return sum(self._score(path, one) for one in operands)
            case Word() | ExactWord() | Prefix() | Fuzzy() | Phrase():
                return self._quality(path, query)
            case _:
                return 0.0

    def _quality(self, path, query):
        amount = self._documents[path].amount(query)
        return self._rarity(query) * amount / (amount + 1.5)

    def _rarity(self, query):
        found = sum(bool(one.found(query)) for one in self._documents.values())
        return log(1 + (len(self._documents) - found + 0.5) / (found + 0.5))

    def _pairs(self, query):
        """Return what each word of a query is with its neighbours, if posts have it as one word."""
        joined = {}
        for one, other in pairwise(query.operands):
            both = isinstance(one, Word) and isinstance(other, Word) and one.scope is other.scope
            if both and not (_is_optional(one) or _is_optional(other)):
                surfaces = [_surfaces(word.text) for word in (one, other)]
                for word in _joined_words(surfaces) if all(map(len, surfaces)) else ():
                    keys = set(keys_by_inflection(word))
                    if not _is_made_of(keys, word, surfaces[-1][0]):
                        continue
                    places = (p for d in self._documents.values() for p in d.all_places)
                    if any(keys & place.keys for place in places):
                        made = _Joined(word, one.scope, f"{one.text} {other.text}")
                        for each in (one, other):
                            joined.setdefault(each, []).append(made)
        return joined

    def _hit(self, path, request):
        one = self._documents[path]
        found = {mark for query in self._shown(request.query) for mark in one.found(query)}
        title, body = (
            tuple(sorted({(start, end) for place, start, end, _ in found if place == scope}))
            for scope in (Scope.TITLE, Scope.BODY)
        )
        summary, text = one.post.summary, one.post.text
        if not request.front_matter:
            summary = summary._replace(front_matter={})
        snippet = HighlightedText(text, _disjoint(body))
        return Hit(
            summary,
            self._score(path, request.query),
            _disjoint(title) if request.highlights else (),
            (snippet,) if request.snippets and text else (),
            tuple(self._reasons(one, request.query)) if request.explain else (),
            HighlightedText(text, _disjoint(body) if request.highlights else ())
            if request.text
            else None,
        )

    def _reasons(self, one, query):
        for operand in self._shown(query):
            marks = one.found(operand)
            for scope in (Scope.TITLE, Scope.BODY):
                here = [mark for mark in marks if mark[0] == scope]
                if here:
                    _, start, end, rule = min(here, key=lambda mark: (_RULES.index(mark[3]), mark))
                    source = one.post.summary.title if scope is Scope.TITLE else one.post.text
                    sign = {Prefix: "*", Fuzzy: "~"}.get(type(operand), "")
                    weight = _FIELD_WEIGHT[scope] * WEIGHT[rule]
                    yield Reason(operand.text + sign, scope.value, rule, source[start:end], weight)

    def _shown(self, query):
        """Return the words that are marked, and what two of them make side by side."""
        ands = [query] if isinstance(query, And) else []
        made = [word for one in ands for words in self._pairs(one).values() for word in words]
        return [*_shown(query), *dict.fromkeys(made)]


_RULES = sorted(WEIGHT, key=WEIGHT.get, reverse=True)
_MEAN_LENGTH = {Scope.TITLE: 9, Scope.BODY: 300}
_FIELD_WEIGHT = {Scope.TITLE: 4.0, Scope.BODY: 1.0}


class _Typed(NamedTuple):
    """Words that were typed side by side, and may have other forms than in a phrase."""

    text: str
    scope: Scope


class _Joined(NamedTuple):
    """Two words of a query as the one that they make."""

    word: str
    scope: Scope
    text: str


def _runs(operands):
    """Return the words that are typed side by side, and the names in them."""
    runs = [[]]
    for one in operands:
        if not isinstance(one, Word):
            runs.append([])
        elif runs[-1] and runs[-1][-1].scope is not one.scope:
            runs.append([one])
        else:
            runs[-1].append(one)
    for run in runs:
        yield run
        capitals = "".join(
            "C" if one.text[:1].isupper() else "s" if is_stop_word(fold(one.text)) else "-"
            for one in run
        )
        for name in re.finditer("C[Cs]*C", capitals):
            if len(name.group()) < len(run):
                yield run[name.start() : name.end()]


class _Place:
    """One position of a text: what stands there, and where."""

    def __init__(self, start, end, term):
        self.start = start
        self.end = end
        self.surfaces = term.surfaces
        self.keys = set(term.keys)
        self.parts = set(term.parts)


SHARED_WORD = "word"
_SUBJECT_FIELDS = {"category": ("category", "categories"), "tags": ("tags",), "bron": ("bron",)}
_WEIGHT_OF_FIELD = {"category": 0.4, "tags": 0.6, "bron": 0.1}


def _shared(own, other, rarities):
    """Return what a post has of the subjects of another, each by what it counts."""
    found = {}
    for subject in own.subjects:
        kind, what, _ = subject
        if not other.has_subject(subject):
            continue
        if kind == SHARED_WORD:
            amounts = own.amount_of(what), other.amount_of(what)
            full = [amount / (amount + 1.5) for amount in amounts]
            found[subject] = rarities[subject] * full[0] * full[1]
        else:
            found[subject] = rarities[subject] * _WEIGHT_OF_FIELD[kind]
    return found


def _nearness(one, other):
    dates = [each.summary.date for each in (one, other)]
    if None in dates:
        return 1.0
    month = 30 * 24 * 3600
    return 1 + 0.2 * month / (month + abs((dates[0] - dates[1]).total_seconds()))


class _Document:
    """One post, its title and its text each as a list of places."""

    def __init__(self, post, analysis):
        self.post = post
        self.fields = post.summary.front_matter
        self._analysis = analysis
        self._found = {}
        title, at = decoded_with_places(post.summary.title)
        self.texts = {Scope.TITLE: title, Scope.BODY: post.text}
        self.places = {
            scope: [
                _Place(start, end, term)
                for _, start, end, raw in iter_tokens(text)
                for term in analysis.terms(raw)
            ]
            for scope, text in self.texts.items()
        }
        if at is not None:
            for place in self.places[Scope.TITLE]:
                place.start, place.end = at[place.start], at[place.end]

    def forms(self):
        return [word for places in self.places.values() for one in places for word in one.surfaces]

    @property
    def spelt(self):
        raws = {raw for text in self.texts.values() for *_, raw in iter_tokens(text)}
        return {word for raw in raws for here in words(raw) for word in here}

    @property
    def surfaces(self):
        return {word for places in self.places.values() for one in places for word in one.surfaces}

    @property
    def inflection_keys(self):
        raws = {raw for text in self.texts.values() for *_, raw in iter_tokens(text)}
        return {inflection_key(word) for raw in raws for here in words(raw) for word in here}

    def values(self, field):
        return values_of(self.fields.get(field))

    def found(self, query):
        """Return the marks of a query: scope, start, end, rule."""
        if query not in self._found:
            scopes = [Scope.TITLE, Scope.BODY] if query.scope is Scope.ANYWHERE else [query.scope]
            self._found[query] = {
                (scope, *mark)
                for scope in scopes
                for mark in self._marks(self.places[scope], query, self._analysis)
            }
        return self._found[query]

    @property
    def subjects(self):
        """What tells the subject: words by their keys, parts, and values of some fields."""
        found = {}
        for place in self.all_places:
            if not any(map(is_stop_word, place.surfaces)):
                text = self.texts[Scope.TITLE if place in self.places[Scope.TITLE] else Scope.BODY]
                found.setdefault(frozenset(place.keys), text[place.start : place.end])
                for part in place.parts:
                    found.setdefault(frozenset([part]), part)
        told = {(SHARED_WORD, keys, word) for keys, word in found.items()}
        for of_field, names in _SUBJECT_FIELDS.items():
            told |= {(of_field, text, text) for name in names for text in self.values(name)}
        return told

    def has_subject(self, subject):
        kind, what, _ = subject
        if kind == SHARED_WORD:
            return any(what & (one.keys | one.parts) for one in self.all_places)
        return any(
            what.casefold() == text.casefold()
            for name in _SUBJECT_FIELDS[kind]
            for text in self.values(name)
        )

    def amount_of(self, keys):
        """Return how much of a word there is, as `amount` does of a query."""
        amount = 0.0
        for scope, places in self.places.items():
            length = len(places) / _MEAN_LENGTH[scope]
            of_one = (4 if scope is Scope.TITLE else 1) / (0.4 + 0.6 * length)
            for one in places:
                if keys & one.keys:
                    amount += of_one
                elif keys & one.parts:
                    amount += of_one * WEIGHT["compound"]
        return amount

    @property
    def all_places(self):
        return [place for places in self.places.values() for place in places]

    def amount(self, query):
        """Return how much of a query there is: the title's for four, less in a longer text."""
        amount = 0.0
        for scope, *_, rule in self.found(query):
            length = len(self.places[scope]) / _MEAN_LENGTH[scope]
            amount += _FIELD_WEIGHT[scope] * WEIGHT[rule] / (0.4 + 0.6 * length)
        return amount

    def _marks(self, places, query, analysis):
        match query:
            case Word(text):
                rows = _rows(text, analysis)
                for row in rows:
                    if len(row) == 1:
                        yield from self._word_marks(places, row[0], analysis)
                    else:
                        yield from _row_marks(places, row)
            case _Joined(word):
                keys = set(keys_by_inflection(word))
                yield from self._word_marks(places, (word, keys), analysis)
            case Phrase(text) | _Typed(text):
                as_phrase = isinstance(query, Phrase)
                for row in _rows(text, analysis)[:1]:
                    yield from _row_marks(places, row, as_phrase=as_phrase)
            case _ if _has_exactly(places, others := _surfaces(query.text)[:-1]):
                yield from _surface_marks(places, query, others)

    def _word_marks(self, places, slot, analysis):
        surface, keys = slot
        own = {word for one in places for word in one.surfaces}
        affixed = affix_matches(
            surface,
            ending=lambda end: (word for word in own if word.endswith(end)),
            starting=lambda start: (word for word in own if word.startswith(start)),
            lexicon=analysis.lexicon,
        )
        relatives = set() if is_stop_word(surface) else keys_of_relatives(keys)
        for one in places:
            if surface in one.surfaces:
                yield one.start, one.end, "exact"
            elif keys & one.keys:
                yield one.start, one.end, "inflection"
            elif keys & one.parts:
                yield one.start, one.end, "compound"
            elif relatives & one.keys and are_relatives(keys, one.keys):
                yield one.start, one.end, "action"
            elif set(affixed) & set(one.surfaces) and key_of_other_cut(surface) not in one.parts:
                yield one.start, one.end, "affix"
        for first, second, side_by_side in _halves(surface, analysis):
            yield from _apart_marks(places, first, second, side_by_side=side_by_side)


@lru_cache(1000)
def _halves(word, analysis):
    """Return the keys of the halves of a word, and whether they may only stand side by side."""
    if not word.isalpha() or is_stop_word(word) or len(word) > LONGEST_WORD:
        return []
    found = []
    parts = set(part_keys(word, analysis.lexicon))
    for cut in range(3, len(word) - 2):
        for link in ("", "s", "en", "e"):
            halves = (word[:cut].removesuffix(link), word[cut:])
            if not word[:cut].endswith(link) or any(map(is_stop_word, halves)):
                continue
            keys = [{inflection_key(half)} if half else set() for half in halves]
            if parts and all(each <= parts and each for each in keys):
                found.append((*keys, False))
            elif not parts and min(map(len, halves)) >= 4:
                found.append((*(set(search_keys(half)) for half in halves), True))
    return found


def _apart_marks(places, first, second, *, side_by_side):
    for number, place in enumerate(places):
        after = places[number + 1 : number + 5]
        if after and place.keys & first and after[0].keys & second:
            yield place.start, after[0].end, "apart"
        elif after and not side_by_side and place.keys & second and after[0].keys & PREPOSITIONS:
            far = [one for one in after[1:] if one.keys & first]
            if far:
                yield place.start, far[0].end, "apart"


@lru_cache(1000)
def _rows(text, analysis):
    """Return the readings of a text: rows of (surface, keys)."""
    raws = [raw for *_, raw in iter_tokens(text)]
    places = [place for raw in raws for place in zip(forms(raw), words(raw), strict=True)]
    split = [(surfaces[0], _keys(spelt[0], analysis)) for surfaces, spelt in places]
    rows = [split] if split else []
    if len(raws) == 1 and places:
        surfaces, spelt = places[0]
        joined = zip(surfaces[1:], spelt[1:], strict=True)
        rows += [[(surface, _keys(word, analysis))] for surface, word in joined]
        humps = re.findall("[A-Z]?[^A-Z]+|[A-Z]+$", text.strip())
        if len(humps) > 1 and "".join(humps) == text.strip() and min(map(len, humps)) > 2:
            row = [fold(normalise(hump)) for hump in humps]
            rows.append([(hump, _keys(hump, analysis)) for hump in row])
    return rows


def _keys(word, analysis):
    return {key for term in analysis.terms(word) for key in term.keys}


def _row_marks(places, row, *, as_phrase=True):
    for number, place in enumerate(places):
        for length in _lengths(places[number:], row, as_phrase=as_phrase):
            yield place.start, places[number + length - 1].end, "phrase"


def _lengths(places, row, *, as_phrase):
    """Yield over how many places a row of words can be laid, neighbours apart or as one word."""
    if not row:
        yield 0
        return
    if not places:
        return
    for taken in range(1, len(row) + 1):
        if _fits(places[0], row[:taken], as_phrase=as_phrase):
            for rest in _lengths(places[1:], row[taken:], as_phrase=as_phrase):
                yield 1 + rest


def _fits(place, row, *, as_phrase):
    surfaces = tuple(surface for surface, _ in row)
    if len(row) == 1:
        return (
            surfaces[0] in place.surfaces
            if as_phrase and is_stop_word(surfaces[0])
            else bool(place.keys & row[0][1])
        )
    if any(map(is_stop_word, surfaces)):
        return False
    if sum(map(len, surfaces)) > max(map(len, place.surfaces)) + _LONGEST_ENDING:
        return False
    return bool(place.keys & _joined_keys(surfaces))


@cache
def _joined_keys(surfaces):
    words = _joined_words([[surface] for surface in surfaces])
    return {
        key
        for word in words
        for key in [inflection_key(word)]
        if _is_made_of([key], word, surfaces[-1])
    }


def _is_made_of(keys, word, last):
    """Tell whether keys have more than an ending of the last part of a word."""
    before = word.removesuffix(last)
    rests = [key.removeprefix(before) for key in keys if key.startswith(before)]
    return all(
        word in keys or (len(rest) > 1 and set("aeiouy") & set(rest)) for rest in rests or [""]
    )


def _joined_words(surfaces):
    if any(left[0][-1].isdigit() and right[0][0].isdigit() for left, right in pairwise(surfaces)):
        return []
    spellings = surfaces[0][:1]
    for surface, *_ in surfaces[1:]:
        spellings = [left + link + surface for left in spellings for link in ("", "s", "en", "e")]
    return spellings


def _surface_marks(places, query, others):
    """Yield the marks of an exact word, a prefix or a fuzzy one, with what stands before it."""
    own = {word for one in places for word in one.surfaces}
    last = _surfaces(query.text)[-1:]
    match query:
        case ExactWord():
            fit, rule = own.intersection(last), "exact"
        case Prefix():
            fit, rule = {word for word in own if word.startswith(tuple(last))}, "prefix"
        case _:
            fit, rule = {near for word in last for near in fuzzy_matches(word, own)}, "fuzzy"
    if others and isinstance(query, ExactWord):
        yield from _exact_row_marks(places, [*others, *last])
        return
    yield from ((one.start, one.end, rule) for one in places if fit & set(one.surfaces))


def _exact_row_marks(places, row):
    for number in range(len(places) - len(row) + 1 if row else 0):
        here = places[number : number + len(row)]
        if all(word in one.surfaces for word, one in zip(row, here, strict=True)):
            yield here[0].start, here[-1].end, "phrase"


def _has_exactly(places, row):
    return not row or any(True for _ in _exact_row_marks(places, row))


def _surfaces(text):
    tokens = [forms(raw) for *_, raw in iter_tokens(text)]
    if len(tokens) == 1 and len(tokens[0][0]) > 1:
        return [tokens[0][0][-1]]
    return [place[0] for token in tokens for place in token]


def _has_no_token(query):
    is_anywhere = isinstance(query, Word) and query.scope is Scope.ANYWHERE
    return is_anywhere and not list(iter_tokens(query.text))


def _shown(query):
    """Return the words that are marked: stop words only where nothing else is sought."""
    return [one for one in wanted_terms(query) if not _is_optional(one)] or list(
        wanted_terms(query)
    )


def _is_optional(query):
    surfaces = (
        [here[0] for *_, raw in iter_tokens(query.text) for here in forms(raw)]
        if isinstance(query, Word) and query.scope is Scope.ANYWHERE
        else []
    )
    return bool(surfaces) and all(map(is_stop_word, surfaces))


def _is_like(text, pattern):
    parts = (re.escape(_folded(part)) for part in pattern.split("*"))
    return bool(re.fullmatch(".*".join(parts), _folded(text), re.DOTALL))


def _folded(value):
    return fold(normalise(" ".join(value.split())))


def _numbers(text):
    try:
        if text.lstrip("+-").replace(".", "", 1).isdigit():
            yield float(text)
    except ValueError:
        return


def _disjoint(marks):
    kept = []
    for start, end in marks:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
