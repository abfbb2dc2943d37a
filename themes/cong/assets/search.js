// Cổng: search. The index and its rules are the program's (docs/search.md); this asks for what a query needs, and ranks.

const TITLE = 4, HEAD = 8, NEXT = 16;
// Where the summary begins among the positions of the head; names stand before it.
const SUMMARY = 48;
// What a syllable is worth in the title, in names, in the summary, and in the body by how often it has it.
const WORTH = { title: 6, names: 4, summary: 2.5, body: [0, 0.6, 0.9, 1.2] };
// Two syllables side by side, or as far apart as in the query.
const TOGETHER = { title: 5, head: 3, body: 4, wholeTitle: 8, fromStart: 8 };
// And the whole grows by so much when all syllables stand beside their neighbours in the query. From JOINT on an article is
// one that was meant; of a mended query only those from MENDED on speak for it.
const JOINED = 4, JOINT = 0.45, MENDED = 0.8;
// Marks as typed; nothing typed is missing; another tone; another letter. A longer syllable that begins so counts less.
const TIER = [1, 0.9, 0.45, 0.25], BEGINS = 0.7;
const QUOTES = /["“”]/g, YEAR = /^(19|20)\d\d$/, DAY = /^([1-9]|[12]\d|3[01])$/, MONTH = /^([1-9]|1[0-2])$/;
// What no syllable looks like may be the first letters of some.
const SYLLABLE = /^.$|\d|^[^aeiouy]*[aeiouy]+(ch?|m|n[gh]?|p|t)?$/;

// So many articles are enough to begin with; so are fewer when the title of the first has so many syllables of the query
// as they stand there: that is the one that was meant.
const ENOUGH = 6, KNOWN = 3;
// Of a large portal the newest partitions are asked first.
const NEWEST = 3;

class Missing extends Error {}

class Rules {
  constructor(manifest) {
    const pairs = (text, from, to) => {
      const letters = [...text], map = new Map();
      for (let at = 0; at < letters.length; at += from + to) {
        map.set(letters.slice(at, at + from).join(""), letters.slice(at + from, at + from + to).join(""));
      }
      return map;
    };
    const { plain, toneless, endings, variants } = manifest.letters;
    this.english = manifest.language === "en";
    this.plain = pairs(plain, 1, 1);
    this.tones = pairs(toneless, 1, 1);
    this.endings = pairs(endings, 2, 2);
    this.variants = new Map(Object.entries(variants));
    this.common = new Map(manifest.common.split(" ").map((key, rank) => [key, rank]));
    this.manifest = manifest;
  }

  key(form) {
    return Array.from(form, (letter) => this.plain.get(letter) ?? letter).join("");
  }

  toneless(form) {
    return Array.from(form, (letter) => this.tones.get(letter) ?? letter).join("");
  }

  form(word) {
    if (/^[0-9]+$/.test(word)) return word.replace(/^0+(?=.)/, "");
    if (this.english) return singular(word);
    const letters = [...word];
    const placed = letters.at(-3) !== "q" && this.endings.get(letters.slice(-2).join(""));
    return this.variants.get(word) ?? (placed ? letters.slice(0, -2).join("") + placed : word);
  }

  words(text, from = 0) {
    const words = [], letters = [];
    let word = "", start = 0, at = from;
    for (const letter of text) {
      for (const lower of letter.toLowerCase()) letters.push([lower, at]);
      at += letter.length;
    }
    const end = (at) => {
      if (word) {
        const form = this.form(word);
        words.push({ form, key: this.key(form), start, end: at });
      }
      word = "";
    };
    letters.forEach(([letter, at], number) => {
      if (/[\p{Alphabetic}\p{N}]/u.test(letter)) {
        if (word && /\d$/.test(word) !== /\d/.test(letter)) end(at);
        if (!word) start = at;
        word += letter;
      } else if (this.english || !/['’]/.test(letter) || !/\p{Alphabetic}$/u.test(word) || !/\p{Alphabetic}/u.test(letters[number + 1]?.[0] ?? "")) {
        end(at);
      }
    });
    end(from + text.length);
    // Before one that is not there stands nothing.
    const mark = (at) => text.slice(words[at - 1]?.end - from, words[at]?.start - from).trim().replace("–", "-");
    const all = [];
    for (let at = 0; at < words.length;) {
      const [word, length] = this.date(words, at, mark) ?? [words[at], 1];
      all.push(word);
      at += length;
    }
    return all;
  }

  /** The date that begins at a word, which is one word, and how many it takes: 30/4, 30-4, ngày 30 tháng 4 năm (1975). */
  date(words, at, mark) {
    const is = (at, form) => form.test(words[at]?.form);
    const day = at + is(at, /^ng[àa]y$/), inWords = is(day + 1, /^th[áa]ng$/), month = day + 1 + inWords;
    const between = mark(month), isOther = (is(day - 1, /^\d+$/) && mark(day) === between) || (between === "-" && mark(month + 1) === "/");
    if (!is(day, DAY) || !is(month, MONTH) || (!inWords && (!/^[/-]$/.test(between) || isOther))) return null;
    const year = is(month + 1, /^n[ăa]m$/) && is(month + 2, /^\d{4}$/);
    const key = `${words[day].key}/${words[month].key}`;
    return [{ form: key, key, start: words[at].start, end: words[month].end }, month + 1 + year - at];
  }

  query(text, typing) {
    text = text.normalize("NFC");
    const words = [], phrases = [];
    let from = 0;
    text.split(QUOTES).forEach((part, number) => {
      const own = this.words(part, from);
      from += part.length + 1;
      if (number % 2 && own.length > 1) phrases.push(own);
      words.push(...own);
    });
    const inWord = typing && /[\p{Alphabetic}\p{N}]$/u.test(text);
    const isShort = () => [...words.at(-1).key].length < this.manifest.prefix;
    // The first letter of a syllable says nothing yet.
    if (inWord && words.length > 1 && isShort() && !/\d$/.test(text) && words.at(-1).start > words.at(-2).end && !phrases.some((phrase) => phrase.includes(words.at(-1)))) words.pop();
    const last = words.at(-1);
    const open = inWord && last && !isShort();
    const quoted = new Set(phrases.flat().map((word) => word.key));
    // What stands in quotes is asked for whole; of the rest, the rarest. A year alone says when: few texts name their own, but for that of a date.
    const years = words.some(({ key }) => key.includes("/")) ? [] : text.split(/\s+/).filter((word) => YEAR.test(word));
    const rank = (key) => (quoted.has(key) ? Infinity : years.includes(key) ? -1 : this.common.get(key) ?? 1e6);
    const keys = [...new Set(words.map((word) => word.key))];
    const rarest = keys.map((key, at) => [rank(key), at, key]).sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : b[0] - a[0]));
    const needed = rarest.filter(([rank]) => rank >= 0).length || 1;
    const required = rarest.slice(0, Math.min(needed, Math.max(this.manifest.required, quoted.size))).map(([, , key]) => key);
    const others = rarest.slice(required.length).map(([, , key]) => key);
    return { words, required, others, phrases, years, prefix: open ? last.key : null, marked: words.some((word) => word.form !== word.key) };
  }

  /** A place in TIER. */
  tier(word, form, marked) {
    if (word.form === form) return 0;
    const typed = [...word.form], found = [...form];
    const agrees = typed.every((letter, at) => {
      const other = found[at];
      return letter === other || letter === this.plain.get(other) || letter === this.tones.get(other);
    });
    if (agrees) return marked ? 1 : 0;
    return typed.every((letter, at) => this.toneless(letter) === this.toneless(found[at] ?? "")) ? 2 : 3;
  }

  /** Whether a word of a text is one that was asked for, with the marks that were typed. */
  fits(word, asked) {
    return (asked.begins ? word.key.startsWith(asked.key) : word.key === asked.key)
      && (asked.form === asked.key || this.tier(asked, word.form, true) < 2);
  }
}

