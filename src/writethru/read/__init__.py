"""Bytes to takes: one module a format; ``detect.read`` is the way in."""
