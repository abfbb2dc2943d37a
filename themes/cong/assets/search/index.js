// What a query needs of the index, asked for as it is needed.

import { read } from "./shard.js";
import { isJoint, match, rank } from "./rank.js";
import { Rules } from "./rules.js";
import { ENOUGH, mend, proven } from "./mend.js";

// Fewer than enough will do when the title of the first has so many syllables of the query as they stand there.
const KNOWN = 3;
// Of a large portal the newest partitions are asked first.
const NEWEST = 3;

export class Missing extends Error {}

/** The index of an edition, below the address of the search page. */
export class Index {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  open(fresh) {
    this.opened = fetch(this.folder + "index.json", { cache: fresh ? "reload" : "no-cache" }).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      const manifest = await answer.json();
      this.manifest = manifest;
      this.rules = new Rules(manifest);
      const path = new URL(this.folder, location.href).pathname;
      this.base = path.slice(0, path.length - manifest.folder.length);
      for (const partition of manifest.partitions) {
        const starts = (keys) => (keys ? keys.split(" ") : []);
        partition.heads = { name: partition.heads, starts: starts(partition.head_starts) };
        partition.bodies = { name: partition.bodies, starts: starts(partition.body_starts) };
      }
    });
    this.opened.catch(() => { this.opened = null; });
    return this.opened;
  }

  /**
   * Runs a step; when a file has gone because a new portal was published, once more with the new manifest. Numbers of
   * articles hold within one manifest only, so what uses them is part of the step that found them.
   */
  async fresh(step) {
    await (this.opened ?? this.open());
    const { manifest } = this;
    try {
      const value = await step();
      // Else a step within this one has met a new portal.
      if (manifest === this.manifest) return value;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await this.renew();
    }
    return step();
  }

  /** Whether a new portal was published. */
  async renew() {
    const { cards } = this.manifest;
    this.files.clear();
    await this.open(true);
    return `${cards}` !== `${this.manifest.cards}`;
  }

  /** Fetches what every query needs: rules, names, and the newest articles where they are few. */
  async warm() {
    await this.fresh(() => {
      const { heads, count } = this.manifest.partitions.at(-1) ?? {};
      return count < this.manifest.bundle ? this.bytes(`${heads.name}-0`) : null;
    });
  }

  async bytes(name) {
    let file = this.files.get(name);
    if (!file) {
      file = fetch(`${this.folder}${name}.bin`).then(async (answer) => {
        if (!answer.ok) throw new Missing(name);
        const plain = answer.body.pipeThrough(new DecompressionStream("deflate"));
        return new Uint8Array(await new Response(plain).arrayBuffer());
      });
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  async json(name) {
    return JSON.parse(new TextDecoder().decode(await this.bytes(name)));
  }

  async card(article) {
    const { bundle, cards } = this.manifest;
    const file = await this.json(cards[Math.floor(article / bundle)]);
    const [title, url, date, category, summary, picture] = file.cards[article % bundle];
    const [name, folder] = file.categories[category] ?? ["", ""];
    const address = url || `${folder}${this.rules.key(title.toLowerCase()).match(/[a-z0-9]+/g)?.join("-")}.html`;
    return { article, title, url: this.base + address, date, category: name, categoryUrl: folder && this.base + folder, summary, picture };
  }

  /** By partition: the lists on some levels of what a query requires, and of all that begin with its prefix; of others where they are at hand. */
  lists(partitions, levels, { required, others, prefix, wanted }) {
    wanted ??= (key) => required.includes(key) || others.includes(key) || (prefix && key.startsWith(prefix));
    return Promise.all(partitions.map(async (partition) => {
      const names = [];
      let atHand = others;
      for (const { name, starts } of levels.map((level) => partition[level])) {
        const of = (key) => starts.filter((start) => start <= key).length, shards = new Set(required.map(of));
        // What begins so may go on behind the shard where it starts; one more is enough while somebody is typing.
        if (prefix && starts[of(prefix)]?.startsWith(prefix)) shards.add(of(prefix) + 1);
        for (const shard of shards) names.push(`${name}-${shard}`);
        atHand = atHand.filter((key) => shards.has(of(key)));
      }
      const files = await Promise.all(names.map((name) => this.bytes(name)));
      return { from: partition.from, lists: files.flatMap((file) => read(file, wanted)), others: atHand };
    }));
  }

  /** Articles that a query finds, the best first. Old partitions and bodies are asked for when others are not enough, or `all` is wanted. */
  search(text, typing, all) {
    return this.fresh(async () => {
      const query = this.rules.query(text, typing);
      if (!query.required.length) return [];
      if (!query.required.includes(query.prefix)) query.prefix = null;
      const ranked = async (partitions, levels, partial = true) => {
        const read = await this.lists(partitions, levels, query);
        // What is at hand for some of the partitions only would raise their articles above all others.
        const asked = { ...query, others: query.others.filter((key) => read.every((one) => one.others.includes(key))) };
        const found = read.flatMap(({ from, lists }) => match(asked, lists, from));
        return Object.assign(rank(this, asked, found, read.flatMap(({ lists }) => lists)), { partial });
      };
      const { partitions } = this.manifest, newest = partitions.slice(-NEWEST);
      if (!all && newest.length < partitions.length) {
        const found = await ranked(newest, ["heads"]);
        if (found.filter((one) => one.whole).length >= ENOUGH) return found;
      }
      if (!all) {
        const found = await ranked(partitions, ["heads"]), joint = found.filter(isJoint);
        if (joint.length >= ENOUGH) return found;
        // Other titles with the same words are about something else.
        if (found[0]?.whole >= KNOWN) return Object.assign(joint, { partial: true });
      }
      // Of a phrase that stands once in a body the index does not know.
      return ranked(partitions, ["heads", "bodies"], query.phrases.length > 0);
    });
  }

  isOf(article, year) {
    return this.manifest.years.filter(([, from]) => article >= from).at(-1)?.[0] === Number(year);
  }

  /** Filters: { category (address), kind, author, year }. */
  async filter(found, { category = "", kind, author, year }) {
    const facets = category || kind || author ? await this.facets() : [], { partitions } = this.manifest;
    const kept = found.filter(({ article }) => {
      const at = partitions.findIndex(({ from, count }) => article < from + count);
      const of = facets[at], number = article - partitions[at].from;
      return (!year || this.isOf(article, year)) && (!of
        || ((of.categories[of.category[number]] ?? "").startsWith(category) && (!kind || of.kinds[of.kind[number]] === kind)
          && (!author || of.author[number].some((one) => this.isNamed(of.authors[one], author)))));
    });
    return Object.assign(kept, { partial: found.partial });
  }

  /** Whether a name has all words of another, or words that begin so, whatever their marks. */
  isNamed(name, part) {
    const keys = (text) => this.rules.words(text.normalize("NFC")).map((word) => word.key);
    return keys(part).every((part) => keys(name).some((key) => key.startsWith(part)));
  }

  /** What filters know of the articles of each partition. */
  facets() {
    return Promise.all(this.manifest.partitions.map(({ facets }) => this.json(facets)));
  }

  /** What a query finds, asked for more so often; or what is nearest to it, the query that finds that, and what is `told` of it. */
  async answer(text, typing, more = 0) {
    let found = await this.search(text, typing, more);
    if (!found.length && !typing) found = await this.search(text, true, more);
    if (found.filter((one) => !one.loose).length < (typing ? 1 : more ? Infinity : ENOUGH)) found = await proven(this, text, found, more);
    const isMeant = found.some(isJoint) || (typing && found.length);
    return { found, text, ...(isMeant ? null : await mend(this, text, found, more)) };
  }
}

const indexes = new Map();
/** The index that a form searches. */
export function indexOf(form) {
  const folder = new URL(form.getAttribute("action"), location.href).href;
  if (!indexes.has(folder)) indexes.set(folder, new Index(folder));
  return indexes.get(folder);
}
