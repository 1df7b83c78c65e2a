"""How well a search finds what a Dutch reader expects, beside other analyses of Dutch."""
