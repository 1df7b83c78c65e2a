"""Runs of words as a commit opens them."""

from newsctl.whoosh_index.formats.directory import CheckedFiles, write_checksums


def opened(directory, runs):
    """Open the files of runs, each page with its checksum, and return how one gets them."""
    checksums = {run.name: write_checksums(directory, run.name, run.end) for run in runs}
    return CheckedFiles(directory, checksums).pages
