"""Building segments from posts."""

from newsctl.start_up import put_off

put_off(
    (
        "decimal:Decimal",  # of numeric fields, of which there is none
        "hashlib:md5",  # OpenSSL; terms are hashed by CRC-32
        "whoosh.analysis:entoken unstopped",
        "whoosh.automata.lev",
        "whoosh.support.levenshtein:distance",
    )
)
