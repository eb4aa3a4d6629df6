"""The words of deeds."""
