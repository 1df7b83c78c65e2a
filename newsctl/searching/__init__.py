"""Evaluation of queries: from a query to a page of hits."""
