"""Questions to an archive as a whole: counts through time, words that mark, words in context."""
