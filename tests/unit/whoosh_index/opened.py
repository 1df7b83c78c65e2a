"""Runs of words as a commit opens them."""

from newsctl.whoosh_index.formats.open_files import OpenFiles, sealed


def opened(place, runs):
    """Open the files of runs, each page with its checksum."""
    sizes = {run.name: run.sorted_size for run in runs}
    names = [name for run in runs for name in run.names]
    return OpenFiles(place, {name: sealed(place, name, sizes.get(name)) for name in names})
