"""Import and export of posts, with a module for each format."""
