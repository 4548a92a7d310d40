"""The `lian` command and the wiring of the parts."""
