"""What may be asked of posts, and how it is written: text to tokens to a query, and back."""
