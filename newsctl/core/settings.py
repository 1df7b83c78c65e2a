"""The settings of an archive, with the defaults that hold where `newsctl.toml` says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """What an archive can say about itself. Globs are relative to its folder."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    drafts: bool = False
    undated: bool | None = None
    without_front_matter: bool = False
    time_zone: str = "Europe/Amsterdam"
    date_field: str = "date"
    required: tuple[str, ...] = ()
    queries: dict[str, str] = field(default_factory=dict)
