"""What segments hold, read without Whoosh."""
