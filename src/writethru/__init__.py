"""Writethru follows running stories."""
