"""Where enrichment runs: this process, or this machine's cores."""
