"""Alembic environment of schema `filing`."""
