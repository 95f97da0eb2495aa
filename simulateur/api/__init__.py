"""The public JSON API: the same answers, the same `Estimation` as the pages."""
