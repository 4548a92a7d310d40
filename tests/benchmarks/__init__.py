"""Measurements, run by hand; each says its machine, number and command."""
