"""Les pages qu'un site public doit : qui le publie, ce qu'il garde, ce qui est accessible, son plan."""
