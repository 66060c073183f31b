"""What readers do, and what the house does for them."""
