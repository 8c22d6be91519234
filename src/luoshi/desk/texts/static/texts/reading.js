/* A click on either side shows the other; j and k walk the records. Without this file the links do the same. */
"use strict";
(() => {
  const reading = document.querySelector("[data-reading]");
  const all = document.querySelector("[data-all-leaves]");
  if (all) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      document.querySelectorAll("input[name=leaf]").forEach((box) => { box.checked = event.target.checked; });
    });
  }
  if (!reading) return;
  const cards = [...reading.querySelectorAll("[data-record]")];
  let here = -1;
  const show = (number, from) => {
    reading.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
    const card = cards.find((one) => one.dataset.record === number);
    if (!card) return;
    here = cards.indexOf(card);
    const spans = reading.querySelectorAll(`.m[data-r="${CSS.escape(number)}"]`);
    [card, ...spans].forEach((node) => node.classList.add("on"));
    if (from !== "text" && spans[0]) spans[0].scrollIntoView({ block: "center" });
    if (from !== "card") { card.scrollIntoView({ block: "nearest" }); card.focus({ preventScroll: true }); }
  };
  reading.addEventListener("click", (event) => {
    const mark = event.target.closest(".m[data-r]"), card = event.target.closest("[data-record]");
    if (mark && mark.dataset.r) {
      event.preventDefault();
      history.replaceState(history.state, "", `#r${mark.dataset.r}`);
      show(mark.dataset.r, "text");
    } else if (card && !event.target.closest("a:not([href^='#']), button, input, summary, form")) {
      if (event.target.closest("a")) event.preventDefault();
      show(card.dataset.record, "card");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    let off = false;
    try { off = localStorage.getItem("luoshi-shortcuts") === "off"; } catch { off = false; }
    const step = { j: 1, k: -1 }[event.key];
    if (off || !step || !cards.length) return;
    event.preventDefault();
    here = Math.min(Math.max(here + step, 0), cards.length - 1);
    show(cards[here].dataset.record, "keys");
  });
  const mark = document.getElementById("here");
  if (mark) mark.scrollIntoView({ block: "center" });
  if (location.hash.startsWith("#r")) show(location.hash.slice(2), "address");
})();
