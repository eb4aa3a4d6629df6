"""Bytes to takes: one module a format."""
