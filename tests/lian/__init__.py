"""Tests of the `lian` command."""
