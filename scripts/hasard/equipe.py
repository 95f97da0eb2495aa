"""Un processus de l'équipe : rien ne s'importe du site avant que ses réglages soient là."""

from collections import Counter


def porter_beaucoup(graine: int, combien: int) -> tuple[int, int]:
    """Au moins `combien` demandes, renvois suivis compris : leur nombre, et celui des fautes."""
    from simulateur.wsgi import application  # isort: skip - les réglages d'abord
    from eligibility import selectors

    from .demandes import demandes
    from .sans_reseau import juger

    portees, fautes = 0, Counter()
    for demande in demandes(selectors.tables().referentiel, graine):
        en_plus, vue = juger(application, demande)
        portees += en_plus
        if vue:
            fautes[vue] += 1
            print(f"  {vue} : {demande}"[:600], flush=True)
        if portees >= combien:
            return portees, fautes.total()
    raise AssertionError("les demandes sont sans fin")
