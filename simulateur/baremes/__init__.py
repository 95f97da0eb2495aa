"""What the site computes with, in public: the published tables, their sources, and what changed."""
