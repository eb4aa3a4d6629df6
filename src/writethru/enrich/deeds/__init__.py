"""What one did to another, wants of another or promised another: the parts of the events layer."""
