"""Front matter written: new posts, and edits that change what was asked and not one byte more."""
