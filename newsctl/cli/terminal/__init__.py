"""Talking with a person: questions, choices, notices, the pager."""
