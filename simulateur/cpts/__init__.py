"""What a CPTS shows of its own beside a result, who writes it, and how many results its link opened."""
