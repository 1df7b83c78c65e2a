"""Data that newsctl stores outside of archives: private folders, and files with verified pages."""
