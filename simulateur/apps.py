from django.apps import AppConfig


class SimulateurConfig(AppConfig):
    name = "simulateur"
    verbose_name = "Simulateur"

    def ready(self) -> None:
        from eligibility import accompagnement, cycle
        from eligibility.documents import registre
        from simulateur.cas import attente, corpus, garde

        registre.declarer_partie("exemples", corpus.exemples)
        cycle.GARDES.append(garde.refuser_les_ecarts)
        cycle.SUITES.append(attente.suivre)
        cycle.COPIES.append(attente.copier)
        accompagnement.CLICHES.append(attente.renommer_les_exemples)
        accompagnement.LECTURES.append(attente.empreinte)
