"""Courts behind one port; one module per court system."""
