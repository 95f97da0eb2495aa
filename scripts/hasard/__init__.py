"""Des demandes au hasard, et ce que le site n'a pas le droit d'y répondre."""
