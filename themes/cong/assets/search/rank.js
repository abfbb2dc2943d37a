// Which articles have what was asked for, and what each is worth.

import { TITLE } from "./shard.js";

// Where the summary begins among the positions of the head; names stand before it.
const SUMMARY = 48;
// What a syllable is worth in the title, in names, in the summary, and in the body by how often it has it.
const WORTH = { title: 6, names: 4, summary: 2.5, body: [0, 0.6, 0.9, 1.2] };
// Two syllables side by side, or as far apart as in the query.
const TOGETHER = { title: 5, head: 3, body: 4, wholeTitle: 8, fromStart: 8 };
// And the whole grows by so much when all syllables stand beside their neighbours in the query.
const JOINED = 4;
// Marks as typed; nothing typed is missing; another tone; another letter. A longer syllable that begins so counts less.
const TIER = [1, 0.9, 0.45, 0.25], BEGINS = 0.7;

/** Whether a list is of a key, or of one that begins as a query does that is being typed. */
const isOf = (key, query) => (list) => list.key === key || (key === query.prefix && list.key.startsWith(key));

/** How many articles some lists name. */
const sizeOf = (lists) => lists.reduce((size, list) => size + list.articles.length, 0);

/** The articles of a partition that have all that a query requires, with the lists that each stands in, by key. */
export function match(query, lists, from) {
  const of = (keys) => keys.map((key) => [key, lists.filter(isOf(key, query))]);
  const required = of(query.required).sort(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  let found = null;
  for (const [key, lists] of [...required, ...of(query.others)]) {
    const next = new Map();
    for (const list of lists) {
      list.articles.forEach((article, at) => {
        const one = found ? found.get(article) : (next.get(article) ?? { number: article, article: from + article, hits: new Map() });
        if (!one) return;
        next.set(article, one);
        if (!one.hits.has(key)) one.hits.set(key, []);
        one.hits.get(key).push([list, list.flags[at]]);
      });
    }
    if (query.required.includes(key)) found = next;
  }
  return [...found.values()].filter((one) => query.phrases.every((phrase) => hasPhrase(phrase, one, () => true)));
}

/** What articles are worth to a query. */
class Ranking {
  constructor(index, query, lists) {
    Object.assign(this, { index, query, count: index.manifest.count, tiers: new Map() });
    const rarity = (wanted) => Math.log(1 + this.count / (1 + sizeOf(lists.filter(wanted))));
    const known = query.others.filter((key) => lists.some((list) => list.key === key));
    this.weight = new Map([...query.required, ...known].map((key) => [key, rarity(isOf(key, query))]));
    this.words = query.words.map((word, at) => ({ ...word, at })).filter((word) => this.weight.has(word.key));
    // A form that was typed with its marks is as rare as it is itself.
    for (const word of this.words) word.rarity = query.marked ? rarity((list) => list.form === word.form) : this.weight.get(word.key);
  }

  /** How near a form is to a word. */
  tier(word, list) {
    const of = `${word.form} ${list.form}`;
    if (!this.tiers.has(of)) {
      const form = list.form.slice(0, word.form.length);
      this.tiers.set(of, TIER[this.index.rules.tier(word, form, this.query.marked)] * (form === list.form ? 1 : BEGINS));
    }
    return this.tiers.get(of);
  }

  /** What one word is worth in an article. */
  worth(word, one) {
    const worths = new Map();
    for (const [list, flag] of one.hits.get(word.key)) {
      const head = list.head.get(one.number) ?? [];
      const worth = (flag & TITLE ? WORTH.title : 0) + (head.some((at) => at < SUMMARY) ? WORTH.names : 0)
        + (head.some((at) => at >= SUMMARY) ? WORTH.summary : 0) + WORTH.body[flag & 3];
      const rarity = list.form === word.form ? word.rarity : this.weight.get(word.key);
      worths.set(list.form, (worths.get(list.form) ?? 0) + worth * this.tier(word, list) * rarity);
    }
    return Math.max(0, ...worths.values());
  }

  /** What two words are worth that stand in an article as they stand in the query, and how near its forms are to them. */
  together(a, b, one) {
    let row = 0, pair = 0, nearest = 0;
    for (const [first] of one.hits.get(a.key)) {
      for (const [second] of one.hits.get(b.key)) {
        const [title, head, next] = inRow(first, second, one.number, b.at - a.at);
        const near = Math.min(this.tier(a, first), this.tier(b, second));
        const heads = (title ? TOGETHER.title : 0) + (head ? TOGETHER.head : 0), body = next ? TOGETHER.body : 0;
        row = Math.max(row, near * heads);
        pair = Math.max(pair, near * body);
        if (heads || body) nearest = Math.max(nearest, near);
      }
    }
    return [row + pair, nearest];
  }

  /** Writes into an article what it is worth. */
  give(one) {
    // What is not required was asked for only where it lay beside what is.
    const words = this.words.filter((word) => one.hits.has(word.key)), { query, weight } = this;
    let score = 0.4 * (one.article / this.count), whole = words.length > 1 ? TOGETHER.wholeTitle : 0, joined = 0;
    if (query.years.some((year) => this.index.isOf(one.article, year))) score += WORTH.title;
    for (const word of words) score += this.worth(word, one);
    for (let at = 1; at < words.length; at++) {
      const [a, b] = [words[at - 1], words[at]];
      const [worth, nearest] = this.together(a, b, one);
      score += worth * (weight.get(a.key) + weight.get(b.key)) / 2;
      joined += nearest / (words.length - 1);
      if (worth < TOGETHER.title * TIER[1]) whole = 0;
    }
    const starts = whole && words.every((word) => one.hits.get(word.key).some(([list]) => list.title.get(one.number)?.includes(word.at)));
    score += (whole + (starts ? TOGETHER.fromStart : 0)) * weight.get(words.at(-1)?.key);
    const near = (word, list) => this.tier(word, list) > TIER[2];
    // Syllables that stand apart are other words.
    one.score = score * (1 + JOINED * joined ** 2);
    one.joined = words.length > 1 ? joined : 1;
    one.whole = whole && words.length;
    one.loose = words.some((word) => word.form !== word.key && !one.hits.get(word.key).some(([list]) => near(word, list)))
      || !query.phrases.every((phrase) => hasPhrase(phrase, one, near));
  }
}

/** Puts articles that were found in order, the best first. */
export function rank(index, query, found, lists) {
  const ranking = new Ranking(index, query, lists);
  found.forEach((one) => ranking.give(one));
  return found.sort((a, b) => a.loose - b.loose || b.score - a.score || b.article - a.article);
}

/** Whether an article was meant: it has so much of the query together, with the marks that were typed. */
export const isJoint = (one) => !one.loose && one.joined >= 0.45;

/** What was found beside what is known. */
export const beside = (known, found) => found.filter((one) => !known.some(({ article }) => article === one.article));

function hash(key) {
  let hash = 5381;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 33) ^ key.charCodeAt(at)) & 0xffff;
  return (hash ^ (hash >> 8)) & 0xff;
}

/** Where an article has one word so far before another: title, head, body. */
export function inRow(first, second, article, apart) {
  const at = (places) => {
    const next = second[places].get(article);
    return next && first[places].get(article)?.some((at) => next.includes(at + apart));
  };
  return [at("title"), at("head"), apart === 1 && first.next.get(article)?.includes(hash(second.key))];
}

function hasPhrase(phrase, one, fits) {
  const own = phrase.map((word) => one.hits.get(word.key).map(([list]) => list).filter((list) => list.key === word.key && fits(word, list)));
  const at = (number, places, at) => own[number].some((list) => list[places].get(one.number)?.includes(at));
  const inRow = (places) => own[0].some((list) =>
    list[places].get(one.number)?.some((start) => phrase.every((_, step) => at(step, places, start + step))));
  const inBody = phrase.slice(1).every((word, step) =>
    own[step + 1].length && own[step].some((list) => list.next.get(one.number)?.includes(hash(word.key))));
  return inRow("title") || inRow("head") || inBody;
}
