"""The words of the options side by side."""

from simulateur.textes.ecriture import typographie, typographier

# What an objective asks, in a cell of the table. {patients}: to gain; {indicateur}: by its short name.
A_GAGNER = typographie("+ {patients} de {indicateur}")
A_GARDER = typographie("garder votre patientèle")
A_DEMANDER = typographie("à demander")
INDICATEURS = typographier({"pmt": "PMT", "fa": "file active"})
ANNEE = typographie("Année {annee}")
ANNEE_AU_PLUS = typographie("Année {annee}, au plus")
TOTAL = typographie("Total à venir")
TOTAL_AU_PLUS = typographie("Total à venir, au plus")
TOTAL_DES_ANNEES = typographie("Total, au plus")
SANS_MAJORATION = typographie("sans majoration")
ENGAGEMENT = typographie("Patients à gagner")
RESTE = typographie("Reste à payer, aide déduite")
SANS_MONTANT = "–"
