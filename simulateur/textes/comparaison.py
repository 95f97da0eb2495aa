"""The words of the options side by side."""

from simulateur.textes.ecriture import typographie, typographier

# What an objective asks, in a cell of the table. {patients}: to gain; {indicateur}: by its short name.
A_GAGNER = typographie("+ {patients} de {indicateur}")
A_GARDER = typographie("garder votre patientèle")
A_DEMANDER = typographie("à demander")
INDICATEURS = typographier({"pmt": "PMT", "fa": "file active"})
ANNEE = typographie("Année {annee}")
TOTAL = typographie("Total à venir")
TOTAL_DES_ANNEES = "Total"
SUR_ANNEES = typographie("sur {annees} ans")
SANS_MAJORATION = typographie("sans majoration")
ENGAGEMENT = typographie("Patients à gagner")
RESTE = typographie("Reste à payer estimé")
SANS_MONTANT = "–"
_MONTANTS = typographie("Montants de {options}.")
_MONTANTS_DES_ANNEES = typographie("Montants de {options}, {annees}.")


def montants(options: list[str], annees: str) -> str:
    """The amounts that a mark is about; `annees`: which ones, empty for all."""
    *debut, derniere = options
    ensemble = f"{', '.join(debut)} et {derniere}" if debut else derniere
    if not annees:
        return _MONTANTS.format(options=ensemble)
    mot = "année" if annees.isdigit() else "années"
    return _MONTANTS_DES_ANNEES.format(options=ensemble, annees=f"{mot} {annees}")
