// Cổng: small helps. Everything can be read without them.
(() => {
  "use strict";
  const root = document.documentElement;
  const keep = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem("cong-" + key);
      localStorage.setItem("cong-" + key, value);
    } catch { /* no storage: the choice lasts for this page */ }
    return null;
  };

  // Before anything is drawn: what the reader chose last time.
  const switches = [
    { name: "scheme", on: "dark", off: "light", system: matchMedia("(prefers-color-scheme: dark)") },
    { name: "contrast", on: "more", off: "normal", system: matchMedia("(prefers-contrast: more)") },
  ];
  for (const { name, on, off } of switches) {
    const chosen = keep(name);
    if (chosen === on || chosen === off) root.dataset[name] = chosen;
  }
  // What helps those who found nothing waits until that is known.
  if (new URLSearchParams(location.search).get("q")) root.dataset.asked = "";
  const sizes = [-1, 0, 1, 2, 3];
  let size = Number(keep("size") || 0);
  if (!sizes.includes(size)) size = 0;
  if (size) root.dataset.size = size;

  document.addEventListener("DOMContentLoaded", () => {
    const all = (selector) => document.querySelectorAll(selector);
    // What is seldom needed has a script of its own, which comes when somebody reaches for it.
    const load = (address, use, otherwise = () => {}) => import(new URL(address, location.href)).then(use, otherwise);

    // Today, as Vietnam counts it.
    for (const line of all(".today")) {
      const lang = root.lang === "vi" ? "vi-VN" : "en-GB";
      const form = { weekday: "long", day: "2-digit", month: root.lang === "vi" ? "2-digit" : "long", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" };
      line.textContent = new Intl.DateTimeFormat(lang, form).format(new Date());
      line.hidden = false;
    }

    // Text size; light and dark; contrast.
    for (const tools of all(".tools")) tools.hidden = false;
    for (const button of all(".tools [data-size]")) {
      button.addEventListener("click", () => {
        const step = Number(button.dataset.size);
        size = step ? Math.min(3, Math.max(-1, size + step)) : 0;
        root.dataset.size = size;
        keep("size", size);
      });
    }
    for (const { name, on, off, system } of switches) {
      const isOn = () => (root.dataset[name] ? root.dataset[name] === on : system.matches);
      for (const button of all(".tools ." + name)) {
        const show = () => button.setAttribute("aria-pressed", isOn());
        show();
        system.addEventListener("change", show);
        button.addEventListener("click", () => {
          root.dataset[name] = isOn() ? off : on;
          keep(name, root.dataset[name]);
          show();
        });
      }
    }

    // Menu: one open at a time, Escape and a click elsewhere close it.
    const menus = [...all(".sub-toggle, .menu-toggle")];
    const subs = menus.filter((menu) => menu.matches(".sub-toggle"));
    const wide = () => matchMedia("(min-width: 62rem)").matches;
    for (const menu of subs) {
      menu.addEventListener("toggle", () => {
        if (!menu.open || !wide()) return;
        for (const other of subs) if (other !== menu) other.open = false;
      });
      const item = menu.parentElement;
      const sub = menu.nextElementSibling;
      const place = () => sub.classList.toggle("flip", item.getBoundingClientRect().left + 240 > innerWidth);
      item.addEventListener("pointerenter", place);
      item.addEventListener("focusin", place);
      item.addEventListener("pointerleave", () => item.classList.remove("shut"));
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const item of all(".has-sub:hover")) item.classList.add("shut");
      const open = menus.filter((menu) => menu.open && menu.parentElement.contains(document.activeElement)).pop();
      for (const menu of subs) menu.open = false;
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (wide()) for (const menu of subs) if (!menu.parentElement.contains(event.target)) menu.open = false;
    });

    // Search: when somebody goes to a box, or is on its page. The form leads to its page in any case.
    for (const form of all("form.search")) {
      if ("page" in form.dataset) load(form.dataset.script, (search) => search.page(form), () => delete root.dataset.asked);
      else form.addEventListener("focusin", () => load(form.dataset.script, (search) => search.suggest(form)), { once: true });
    }

    // A picture that links to itself opens over the page.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("[data-lightbox] figure > a");
      if (!link || link.href !== link.querySelector("img")?.src || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const follow = () => { location.href = link.href; };
      load(link.closest("[data-lightbox]").dataset.lightbox, (lightbox) => lightbox.open(link), follow);
    });

    // A story read aloud, where the device has a voice for it.
    for (const speak of all(".speak")) {
      const voices = window.speechSynthesis;
      const look = () => { speak.hidden = !voices.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(root.lang)); };
      if (!voices) break;
      look();
      voices.addEventListener?.("voiceschanged", look);
      const button = speak.querySelector("button");
      // From then on the story's own button; a network that failed once may be there the next time.
      const begin = () => load(speak.dataset.script, (listen) => listen.start(speak), again);
      const again = () => button.addEventListener("click", begin, { once: true });
      again();
    }

    // Share: the device's own sheet, the address, paper (with all that is folded away, and the day), a file.
    const offer = (selector, act) => {
      for (const button of all(selector)) {
        button.parentElement.hidden = false;
        button.addEventListener("click", () => act(button));
      }
    };
    const say = (button, words) => {
      const label = button.dataset.label ??= button.textContent;
      button.setAttribute("aria-live", "polite");
      button.textContent = words;
      setTimeout(() => { button.textContent = label; }, 2500);
    };
    const copy = all("[data-copy]")[0];
    if (navigator.share && copy) {
      const page = { title: document.querySelector("h1").textContent, url: copy.dataset.copy };
      offer(".share-sheet", () => navigator.share(page).catch(() => { /* closed without sharing */ }));
    }
    if (navigator.clipboard) {
      offer("[data-copy]", (button) => {
        const done = () => say(button, button.dataset.done);
        navigator.clipboard.writeText(button.dataset.copy).then(done, () => { /* refused: the address bar still has it */ });
      });
    }
    offer(".share .print", () => print());
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...all("main details:not([open])")];
      for (const part of opened) part.open = true;
      for (const line of all(".printed-on")) line.textContent = " " + line.dataset.words.replace("{date}", new Date().toLocaleDateString("vi-VN"));
    });
    addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
    offer(".share .save", (button) => {
      const done = () => say(button, button.dataset.done);
      const failed = () => say(button, button.dataset.failed);
      load(button.dataset.script, (file) => file.save(button.dataset.address).then(done, failed), failed);
    });
  });
})();