function singular(word) {
  if (new TextEncoder().encode(word).length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.slice(0, -3) + "y";
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

function hash(key) {
  let hash = 5381;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 33) ^ key.charCodeAt(at)) & 0xffff;
  return (hash ^ (hash >> 8)) & 0xff;
}

class Column {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let number = 0, shift = 0, byte;
    do {
      byte = this.bytes[this.at++];
      number |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return number;
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  positions() {
    const start = this.at;
    while (this.bytes[this.at++] & 0x80);
    return Array.from(this.bytes.subarray(start, this.at), (at) => at & 0x7f);
  }
}

/** The wanted forms of a shard with their postings. */
function read(bytes, wanted) {
  const utf8 = new TextDecoder();
  const all = new Column(bytes);
  const lengths = Array.from({ length: 6 }, () => all.number());
  const [dictionary, articles, flags, title, head, next] = lengths.map((length) => new Column(all.take(length)));
  const found = [];
  let before = new Uint8Array();
  for (let keys = dictionary.number(); keys > 0; keys--) {
    const shared = dictionary.number(), rest = dictionary.take(dictionary.number());
    const own = new Uint8Array(shared + rest.length);
    own.set(before.subarray(0, shared));
    own.set(rest, shared);
    before = own;
    const key = utf8.decode(own), keep = wanted(key);
    for (let forms = dictionary.number(); forms > 0; forms--) {
      const form = utf8.decode(dictionary.take(dictionary.number())) || key;
      const list = { key, form, articles: [], flags: [], title: new Map(), head: new Map(), next: new Map() };
      let article = -1;
      for (let count = dictionary.number(); count > 0; count--) {
        article += articles.number() + 1;
        const flag = flags.take(1)[0];
        const inTitle = flag & TITLE && title.positions(), inHead = flag & HEAD && head.positions();
        const pairs = flag & NEXT && next.take(next.number());
        if (!keep) continue;
        list.articles.push(article);
        list.flags.push(flag);
        if (inTitle) list.title.set(article, inTitle);
        if (inHead) list.head.set(article, inHead);
        if (pairs) list.next.set(article, pairs);
      }
      if (keep) found.push(list);
    }
  }
  return found;
}

/** The index of an edition, below the address of the search page. */
export class Index {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  async open(fresh) {
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
    return this.opened;
  }

