"""Alembic environment of schema `jobs`."""
