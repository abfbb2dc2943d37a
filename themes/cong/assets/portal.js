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
  const scheme = keep("scheme");
  if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  const sizes = [-1, 0, 1, 2, 3];
  let size = Number(keep("size") || 0);
  if (!sizes.includes(size)) size = 0;
  if (size) root.dataset.size = size;

  document.addEventListener("DOMContentLoaded", () => {
    const all = (selector) => document.querySelectorAll(selector);

    // Today, as Vietnam counts it.
    for (const line of all(".today")) {
      const lang = root.lang === "vi" ? "vi-VN" : "en-GB";
      const form = { weekday: "long", day: "2-digit", month: root.lang === "vi" ? "2-digit" : "long", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" };
      line.textContent = new Intl.DateTimeFormat(lang, form).format(new Date());
      line.hidden = false;
    }

    // Text size; light and dark.
    for (const tools of all(".tools")) tools.hidden = false;
    for (const button of all(".tools [data-size]")) {
      button.addEventListener("click", () => {
        const step = Number(button.dataset.size);
        size = step ? Math.min(3, Math.max(-1, size + step)) : 0;
        root.dataset.size = size;
        keep("size", size);
      });
    }
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
    for (const button of all(".scheme")) {
      const show = () => button.setAttribute("aria-pressed", isDark());
      show();
      system.addEventListener("change", show);
      button.addEventListener("click", () => {
        root.dataset.scheme = isDark() ? "light" : "dark";
        keep("scheme", root.dataset.scheme);
        show();
      });
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

    // Search: its script comes when somebody goes to a box, or is on its page.
    for (const form of all("form.search")) {
      const load = (use) => import(new URL(form.dataset.script, location.href)).then(use, () => { /* the form leads to its page */ });
      if ("page" in form.dataset) load((search) => search.page(form));
      else form.addEventListener("focusin", () => load((search) => search.suggest(form)), { once: true });
    }

    // Copy the address; print.
    for (const button of all("[data-copy]")) {
      if (!navigator.clipboard) break;
      button.parentElement.hidden = false;
      const words = button.textContent;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(button.dataset.copy);
          button.textContent = button.dataset.done;
          setTimeout(() => { button.textContent = words; }, 2500);
        } catch { /* refused: the address bar still has it */ }
      });
    }
    for (const button of all(".share .print")) {
      button.parentElement.hidden = false;
      button.addEventListener("click", () => print());
    }
  });
})();