  /**
   * Runs a step; when a file has gone because a new portal was published, once more with the new manifest. Numbers of
   * articles hold within one manifest only, so what uses them is part of the step that found them.
   */
  async fresh(step) {
    try {
      await (this.opened ??= this.open());
    } catch (error) {
      this.opened = null;
      throw error;
    }
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
    const own = Array.from(title, (letter) => Array.from(letter.toLowerCase(), (lower) => this.rules.key(lower)).join("")).join("");
    const address = url || `${folder}${own.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.html`;
    return { article, title, url: this.base + address, date, category: name, categoryUrl: folder && this.base + folder, summary, picture };
  }

  /** By partition: the lists of some keys on a level and of all that begin with a prefix; of others where they are at hand. */
  async lists(partitions, level, keys, prefix, others) {
    const wanted = (key) => keys.includes(key) || others.includes(key) || (prefix && key.startsWith(prefix));
    return Promise.all(partitions.map(async (partition) => {
      const { name, starts } = partition[level];
      const of = (key) => {
        let shard = 0;
        while (shard < starts.length && starts[shard] <= key) shard++;
        return shard;
      };
      const shards = new Set(keys.map(of));
      // What begins so may go on behind the shard where it starts; one more is enough while somebody is typing.
      if (prefix && starts[of(prefix)]?.startsWith(prefix)) shards.add(of(prefix) + 1);
      const files = await Promise.all([...shards].map((shard) => this.bytes(`${name}-${shard}`)));
      return { lists: files.flatMap((file) => read(file, wanted)), others: others.filter((key) => shards.has(of(key))) };
    }));
  }

  /** Articles that a query finds, the best first. Old partitions and bodies are asked for when others are not enough, or `all` is wanted. */
  search(text, typing, all) {
    return this.fresh(async () => {
      const query = this.rules.query(text, typing);
      if (!query.required.length) return [];
      const prefix = query.required.includes(query.prefix) ? query.prefix : null;
      const { partitions } = this.manifest;
      const level = (name, of) => this.lists(of, name, query.required, prefix, query.others);
      const ranked = (read, of) => {
        // What is at hand for some of the partitions only would raise their articles above all others.
        const asked = { ...query, others: query.others.filter((key) => read.every((one) => one.others.includes(key))) };
        const found = of.flatMap(({ from }, at) => this.match(asked, read[at].lists, from));
        this.score(asked, found, read.flatMap(({ lists }) => lists));
        return found.sort((a, b) => a.loose - b.loose || b.score - a.score || b.article - a.article);
      };
      const newest = partitions.slice(-NEWEST);
      if (!all && newest.length < partitions.length) {
        const found = ranked(await level("heads", newest), newest);
        if (found.filter((one) => one.whole).length >= ENOUGH) return Object.assign(found, { partial: true });
      }
      const heads = await level("heads", partitions);
      if (!all) {
        const found = ranked(heads, partitions);
        if (joinedIn(found, JOINT) >= ENOUGH || found[0]?.whole >= KNOWN) return Object.assign(found, { partial: true });
      }
      const bodies = await level("bodies", partitions);
      const both = heads.map((head, at) => ({
        lists: [...head.lists, ...bodies[at].lists],
        others: head.others.filter((key) => bodies[at].others.includes(key)),
      }));
      // Of a phrase that stands once in a body the index does not know.
      return Object.assign(ranked(both, partitions), { partial: query.phrases.length > 0 });
    });
  }

