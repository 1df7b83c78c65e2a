"""An archive as a whole: its ports, its answers, and settings derived from its posts."""
