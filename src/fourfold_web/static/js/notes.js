// Notes of a meeting: saved while they are typed, kept in the page while there is no connection, and
// never put away in the browser, since computers on wards are shared.
"use strict";

(() => {
  const notes = document.getElementById("notes");
  if (!notes?.dataset.url) return;

  const WAIT = 1000;
  const SLOWEST = 15000;
  const LOOK_EVERY = 3000;
  const { url, page } = notes.dataset;
  const announcer = document.getElementById("announcer");
  const signedOut = document.getElementById("signed-out");
  const texts = new WeakMap();
  let saves = 0;
  // Grows with every save, so that news asked for before it is not taken for newer.
  let turn = 0;

  function stateOf(form) {
    if (!texts.has(form)) texts.set(form, { unsent: false, sending: null, timer: 0, wait: WAIT });
    return texts.get(form);
  }

  const forms = () => [...notes.querySelectorAll("form.note")];
  const unsent = () => forms().filter((form) => stateOf(form).unsent);

  function say(form, words, isTrouble = false) {
    const line = form.querySelector("[data-state]");
    if (isTrouble && line.textContent !== words) announcer.textContent = words;
    line.textContent = words;
    line.classList.toggle("note__state--trouble", isTrouble);
  }

  function later(form, wait) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), wait);
  }

  function save(form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = 0;
    if (!state.sending && state.unsent) {
      turn += 1;
      state.sending = send(form, state).finally(() => {
        state.sending = null;
        turn += 1;
      });
    }
    return state.sending ?? Promise.resolve();
  }

  async function send(form, state) {
    const words = form.elements.words.value;
    const body = new URLSearchParams(new FormData(form));
    body.set("page", page);
    body.set("page_save", String((saves += 1)));
    let answer;
    let told;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body,
        keepalive: words.length < 15000,
        signal: AbortSignal.timeout(SLOWEST),
      });
      // The sign-in page of a hospital's Wi-Fi answers too, though not like this.
      told = answer.ok ? await answer.json() : null;
    } catch {
      again(form, state, "Not saved yet: no connection. It is sent by itself when there is one.");
      return;
    }
    if (told) kept(form, state, words, told);
    else if (answer.status >= 500) again(form, state, "Not saved yet. We try again.");
    else await refused(form, state, answer);
  }

  function kept(form, state, words, told) {
    state.wait = WAIT;
    state.failing = false;
    form.elements.version.value = told.version;
    form.dataset.version = told.version;
    state.unsent = form.elements.words.value !== words;
    if (state.unsent) later(form, WAIT);
    say(form, state.unsent ? "Saving" : `Saved ${told.saved}`);
    if (told.slot !== form.dataset.slot) {
      setBeside(form, told);
      turn += 1;
      setTimeout(look);
    }
  }

  // Somebody else wrote at the same time: the text being typed goes on as the second one.
  function setBeside(form, told) {
    const field = form.elements.words;
    form.dataset.slot = told.slot;
    form.elements.note.value = told.note;
    field.id = `note-${told.slot}`;
    form.querySelector("label").htmlFor = field.id;
    announcer.textContent = "Somebody wrote here at the same time. Both texts are kept.";
  }

  function again(form, state, words) {
    state.failing = true;
    say(form, words, true);
    later(form, state.wait);
    state.wait = Math.min(2 * state.wait, SLOWEST);
  }

  async function refused(form, state, answer) {
    state.failing = true;
    if (answer.status === 401 && signedOut) signedOut.hidden = false;
    const why = { 401: "Not saved: you were signed out. Copy this text before you sign in." };
    if (answer.status === 422) why[422] = (await answer.json()).problem;
    say(form, why[answer.status] ?? "Not saved. Copy this text and reload the page.", true);
  }

  async function look() {
    const asked = turn;
    const answer = await fetch(`${url}?seen=${notes.dataset.seen}`).catch(() => null);
    if (answer?.status !== 200 || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked === turn) take(fresh.getElementById("notes"));
  }

  function take(fresh) {
    const gone = new Map(blocks(notes));
    for (const [slot, block] of blocks(fresh)) {
      const mine = gone.get(slot);
      gone.delete(slot);
      if (mine) update(mine, block);
      else notes.querySelector(`[data-texts="${block.dataset.kind}"]`)?.append(block);
    }
    for (const block of gone.values()) {
      if (!texts.get(block)?.unsent) block.remove();
    }
    notes.dataset.seen = fresh.dataset.seen;
  }

  const blocks = (root) =>
    [...root.querySelectorAll("[data-slot]")].map((block) => [block.dataset.slot, block]);

  function update(mine, fresh) {
    if (!mine.matches("form") || stateOf(mine).unsent) return;
    mine.querySelector("label").textContent = fresh.querySelector("label").textContent;
    const join = fresh.querySelector("[name=join]");
    if (join && !mine.querySelector("[name=join]")) mine.querySelector(".note__foot").append(join);
    if (mine.dataset.version === fresh.dataset.version) return;
    mine.dataset.version = fresh.dataset.version;
    mine.elements.version.value = fresh.dataset.version;
    put(mine.elements.words, fresh.elements.words.value);
    say(mine, fresh.querySelector("[data-state]").textContent);
  }

  function put(field, words) {
    if (field.value === words) return;
    const { selectionStart, selectionEnd } = field;
    field.value = words;
    if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
  }

  notes.addEventListener("input", (event) => {
    const form = event.target.closest("form.note");
    if (!form) return;
    const state = stateOf(form);
    state.unsent = true;
    if (!state.failing) say(form, "Saving");
    if (!state.timer && !state.sending) later(form, WAIT);
  });

  // A button of this page must not leave behind what was typed a moment before it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || !unsent().length) return;
    event.preventDefault();
    Promise.all(unsent().map(save)).then(() => {
      const left = unsent();
      if (left.length) left[0].elements.words.focus();
      else form.requestSubmit(event.submitter);
    });
  }, true);

  window.addEventListener("online", () => unsent().forEach(save));
  // The last words go out while the page closes, also past a save that is on its way.
  window.addEventListener("pagehide", () => {
    unsent().forEach((form) => send(form, stateOf(form)));
  });
  window.addEventListener("beforeunload", (event) => {
    const failing = unsent().some((form) => stateOf(form).failing || !navigator.onLine);
    if (failing) event.preventDefault();
  });
  setInterval(() => {
    if (!document.hidden && (!signedOut || signedOut.hidden)) look();
  }, LOOK_EVERY);
})();
