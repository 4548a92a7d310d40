"""`lian bench`: what this machine can do, measured over HTTP from another process."""

from __future__ import annotations

from lian.bench.command import app

__all__ = ["app"]
