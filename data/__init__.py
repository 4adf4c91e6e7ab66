"""The measured points, and what refits them."""
