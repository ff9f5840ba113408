// A running meeting: a double tap must not switch there and back, words that are being typed must
// not be swapped away, and a role that may be old must say so.
"use strict";

(() => {
  const BETWEEN_SWITCHES = 800;
  const stale = document.getElementById("stale");
  const trouble = document.getElementById("trouble");
  let lastSwitch = -BETWEEN_SWITCHES;
  let hadFocus = false;

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches("[data-switch]")) return;
    const tooSoon = performance.now() - lastSwitch < BETWEEN_SWITCHES;
    if (tooSoon) event.preventDefault();
    else lastSwitch = performance.now();
  });

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.querySelector("details[open]")) event.detail.shouldSwap = false;
  });

  // htmx finds the same button again; when “Undo” has gone, the focus goes to its neighbor.
  document.addEventListener("htmx:beforeSwap", () => {
    hadFocus = document.activeElement?.closest("#role") != null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (hadFocus && document.activeElement === document.body) {
      document.getElementById("switch-now")?.focus();
    }
    hadFocus = false;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    // On the window, to come after the general message of focus.js.
    window.addEventListener(failure, (event) => {
      if (event.target.id !== "role") return;
      // Nothing was typed or sent, so the general message would puzzle.
      trouble.hidden = true;
      stale.hidden = false;
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) stale.hidden = true;
  });
})();
