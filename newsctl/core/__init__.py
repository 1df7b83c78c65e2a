"""What an archive is: posts, queries, hits, problems. Standard library only, and no I/O."""
