"""Le contenu de `/style/` : des situations vraisemblables, inventées pour l'occasion."""

from django import forms
from django.utils.html import format_html

from simulateur.accueil.demonstration_graphiques import ANNEES_1_ETP, graphiques, somme
from simulateur.textes.ecriture import nombre


def choix(libelle: str, precision: str) -> str:
    return format_html('{} <span class="precision">{}</span>', libelle, precision)


class Demonstration(forms.Form):
    """Une question de chaque sorte, avec les attributs que lit `composants/question.html`."""

    use_required_attribute = False

    specialite = forms.ChoiceField(
        label="Quelle est votre spécialité ?",
        choices=[
            ("medecine-generale", "Médecine générale"),
            ("cardiologie", "Cardiologie et maladies vasculaires"),
            ("orl", "Oto-rhino-laryngologie (ORL)"),
        ],
    )
    secteur = forms.ChoiceField(
        label="Dans quel secteur exercez-vous ?",
        error_messages={"required": "Choisissez votre secteur."},
        choices=[
            ("1", choix("Secteur 1", "vous appliquez les tarifs de la convention")),
            ("2-optam", choix("Secteur 2 avec Optam", "vous modérez vos dépassements")),
            ("2", choix("Secteur 2 sans Optam", "vos honoraires sont libres")),
            ("non-conventionne", choix("Non conventionné", "")),
        ],
        widget=forms.RadioSelect,
    )
    nouvel_installe = forms.ChoiceField(
        label="Venez-vous de vous installer ?",
        help_text="Repère : moins de 12 mois, à confirmer avec votre CPAM.",
        choices=[("oui", "Oui"), ("non", "Non")],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(
        label="Exercez-vous en zone d’intervention prioritaire ?",
        choices=[("zip", "Oui"), ("hors-zip", "Non"), ("inconnue", "Je ne sais pas")],
        widget=forms.RadioSelect,
    )
    situations = forms.MultipleChoiceField(
        label="Qu’est-ce qui vous concerne ?",
        help_text="Cochez tout ce qui est vrai. Rien à cocher ? Continuez.",
        choices=[
            ("handicap", "Une situation de handicap"),
            ("maladie-chronique", "Une maladie chronique"),
            ("activite-mixte", choix("Une activité mixte", "libérale et en partie salariée")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    pmt = forms.IntegerField(
        label="Combien de patients vous ont déclaré comme médecin traitant ?",
        help_text="Adultes et enfants.",
        error_messages={
            "invalid": "Indiquez un nombre entier de patients, par exemple 1\u202f300."
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    date_signature = forms.DateField(
        label="Quand signeriez-vous le contrat ?",
        help_text="Par exemple 01/12/2026.",
        error_messages={
            "invalid": "Cette date n’existe pas. Indiquez jour, mois, année : 01/12/2026."
        },
        widget=forms.DateInput(attrs={"class": "court", "autocomplete": "off"}),
    )
    date_65 = forms.CharField(
        label="En quel mois aurez-vous 65 ans ?",
        help_text="Par exemple 05/2028.",
        widget=forms.TextInput(attrs={"class": "court", "autocomplete": "off"}),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        champs = self.fields
        champs["secteur"].pourquoi = (
            "L’aide est réservée au secteur 1 et au secteur 2 avec Optam, l’option par laquelle "
            "vous vous engagez à modérer vos dépassements."
        )
        champs["nouvel_installe"].presentation = "en-ligne"
        champs["zone"].presentation = "en-ligne"
        champs["pmt"].suffixe = "patients"
        champs["date_65"].facultatif = True


REPONSES_FAUTIVES = {
    "specialite": "medecine-generale",
    "nouvel_installe": "non",
    "zone": "inconnue",
    "situations": ["handicap"],
    "pmt": "mille trois cents",
    "date_signature": "31/02/2027",
}

ETAPES = [
    {"titre": "Profil", "etat": "faite", "url": "#etapes"},
    {"titre": "Patientèle", "etat": "courante"},
    {"titre": "Option", "etat": "a_venir"},
    {"titre": "Résultats", "etat": "a_venir"},
]


def _option(libelle: str, valeur: str, precision: str, montants: list[int], **reste) -> dict:
    return {
        "libelle": libelle,
        "valeur": valeur,
        "precision": precision,
        "annees": [
            {"libelle": f"Année {rang}", "montant": somme(montant)}
            for rang, montant in enumerate(montants, start=1)
        ],
        "total": somme(sum(montants)),
        "ouverte": True,
        "cochee": False,
        "manques": [],
    } | reste


OPTIONS = [
    _option("0,5 ETP", "0.5", "un mi-temps", [19_000, 14_000, 11_000, 11_000, 11_000]),
    _option("1 ETP", "1", "un temps plein", ANNEES_1_ETP, cochee=True),
    _option(
        "1,5 ETP",
        "1.5",
        "à partir de la troisième année",
        [33_000, 33_000, 33_000],
        ouverte=False,
        manques=["un contrat de 1 ETP en cours", "une zone d’intervention prioritaire"],
    ),
]


CRITERES = [
    {
        "titre": "Secteur conventionnel",
        "etat": "ok",
        "explication": "Vous exercez en secteur 1.",
        "source": "ameli.fr, « Les assistants médicaux »",
        "lien": "https://www.ameli.fr/medecin/exercice-liberal/vie-cabinet/"
        "aides-financieres/aide-emploi-assistants-medicaux",
        "fiabilite": "officiel",
    },
    {
        "titre": "Activité minimale",
        "etat": "bloquant",
        "distance": "Il vous manque 35 patients médecin traitant.",
        "explication": "Vous en suivez 740. Le 30e percentile de votre spécialité est à 775 : "
        "30 % des généralistes en suivent moins.",
        "source": "PAPS Martinique, 18 novembre 2024",
        "lien": "",
        "fiabilite": "secondaire",
    },
    {
        "titre": "Situation particulière",
        "etat": "a_verifier",
        "explication": "Votre activité est mixte : la CPAM adapte le contrat.",
        "changerait": "Demandez-lui quel seuil elle retient pour vous.",
        "source": "ameli.fr, « Les assistants médicaux »",
        "lien": "",
        "fiabilite": "officiel",
    },
]

TRACE = [
    {
        "etape": "Tranche",
        "formule": f"775 ≤ {nombre(1000)} < {nombre(1045)}",
        "valeur": "P30 à P50",
        "source": "PAPS Martinique",
        "lien": "",
        "fiabilite": "secondaire",
    },
    {
        "etape": "Montant maximal, année 1",
        "formule": "1 ETP, barème du 25 février 2026",
        "valeur": somme(38_000),
        "source": "ameli.fr, juin 2024",
        "lien": "",
        "fiabilite": "officiel",
    },
    {
        "etape": "Taux d’atteinte, année 3",
        "formule": "150 patients gagnés ÷ 200 à gagner",
        "valeur": "75 %",
        "source": "notre lecture",
        "lien": "",
        "fiabilite": "hypothese",
    },
    {
        "etape": "Objectif de la tranche",
        "formule": "annexe 10, non publiée",
        "valeur": "case vide",
        "source": "convention 2024-2029",
        "lien": "",
        "fiabilite": "a_completer",
    },
]

QUESTIONS = [
    "Dans quelle tranche me situez-vous, et sur quels chiffres ?",
    "Combien de patients devrais-je gagner, et pour quelle date ?",
    "Une baisse passagère de ma file active suspend-elle l’aide ?",
]


def contexte() -> dict:
    """Tout ce que montre `/style/`."""
    prefixe = "fautif"
    fautes = {f"{prefixe}-{cle}": valeur for cle, valeur in REPONSES_FAUTIVES.items()}
    return {
        "etapes": ETAPES,
        "formulaire": Demonstration(initial={"date_signature": "01/12/2026", "zone": "inconnue"}),
        "formulaire_fautif": Demonstration(fautes, prefix=prefixe),
        "options": OPTIONS,
        "montant_annee_1": somme(38_000),
        **graphiques(),
        "criteres": CRITERES,
        "trace": TRACE,
        "questions": QUESTIONS,
        "message": "Bonjour,\n\n" + "\n".join(f"- {question}" for question in QUESTIONS),
        "details": [
            {"libelle": "Tranche", "valeur": "P50 à P90"},
            {"libelle": "Année 1, à 1 ETP", "valeur": somme(38_000)},
        ],
        "engagement": {
            "colonnes": ["Départ", "À gagner", "À atteindre", "Plancher"],
            "lignes": [
                {
                    "libelle": "Patients médecin traitant",
                    "niveaux": [nombre(1300), "200", nombre(1500), nombre(1300)],
                    "marque": "hypothese",
                },
            ],
        },
        "reponses": [
            {"question": "Spécialité", "reponse": "Médecine générale", "url": "#recapitulatif"},
            {"question": "Secteur", "reponse": "Secteur 1", "url": "#recapitulatif"},
            {
                "question": "Patientèle médecin traitant",
                "reponse": f"{nombre(1300)} patients",
                "url": "#recapitulatif",
            },
        ],
    }
