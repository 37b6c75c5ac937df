// Menus, messages, shortcuts, quick privacy, and where focus goes after a partial swap.
(() => {
  const root = document.documentElement;
  const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act);
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } };

  window.portalSay = (text) => {
    const place = document.getElementById("live");
    if (place) { place.textContent = ""; setTimeout(() => { place.textContent = text; }, 50); }
  };

  // The tab's title is read over a shoulder as well.
  const title = document.title;
  const showNames = () => {
    const short = root.dataset.names === "short";
    each("[data-names-toggle]", (button) => button.setAttribute("aria-pressed", String(short)));
    const name = document.querySelector("h1 .nm");
    if (name) document.title = short ? title.split(name.textContent.trim()).join(name.dataset.short) : title;
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      opener.closest("[popover]")?.hidePopover?.();
      document.getElementById(opener.dataset.opens)?.showModal();
    }
    event.target.closest("[data-dismiss]")?.closest("[data-msg]")?.remove();
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-names-toggle]")) {
      const short = root.dataset.names !== "short";
      if (short) root.dataset.names = "short"; else delete root.dataset.names;
      keep("names", short ? "short" : "full");
      showNames();
    }
    each("details.pop[open]", (pop) => { if (!pop.contains(event.target)) pop.open = false; });
  });

  // Letters for "g": the first free letter of each name in the menu.
  const places = new Map();
  each("#nav a", (link) => {
    const letter = [...link.textContent.trim().toLowerCase()].find((l) => /[a-z]/.test(l) && !places.has(l));
    if (letter) places.set(letter, link);
  });
  const list = document.querySelector("[data-shortcut-rows]");
  const model = list?.querySelector("template");
  if (list && model) places.forEach((link, letter) => {
    const row = model.content.cloneNode(true);
    row.querySelector("[data-letter]").textContent = letter;
    row.querySelector("[data-place]").textContent = link.textContent.trim();
    list.append(row);
  });

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") each("details.pop[open]", (pop) => { pop.open = false; pop.querySelector("summary").focus(); });
    const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || root.dataset.shortcuts === "off") return;
    if (document.querySelector("dialog[open]")) return;
    const inGo = Date.now() - going < 1500;
    going = 0;
    if (inGo && places.has(event.key)) { event.preventDefault(); location.assign(places.get(event.key).href); return; }
    if (event.key === "g") going = Date.now();
    if (event.key === "?") { event.preventDefault(); document.getElementById("shortcuts")?.showModal(); }
    if (event.key === "/") {
      const box = document.getElementById("find");
      if (!box) return;
      event.preventDefault();
      if (box.offsetParent) box.focus(); else location.assign("/find/");
    }
  });

  const settle = (within) => {
    const target = within.matches?.("[data-focus]") ? within : within.querySelector?.("[data-focus]");
    target?.focus();
    const said = within.matches?.("[data-say]") ? within : within.querySelector?.("[data-say]");
    if (said) window.portalSay(said.dataset.say);
    showNames();
  };
  document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.elt));
  // A refusal or a stale save is a whole page with its own words: show it, and lose no typing.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (![403, 409].includes(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.swapOverride = "innerHTML";
    event.detail.target = document.body;
  });
  const complain = () => {
    const model = document.querySelector("[data-msg-model]");
    if (!model) return;
    const message = model.content.cloneNode(true);
    message.querySelector("p").textContent = document.body.dataset.offline;
    model.before(message);
  };
  document.addEventListener("htmx:sendError", complain);
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status !== 401) complain(); });
  showNames();
  document.querySelector("main [data-focus]")?.focus();
})();