  match(query, lists, from) {
    const of = (key) => lists.filter((list) => list.key === key || (key === query.prefix && list.key.startsWith(key)));
    const byKey = query.required.map((key) => [key, of(key)]);
    const size = ([, lists]) => lists.reduce((size, list) => size + list.articles.length, 0);
    byKey.sort((a, b) => size(a) - size(b));
    let found = null;
    for (const [key, lists] of byKey) {
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
      found = next;
    }
    for (const list of lists.filter((list) => query.others.includes(list.key))) {
      list.articles.forEach((article, at) => {
        const hits = found.get(article)?.hits;
        if (hits) hits.set(list.key, [...(hits.get(list.key) ?? []), [list, list.flags[at]]]);
      });
    }
    return [...found.values()].filter((one) => query.phrases.every((phrase) => hasPhrase(phrase, one, () => true)));
  }

  score(query, found, lists) {
    const { count } = this.manifest;
    const rarity = (wanted) => {
      const of = lists.filter(wanted);
      return Math.log(1 + count / (1 + of.reduce((sum, list) => sum + list.articles.length, 0)));
    };
    const known = query.others.filter((key) => lists.some((list) => list.key === key));
    const weight = new Map([...query.required, ...known].map((key) =>
      [key, rarity((list) => list.key === key || (key === query.prefix && list.key.startsWith(key)))]));
    const all = query.words.map((word, at) => ({ ...word, at })).filter((word) => weight.has(word.key));
    // A form that was typed with its marks is as rare as it is itself.
    for (const word of all) word.rarity = query.marked ? rarity((list) => list.form === word.form) : weight.get(word.key);
    const tiers = new Map();
    const tier = (word, list) => {
      const of = `${word.form} ${list.form}`;
      if (!tiers.has(of)) {
        const whole = list.key === word.key;
        const form = whole ? list.form : [...list.form].slice(0, [...word.form].length).join("");
        tiers.set(of, TIER[this.rules.tier(word, form, query.marked)] * (whole ? 1 : BEGINS));
      }
      return tiers.get(of);
    };
    const near = (word, list) => tier(word, list) > TIER[2];
    for (const one of found) {
      // What is not required was asked for only where it lay beside what is.
      const words = all.filter((word) => one.hits.has(word.key));
      let score = 0.4 * (one.article / count);
      if (query.years.some((year) => this.isOf(one.article, year))) score += WORTH.title;
      for (const word of words) {
        const worths = new Map();
        for (const [list, flag] of one.hits.get(word.key)) {
          const head = list.head.get(one.number) ?? [];
          const worth = (flag & TITLE ? WORTH.title : 0) + (head.some((at) => at < SUMMARY) ? WORTH.names : 0)
            + (head.some((at) => at >= SUMMARY) ? WORTH.summary : 0) + WORTH.body[flag & 3];
          const rarity = list.form === word.form ? word.rarity : weight.get(word.key);
          worths.set(list.form, (worths.get(list.form) ?? 0) + worth * tier(word, list) * rarity);
        }
        score += Math.max(0, ...worths.values());
      }
      let whole = words.length > 1 ? TOGETHER.wholeTitle : 0, joined = 0;
      for (let at = 1; at < words.length; at++) {
        const [a, b] = [words[at - 1], words[at]];
        const [worth, nearest] = together(a, b, one, tier);
        score += worth * (weight.get(a.key) + weight.get(b.key)) / 2;
        joined += nearest / (words.length - 1);
        if (worth < TOGETHER.title * TIER[1]) whole = 0;
      }
      const starts = whole && words.every((word) => one.hits.get(word.key).some(([list]) => list.title.get(one.number)?.includes(word.at)));
      score += (whole + (starts ? TOGETHER.fromStart : 0)) * weight.get(words.at(-1)?.key);
      // Syllables that stand apart are other words.
      one.score = score * (1 + JOINED * joined ** 2);
      one.joined = words.length > 1 ? joined : 1;
      one.whole = whole && words.length;
      one.loose = words.some((word) => word.form !== word.key && !one.hits.get(word.key).some(([list]) => near(word, list)))
        || !query.phrases.every((phrase) => hasPhrase(phrase, one, near));
    }
  }

