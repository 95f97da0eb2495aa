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
