"""Queries: their syntax tree, lexer and parser, and their conversion back to text."""
