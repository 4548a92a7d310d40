"""Clerk's and supervisor's web console."""
