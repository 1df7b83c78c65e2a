"""Rendering of results as text: tables, CSV, JSON, templates. Only this package imports Rich."""