  isOf(article, year) {
    const { years, count } = this.manifest;
    return years.some(([one, from], at) => one === Number(year) && article >= from && article < (years[at + 1]?.[1] ?? count));
  }

  /** Filters: { category (address), kind, author, year }. */
  async filter(found, filters) {
    if (!Object.values(filters).some(Boolean)) return found;
    const { partitions } = this.manifest;
    const kept = [];
    const facets = filters.category || filters.kind || filters.author ? await this.facets() : [];
    for (const one of found) {
      const at = partitions.findIndex(({ from, count }) => one.article < from + count);
      const of = facets[at], number = one.article - partitions[at].from;
      if (of) {
        const category = of.categories[of.category[number]] ?? "";
        if (filters.category && !category.startsWith(filters.category)) continue;
        if (filters.kind && of.kinds[of.kind[number]] !== filters.kind) continue;
        if (filters.author && !of.author[number].some((author) => this.isNamed(of.authors[author], filters.author))) continue;
      }
      if (filters.year && !this.isOf(one.article, filters.year)) continue;
      kept.push(one);
    }
    return kept;
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
    if (found.filter((one) => !one.loose).length < (typing ? 1 : more ? Infinity : ENOUGH)) found = await this.proven(text, found, more);
    const isMeant = joinedIn(found, JOINT) || (typing && found.length);
    return { found, text, ...(isMeant ? null : await this.mend(text, found, more)) };
  }

  /** With articles that have a phrase once, in the body: the likeliest pages are read, more of them while there is nothing. */
  async proven(text, known, more) {
    const { phrases } = await this.fresh(async () => this.rules.query(text, false));
    if (!phrases.length) return known;
    const inBody = (one) => phrases.flat().every(({ key }) => one.hits.get(key)?.some(([, flag]) => flag & 3) !== false);
    const all = await this.search(text.replace(QUOTES, " "), false, true);
    const likely = all.filter((one) => inBody(one) && !known.some(({ article }) => article === one.article)), found = [...known];
    const stands = async (one) => {
      const words = this.rules.words(await pageText((await this.card(one.article)).url));
      return phrases.every((phrase) => words.some((_, at) => phrase.every((word, step) => words[at + step] && this.rules.fits(words[at + step], word))));
    };
    let read = 0;
    do {
      const next = likely.slice(read, read += 20), proofs = await Promise.all(next.map((one) => stands(one).catch(() => false)));
      found.push(...next.filter((_, at) => proofs[at]));
    } while (read < likely.length && read < 60 * (more + !found.length));
    return Object.assign(found.sort((a, b) => a.loose - b.loose), { partial: likely.length > read });
  }

  /**
   * The same query with one slip mended, and what it finds: when nothing was found, or what was has the words apart or
   * with other marks, and mended they stand together in far more articles.
   */
  async mend(text, known, more) {
    return this.fresh(async () => {
      const query = this.rules.query(text, false);
      // A phrase is a wish; without its quotes it may be found.
      const plain = text.normalize("NFC").replace(QUOTES, " ");
      if (known.length && (query.phrases.length || query.words.length < 2)) return null;
      const least = known.length && (ENOUGH * known.filter((one) => !one.loose).length || 1);
      let best = null;
      const ask = async (text) => {
        const found = await this.search(text, false, more), sure = joinedIn(found, MENDED);
        if (found.length && sure >= least && (!best || (sure - best.sure || found[0].score - best.found[0].score) > 0)) {
          best = { text: this.spelling(this.rules.query(text).words, found[0]), found, told: "mended", sure };
        }
      };
      if (query.phrases.length) await ask(plain);
      // Not every page was read.
      if (best) return { ...best, found: Object.assign(best.found, { partial: known.partial }), told: "apart" };
      if (known.length && query.marked) await ask(this.rules.key(plain.toLowerCase()));
      // As Telex is typed, where nothing makes marks of it: "ddaf nawngx".
      if (!known.length) await ask(plain.replace(/dd|aa|ee|oo/gi, (two) => two[0]).replace(/w|[fsrxj](?!\p{L})/giu, ""));
      for (const word of best ? [] : query.words.filter((word) => !/^\d/.test(word.key) && word.key.length > 1)) {
        for (const key of await this.nearest(word.key, known.length ? ENOUGH : Infinity)) await ask(plain.slice(0, word.start) + key + plain.slice(word.end));
      }
      return best && { ...best, found: await this.search(best.text, false, more) };
    });
  }

