"""Dutch: tokens, folding, inflection, compounds, dates in words. Pure functions."""
