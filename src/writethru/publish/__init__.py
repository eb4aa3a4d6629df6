"""What is told to what leaves the desk: site, Markdown, JSON, exports, and the one check of rights."""
