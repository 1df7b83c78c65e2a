"""Typed results to text: tables, csv, json, templates. The only package that knows Rich."""
