"""`newsctl serve`: an archive as web pages for browsers on this machine."""
