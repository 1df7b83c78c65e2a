"""`newsctl browse`: an archive on a full screen."""
