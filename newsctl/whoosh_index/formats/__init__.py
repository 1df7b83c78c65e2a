"""The files of an index beside its segments: a module a structure, layout, writer and reader."""
