"""What bot and backend both stand on, and that knows no court."""
