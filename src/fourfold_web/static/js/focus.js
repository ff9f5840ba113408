// After htmx has put in a fragment: move the focus to what is new, say it, keep the title right.
// A fragment that arrives by polling must never take the focus from somebody who is typing.
"use strict";

(() => {
  const announcer = document.getElementById("announcer");
  const trouble = document.getElementById("trouble");
  const signedOut = document.getElementById("signed-out");
  let lastRole = roleLine(document);

  function roleLine(root) {
    return root.querySelector("[data-announce]")?.dataset.announce ?? "";
  }

  // htmx names no event behind a request that a clock started.
  function isPoll(event) {
    return !event.detail.requestConfig?.triggeringEvent;
  }

  function say(words) {
    announcer.textContent = words;
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    trouble.hidden = true;
    if (signedOut) signedOut.hidden = true;
    const role = roleLine(document);
    const switched = role && role !== lastRole;
    lastRole = role;
    if (switched) say(role);

    if (isPoll(event)) return;
    const added = event.target;
    const heading = added.matches("[data-focus]") ? added : added.querySelector("[data-focus]");
    if (!heading) return;
    heading.focus();
    if (heading.dataset.title) document.title = heading.dataset.title;
    if (!switched) say(heading.dataset.say ?? heading.textContent.trim());
  });

  // Nothing is swapped in then, so without this the press of a button would seem to do nothing.
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, () => { trouble.hidden = false; });
  }

  // Sign-in has ended. The page stays, for what was typed into it; only its polls fall silent.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status === 401 && signedOut) signedOut.hidden = false;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-while-visible]")) event.preventDefault();
    if (isPoll(event) && signedOut && !signedOut.hidden) event.preventDefault();
  });
})();
