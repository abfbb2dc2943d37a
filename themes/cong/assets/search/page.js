// The page of results.

import { later, node } from "./dom.js";
import { Missing, indexOf } from "./index.js";
import { hitsIn, keysOf, marked, passage } from "./marks.js";
import { beside } from "./rank.js";

export function page(form) {
  const box = form.elements.q, index = indexOf(form), words = form.dataset;
  // What a theme leaves out stands nowhere.
  const find = (name) => document.querySelector(`.search-${name}`) ?? node("p");
  const [lost, unfilter, status, results, more, help, filters] = ["lost", "unfilter", "status", "results", "more", "help", "filters"].map(find);
  const toggle = filters.querySelector("summary");
  let found = [], shown = 0, keys, meant, settled, asked = 0, depth = 0, here = location.search;
  const isNarrow = () => innerWidth <= 640;
  lost.remove();

  const visible = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      visible.unobserve(target);
      // One of an earlier query is nobody's loss.
      target.fill().catch((error) => target.isConnected && gone(error));
    }
  }, { rootMargin: "100px" });

  const result = ({ article, loose }) => {
    // It can be reached before it is there, and then holds the focus for its link.
    const wait = node("a", { className: "search-wait", role: "link", tabIndex: 0, ariaLabel: words.wait });
    const item = node("li", { className: "search-result" }, wait);
    item.fill = async () => {
      const of = keys(loose);
      const card = await index.card(article);
      const told = `${card.title}\n${card.summary}`, hits = hitsIn(told, index, of);
      const snippet = node("p", { className: "card-summary" }, ...marked(told, hits, card.title.length + 1));
      const [src, width, height] = card.picture ?? [];
      const link = node("a", { href: card.url }, ...marked(told, hits, 0, card.title.length));
      const isHeld = document.activeElement === wait;
      item.replaceChildren(node("article", { className: `card row${src ? "" : " no-picture"}` },
        src && node("div", { className: "card-picture" },
          node("img", { src: index.base + src, alt: "", width: width || 120, height: height || 80, loading: "lazy" })),
        node("div", { className: "card-text" },
          node("h2", { className: "card-title" }, link),
          node("p", { className: "card-meta" },
            card.category && node("a", { href: card.categoryUrl, textContent: card.category }),
            card.date && node("time", { dateTime: card.date, textContent: card.date.split("-").reverse().join("/") })),
          snippet)));
      if (isHeld) link.focus();
      if (!of.every((_, at) => hits.some((word) => word.hits.includes(at)))) {
        const text = await passage(card.url, index, of).catch(() => []);
        if (text.length) snippet.replaceChildren(...text);
      }
    };
    visible.observe(item);
    return item;
  };
  // Categories and months, for those who found nothing.
  const offer = (wanted) => {
    delete document.documentElement.dataset.asked;
    help.hidden = !wanted;
  };
  const clear = (told) => {
    status.textContent = told;
    results.replaceChildren();
    more.hidden = unfilter.hidden = true;
    offer(true);
  };
  const fail = () => clear(words.failed);
  // What was found has other numbers in a portal that was published since.
  const gone = async (error) => {
    const turn = asked;
    const isNew = error instanceof Missing && await index.renew().catch(() => false);
    if (turn === asked) isNew ? run(false) : fail();
  };
  const next = () => {
    results.append(...found.slice(shown, shown + 20).map(result));
    shown = Math.min(found.length, shown + 20);
    more.hidden = shown >= found.length && !found.partial;
  };
  const run = async (typing, deeper = 0) => {
    const turn = ++asked, text = box.value.trim(), { manifest } = index;
    const chosen = [...new FormData(filters)].filter(([, value]) => value.trim()), query = new URLSearchParams([["q", text], ...chosen]);
    // What was asked for before is a step back; letters on the way to a word are none.
    history[settled && `?${query}` !== location.search ? "pushState" : "replaceState"](null, "", text ? `?${query}` : location.pathname);
    settled = !typing;
    here = location.search;
    document.title = text ? `${text} – ${words.title}` : words.title;
    if (!text) {
      clear("");
      filters.hidden = true;
      return;
    }
    const slow = setTimeout(() => turn === asked && (status.textContent = words.wait), 400);
    try {
      const { order, ...wanted } = Object.fromEntries(chosen);
      // What is filtered or put in another order must be all there.
      depth = deeper || +(chosen.length > 0);
      toggle.dataset.count = Object.keys(wanted).length;
      const [answer, all] = await index.fresh(async () => {
        const answer = await index.answer(text, typing, depth);
        return [answer, await index.filter(answer.found, wanted)];
      });
      if (order === "date") all.sort((a, b) => a.loose - b.loose || b.article - a.article);
      if (turn !== asked) return;
      // What is shown stays as it is, and more stands behind it.
      const kept = deeper && manifest === index.manifest && meant === answer.text ? found.slice(0, shown) : [];
      found = Object.assign([...kept, ...beside(kept, all)], { partial: all.partial });
      shown = kept.length;
      meant = answer.text;
      keys = (loose) => keysOf(index, meant, typing, loose);
      if (!shown) {
        visible.disconnect();
        results.replaceChildren();
      }
      next();
      offer(!found.length);
      filters.hidden = false;
      const count = (found.length || answer.found.length).toLocaleString(document.documentElement.lang);
      const told = found.length ? answer.told ?? (found.partial ? "some" : "found") : answer.found.length ? "filtered" : "none";
      unfilter.hidden = told !== "filtered";
      status.textContent = (words[told] ?? words.none).replace("{q}", answer.text).replace("{n}", count);
    } catch {
      if (turn === asked) fail();
    } finally {
      clearTimeout(slow);
    }
  };

  const given = (name) => new URLSearchParams(location.search).get(name) ?? "";
  const take = () => {
    for (const field of filters.elements) if (field.name) field.value = given(field.name);
  };
  let ready = null;
  const begin = () => ready ??= index.fresh(() => {
    const { categories, years, kinds } = index.manifest;
    const add = (name, value, text) => filters.elements[name].append(node("option", { value, textContent: text }));
    filters.elements.author.addEventListener("focus", async ({ target }) => {
      const facets = await index.fresh(() => index.facets()).catch(() => []);
      const names = [...new Set(facets.flatMap(({ authors }) => authors))];
      target.list?.replaceChildren(...names.map((value) => node("option", { value })));
    });
    for (const [title, url, deep] of categories) add("category", url, "– ".repeat(deep) + title);
    for (const [year] of [...years].reverse()) if (year) add("year", year, year);
    for (const [name, title] of kinds) add("kind", name, title);
    take();
    toggle.parentElement.open = !isNarrow();
  });
  // A network that failed once may be there the next time.
  const again = () => {
    ready = null;
    fail();
  };
  const go = (typing) => begin().then(() => run(typing), again);
  begin().catch(again);
  box.value ||= given("q");
  const typed = later(() => go(true), 150);
  box.addEventListener("input", () => {
    // What was found for other words does not stand under these.
    asked++;
    results.replaceChildren();
    more.hidden = true;
    typed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // A keyboard on the screen would cover what is found.
    if (isNarrow()) box.blur();
    go(false);
  });
  addEventListener("popstate", () => {
    if (location.search === here) return;
    box.value = given("q");
    settled = false;
    begin().then(take, again);
    go(false);
  });
  // A name is one step, however slowly it is typed.
  filters.addEventListener("input", later(({ target }) => {
    run(false);
    settled = target.type !== "text";
  }, 150));
  filters.addEventListener("focusout", () => { settled = true; });
  filters.onsubmit = () => false;
  // The fields are as they were when the event is over.
  filters.addEventListener("reset", () => setTimeout(() => {
    run(false);
    toggle.focus();
  }));
  more.addEventListener("click", async () => {
    const first = results.children.length;
    await (shown < found.length ? next() : run(false, depth + 1));
    // Where nothing more was found, the button may be gone.
    (results.children[first] ?? results.lastChild)?.querySelector("a").focus();
  });
  offer(!box.value);
  if (box.value) go(false);
}
