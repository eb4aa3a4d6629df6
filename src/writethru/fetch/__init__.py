"""Copy over the network and from dropped files: polite, bounded, and nothing private reached."""
