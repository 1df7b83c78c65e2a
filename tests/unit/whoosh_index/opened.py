"""Runs of words as a commit opens them."""

from newsctl.whoosh_index.formats.directory import CheckedFiles, write_checksums


def opened(directory, runs):
    """Open some files, each page with its checksum, and return how one gets them."""
    checksums = {name: write_checksums(directory, name) for name in runs}
    return CheckedFiles(directory, checksums).pages
