"""The file formats of an index: one module each, with layout, writer and reader."""
