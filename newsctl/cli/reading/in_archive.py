"""The archive that a command is about, with its settings and its journal."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.cli.reading.surroundings import Surroundings
from newsctl.cli.reading.variables import ARCHIVE, DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.settings import Settings
    from newsctl.core.settings.shown import Setting
    from newsctl.front_matter.archive.finding import FoundArchive
    from newsctl.front_matter.archive.generators import Site


class InArchive(Surroundings):
    """The archive that a command is about."""

    @cached_property
    def found(self) -> FoundArchive:
        """The archive, and the rule by which it was found. Raises ArchiveError if there is none."""
        option, variable = self.archive_option, self.env.get(ARCHIVE)
        if self.head_start and (found := self.head_start.archive_by(option, variable)):
            return found
        from newsctl.front_matter.archive.finding import find_archive

        named = Path(option or variable or "")
        cwd = named if named.is_absolute() else self.cwd
        return find_archive(option=option, variable=variable, cwd=cwd)

    @cached_property
    def root_and_settings(self) -> tuple[Path, Settings]:
        """The archive's folder and its settings. Raises ArchiveError if there is none."""
        return self.found.root, self.found.settings

    @property
    def guess(self) -> FoundArchive | None:
        """The archive, if it has been found and was only guessed."""
        found: FoundArchive | None = self.__dict__.get("found")  # which is looked for when needed
        return found if found and found.is_guessed else None

    @property
    def root(self) -> Path:
        """The archive's absolute folder."""
        return self.root_and_settings[0]

    @property
    def settings(self) -> Settings:
        """The archive's settings."""
        return self.root_and_settings[1]

    @property
    def site(self) -> Site | None:
        """The site of the archive; None if it has none."""
        from newsctl.front_matter.archive.sites import site_at

        return site_at(self.root)

    @property
    def settings_in_force(self) -> Sequence[Setting]:
        """Every setting of the archive, and where it comes from."""
        from newsctl.front_matter.archive.archive_settings import settings_in_force

        return settings_in_force(self.root)

    @cached_property
    def journal(self) -> Path:
        """The folder with the archive's undoable changes."""
        from newsctl.storage.kept_folders import data_folder_of
        from newsctl.storage.private_folders import refuse_within

        data = refuse_within(self.data, self.root, variable=DATA)
        return data_folder_of(data / "journals", self.root, is_moved=self._has_files_of)

    def _has_files_of(self, journal: Path) -> bool:
        from newsctl.front_matter.writing.journal import has_changes_in

        if has_changes_in(journal, self.root):
            return True
        from newsctl.storage.revisions import RECORD_OF_CHANGES, has_files_of

        return has_files_of(journal / RECORD_OF_CHANGES, self.root)

    @property
    def other_journals(self) -> Sequence[tuple[Path, Path]]:
        """Other archives with journals, for a hint if this one has no changes."""
        from newsctl.front_matter.writing.journal import other_journals

        return other_journals(self.journal, self.root, self.cwd)

    @property
    def is_change_unfinished(self) -> bool:
        """Whether a change was interrupted, and none is being made now."""
        from newsctl.front_matter.writing.unfinished import was_stopped

        return was_stopped(self.journal, self.root, self.lock)

    @property
    def lock(self) -> Path:
        """The file that is locked during a change if the archive's folder cannot be."""
        return self.journal.parent.parent / "locks" / self.journal.name
