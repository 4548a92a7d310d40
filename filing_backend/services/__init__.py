"""What the backend does, one module per act; services take a desk and never commit."""
