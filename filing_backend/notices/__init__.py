"""Status messages and reminders."""
