"""Several doctors (section 9): one collective contract, individual ones, and the mixes of both."""
