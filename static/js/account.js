// Passkeys say in words what went wrong; a password can be looked at before it is sent.
(() => {
  // A passkey belongs to the name of a site: at an address made of numbers there is none.
  const nameless = /^[\d.]+$|:/.test(location.hostname);
  if (!window.PublicKeyCredential || nameless) document.querySelectorAll("[data-passkey]").forEach((form) => { form.hidden = true; });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = document.querySelector("[data-passkey-trouble]");
    if (!place) return;
    place.hidden = false;
    place.textContent = place.dataset.passkeyTrouble;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    const box = button && document.getElementById(button.dataset.reveal);
    if (!box) return;
    const hidden = box.type === "password";
    const label = button.querySelector("[data-label]");
    button.dataset.show ??= label.textContent;
    box.type = hidden ? "text" : "password";
    label.textContent = hidden ? button.dataset.hide : button.dataset.show;
    box.focus();
  });
  document.addEventListener("submit", (event) => {
    event.target.querySelectorAll("input[type=text][name=password]").forEach((box) => { box.type = "password"; });
  }, true);
})();
