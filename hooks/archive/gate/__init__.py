"""The gate between a built site and its readers: what was built is read back, and only what is whole goes out."""
