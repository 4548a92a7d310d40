"""Tests of courts."""
