// One press is one send; small numbers step; typed work is not lost by a stray click.
(() => {
  const RELEASE_AFTER = 20000;

  const busy = (button) => {
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
    const label = button.querySelector("[data-label]");
    if (label && button.dataset.busy) { label.dataset.rest = label.textContent; label.textContent = button.dataset.busy; }
  };
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => {
      button.removeAttribute("aria-busy");
      button.disabled = false;
      const label = button.querySelector("[data-label]");
      if (label?.dataset.rest) label.textContent = label.dataset.rest;
    });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    delete form.dataset.dirty;
    // After this turn, or the pressed button's own name and value would not be sent. A form that a
    // script took over (the outbox of the log) is that script's to release; htmx tells when it is done.
    setTimeout(() => {
      const byHtmx = form.matches("[hx-post], [hx-put], [hx-delete], [data-hx-post]");
      if (event.defaultPrevented && !byHtmx) delete form.dataset.sent; else busy(event.submitter);
    }, 0);
    setTimeout(() => release(form), RELEASE_AFTER);
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release); });

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) form.dataset.dirty = "1";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-guard][data-dirty]")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) {
      const box = button.parentElement.querySelector("input");
      const least = Number(box.dataset.least ?? 0);
      const most = box.dataset.most === undefined ? Infinity : Number(box.dataset.most);
      const next = (box.value === "" ? least : Number(box.value) || 0) + (box.value === "" ? 0 : Number(button.dataset.step));
      box.value = Math.min(Math.max(next, least), most);
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
      window.portalSay(box.value);
    }
    const link = event.target.closest(".err-sum a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) { event.preventDefault(); field.focus(); field.scrollIntoView({ block: "center" }); }
    const off = event.target.closest("[aria-disabled=true]");
    if (off) event.preventDefault();
  });
})();
