"""Which block is body, and which is furniture."""