  /** Words of a query as an article spells them: those that stand beside their neighbours, the commonest among their like. */
  spelling(words, one) {
    const of = (word) => (one.hits.get(word?.key) ?? []).map(([list]) => list);
    const links = (first, second) => first.flatMap((a) => second.flatMap((b) => inRow(a, b, one.number, 1).filter(Boolean))).length;
    return words.map((word, at) => {
      const worth = (list) => links(of(words[at - 1]), [list]) + links([list], of(words[at + 1])) + list.articles.length / this.manifest.count;
      return of(word).reduce((best, list) => (best && worth(best) >= worth(list) ? best : list), null)?.form ?? word.form;
    }).join(" ");
  }

  /** What one slip of the finger, or one confusion of the ear, makes of a key: known keys, the likeliest first. None for one that more titles and summaries have. */
  async nearest(key, most) {
    const near = new Set();
    for (let at = 0; at < key.length; at++) {
      if (at) near.add(key.slice(0, at - 1) + key[at] + key[at - 1] + key.slice(at + 1));
      near.add(key.slice(0, at) + key.slice(at + 1));
    }
    for (const [one, other] of [["s", "x"], ["tr", "ch"], ["d", "gi"], ["d", "r"], ["l", "n"], ["c", "k"], ["g", "gh"], ["ng", "ngh"]]) {
      for (const [from, to] of [[one, other], [other, one]]) if (key.startsWith(from)) near.add(to + key.slice(from.length));
    }
    near.delete(key);
    const guesses = [...near].filter((guess) => guess.length > 1).slice(0, 12);
    const known = new Map([[key, 0]]);
    for (const of of [[key], guesses]) {
      for (const { heads: { name, starts } } of this.manifest.partitions) {
        const shards = new Set(of.map((key) => starts.filter((start) => start <= key).length));
        for (const shard of [...shards].slice(0, 6)) {
          const wanted = (other) => near.has(other) || oneSlip(key, other);
          for (const list of read(await this.bytes(`${name}-${shard}`), wanted)) known.set(list.key, (known.get(list.key) ?? 0) + list.articles.length);
        }
      }
      if (known.get(key) > most) return [];
    }
    for (const other of this.rules.common.keys()) if (!known.has(other) && oneSlip(key, other)) known.set(other, 1);
    known.delete(key);
    return [...known].sort(([, a], [, b]) => b - a).slice(0, 5).map(([key]) => key);
  }
}

/** How many have the words beside their neighbours at least so well, with the marks that were typed. */
const joinedIn = (found, least) => found.filter((one) => !one.loose && one.joined >= least).length;

function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 2) return false;
  let front = 0, back = 0;
  while (front < a.length && a[front] === b[front]) front++;
  while (back < Math.min(a.length, b.length) - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  return Math.max(a.length, b.length) - front - back <= 1;
}

/** Where an article has one word so far before another: title, head, body. */
function inRow(first, second, article, apart) {
  const at = (places) => {
    const next = second[places].get(article);
    return next && first[places].get(article)?.some((at) => next.includes(at + apart));
  };
  return [at("title"), at("head"), apart === 1 && first.next.get(article)?.includes(hash(second.key))];
}

/** What two words of a query are worth that stand in an article as they stand in the query. */
function together(a, b, one, tier) {
  let row = 0, pair = 0, nearest = 0;
  for (const [first] of one.hits.get(a.key)) {
    for (const [second] of one.hits.get(b.key)) {
      const [title, head, next] = inRow(first, second, one.number, b.at - a.at);
      const near = Math.min(tier(a, first), tier(b, second));
      const heads = (title ? TOGETHER.title : 0) + (head ? TOGETHER.head : 0), body = next ? TOGETHER.body : 0;
      row = Math.max(row, near * heads);
      pair = Math.max(pair, near * body);
      if (heads || body) nearest = Math.max(nearest, near);
    }
  }
  return [row + pair, nearest];
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

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
}

