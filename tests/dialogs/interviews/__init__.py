"""Tests of the interviews as written."""
