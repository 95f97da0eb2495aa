"""Réglages. Sans environnement : un site local et sûr. En production : voir docs/deploiement.md.

Tout vient de l'environnement ; rien ne se change ici d'une installation à l'autre.
"""

import os
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from simulateur.plateforme import entetes, journal, reglages

env = environ.Env()

RACINE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or RACINE / "var")

# --- Sûreté -------------------------------------------------------------------------------

PRODUCTION = reglages.oui_non("PRODUCTION")
DEBUG = reglages.oui_non("DEBUG")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if PRODUCTION:
    reglages.refuser_production_fragile(debug=DEBUG, cle=SECRET_KEY, hotes=ALLOWED_HOSTS)
elif not SECRET_KEY:
    SECRET_KEY = reglages.cle_locale(VAR / "secret_key")

ADMIN_CHEMIN = reglages.chemin_admin(env.str("ADMIN_CHEMIN", default="admin"))

# Seule l'administration connaît des cookies, et eux ne connaissent qu'elle.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"/{ADMIN_CHEMIN}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
if PRODUCTION:
    # Un navigateur ne les prend alors que d'une page chiffrée ; « __Host- » voudrait tout le site.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Secure-sessionid", "__Secure-csrftoken"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_INACTIVITE_MINUTES = env.int("SESSION_INACTIVITE_MINUTES", default=60)
# Le cookie des messages de Django vaudrait pour tout le site.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Nos couches sont celles de Django et d'axes, sous l'administration seulement : leurs contrôles ne
# les voient pas. X-Frame-Options (W002) est posé par la nôtre, qui sait ce qu'un cadre peut montrer.
# HSTS pour tout un domaine (W005, W021) ne se décide pas ici : SECURE_HSTS_INCLUDE_SUBDOMAINS, _PRELOAD.
SILENCED_SYSTEM_CHECKS = [
    *("security.W002", "security.W003", "axes.W002"),
    *("security.W005", "security.W021"),
]
CSRF_FAILURE_VIEW = "simulateur.plateforme.erreurs.formulaire_perime"

