"""`newsctl serve`: an archive as pages for a browser on this machine."""
