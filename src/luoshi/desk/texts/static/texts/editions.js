/* j and k walk the changes. Without this file the numbers of the changes are links. */
"use strict";
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    let off = false;
    try { off = localStorage.getItem("luoshi-shortcuts") === "off"; } catch { off = false; }
    const move = { j: 1, k: -1 }[event.key], steps = [...document.querySelectorAll("[data-steps] [data-step]")];
    if (off || !move || !steps.length) return;
    event.preventDefault();
    const here = steps.findIndex((step) => step.contains(document.activeElement));
    const next = steps[Math.min(Math.max(here + move, 0), steps.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });
})();
