"""The simulator in a page of another site: `/embed/`, and `/integration/` that explains how."""
