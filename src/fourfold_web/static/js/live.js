// A running meeting: a double tap must not switch there and back, and words that are being typed
// must not be swapped away when the other screen's news arrive.
"use strict";

(() => {
  const BETWEEN_SWITCHES = 800;
  let lastSwitch = -BETWEEN_SWITCHES;

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches("[data-switch]")) return;
    const tooSoon = performance.now() - lastSwitch < BETWEEN_SWITCHES;
    if (tooSoon) event.preventDefault();
    else lastSwitch = performance.now();
  });

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.querySelector("details[open]")) event.detail.shouldSwap = false;
  });
})();
