"""The backend's tasks; their names are what services defer by."""
