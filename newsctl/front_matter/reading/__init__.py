"""Parsing of posts: front matter in YAML, TOML or JSON, and the body."""
