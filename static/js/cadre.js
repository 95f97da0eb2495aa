// Dans le cadre d'un autre site : dit sa hauteur à la page qui la demande, si elle est permise.
// Rien d'autre ne sort, et rien n'est gardé.
(() => {
  "use strict";
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
