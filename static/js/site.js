// Ce que le HTML seul ne peut pas faire, et rien de plus : le site marche sans ce fichier.
(() => {
  "use strict";

  // Dès son chargement, htmx 2 écrit l'adresse de la page dans sessionStorage. Ici, l'adresse
  // porte les chiffres d'un médecin : rien ne doit rester dans le navigateur. On refuse donc
  // toute écriture ; htmx en conclut que le stockage est indisponible et s'en passe.
  // Ce fichier doit rester chargé avant htmx.
  Storage.prototype.setItem = () => {
    throw new DOMException("Ce site n'enregistre rien dans le navigateur.", "SecurityError");
  };

  const page = document;
  page.documentElement.classList.add("js");

  // Après un échange partiel, le serveur dit quelle adresse redonnerait la même page : un
  // rechargement garde ainsi les réponses déjà tapées. C'est fait ici et non par hx-push-url,
  // qui suppose le stockage refusé plus haut.
  page.addEventListener("htmx:afterRequest", ({ detail }) => {
    const adresse = detail.successful && detail.xhr.getResponseHeader("X-Adresse");
    if (adresse) history.replaceState(history.state, "", adresse);
  });

  // Une réponse partie avant la dernière frappe est périmée : l'appliquer effacerait ce qu'on vient
  // de répondre. La frappe a demandé un autre échange, qui apportera tout.
  let frappes = 0;
  page.addEventListener("input", () => { frappes += 1; }, true);
  page.addEventListener("htmx:beforeRequest", ({ detail }) => { detail.xhr.frappes = frappes; });
  page.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.frappes !== frappes && !detail.target.matches(".comprendre")) detail.shouldSwap = false;
  });

  // « Comprendre » : le début d'une page du guide s'ouvre sous son lien, un seul à la fois, et reçoit
  // le focus. Le même lien le referme, comme « Fermer », qui rend le focus au lien.
  const refermer = () => {
    const extrait = page.querySelector(".extrait");
    const lien = extrait?.parentElement.querySelector("[data-extrait]");
    extrait?.remove();
    lien?.removeAttribute("aria-expanded");
    return lien;
  };
  page.addEventListener("htmx:beforeRequest", (evenement) => {
    const lien = evenement.target.closest("[data-extrait]");
    if (lien && refermer() === lien) evenement.preventDefault();
  });
  page.addEventListener("htmx:afterSwap", ({ detail }) => {
    const lien = detail.target.querySelector(":scope > [data-extrait]");
    if (!lien) return;
    lien.setAttribute("aria-expanded", "true");
    lien.nextElementSibling.querySelector(".titre").focus();
  });
  page.addEventListener("click", ({ target }) => {
    if (target.closest("[data-fermer]")) refermer()?.focus();
  });

  // <input type="range" data-curseur="id_pmt_an3"> change ce champ comme si on le tapait.
  page.addEventListener("input", ({ target }) => {
    const champ = target.dataset.curseur && page.getElementById(target.dataset.curseur);
    if (!champ) return;
    champ.value = target.value;
    // Un indicateur seul ne suffit pas à conclure : l'autre prend le niveau que son curseur montre.
    for (const voisin of target.closest("fieldset").querySelectorAll("[data-curseur]")) {
      const autre = page.getElementById(voisin.dataset.curseur);
      if (!autre.value) autre.value = voisin.value;
    }
  }, true);

  // <button data-copier="#message">Copier</button> <span role="status"></span>
  const selectionner = (source) => {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
  };

  page.addEventListener("click", async ({ target }) => {
    const bouton = target.closest("[data-copier]");
    const source = bouton && page.querySelector(bouton.dataset.copier);
    if (!source) return;
    let message = "Copié.";
    try {
      await navigator.clipboard.writeText((source.value ?? source.innerText).trim());
    } catch {
      selectionner(source);
      message = "Le texte est sélectionné : copiez-le avec Ctrl + C.";
    }
    const annonce = bouton.parentElement.querySelector("[role=status]");
    if (!annonce) return;
    annonce.textContent = message;
    setTimeout(() => { annonce.textContent = ""; }, 6000);
  });

  page.addEventListener("click", ({ target }) => {
    if (target.closest("[data-imprimer]")) print();
  });

  // Une page qui revient avec des erreurs s'ouvre sur leur résumé, au clavier comme à l'oreille.
  page.querySelector(".resume-erreurs")?.focus();
})();
