// A second press of a slow button sends nothing twice. The button stays enabled, so that its
// name and value are sent and a screen reader keeps its place.
"use strict";

(() => {
  const FORGET_AFTER = 20000;

  function busy(form, is) {
    form.toggleAttribute("data-sent", is);
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.setAttribute("aria-busy", String(is));
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // htmx sends by itself and keeps order with hx-sync; a download leaves the page as it stands.
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-download")) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    busy(form, true);
    setTimeout(() => busy(form, false), FORGET_AFTER);
  });

  // The browser's back button may bring the page back exactly as it was left.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => busy(form, false));
  });
})();
