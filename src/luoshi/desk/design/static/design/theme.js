(() => {
  const stored = (() => { try { return localStorage.getItem("luoshi-theme"); } catch { return null; } })();
  if (stored === "dark" || stored === "light") document.documentElement.dataset.theme = stored;
})();
