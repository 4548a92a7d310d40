"""Alembic's entry for schema `jobs`."""

from infra.alembic_env import run

run(schema="jobs")
