"""What newsctl keeps outside of archives: private folders, and files whose pages are checked."""
