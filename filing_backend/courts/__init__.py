"""The gateway port and one module per court system."""
