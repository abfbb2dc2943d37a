// Puts a new version of the page in the place of the one that is shown. What stays the same stays: the scroll
// position, the focus, an open menu, typed text.
import { Idiomorph } from "./idiomorph.js";

const { isTouched, isAdded, quietly } = window.congtinPreview;

const OURS = "[src^='/__congtin/'], congtin-preview, congtin-mark";

/** The page as the server sends it now. */
export const fetchPage = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, digest: page.querySelector("script[src^='/__congtin/']")?.dataset.page };
};

/** Takes over a page; false when it must be loaded instead, since its scripts are others. */
export const takeOver = async (page) => {
  if (!page.body || scripts(page) !== scripts(document)) return false;
  await sheets(page);
  for (const own of page.querySelectorAll(OURS)) own.remove();
  quietly(() => Idiomorph.morph(document.documentElement, page.documentElement, how));
  return true;
};

/** Loads style sheets again whose bytes changed under the same address. */
export const swapSheets = (paths, stamp) =>
  Promise.all(
    [...document.querySelectorAll("link[rel~=stylesheet]")]
      .filter((link) => paths.includes(new URL(link.href).pathname))
      .map((old) => {
        const sheet = old.cloneNode();
        sheet.href = `${new URL(old.href).pathname}?${stamp}`;
        const loaded = settled(sheet);
        quietly(() => old.after(sheet));
        return loaded.then(() => quietly(() => old.remove()));
      }),
  );

const isOurs = (element) => element.matches?.(OURS);

const isTyped = (element, name) =>
  (name === "value" && element.value !== element.defaultValue) ||
  (name === "checked" && element.checked !== element.defaultChecked) ||
  (name === "selected" && element.selected !== element.defaultSelected);

const how = {
  head: { style: "merge", shouldPreserve: (element) => isOurs(element) || isAdded(element) },
  callbacks: {
    beforeNodeMorphed: (node) => !isOurs(node) && !isAdded(node),
    beforeNodeRemoved: (node) => !isOurs(node) && !isAdded(node),
    beforeAttributeUpdated: (name, element) => !isTouched(element, name) && !isTyped(element, name),
  },
};

/** What a page runs; data in scripts (JSON-LD) runs nothing. */
const scripts = (page) =>
  [...page.scripts]
    .filter((script) => !isOurs(script) && !isAdded(script) && (!script.type || /javascript|module/.test(script.type)))
    .map((script) => script.outerHTML)
    .join("\n");

/** Loads style sheets that are new, so that the page never stands there without them. */
const sheets = (page) => {
  const known = new Set([...document.querySelectorAll("link[rel~=stylesheet]")].map((link) => link.outerHTML));
  const fresh = [...page.querySelectorAll("link[rel~=stylesheet]")].filter((link) => !known.has(link.outerHTML));
  return Promise.all(
    fresh.map((link) => {
      const sheet = document.importNode(link);
      const loaded = settled(sheet);
      quietly(() => document.head.append(sheet));
      return loaded;
    }),
  );
};

const settled = (sheet) =>
  new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    setTimeout(done, 2000);
  });
