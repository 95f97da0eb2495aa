// Recalcule le coût employeur avec modele-social (Urssaf, publicodes), en février 2026, sur nos hypothèses :
// moins de 11 salariés, AT/MP 0,70 %, ni mutuelle, ni taxe d'apprentissage, hors taxe sur les salaires.
//   npm ci && node calculer.mjs > sortie.json
import rules from "modele-social";
import Engine from "publicodes";

const situation = {
  "salarié": "oui",
  date: "01/02/2026",
  "entreprise . salariés . effectif": "1",
  "établissement . taux ATMP": "0.70%",
  "salarié . régimes spécifiques . taxe sur les salaires": "non",
  "salarié . cotisations . taxe d'apprentissage": "0 €/mois",
  "salarié . cotisations . prévoyances . santé . montant": "0 €/mois",
};
const premier = 1823.03;
const dernier = 4000;
const bruts = Array.from({ length: 20 }, (_, i) =>
  (premier + ((dernier - premier) * i) / 19).toFixed(2),
);
const moteur = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } });
const lignes = bruts.map((brut) => {
  moteur.setSituation({ ...situation, "salarié . contrat . salaire brut": `${brut} €/mois` });
  const valeur = (regle) => moteur.evaluate(regle).nodeValue;
  return {
    brut,
    cout_mensuel: valeur("salarié . coût total employeur"),
    rgdu: valeur("salarié . cotisations . exonérations . RGDU"),
  };
});
console.log(JSON.stringify({ outil: "modele-social 11.1.0, publicodes 1.10.3", situation, lignes }, null, 1));
