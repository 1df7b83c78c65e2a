"""Rules about single characters: wrongly decoded, lost, or invisible.

Text that was decoded as Windows-1252 although it was UTF-8 shows as *coÃ¶peratie*, *Ã©Ã©n*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Fix, Fixable
from newsctl.markup.text import text_of_body
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.flaws import FlawSpan, flaws_in
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.validation.flaws import Flaws
    from newsctl.validation.subject import Subject


MARKS = ("Ã", "Â", "â€", "â‚", "â„", "ðŸ", "ï»¿", "ï¿½", "Å", "Ä")
_FOLLOWING = "".join(
    bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0)
)
_SEQUENCE = re.compile(rf"(?:[ÂÃÄÅâïð][{re.escape(_FOLLOWING)}]{{1,3}}){{1,20}}")
_MOST_LAYERS = 4
_EXPECTED = re.compile("[\0-\u024f\u2000-\u2bff\ufe0f\U0001f000-\U0001faff]*")
"""Latin letters, punctuation, symbols and emoji. Letters of other scripts may come of text that is
as it should be: *ß€* would be a digit of N'Ko."""


def find_mojibake(text: str) -> list[FlawSpan]:
    """Return wrongly decoded characters, with the originals if these are certain.

    They are certain if decoding them wrongly gives the same characters.
    """
    return [
        FlawSpan(found.start(), found.end(), right if _is_certain(found[0], right) else None)
        for found in _SEQUENCE.finditer(text)
        if (right := _decoded(found[0])) != found[0]
    ]


def _decoded(sequence: str) -> str:
    # 80 ms to load, for text that most archives do not have
    from ftfy import fix_encoding  # noqa: PLC0415

    return fix_encoding(sequence)


def _is_certain(wrong: str, right: str) -> bool:
    """Tell whether wrong decoding, at most a few times over, turns one text into the other."""
    if not _EXPECTED.fullmatch(right):
        return False
    for _layer in range(_MOST_LAYERS):
        right = right.encode().decode("sloppy-windows-1252")  # a codec that ftfy registers
        if right == wrong:
            return True
    return False


_WITHOUT_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_SOFT_HYPHEN = "\u00ad"
_NOT_LATIN = r"[^\0-\u02ff\u2000-\u206f]"
_LOST = "\ufffd"
_ON_ENCODINGS = re.compile(
    r"\b(?:utf-?8|iso-8859|latin-?1|windows-1252|cp-?1252|unicode|mojibake|charset"
    r"|(?:teken|karakter)?codering(?:en)?|encoding|(?:teken|karakter)sets?)\b",
    re.IGNORECASE,
)
"""What a post is about that may show such letters on purpose."""


def has_other_letters(subject: Subject) -> bool:
    """Tell whether there is any character outside of ASCII, as all of these are."""
    return not subject.is_ascii


def check_mojibake(subject: Subject) -> Iterator[Finding]:
    """Find letters that were decoded wrongly, and say what they were."""
    if flaws := flaws_in(subject, MARKS, find_mojibake):
        wrong, right, position = flaws.first
        says = _(
            "{wrong} is text that was decoded wrongly{and_more}.",
            wrong=wrong,
            and_more=_and_more(flaws),
        )
        hint = _("Write {right} instead.", right=right) if right else None
        safe = not _ON_ENCODINGS.search(subject.body)
        fix = Fix(flaws.repairs, safe=safe) if flaws.repairs else None
        yield Finding(says, position, hint, fix)


def check_lost(subject: Subject) -> Iterator[Finding]:
    """Find letters in whose place a replacement character stands."""
    if flaws := flaws_in(subject, _LOST, _find_lost):
        yield Finding(
            _("A letter was lost{and_more}.", and_more=_and_more(flaws)), flaws.first.position
        )


def check_without_width(subject: Subject) -> Iterator[Finding]:
    """Find characters that take no room between letters that need none of them."""
    yield from _check_unseen(subject, _WITHOUT_WIDTH, _("a character without width"), safe=True)


def check_soft_hyphen(subject: Subject) -> Iterator[Finding]:
    """Find hyphens that show at the end of a line only."""
    yield from _check_unseen(subject, _SOFT_HYPHEN, _("a soft hyphen"), safe=False)


