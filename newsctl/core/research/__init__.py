"""Questions about an archive as a whole: counts over time, keywords, words in context."""
