// A button that copies what a field holds. Without this file the field can be selected by hand.
"use strict";

(() => {
  const announcer = document.getElementById("announcer");

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const says = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
      } catch {
        // Selected now, so that the keyboard or a long press copies it.
        button.textContent = "Selected: copy it now";
      }
      announcer.textContent = button.textContent;
      setTimeout(() => { button.textContent = says; }, 4000);
    });
  }
})();
