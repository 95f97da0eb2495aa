"""Several doctors: individual contracts against the collective one."""
