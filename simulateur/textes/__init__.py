"""Words for the codes of the rules: content tables, and the few lines that fill them with figures."""