def _check_unseen(subject: Subject, signs: str, name: str, *, safe: bool) -> Iterator[Finding]:
    if flaws := flaws_in(subject, signs, lambda text: _find_unseen(text, signs)):
        code = f"U+{ord(flaws.first.wrong[0]):04X}"
        says = _(
            "There is {name} ({code}){and_more}.", name=name, code=code, and_more=_and_more(flaws)
        )
        if _is_read_alike(subject.body, signs):
            fix = Fix(flaws.repairs, safe=safe)
            yield Finding(says, flaws.first.position, _("Leave it out."), fix)
        else:
            hint = _("Without it, text would become markup: escape that first.")
            yield Finding(says, flaws.first.position, hint)


def _is_read_alike(body: str, signs: str) -> bool:
    """Tell whether a body displays the same without these characters."""
    bare = body
    for sign in signs:
        bare = bare.replace(sign, "")
    return bare == body or _shown(bare, signs) == _shown(body, signs)


def _shown(body: str, signs: str) -> str:
    return text_of_body(body).translate(dict.fromkeys(map(ord, signs)))


def _find_unseen(text: str, signs: str) -> list[FlawSpan]:
    """Find these characters, except in other scripts or between emoji, which need them.

    Those in a wrongly decoded character are reported as that only.
    """
    between_latin = re.compile(f"(?<!{_NOT_LATIN})[{signs}]+(?!{_NOT_LATIN}|[{signs}])")
    decoded = find_mojibake(text) if any(map(text.__contains__, MARKS)) else ()
    return [
        FlawSpan(found.start(), found.end(), "")
        for found in between_latin.finditer(text)
        if not any(span.start <= found.start() < span.end for span in decoded)
    ]


def _find_lost(text: str) -> list[FlawSpan]:
    return [FlawSpan(at, at + 1, None) for at, sign in enumerate(text) if sign == _LOST]


def _and_more(flaws: Flaws) -> str:
    return _(", and {total} more", total=flaws.total - 1) if flaws.total > 1 else ""


RULES = (
    PostRule(
        id="body-mojibake",
        what="Text was decoded wrongly: coÃ¶peratie for coöperatie.",
        why="It was UTF-8 and was read as Windows-1252. Nobody finds the word, and every save can "
        "make it worse. It is mended where the way back is exact; code is not looked at.",
        bad=post(TITLE, DATE, body="<p>De coÃ¶peratie heeft zon.</p>"),
        good=post(TITLE, DATE, body="<p>De coöperatie heeft zon.</p>"),
        fixable=Fixable.SAFE,
        only_if=has_other_letters,
        check=check_mojibake,
    ),
    PostRule(
        id="body-lost-letter",
        what="A replacement character (U+FFFD) stands where a letter was.",
        why="A program could not decode the letter and wrote that it could not. What it was, only "
        "the source can tell.",
        bad=post(TITLE, DATE, body="<p>De co\ufffdperatie heeft zon.</p>"),
        good=post(TITLE, DATE, body="<p>De coöperatie heeft zon.</p>"),
        only_if=has_other_letters,
        check=check_lost,
    ),
    PostRule(
        id="body-zero-width",
        habit=True,
        what="There is a character without width between Latin letters.",
        why="Nobody sees it, and the word with it in it is another one to every search. Joiners of "
        "emoji and of other scripts are well.",
        bad=post(TITLE, DATE, body="<p>De zon\u200bnebloem.</p>"),
        good=post(TITLE, DATE, body="<p>De zonnebloem.</p>"),
        fixable=Fixable.SAFE,
        only_if=has_other_letters,
        check=check_without_width,
    ),
    PostRule(
        id="body-soft-hyphen",
        habit=True,
        what="There is a soft hyphen, which shows only where a line ends.",
        why="newsctl looks through it, but other searches do not find the word. It came along with "
        "copied text, or is meant to break a long word.",
        bad=post(TITLE, DATE, body="<p>De zonne\u00adbloem.</p>"),
        good=CLEAN,
        fixable=Fixable.UNSAFE,
        only_if=has_other_letters,
        check=check_soft_hyphen,
    ),
)
