"""Checking posts and repairing them."""
