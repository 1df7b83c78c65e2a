"""Benchmarks of newsctl against named peers: each package below is one, run with `python -m`."""
