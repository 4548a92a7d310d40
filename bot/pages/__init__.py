"""H5 pages under /h/*: upload, signature, preview, large type."""
