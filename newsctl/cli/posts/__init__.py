"""Steps that commands about posts share."""
