"""FastAPI routers of the backend."""
