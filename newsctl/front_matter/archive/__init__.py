"""What an archive and its site are: found, with settings, and the files in it that are posts."""
