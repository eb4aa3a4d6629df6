"""Measures what docs/measured.md says; run with ``make bench``."""
