"""What commands about posts share."""
