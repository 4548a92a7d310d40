"""Alembic's entry for schema `bot`."""

from infra.alembic_env import run

run(schema="bot")
