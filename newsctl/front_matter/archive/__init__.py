"""Archives and their sites: finding them, their settings, and which files are posts."""
