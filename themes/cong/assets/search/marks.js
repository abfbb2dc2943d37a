// What of a text is what was asked for.

import { node } from "./dom.js";

// What no syllable looks like may be the first letters of some.
const SYLLABLE = /^.$|\d|^[^aeiouy]*[aeiouy]+(ch?|m|n[gh]?|p|t)?$/;

/**
 * The words of a text, each with the places of the words of a query that it is. Where some stand beside their neighbours,
 * others like them that do not are nothing; an abbreviation is the words that begin with its letters, where it does not stand itself.
 */
export function hitsIn(text, index, asked) {
  const { rules } = index, words = rules.words(text);
  for (const word of words) word.hits = asked.flatMap((one, at) => (rules.fits(word, one) ? [at] : []));
  const full = (key, words) => {
    const own = words.filter(({ form }) => form !== "và"), first = own.map((word) => word.key[0]).join(""), runs = [];
    if (!SYLLABLE.test(key) && !words.some((word) => word.key === key)) for (let at = -1; (at = first.indexOf(key, at + 1)) >= 0;) runs.push(...own.slice(at, at + key.length));
    return runs;
  };
  const meet = (word, at) => {
    word.hits.push(at);
    word.whole = true;
  };
  asked.forEach(({ key }, at) => full(key, words).forEach((word) => meet(word, at)));
  for (const word of words) full(word.key, asked).forEach((one) => meet(word, asked.indexOf(one)));
  const isBeside = (hit, at) => words[at].whole || words[at + 1]?.hits.includes(hit + 1) || words[at - 1]?.hits.includes(hit - 1);
  const beside = new Set(words.flatMap(({ hits }, at) => hits.filter((hit) => isBeside(hit, at))));
  return words.map((word, at) => ({ ...word, hits: word.hits.filter((hit) => !beside.has(hit) || isBeside(hit, at)) }));
}

/** A part of a text with what was hit marked, in its own spelling. */
export function marked(text, words, from = 0, to = text.length) {
  const parts = [];
  for (const word of words.filter(({ hits, start, end }) => hits.length && start >= from && end <= to)) {
    parts.push(text.slice(from, word.start), node("mark", { textContent: text.slice(word.start, word.end) }));
    from = word.end;
  }
  return [...parts, text.slice(from, to)];
}

/** The words of a query, each with whether all that begin so are meant; without marks for what was found loosely. */
export function keysOf(index, text, typing, loose) {
  const { words, prefix } = index.rules.query(text, typing);
  return words.map((word) => ({ ...word, form: loose ? word.key : word.form, begins: word.key === prefix }));
}

export async function pageText(url) {
  const answer = await fetch(url);
  if (!answer.ok) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector(".prose") ?? page.querySelector("main");
  return (body?.textContent ?? "").replace(/\s+/g, " ").normalize("NFC");
}

/** What of an article's page is nearest to a query. */
export async function passage(url, index, asked) {
  const text = await pageText(url);
  const words = hitsIn(text, index, asked);
  let best = [0, 0];
  words.forEach(({ hits }, at) => {
    if (!hits.length) return;
    const near = new Set(words.slice(at, at + 26).flatMap(({ hits }) => hits)).size;
    if (near > best[0]) best = [near, at];
  });
  if (!best[0]) return [];
  const from = Math.max(0, best[1] - 6), to = Math.min(words.length - 1, from + 32);
  return [from ? "…" : "", ...marked(text, words, words[from].start, words[to].end), to < words.length - 1 ? "…" : ""];
}
