// Counts up the time since data-since. Never ends anything and makes no sound.
"use strict";

(() => {
  // Clocks of ward computers are often minutes off, so the page brings the server's time.
  const ahead = Date.parse(document.documentElement.dataset.now) - Date.now();

  function elapsed(since) {
    const seconds = Math.max(0, Math.floor((Date.now() + ahead - Date.parse(since)) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    const clock = `${two(minutes % 60)}:${two(seconds % 60)}`;
    return minutes < 60 ? clock : `${Math.floor(minutes / 60)}:${clock}`;
  }

  function tick() {
    for (const clock of document.querySelectorAll("[data-since]")) {
      clock.textContent = elapsed(clock.dataset.since);
    }
  }

  tick();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  document.addEventListener("htmx:afterSettle", tick);
})();