/**
 * The words of a text, each with the places of the words of a query that it is. Where some stand beside their neighbours,
 * others like them that do not are nothing; an abbreviation is the words that begin with its letters.
 */
function hitsIn(text, index, asked) {
  const { rules } = index, words = rules.words(text);
  for (const word of words) word.hits = asked.flatMap((one, at) => (rules.fits(word, one) ? [at] : []));
  const full = (key, words) => {
    const own = words.filter(({ form }) => form !== "và"), first = own.map((word) => word.key[0]).join(""), runs = [];
    if (!SYLLABLE.test(key)) for (let at = -1; (at = first.indexOf(key, at + 1)) >= 0;) runs.push(...own.slice(at, at + key.length));
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
function marked(text, words, from = 0, to = text.length) {
  const parts = [];
  for (const word of words.filter(({ hits, start, end }) => hits.length && start >= from && end <= to)) {
    parts.push(text.slice(from, word.start), node("mark", { textContent: text.slice(word.start, word.end) }));
    from = word.end;
  }
  return [...parts, text.slice(from, to)];
}

/** The words of a query, each with whether all that begin so are meant; without marks for what was found loosely. */
function keysOf(index, text, typing, loose) {
  const { words, prefix } = index.rules.query(text, typing);
  return words.map((word) => ({ ...word, form: loose ? word.key : word.form, begins: word.key === prefix }));
}

async function pageText(url) {
  const answer = await fetch(url);
  if (!answer.ok) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector(".prose") ?? page.querySelector("main");
  return (body?.textContent ?? "").replace(/\s+/g, " ").normalize("NFC");
}

/** What of an article's page is nearest to a query. */
async function passage(url, index, asked) {
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

function later(step, wait) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => step(...given), wait);
  };
}

const indexes = new Map();
function indexOf(form) {
  const folder = new URL(form.getAttribute("action"), location.href).href;
  if (!indexes.has(folder)) indexes.set(folder, new Index(folder));
  return indexes.get(folder);
}

/** A combobox with a list (WAI-ARIA 1.2). */
export function suggest(form) {
  const box = form.elements.q, index = indexOf(form), id = `${box.id}-list`;
  const list = node("ul", { id, className: "search-list", role: "listbox", hidden: true });
  const status = node("p", { className: "vh", role: "status" });
  list.setAttribute("aria-label", form.dataset.suggestions);
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) box.setAttribute(name, value);
  let chosen = -1, asked = 0;

  const show = (open) => {
    list.hidden = !open;
    box.setAttribute("aria-expanded", open);
    if (!open) choose(-1);
  };
  const choose = (at) => {
    chosen = at;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const ask = later(async () => {
    const text = box.value, turn = ++asked;
    try {
      const [found, cards] = await index.fresh(async () => {
        const found = text.trim() ? await index.search(text, true) : [];
        return [found, await Promise.all(found.slice(0, 6).map(({ article }) => index.card(article)))];
      });
      if (turn !== asked || document.activeElement !== box) return;
      list.replaceChildren(...cards.map((card, at) => {
        const keys = keysOf(index, text, true, found[at].loose);
        const link = node("a", { href: card.url, tabIndex: -1 }, node("span", {}, ...marked(card.title, hitsIn(card.title, index, keys))),
          card.category && node("small", { textContent: card.category }));
        return node("li", { id: `${id}-${at}`, role: "option" }, link);
      }));
      status.textContent = text.trim() ? (cards.length ? form.dataset.found.replace("{n}", found.length) : form.dataset.none) : "";
      show(cards.length > 0);
      choose(-1);
    } catch { show(false); }
  }, 120);
  box.addEventListener("input", ask);
  box.addEventListener("focus", ask);
  box.addEventListener("blur", () => setTimeout(() => show(false), 150));
  // The list is gone before it would be pressed if the box lost its focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // The box itself is the place behind the last and before the first.
    if (step && count) {
      show(true);
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].firstChild.href;
    else if (event.key === "Escape" && !list.hidden) show(false);
    else return;
    event.preventDefault();
  });
  index.warm().catch(() => { /* the next letter tries again */ });
  if (document.activeElement === box) ask();
}

