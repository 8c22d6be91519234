/* Everything works without this file; it adds keys, themes, panels, suggestions, upload progress, pictures of charts. */
"use strict";
(() => {
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept, still applied */ } },
  };
  const root = document.documentElement;

  function theme() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store.set("luoshi-theme", root.dataset.theme);
  }

  function tabs(nav) {
    const links = all("a", nav);
    const inside = links.every((link) => link.getAttribute("href").startsWith("#"));
    if (!inside || !links.length) return arrows(nav, links, (link) => link.focus());
    one("ul", nav).setAttribute("role", "tablist");
    one("ul", nav).setAttribute("aria-label", nav.getAttribute("aria-label"));
    all("li", nav).forEach((item) => item.setAttribute("role", "presentation"));
    const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
    const show = (chosen) => links.forEach((link, n) => {
      const on = link === chosen;
      link.setAttribute("aria-selected", on);
      link.tabIndex = on ? 0 : -1;
      if (panels[n]) panels[n].hidden = !on;
    });
    links.forEach((link, n) => {
      link.setAttribute("role", "tab");
      link.id = link.id || `tab-${link.hash.slice(1)}`;
      if (panels[n]) {
        link.setAttribute("aria-controls", panels[n].id);
        panels[n].setAttribute("role", "tabpanel");
        panels[n].setAttribute("aria-labelledby", link.id);
      }
      link.addEventListener("click", (event) => { event.preventDefault(); show(link); });
    });
    show(links.find((link) => link.hasAttribute("aria-current")) || links[0]);
    links.forEach((link) => link.removeAttribute("aria-current"));
    arrows(nav, links, (link) => { show(link); link.focus(); });
  }

  function arrows(nav, links, act) {
    nav.addEventListener("keydown", (event) => {
      const here = links.indexOf(document.activeElement);
      const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: links.length - 1 }[event.key];
      if (here < 0 || to === undefined) return;
      event.preventDefault();
      act(links[(to + links.length) % links.length]);
    });
  }

  function upload(box) {
    const form = box.closest("form"), input = one("input[type=file]", box), drop = one("[data-drop]", box);
    const list = one("[data-files]", box), panel = one("[data-progress]", box), said = one("[data-percent]", box);
    const folder = one("[data-folder]", box);
    one("[data-drop-words]", box).hidden = false;
    folder.hidden = !input.multiple || !("webkitdirectory" in input);
    const names = () => list.replaceChildren(...[...input.files].slice(0, 50).map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.webkitRelativePath || file.name} (${Math.ceil(file.size / 1024)} KB)`;
      return item;
    }));
    input.addEventListener("change", names);
    folder.addEventListener("click", () => {
      input.webkitdirectory = true; input.click(); setTimeout(() => { input.webkitdirectory = false; }, 0);
    });
    ["dragover", "dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { input.files = event.dataTransfer.files; names(); }
    }));
    if (form.method !== "post") return;
    const bar = one("progress", panel), heard = one("[data-heard]", panel), stop = one("[data-stop]", panel);
    const tell = (text) => { said.textContent = heard.textContent = text; };
    let under = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (under) return;
      const request = new XMLHttpRequest(), end = (text) => { under = false; bar.hidden = stop.hidden = true; tell(text); };
      under = true;
      panel.hidden = bar.hidden = stop.hidden = false;
      bar.value = 0;
      tell("0 %");
      request.upload.onprogress = (step) => {
        if (!step.lengthComputable) return;
        bar.value = 100 * step.loaded / step.total;
        said.textContent = `${Math.round(bar.value)} %`;
        if (bar.value - parseInt(heard.textContent, 10) >= 10) heard.textContent = said.textContent;
      };
      request.upload.onload = () => { stop.hidden = true; tell(box.dataset.done); };
      request.onerror = () => end(box.dataset.failed);
      request.onabort = () => end(box.dataset.cancelled);
      request.onload = () => { under = false; swap(request); };
      stop.onclick = () => request.abort();
      request.open("POST", form.action);
      request.send(new FormData(form, event.submitter));
    });
  }

  function suggest(input) {
    const list = document.getElementById(input.getAttribute("list"));
    let timer = 0, asked = null;
    const ask = async () => {
      const words = input.value.trim();
      if (words === asked || [...list.options].some((option) => option.value === words)) return;
      asked = words;
      const answer = await fetch(`${input.dataset.suggest}&q=${encodeURIComponent(words)}`).catch(() => null);
      if (answer && answer.ok && !answer.redirected && words === input.value.trim()) list.innerHTML = await answer.text();
    };
    input.addEventListener("focus", ask);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 200); });
  }

  function lines(box) {
    const input = one("input", box), held = box.previousElementSibling;
    box.hidden = false;
    const add = () => {
      if (!input.value.trim()) return;
      held.value = [held.value.trim(), input.value.trim()].filter(Boolean).join("\n");
      input.value = "";
      input.focus();
    };
    one("button", box).addEventListener("click", add);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); add(); } });
  }

  function swap(request) {
    const page = new DOMParser().parseFromString(request.responseText, "text/html"), main = one("main", page);
    if (!main) { location.assign(request.responseURL); return; }
    if (request.responseURL !== location.href) history.pushState({}, "", request.responseURL);
    document.title = page.title;
    one("main").replaceWith(document.adoptNode(main));
    const toasts = one(".toasts", page);
    if (toasts) one(".toasts").replaceWith(document.adoptNode(toasts));
    if (window.htmx) window.htmx.process(one("main"));
    start(document);
    const target = one("[data-focus]") || one("main");
    target.focus();
    scrollTo(0, 0);
  }

  function picture(button) {
    const svg = one("svg.chart, svg.tiles", button.closest("[data-chart]"));
    if (!svg) return;
    const copy = svg.cloneNode(true), box = svg.viewBox.baseVal, from = all("*", svg), to = all("*", copy);
    const keep = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font", "text-anchor"];
    [[svg, copy], ...from.map((node, n) => [node, to[n]])].forEach(([node, other]) => {
      const style = getComputedStyle(node);
      keep.forEach((name) => other.style.setProperty(name, style.getPropertyValue(name)));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    const image = new Image(), canvas = document.createElement("canvas");
    canvas.width = box.width * 2;
    canvas.height = box.height * 2;
    image.onload = () => {
      const pen = canvas.getContext("2d");
      pen.fillStyle = getComputedStyle(root).getPropertyValue("--sheet");
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const link = document.createElement("a");
      link.download = `${button.dataset.png || "chart"}.png`;
      link.href = canvas.toDataURL("image/png");
      link.click();
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  }

  function move(step) {
    const rows = all("table[data-rows] tbody tr:not(.table-none)");
    if (!rows.length) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
    row.tabIndex = -1;
    row.focus();
  }

  let before = "";
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target, row = target.closest && target.closest("table[data-rows] tbody tr");
    if (event.key === "Escape") {
      all("details[data-menu][open]").forEach((menu) => { menu.open = false; if (menu.contains(target)) one("summary", menu).focus(); });
    }
    if (event.key === "Enter" && target === row) { const link = one("a[href]", row); if (link) link.click(); return; }
    if (target.matches("input, select, textarea, [contenteditable]") || one("dialog[open]")) return;
    if (store.get("luoshi-shortcuts") === "off") return;
    const go = before === "g" && one(`[data-keys="g ${event.key}"]`);
    before = event.key;
    const acts = {
      "/": () => one("#search") && one("#search").focus(),
      "?": () => one("#help") && one("#help").showModal(),
      j: () => move(1), k: () => move(-1),
      x: () => row && one("input[type=checkbox]", row) && one("input[type=checkbox]", row).click(),
    };
    if (go) { event.preventDefault(); go.click(); } else if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  }

  function click(event) {
    const hit = (query) => event.target.closest(query);
    all("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    if (hit("[data-theme-switch]")) theme();
    if (hit("[data-dismiss]")) hit(".toast").remove();
    if (hit("[data-dialog]")) { const box = document.getElementById(hit("[data-dialog]").dataset.dialog); if (box) box.showModal(); }
    if (hit("[data-close]")) hit("dialog").close();
    if (hit("[data-png]")) picture(hit("[data-png]"));
  }

  function change(event) {
    const box = event.target;
    if (box.matches("[data-select-all]")) all("tbody input[type=checkbox]", box.closest("table")).forEach((other) => { other.checked = box.checked; });
    if (box.matches("[data-shortcuts]")) store.set("luoshi-shortcuts", box.checked ? "on" : "off");
  }

  function start(from) {
    const fresh = (query) => all(query, from).filter((node) => !node.dataset.ready && (node.dataset.ready = "1"));
    all("[data-theme-switch], [data-dialog], [data-dismiss], [data-select-all], [data-png]", from).forEach((node) => { node.hidden = false; });
    fresh("[data-tabs]").forEach(tabs);
    fresh("[data-upload]").forEach(upload);
    fresh("[data-suggest]").forEach(suggest);
    fresh("[data-add-line]").forEach(lines);
    if (innerWidth < 760) fresh("[data-filter]").forEach((filter) => { filter.open = Boolean(one(".errors", filter)); });
  }

  document.addEventListener("keydown", key);
  document.addEventListener("click", click);
  document.addEventListener("change", change);
  document.addEventListener("htmx:load", (event) => start(event.target.parentNode || document));
  const kept = one("[data-shortcuts]");
  if (kept) kept.checked = store.get("luoshi-shortcuts") !== "off";
  start(document);
  const errors = one("[data-focus]");
  if (errors && !location.hash && !errors.closest("[data-sample]")) errors.focus();
})();
