"""The guide: short, sourced, dated answers, opened where a doctor needs them."""
