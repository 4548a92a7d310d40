"""Answers + form → DOCX, PDF, bundle, packet, digest."""
