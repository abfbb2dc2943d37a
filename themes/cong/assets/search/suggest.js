// Suggestions below the box of every page.

import { later, node } from "./dom.js";
import { indexOf } from "./index.js";
import { hitsIn, keysOf, marked } from "./marks.js";

/** A combobox with a list (WAI-ARIA 1.2). */
export function suggest(form) {
  const box = form.elements.q, index = indexOf(form), id = `${box.id}-list`;
  const list = node("ul", { id, className: "search-list", role: "listbox", hidden: true });
  const status = node("p", { className: "vh", role: "status" });
  list.setAttribute("aria-label", form.dataset.suggestions);
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) box.setAttribute(name, value);
  const options = list.getElementsByTagName("a");
  let chosen = -1, asked = 0;

  const show = (open) => {
    list.hidden = !open;
    box.setAttribute("aria-expanded", open);
    choose(-1);
  };
  const choose = (at) => {
    chosen = at;
    [...options].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    box.setAttribute("aria-activedescendant", options[at]?.id ?? "");
    options[at]?.scrollIntoView({ block: "nearest" });
  };
  const fill = (items, told) => {
    list.replaceChildren(...items);
    status.textContent = told;
    show(items.length > 0);
  };
  const ask = later(async () => {
    const text = box.value, turn = ++asked;
    try {
      const [found, cards] = await index.fresh(async () => {
        const found = text.trim() ? await index.search(text, true) : [];
        return [found, await Promise.all(found.slice(0, 6).map(({ article }) => index.card(article)))];
      });
      if (turn !== asked || document.activeElement !== box) return;
      fill(cards.map((card, at) => {
        const keys = keysOf(index, text, true, found[at].loose);
        const link = node("a", { id: `${id}-${at}`, role: "option", href: card.url, tabIndex: -1 },
          node("span", {}, ...marked(card.title, hitsIn(card.title, index, keys))), card.category && node("small", { textContent: card.category }));
        return node("li", { role: "none" }, link);
      }), text.trim() && (cards.length ? form.dataset.suggested.replace("{n}", cards.length) : form.dataset.none));
    } catch { if (turn === asked) fill([], ""); }
  }, 120);
  box.addEventListener("input", () => {
    // What was suggested for other words cannot be chosen for these.
    asked++;
    fill([], "");
    ask();
  });
  box.addEventListener("focus", ask);
  box.addEventListener("blur", () => setTimeout(() => show(false), 150));
  // The list is gone before it would be pressed if the box lost its focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    const count = options.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // The box itself is the place behind the last and before the first.
    if (step && count) {
      show(true);
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen >= 0) location.href = options[chosen].href;
    else if (event.key === "Escape" && !list.hidden) show(false);
    else return;
    event.preventDefault();
  });
  index.warm().catch(() => { /* the next letter tries again */ });
  if (document.activeElement === box) ask();
}
