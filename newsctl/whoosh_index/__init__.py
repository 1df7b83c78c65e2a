"""The full-text index: the only package that knows Whoosh."""
