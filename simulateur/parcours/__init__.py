"""The four steps: questions, one at a time, and the verdict that forms meanwhile."""
