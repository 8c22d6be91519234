/* The number of a finding selects its characters in the editor. Without this file it leads to the marked text. */
"use strict";
(() => {
  const units = (text, points) => [...text].slice(0, points).join("").length;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-select]"), box = document.getElementById("id_body");
    if (!link || !box) return;
    event.preventDefault();
    const [start, end] = link.dataset.select.split("-").map(Number);
    box.focus();
    box.setSelectionRange(units(box.value, start), units(box.value, end));
    const share = start / Math.max(1, [...box.value].length);
    box.scrollTop = Math.max(0, share * box.scrollHeight - box.clientHeight / 2);
    box.scrollIntoView({ block: "nearest" });
  });
})();
