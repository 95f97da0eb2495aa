// Dans le cadre d'un autre site : dit sa hauteur à la page qui la demande, si elle est permise.
// Rien d'autre ne sort, et rien n'est gardé.
(() => {
  "use strict";

  // Un navigateur peut refuser tout stockage dans un cadre, et le dire à qui le visite. htmx essaie
  // dès son chargement : il reçoit ici ce refus, sans que le navigateur ait rien à demander.
  // Ce fichier doit rester chargé avant htmx.
  const refuser = () => { throw new DOMException("Rien ne se garde dans un cadre.", "SecurityError"); };
  for (const nom of ["sessionStorage", "localStorage"]) Object.defineProperty(window, nom, { get: refuser });

  if (parent === window) return;
  const permis = [location.origin, ...document.body.dataset.parents.split(" ")];
  let vers = null;

  const dire = () => {
    if (!vers) return;
    const hauteur = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ simulateurAssistant: { hauteur } }, vers);
  };

  addEventListener("message", ({ data, origin, source }) => {
    if (data !== "simulateur-assistant : hauteur ?" || source !== parent || !permis.includes(origin)) return;
    vers = origin;
    dire();
  });
  new ResizeObserver(dire).observe(document.body);
})();
