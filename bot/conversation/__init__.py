"""The turn's transaction and the repair patterns."""