SECURE_SSL_REDIRECT = reglages.oui_non("SECURE_SSL_REDIRECT", defaut=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_PROXY_SSL_HEADER = reglages.entete_mandataire(env.str("SECURE_PROXY_SSL_HEADER", default=""))
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = reglages.oui_non("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = reglages.oui_non("SECURE_HSTS_PRELOAD")

# La chaîne de requête porte les chiffres d'un médecin : aucune adresse ne part vers personne.
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Une adresse plus longue n'est pas une simulation ; sous cette borne, on lit tous les champs.
LONGUEUR_MAXIMALE_REQUETE = 7_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = LONGUEUR_MAXIMALE_REQUETE
# Un corps plus gros n'est pas lu : la pièce jointe d'une source a 15 Mo au plus. Chaque page a ensuite sa
# propre borne, et ses mots.
CORPS_MAXIMAL = 16 * 1024 * 1024

# Publier son propre brouillon : seulement là où une personne administre seule.
ADMINISTRATEUR_SEUL = reglages.oui_non("ADMINISTRATEUR_SEUL")

# À qui `verifier_bareme --courriel` écrit, et par quel serveur ; sans réglage, rien ne part.
ADMINS = [("", adresse) for adresse in env.list("ADMINS", default=[])]
# EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_FILE_PATH, et selon
# l'adresse EMAIL_USE_TLS ou EMAIL_USE_SSL.
globals().update(env.email_url("EMAIL_URL", default="dummymail://"))
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env.str("EXPEDITEUR", default="ne-pas-repondre@localhost")

# --- Comptes de l'équipe ------------------------------------------------------------------

# Sans second facteur, on n'atteint que la page qui l'active.
SECOND_FACTEUR_OBLIGATOIRE = reglages.oui_non("SECOND_FACTEUR_OBLIGATOIRE")
OTP_TOTP_ISSUER = "Simulateur assistant médical"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Cinq échecs d'un compte depuis une adresse : un quart d'heure, compté du dernier échec lu.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "simulateur.comptes.essais.bloque"
# On ne garde que des empreintes, le temps de compter ; ni historique, ni écran, ni journal.
AXES_HANDLER = "simulateur.comptes.essais.Essais"
AXES_CLIENT_IP_CALLABLE = "simulateur.comptes.essais.adresse"
AXES_USERNAME_CALLABLE = "simulateur.comptes.essais.compte"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- Application --------------------------------------------------------------------------

INSTALLED_APPS = [
    "simulateur",
    "eligibility",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "simulateur.atelier.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simulateur.comptes",
    "simulateur.cpts",
    "simulateur.guide",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "simulateur.plateforme.middleware.Journal",
    "simulateur.plateforme.middleware.EnTetes",
    "simulateur.integration.cadre.Politique",
    "django.middleware.security.SecurityMiddleware",
    "simulateur.integration.cadre.SansCadre",
    "simulateur.plateforme.sante.Sante",
    "simulateur.plateforme.middleware.LongueurRequete",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "simulateur.plateforme.middleware.SessionAdmin",
    "django.middleware.common.CommonMiddleware",
    "simulateur.integration.cadre.Cadres",
    "simulateur.plateforme.middleware.CsrfAdmin",
    "simulateur.plateforme.middleware.AuthentificationAdmin",
    "simulateur.comptes.middleware.SecondFacteurAdmin",
    "simulateur.plateforme.middleware.MessagesAdmin",
    "simulateur.comptes.middleware.DureeSessionAdmin",
    "simulateur.comptes.middleware.EssaisAdmin",
    "simulateur.plateforme.middleware.Pannes",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "simulateur.urls"
WSGI_APPLICATION = "simulateur.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "simulateur.plateforme.gabarits.Gabarits",
        "NAME": "django",
        "DIRS": [RACINE / "templates"],
        "OPTIONS": {
            "loaders": ["simulateur.plateforme.gabarits.Chargeur"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "simulateur.plateforme.brouillon.ruban",
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Données ------------------------------------------------------------------------------

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}"),
}
# Combien de copies du site tournent, sur autant de machines ou de conteneurs.
REPLIQUES = env.int("REPLIQUES", default=1)
reglages.refuser_sqlite_partagee(DATABASES["default"]["ENGINE"], REPLIQUES)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # Lire pendant qu'on écrit, sans attendre ; écrire à son tour plutôt qu'échouer.
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Une base qui se tait se sait en quelques secondes : le site continue de mémoire. Les pages publiques
    # lui parlent toutes les deux secondes ; une connexion gardée attendrait sans fin une base figée.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "tcp_user_timeout": 5_000,
        "options": "-c statement_timeout=10s",
    } | DATABASES["default"].get("OPTIONS", {})
# Une sauvegarde en JSON garde les dates entières.
SERIALIZATION_MODULES = {"json": "simulateur.plateforme.serialisation"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nom}", "OPTIONS": options}
    for nom, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]

# --- Langue et fichiers statiques -----------------------------------------------------------

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or VAR / "staticfiles")
STATICFILES_DIRS = [RACINE / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = entetes.des_fichiers
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Le temps pendant lequel une copie des tables est servie sans demander si elles ont changé.
REFERENTIEL_FRAICHEUR_S = env.float("REFERENTIEL_FRAICHEUR_S", default=2.0)

# La dernière publication, sur le disque de cette machine : le site en part, avec ou sans base.
COPIE_LOCALE = Path(os.environ.get("COPIE_LOCALE") or VAR / "publication.json")

# Les résultats ouverts par le lien d'une CPTS se comptent en mémoire, et s'écrivent après ce délai.
CPTS_VERSEMENT_S = env.float("CPTS_VERSEMENT_S", default=60.0)

# Où écrire quand un chiffre semble faux ; sans adresse, les liens pour le dire ne se montrent pas.
ADRESSE_SIGNALEMENT = env.str("ADRESSE_SIGNALEMENT", default="")

# Qui publie et qui héberge cette installation : les mentions légales disent ce qui manque.
EDITEUR = env.str("EDITEUR", default="")
EDITEUR_ADRESSE = env.str("EDITEUR_ADRESSE", default="")
EDITEUR_TELEPHONE = env.str("EDITEUR_TELEPHONE", default="")
EDITEUR_COURRIEL = env.str("EDITEUR_COURRIEL", default="")
DIRECTEUR_PUBLICATION = env.str("DIRECTEUR_PUBLICATION", default="")
HEBERGEUR = env.str("HEBERGEUR", default="")
HEBERGEUR_ADRESSE = env.str("HEBERGEUR_ADRESSE", default="")
HEBERGEUR_TELEPHONE = env.str("HEBERGEUR_TELEPHONE", default="")
# Adresse électronique ou page où signaler une faille ; vide : pas de security.txt.
CONTACT_SECURITE = env.str("CONTACT_SECURITE", default="")

# Ce que chaque processus sert par minute et par adresse (0 : sans limite) : les demandes d'API, les
# fichiers envoyés, les pages longues à calculer. Toute une salle de médecins a la même adresse.
API_PAR_MINUTE = env.int("API_PAR_MINUTE", default=600)
ENVOIS_PAR_MINUTE = env.int("ENVOIS_PAR_MINUTE", default=600)
PAGES_PAR_MINUTE = env.int("PAGES_PAR_MINUTE", default=3000)
# Vérifier un mot de passe, vrai ou faux, prend une demi-seconde de processeur : c'est voulu.
CONNEXIONS_PAR_MINUTE = env.int("CONNEXIONS_PAR_MINUTE", default=20)
# Derrière un mandataire de confiance, l'en-tête qui porte l'adresse du visiteur (« X-Forwarded-For ») : pour
# ces débits, et pour freiner la connexion.
ENTETE_ADRESSE = env.str("ENTETE_ADRESSE", default="")

# --- Surveillance ---------------------------------------------------------------------------

# Qui le présente lit /sante/metriques ; vide : rien n'est compté, la page n'existe pas.
METRIQUES_JETON = reglages.jeton("METRIQUES_JETON")
# Où dire une panne ; vide : rien ne part.
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    from simulateur.plateforme import alertes  # sentry_sdk pèse : seulement s'il sert

    alertes.brancher(SENTRY_DSN)

# --- Journaux -------------------------------------------------------------------------------

# Chaque requête dans le journal (méthode, route, statut, durée), jamais ses paramètres.
JOURNAL_ACCES = reglages.oui_non("JOURNAL_ACCES")
LOGGING = journal.configuration(
    niveau=env.str("JOURNAL_NIVEAU", default="INFO"), alertes=bool(SENTRY_DSN)
)
