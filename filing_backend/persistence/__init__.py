"""SQLAlchemy tables and repositories; every query lives here."""
