"""Validating posts and repairing them."""
