"""The rules that a post is held to: small functions, one family to a module."""
