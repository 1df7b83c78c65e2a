"""An archive to measure with: any number of posts, in a language that looks like Dutch."""
