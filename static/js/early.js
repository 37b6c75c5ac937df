// Runs before the first paint, so that nothing jumps and no name shows where initials were chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    if (localStorage.getItem("names") === "short") root.dataset.names = "short";
    const rows = localStorage.getItem("rows");
    if (rows === "comfortable") root.dataset.rows = rows;
    if (rows === "dense") delete root.dataset.rows;
  } catch { /* storage may be closed; the defaults stand */ }
})();
