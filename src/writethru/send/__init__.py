"""What goes out by itself: mail through the server that the settings name, and posts to webhooks."""
