"""The repository: post files on disk, their front matter and body, and safe writing."""
