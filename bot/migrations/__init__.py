"""Alembic environment of schema `bot`."""
