"""The domain: posts, queries, use cases, ports. Standard library only, and no I/O."""
