from django.apps import AppConfig


class SimulateurConfig(AppConfig):
    name = "simulateur"
    verbose_name = "Simulateur"

    def ready(self) -> None:
        from django.core import checks

        from eligibility import accompagnement, selectors
        from eligibility.documents import registre
        from simulateur.cas import attente, corpus, garde
        from simulateur.mentions import editeur
        from simulateur.plateforme import metriques

        registre.declarer_partie("exemples", corpus.exemples)
        du_site = accompagnement.du_site
        du_site.garder = garde.refuser_les_ecarts
        du_site.suivre = attente.suivre
        du_site.copier = attente.copier
        du_site.completer = attente.renommer_les_exemples
        du_site.empreinte = attente.empreinte
        selectors.TEMOINS.append(metriques.noter_les_tables)
        # Ici et non avec la fonction : les adresses ne se lisent qu'une fois la liste des contrôles faite.
        checks.register(editeur.mentions_incompletes, "mentions", deploy=True)
