// The log of a session: counts what differs from the plan, keeps a draft on the server, says so.
(() => {
  const WAIT = 800, AGAIN = 15000;
  const each = (selector, within, act) => within.querySelectorAll(selector).forEach(act);
  const place = document.querySelector("[data-keeps]");
  const line = place?.querySelector(".save");

  // --- what differs from the plan -----------------------------------------------------------
  const differs = (field) => {
    if (field.type === "hidden" || field.name.endsWith("-why")) return false;
    if (field.type === "radio") return field.checked && !(field.name.endsWith("-code") && field.value === "P");
    if (field.type === "checkbox") return field.checked;
    return field.value.trim() !== "" && field.value.trim() !== (field.dataset.plan ?? "");
  };
  const fieldsOf = (part) => [...part.querySelectorAll("input, textarea")];
  const stateOf = (kid) => {
    const code = kid.querySelector("input[name$='-code']:checked");
    if (code?.value === "A") return "absent";
    return fieldsOf(kid).some(differs) ? "changed" : "planned";
  };
  const reason = (kid) => {
    const why = kid.querySelector("input[name$='-why']:checked");
    const word = why && kid.querySelector(`label[for="${why.id}"]`);
    const shown = kid.querySelector("[data-mark=absent] .st");
    if (word && shown) shown.lastChild.textContent = word.textContent.trim();
  };
  const show = (log) => {
    let changed = 0;
    each("[data-kid]", log, (kid) => { kid.dataset.is = stateOf(kid); reason(kid); changed += kid.dataset.is !== "planned"; });
    each("[data-whole]", log, (whole) => { const now = fieldsOf(whole).some(differs); whole.dataset.is = now ? "changed" : "planned"; changed += now; });
    log.dataset.changed = String(changed);
    const label = log.querySelector("[data-save-label]");
    if (label) label.textContent = changed ? (changed === 1 ? label.dataset.one : label.dataset.many.replace("{n}", changed)) : label.dataset.none;
    // Once this page has shown a change, "as planned" may take it back, and not before.
    const back = log.querySelector("input[name=takes_back]");
    if (back && changed) back.value = "1";
    const all = log.querySelector("[data-as-planned]");
    all?.classList.toggle("btn-main", !changed);
    all?.classList.toggle("btn-plain", !!changed);
  };

  // --- the draft --------------------------------------------------------------------------------
  const waiting = new Map();
  const failed = new Set();
  let going = null;
  const say = (state, at = "") => {
    if (!line) return;
    line.replaceChildren(place.querySelector(`[data-keeps-as=${state}]`).content.cloneNode(true));
    line.dataset.save = state;
    const clock = line.querySelector("[data-at]");
    if (clock) clock.textContent = at;
  };
  const keep = async (form, last = false) => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (form.dataset.sent) return;
    say("saving");
    const stop = new AbortController();
    going = stop;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error",
        headers: { Accept: "application/json" }, keepalive: last, signal: stop.signal,
      });
      // Somebody else saved this session: trying again would not help, saving shows both texts.
      if (answer.status === 409) { failed.delete(form); say("failed"); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      failed.delete(form);
      say("saved", (await answer.json()).saved_at);
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      failed.add(form);
      say("failed");
      setTimeout(() => failed.has(form) && keep(form), AGAIN);
    }
  };
  const later = (form) => {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), WAIT));
  };
  const tell = (field) => {
    const form = field.form ?? field.closest("form");
    if (!form?.dataset.draft) return;
    show(form.closest("[data-log]"));
    later(form);
  };

  document.addEventListener("input", (event) => tell(event.target));
  document.addEventListener("change", (event) => { if (event.target.matches("[type=radio], [type=checkbox]")) tell(event.target); });
  document.addEventListener("submit", () => { waiting.forEach((timer) => clearTimeout(timer)); waiting.clear(); failed.clear(); going?.abort(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) [...waiting.keys()].forEach((form) => keep(form, true)); });
  window.addEventListener("online", () => [...failed].forEach((form) => keep(form)));
  window.addEventListener("beforeunload", (event) => { if (failed.size) event.preventDefault(); });

  // --- a session that has not begun ---------------------------------------------------------------
  // Seconds are counted from when the page was made: the clock of this device may be wrong.
  each("[data-begins-in]", document, (log) => setTimeout(() => {
    each("[data-until-begun]", log, (part) => { part.hidden = true; });
    each("[data-once-begun]", log, (part) => { part.hidden = false; });
  }, Number(log.dataset.beginsIn) * 1000));

  // --- small comforts -----------------------------------------------------------------------------
  // A first press on an empty "trials right" starts at last time's figure, not at nought.
  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-last] [data-step]");
    const box = step?.parentElement.querySelector("input");
    if (box && box.value === "") box.value = Number(step.closest("[data-last]").dataset.last) - Number(step.dataset.step);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keep-again]")) [...failed].forEach((form) => keep(form));
    const opens = event.target.closest("[data-opens-details]");
    const part = opens && document.querySelector(opens.hash);
    if (part) { event.preventDefault(); part.open = true; part.scrollIntoView({ block: "center" }); part.querySelector("input[type=radio], input")?.focus({ preventScroll: true }); }
    const kid = event.target.closest("[data-plan-again]")?.closest("[data-kid]");
    if (!kid) return;
    fieldsOf(kid).forEach((field) => {
      if (field.type === "radio") field.checked = (field.name.endsWith("-code") && field.value === "P") || (field.name.endsWith("-why") && field.value === "A");
      else if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    kid.open = false;
    kid.querySelector("summary").focus();
    tell(kid.querySelector("input"));
  });
  each("[data-log]", document, show);
  // After Back and after a reload the browser puts typed values into the form, later than this runs
  // and without a word: what it put there is counted, and kept as if it had just been typed.
  window.addEventListener("pageshow", () => setTimeout(() => each("[data-log]", document, (log) => {
    const before = log.dataset.changed, form = log.querySelector("form[data-draft]");
    show(log);
    if (form && log.dataset.changed !== before) later(form);
  }), 0));
})();
