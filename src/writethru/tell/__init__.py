"""What there is to what is told: ranking, glosses, the brief, the timeline."""
