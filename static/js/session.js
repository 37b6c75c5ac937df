// Warns two minutes before the session ends, in every tab alike, and hides the page when it has ended.
(() => {
  const root = document.documentElement;
  const dialog = document.getElementById("expiry");
  if (!root.dataset.left || !dialog) return;
  const STAY = "/accounts/stay/";
  const WARN = 120000;
  const store = { get: () => { try { return Number(localStorage.getItem("expires")) || 0; } catch { return 0; } },
                  set: (at) => { try { localStorage.setItem("expires", String(at)); } catch { /* this tab alone */ } } };
  // Seconds left, counted by this device: its clock may be wrong, as clocks in schools are.
  const after = (seconds) => Date.now() + Number(seconds) * 1000;
  let ends = after(root.dataset.left);
  store.set(ends);
  const left = dialog.querySelector("[data-left]");

  const renew = (answer) => {
    ends = "left" in answer ? after(answer.left) : ends;
    store.set(ends);
    if (answer.csrf) {
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((box) => { box.value = answer.csrf; });
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": answer.csrf }));
    }
    dialog.classList.remove("is-out");
    if (dialog.open) dialog.close();
  };
  const stay = async (method) => {
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers") || "{}"), Accept: "application/json" };
    const answer = await fetch(STAY, { method, headers, redirect: "error", credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    renew(answer.status === 204 ? {} : await answer.json());
  };

  const over = () => {
    if (!dialog.open) dialog.showModal();
    dialog.classList.add("is-out");
    left.textContent = left.dataset.over;
  };
  const tell = () => {
    ends = Math.max(ends, store.get());
    const rest = ends - Date.now();
    if (rest > WARN) { if (dialog.open && !dialog.classList.contains("is-out")) dialog.close(); return; }
    if (!dialog.open) dialog.showModal();
    if (rest > 0 && !dialog.classList.contains("is-out")) { left.textContent = left.dataset.words.replace("0", Math.ceil(rest / 1000)); return; }
    over();
  };

  dialog.querySelector("[data-stay]").addEventListener("click", () =>
    stay("POST").catch(over));
  document.addEventListener("portal-signed-out", over);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && dialog.classList.contains("is-out")) stay("GET").catch(() => {});
  });
  setInterval(tell, 1000);
  tell();
})();
