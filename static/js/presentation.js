// Les touches d'une présentation. Sans ce fichier, les liens « précédent » et « suivant » suffisent.
(() => {
  "use strict";

  const page = document;
  const presentation = page.querySelector(".presentation");
  const ecrans = [...presentation.querySelectorAll(".ecran")];
  // Les mêmes conditions que la feuille de style : ailleurs, les écrans se lisent comme une page.
  const en_ecrans = matchMedia("(min-width: 56rem) and (min-height: 30rem)");
  const sans_mouvement = matchMedia("(prefers-reduced-motion: reduce)");
  let courant = 0;

  const noter = (rang) => {
    courant = rang;
    // Recharger la page revient au même écran.
    history.replaceState(history.state, "", `#${ecrans[rang].id}`);
  };

  const montrer = (rang) => {
    const vise = Math.max(0, Math.min(ecrans.length - 1, rang));
    noter(vise);
    ecrans[vise].querySelector(".titre").focus({ preventScroll: true });
    ecrans[vise].scrollIntoView({ behavior: sans_mouvement.matches ? "auto" : "smooth" });
  };

  // Une télécommande envoie PageDown et PageUp.
  const GESTES = {
    ArrowRight: () => montrer(courant + 1),
    ArrowDown: () => montrer(courant + 1),
    PageDown: () => montrer(courant + 1),
    ArrowLeft: () => montrer(courant - 1),
    ArrowUp: () => montrer(courant - 1),
    PageUp: () => montrer(courant - 1),
    Home: () => montrer(0),
    End: () => montrer(ecrans.length - 1),
    Escape: () => location.assign(presentation.dataset.retour),
  };

  page.addEventListener("keydown", (touche) => {
    const { key, target, shiftKey } = touche;
    if (touche.defaultPrevented || touche.ctrlKey || touche.altKey || touche.metaKey) return;
    if (target.closest("input, textarea, select, button, [contenteditable]")) return;
    if (key !== "Escape" && !en_ecrans.matches) return;
    const geste = key === " " ? GESTES[shiftKey ? "PageUp" : "PageDown"] : GESTES[key];
    if (!geste) return;
    touche.preventDefault();
    geste();
  });

  // Un lien « suivant » : le titre de son écran prend le focus, comme au clavier.
  presentation.addEventListener("click", (clic) => {
    const lien = clic.target.closest("a[href^='#']");
    const rang = lien ? ecrans.findIndex((ecran) => `#${ecran.id}` === lien.hash) : -1;
    if (rang < 0 || clic.ctrlKey || clic.metaKey || clic.shiftKey) return;
    clic.preventDefault();
    montrer(rang);
  });

  // À la molette ou au doigt, l'écran courant est celui qui occupe la fenêtre une fois arrêté.
  let arret = 0;
  page.addEventListener("scroll", () => {
    clearTimeout(arret);
    arret = setTimeout(() => {
      const ecarts = ecrans.map((ecran) => Math.abs(ecran.getBoundingClientRect().top));
      const rang = ecarts.indexOf(Math.min(...ecarts));
      if (rang !== courant) noter(rang);
    }, 120);
  }, { passive: true });

  courant = Math.max(0, ecrans.findIndex((ecran) => `#${ecran.id}` === location.hash));
})();
