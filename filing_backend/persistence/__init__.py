"""Tables of schema `filing` and every query on them."""
