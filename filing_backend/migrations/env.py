"""Alembic's entry for schema `filing`."""

from infra.alembic_env import run

run(schema="filing")
