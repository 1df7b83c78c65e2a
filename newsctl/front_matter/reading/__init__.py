"""Bytes to a post: its header in YAML, TOML or JSON, and its body."""
