// Ticked rows, the bar that rises with them, and comfortable rows.
(() => {
  const root = document.documentElement;

  const refresh = (form) => {
    const boxes = [...form.querySelectorAll("[data-list] tbody input[type=checkbox]")];
    const ticked = boxes.filter((box) => box.checked);
    const bar = form.querySelector("[data-bulk]");
    const all = form.querySelector("[data-tick-all]");
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-on", box.checked));
    if (all) {
      all.checked = boxes.length > 0 && ticked.length === boxes.length;
      all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
    if (!bar) return;
    const everything = bar.querySelector("[data-bulk-everything]");
    const more = bar.querySelector("[data-bulk-all]");
    if (everything && ticked.length < boxes.length) everything.value = "";
    const count = everything?.value ? more.dataset.all : ticked.length;
    bar.classList.toggle("is-up", ticked.length > 0);
    bar.querySelector("[data-bulk-count]").textContent = ticked.length ? bar.dataset.words.replace("0", count) : "";
    if (more) more.hidden = Boolean(everything.value) || ticked.length < boxes.length;
  };

  const tick = (form, on) => {
    form.querySelectorAll("[data-list] tbody input[type=checkbox]").forEach((box) => { box.checked = on; });
    refresh(form);
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    if (!form || !event.target.closest("[data-list]")) return;
    if (event.target.matches("[data-tick-all]")) tick(form, event.target.checked); else refresh(form);
  });

  document.addEventListener("click", (event) => {
    const form = event.target.closest("form");
    if (form && event.target.closest("[data-bulk-none]")) tick(form, false);
    if (form && event.target.closest("[data-bulk-all]")) {
      form.querySelector("[data-bulk-everything]").value = "1";
      refresh(form);
    }
    if (event.target.closest("[data-rows-toggle]")) {
      const roomy = root.dataset.rows !== "comfortable";
      if (roomy) root.dataset.rows = "comfortable"; else delete root.dataset.rows;
      try { localStorage.setItem("rows", roomy ? "comfortable" : "dense"); } catch { /* not kept */ }
      showRows();
    }
  });

  const showRows = () => document.querySelectorAll("[data-rows-toggle]").forEach((button) =>
    button.setAttribute("aria-pressed", String(root.dataset.rows === "comfortable")));
  const start = () => {
    document.querySelectorAll("form:has([data-list])").forEach(refresh);
    showRows();
  };
  document.addEventListener("htmx:afterSettle", start);
  window.addEventListener("pageshow", start);
})();
