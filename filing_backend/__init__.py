"""filing_backend."""
