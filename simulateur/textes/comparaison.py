"""The words of the options side by side."""

from simulateur.textes.ecriture import typographie, typographier

# What an objective asks, in a cell of the table. {patients}: to gain; {indicateur}: by its short name.
A_GAGNER = typographie("+ {patients} de {indicateur}")
A_GARDER = typographie("garder votre patientèle")
A_DEMANDER = typographie("à demander à la CPAM")
INDICATEURS = typographier({"pmt": "PMT", "fa": "file active"})
TOTAL = typographie("Total des années à venir")
ENGAGEMENT = typographie("Patients à gagner")
RESTE = typographie("Reste à payer sur ces années, aide déduite")
SANS_MONTANT = "–"
