"""Tasks of the filing queue."""
