"""What makes the pictures and checks the examples of the documentation."""
