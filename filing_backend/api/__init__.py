"""The backend's HTTP interface; it never faces the public."""
