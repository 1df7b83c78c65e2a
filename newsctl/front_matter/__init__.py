"""The repository: post files on disk, their YAML header, their body as text, safe writing."""
