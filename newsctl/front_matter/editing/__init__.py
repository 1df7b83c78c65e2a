"""Writing of front matter: new posts, and edits that change no other byte."""
