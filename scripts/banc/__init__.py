"""Les mesures du site : `make bench`."""
