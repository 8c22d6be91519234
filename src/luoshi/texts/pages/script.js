"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  root.classList.add("js");
  document.querySelectorAll("[data-script]").forEach((element) => { element.hidden = false; });
  const records = [...document.querySelectorAll(".record")];
  const checks = [...document.querySelectorAll(".check input")];
  const selects = [$("f-section"), $("f-programme")].filter(Boolean);
  const words = $("f-words"), shown = $("shown"), nothing = $("nothing"), help = $("help"), keysOn = $("keys-on");
  const marksOf = (n) => document.querySelectorAll(`.m[data-r="${n}"]`);
  const found = new Map(records.map((record) => [record, record.textContent.toLowerCase()]));

  const passes = (record) => {
    const has = (name) => record.classList.contains(name);
    return !checks.some((check) => !check.checked && has(check.value))
      && selects.every((select) => !select.value || has(select.value))
      && found.get(record).includes(words.value.trim().toLowerCase());
  };

  const filter = () => {
    let count = 0;
    for (const record of records) {
      record.hidden = !passes(record);
      count += record.hidden ? 0 : 1;
      marksOf(record.id.slice(1)).forEach((mark) => mark.classList.toggle("off", record.hidden));
    }
    shown.textContent = shown.dataset.phrase.replace("{shown}", count).replace("{all}", records.length);
    nothing.hidden = count > 0;
  };

  const beside = () => matchMedia("(min-width: 64rem)").matches;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const reveal = (element) => {
    const pane = element.closest(".pane");
    if (!pane || !beside()) return;
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: calm() ? "auto" : "smooth" });
  };

  const follow = () => {
    document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
    const [, side, n] = /^#([rt])(\d+)$/.exec(location.hash) || [];
    if (!n) return;
    $(`r${n}`)?.classList.add("on");
    marksOf(n).forEach((mark) => mark.classList.add("on"));
    const other = $(`${side === "r" ? "t" : "r"}${n}`);
    if (other) reveal(other);
  };

  const go = (hash) => {
    if (location.hash === hash) follow();
    else location.hash = hash;
  };

  const walk = (step) => {
    const open = records.filter((record) => !record.hidden);
    const at = open.findIndex((record) => record.classList.contains("on"));
    const next = open[at < 0 ? (step > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + step, 0), open.length - 1)];
    if (!next) return;
    location.replace(`#${next.id}`);
    next.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, select, label, dialog") || !getSelection().isCollapsed) return;
    const mark = event.target.closest(".m[data-r]:not(.off, [data-r=''])");
    const record = event.target.closest(".record");
    if (mark) go(`#r${mark.dataset.r}`);
    else if (record) go(`#t${record.id.slice(1)}`);
  });

  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    "/": () => words?.focus(),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn.checked || help.open) return;
    if (event.target.matches("select, textarea, input:not([type=checkbox])")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  addEventListener("hashchange", follow);
  $("keys")?.addEventListener("click", () => help.showModal());
  $("close").addEventListener("click", () => help.close());
  if (records.length) {
    [...checks, ...selects].forEach((control) => control.addEventListener("change", filter));
    words.addEventListener("input", filter);
  }
  follow();
})();