export function page(form) {
  const box = form.elements.q, index = indexOf(form), words = form.dataset;
  // What a theme leaves out stands nowhere.
  const find = (name) => document.querySelector(`.search-${name}`) ?? node("p");
  const [lost, unfilter, status, results, more, help, filters] = ["lost", "unfilter", "status", "results", "more", "help", "filters"].map(find);
  const fields = ["category", "year", "kind", "author", "order"], toggle = filters.querySelector("summary");
  let found = [], shown = 0, keys = null, asked = 0, settled = false, depth = 0;
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
      const day = card.date.split("-").reverse().join("/");
      const meta = [
        card.category && node("a", { href: card.categoryUrl, textContent: card.category }),
        card.date && node("time", { dateTime: card.date, textContent: day }),
      ].filter(Boolean);
      const [src, width, height] = card.picture ?? [];
      const link = node("a", { href: card.url }, ...marked(told, hits, 0, card.title.length));
      const isHeld = document.activeElement === wait;
      item.replaceChildren(node("article", { className: `card row${src ? "" : " no-picture"}` },
        src && node("div", { className: "card-picture" },
          node("img", { src: index.base + src, alt: "", width: width || 120, height: height || 80, loading: "lazy" })),
        node("div", { className: "card-text" },
          node("h2", { className: "card-title" }, link),
          node("p", { className: "card-meta" }, ...meta),
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
    const turn = ++asked, text = box.value.trim();
    const chosen = Object.fromEntries(fields.map((name) => [name, filters.elements[name].value.trim()]));
    const query = new URLSearchParams([["q", text], ...Object.entries(chosen)].filter(([, value]) => value));
    const address = text ? `?${query}` : location.pathname;
    // What was asked for before is a step back; letters on the way to a word are none.
    history[settled && `?${query}` !== location.search ? "pushState" : "replaceState"](null, "", address);
    settled = !typing;
    document.title = text ? `${text} – ${words.title}` : words.title;
    if (!text) {
      clear("");
      filters.hidden = true;
      return;
    }
    const slow = setTimeout(() => turn === asked && (status.textContent = words.wait), 400);
    try {
      const { order, ...wanted } = chosen;
      // What is filtered or put in another order must be all there.
      depth = deeper || +Object.values(chosen).some(Boolean);
      toggle.dataset.count = Object.values(wanted).filter(Boolean).length;
      let [answer, all] = await index.fresh(async () => {
        const answer = await index.answer(text, typing, depth);
        return [answer, await index.filter(answer.found, wanted)];
      });
      if (order === "date") all = [...all].sort((a, b) => a.loose - b.loose || b.article - a.article);
      if (turn !== asked) return;
      found = all;
      shown = 0;
      keys = (loose) => keysOf(index, answer.text, typing, loose);
      visible.disconnect();
      results.replaceChildren();
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

  let given = new URLSearchParams(location.search);
  const take = () => {
    for (const name of fields) filters.elements[name].value = given.get(name) ?? "";
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
    toggle.parentElement.open = innerWidth > 640;
  });
  // A network that failed once may be there the next time.
  const again = () => {
    ready = null;
    fail();
  };
  begin().catch(again);
  if (given.get("q") && !box.value) box.value = given.get("q");
  const typed = later(() => begin().then(() => run(true), again), 150);
  box.addEventListener("input", () => {
    // What was found for other words does not stand under these.
    asked++;
    results.replaceChildren();
    typed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin().then(() => run(false), again);
  });
  addEventListener("popstate", () => {
    given = new URLSearchParams(location.search);
    box.value = given.get("q") ?? "";
    settled = false;
    begin().then(take).then(() => run(false), again);
  });
  filters.addEventListener("input", later(() => run(false), 150));
  filters.addEventListener("submit", (event) => event.preventDefault());
  // The fields are as they were when the event is over.
  filters.addEventListener("reset", () => setTimeout(() => {
    run(false);
    toggle.focus();
  }));
  more.addEventListener("click", async () => {
    const first = results.children.length;
    if (shown >= found.length) {
      await run(false, depth + 1);
      while (shown <= first && shown < found.length) next();
    } else next();
    results.children[first]?.querySelector("a").focus();
  });
  offer(!box.value);
  if (box.value) begin().then(() => run(false), again);
}
