// Pour la page qui intègre le simulateur : donne à son cadre la hauteur de ce qu'il montre.
// Sans ce fichier, le cadre garde la hauteur écrite dans son attribut « height ».
(() => {
  "use strict";
  const site = new URL(document.currentScript.src).origin;
  const vus = new WeakSet();
  const cadres = () => [...document.querySelectorAll("iframe")].filter((c) => c.src.startsWith(`${site}/embed/`));

  // La question ne porte rien : elle peut partir avant que le cadre soit chargé.
  const demander = (cadre) => cadre.contentWindow?.postMessage("simulateur-assistant : hauteur ?", "*");

  // Chaque page du simulateur qui s'ouvre dans le cadre est neuve : on lui redemande.
  document.addEventListener("load", ({ target }) => {
    if (!(target instanceof HTMLIFrameElement) || !cadres().includes(target)) return;
    demander(target);
    // Une étape se lit depuis son début, pas d'où l'on avait cliqué sur « Continuer ».
    if (vus.has(target) && target.getBoundingClientRect().top < 0) target.scrollIntoView();
    vus.add(target);
  }, true);

  addEventListener("message", ({ data, origin, source }) => {
    const hauteur = origin === site ? data?.simulateurAssistant?.hauteur : null;
    if (!Number.isInteger(hauteur)) return;
    const cadre = cadres().find((c) => c.contentWindow === source);
    if (!cadre) return;
    cadre.style.border = "0";
    cadre.style.height = `${Math.min(Math.max(hauteur, 200), 30000)}px`;
  });

  cadres().forEach(demander);
})();
