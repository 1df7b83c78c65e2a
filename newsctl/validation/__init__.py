"""The validation rules: small functions, with a module for each family."""
