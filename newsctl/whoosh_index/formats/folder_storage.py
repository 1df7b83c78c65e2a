"""A folder as Whoosh knows it. Loads Whoosh."""

from __future__ import annotations

from pathlib import Path

from whoosh.filedb.filestore import FileStorage


class FolderStorage(FileStorage):
    """Whoosh's own, but for the folder within it where columns grow."""

    def temp_storage(self, name: str | None = None) -> FileStorage:
        """Make a folder, or take the one that is there.

        Whoosh's own meets an error then, and keeps what that was met in: with it all that was
        taken in for a segment, 300 MB, until the garbage collector looks.
        """
        if name is None:
            return super().temp_storage()
        folder = Path(self.folder, name)
        folder.mkdir(mode=0o700, exist_ok=True)
        return FileStorage(str(folder))
