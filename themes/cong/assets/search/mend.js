// When nothing was found, or not what was meant.

import { pageText } from "./marks.js";
import { beside, inRow, isJoint } from "./rank.js";
import { QUOTES } from "./rules.js";

// So many articles are enough.
export const ENOUGH = 6;
// Of a mended query only articles speak for it that have so much of it together.
const MENDED = 0.8;

/** With articles that have a phrase once, in the body: the likeliest pages are read, more of them while there is nothing. */
export async function proven(index, text, known, more) {
  const { phrases } = index.rules.query(text, false);
  if (!phrases.length) return known;
  const inBody = (one) => phrases.flat().every(({ key }) => one.hits.get(key)?.some(([, flag]) => flag & 3) !== false);
  const all = await index.search(text.replace(QUOTES, " "), false, true);
  const likely = beside(known, all).filter(inBody), found = [...known];
  const stands = async (one) => {
    const words = index.rules.words(await pageText((await index.card(one.article)).url));
    return phrases.every((phrase) => words.some((_, at) => phrase.every((word, step) => words[at + step] && index.rules.fits(words[at + step], word))));
  };
  let read = 0;
  do {
    const next = likely.slice(read, read += 20), proofs = await Promise.all(next.map((one) => stands(one).catch(() => false)));
    found.push(...next.filter((_, at) => proofs[at]));
  } while (read < likely.length && read < 60 * (more + !found.some((one) => !one.loose)));
  return Object.assign(found.sort((a, b) => a.loose - b.loose), { partial: likely.length > read });
}

/**
 * The same query with one slip mended, and what it finds: when nothing was found, or what was has the words apart or
 * with other marks, and mended they stand together in far more articles. Else without one of its words.
 */
export function mend(index, text, known, more) {
  return index.fresh(async () => {
    const query = index.rules.query(text, false);
    // A phrase is a wish; without its quotes it may be found.
    const plain = text.normalize("NFC").replace(QUOTES, " ");
    if (known.length && (query.phrases.length || query.words.length < 2)) return null;
    const least = known.length && (ENOUGH * known.filter((one) => !one.loose).length || 1);
    const put = ({ start, end }, key) => (plain.slice(0, start) + key + plain.slice(end)).trim();
    let best = null;
    const ask = async (text) => {
      const found = await index.search(text, false, more), sure = found.filter((one) => isJoint(one) && one.joined >= MENDED).length;
      if (found.length && sure >= least && (!best || (sure - best.sure || found[0].score - best.found[0].score) > 0)) {
        best = { text: spelling(index, index.rules.query(text).words, found[0], query.words), found, told: "mended", sure };
      }
    };
    if (query.phrases.length) await ask(plain);
    // Not every page was read.
    if (best) return { ...best, found: Object.assign(best.found, { partial: known.partial }), told: "apart" };
    if (known.length && query.marked) await ask(index.rules.key(plain.toLowerCase()));
    // As Telex and VNI are typed, where nothing makes marks of it: "ddaf nawngx", "d9a2 nang84".
    if (!known.length) await ask(plain.replace(/([adeo])\1/gi, "$1").replace(/w/gi, "").replace(/([a-z])\d+|([aeiouy])[fsrxj]|[fsrxj](?!\p{L})/giu, "$1$2"));
    for (const word of best ? [] : query.words.filter((word) => !/^\d/.test(word.key) && word.key.length > 1)) {
      for (const key of await nearest(index, word.key, known.length ? ENOUGH : Infinity)) await ask(put(word, key));
    }
    if (best) return { ...best, found: await index.search(best.text, false, more) };
    // Somebody remembers a word that the article does not use.
    let worth = known.length && !known[0].loose ? 5 * known[0].score : 0;
    // The rarest tells what it is about.
    const required = query.phrases.length || query.required.length < 3 ? [] : query.required.slice(worth ? 1 : 0);
    for (const word of query.words.filter(({ key }) => required.includes(key))) {
      const text = put({ ...word, end: word.end + 1 }, ""), found = await index.search(text, false, more);
      if (found[0]?.score > worth && (isJoint(found[0]) || !known.length)) {
        worth = found[0].score;
        best = { text, found, told: "fewer" };
      }
    }
    return best;
  });
}

/** Words of a query as an article spells them: those that stand beside their neighbours, the nearest to what was typed, the commonest among their like. */
function spelling(index, words, one, typed) {
  const of = (word) => (one.hits.get(word?.key) ?? []).map(([list]) => list);
  const links = (first, second) => first.flatMap((a) => second.flatMap((b) => inRow(a, b, one.number, 1).filter(Boolean))).length;
  return words.map((word, at) => {
    const worth = (list) => 4 * links(of(words[at - 1]), [list]) + 4 * links([list], of(words[at + 1]))
      + list.articles.length / index.manifest.count - index.rules.tier(typed[at] ?? word, list.form, true);
    return of(word).sort((a, b) => worth(b) - worth(a))[0]?.form ?? word.form;
  }).join(" ");
}

/** What one slip of the finger, or one confusion of the ear, makes of a key: known keys, the likeliest first. None for one that more titles and summaries have. */
async function nearest(index, key, most) {
  const near = new Set();
  for (let at = 0; at < key.length; at++) {
    if (at) near.add(key.slice(0, at - 1) + key[at] + key[at - 1] + key.slice(at + 1));
    near.add(key.slice(0, at) + key.slice(at + 1));
  }
  for (const [one, other] of [["s", "x"], ["tr", "ch"], ["d", "gi"], ["d", "r"], ["l", "n"], ["c", "k"], ["g", "gh"], ["ng", "ngh"]]) {
    for (const [from, to] of [[one, other], [other, one]]) if (key.startsWith(from)) near.add(to + key.slice(from.length));
  }
  const guesses = [...near].filter((guess) => guess.length > 1).slice(0, 12);
  const known = new Map([[key, 0]]), wanted = (other) => near.has(other) || oneSlip(key, other);
  for (const of of [[key], guesses]) {
    // Where nothing was found, bodies are at hand.
    const levels = most < Infinity || of === guesses ? ["heads"] : ["heads", "bodies"];
    for (const { lists } of await index.lists(index.manifest.partitions, levels, { required: of, others: [], wanted })) {
      for (const list of lists) known.set(list.key, (known.get(list.key) ?? 0) + list.articles.length);
    }
    if (known.get(key) > most) return [];
  }
  for (const other of index.rules.common.keys()) if (!known.has(other) && oneSlip(key, other)) known.set(other, 1);
  known.delete(key);
  return [...known].sort(([, a], [, b]) => b - a).slice(0, 5).map(([key]) => key);
}

/** Whether two words are one but for a letter that is another, missing or too many. */
function oneSlip(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const rest = (word, skipped) => word.slice(same + skipped);
  return Math.min(a.length, b.length) > 1 && (rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1));
}
