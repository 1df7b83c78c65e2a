"""The Dutch language: tokens, folding, inflection, compounds, words for dates. Pure functions."""
