// The files of the index, as src/search/shard.rs writes them.

// What flags say of a posting: it stands in the title, in the head, before others more than once.
export const TITLE = 4;
const HEAD = 8, NEXT = 16;

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
export function read(bytes, wanted) {
  const utf8 = new TextDecoder();
  const all = new Column(bytes);
  const lengths = Array.from({ length: 6 }, () => all.number());
  const [dictionary, articles, flags, title, head, next] = lengths.map((length) => new Column(all.take(length)));
  const found = [];
  const own = new Uint8Array(bytes.length);
  for (let keys = dictionary.number(); keys > 0; keys--) {
    const shared = dictionary.number(), rest = dictionary.take(dictionary.number());
    // What it shares with the key before stands there already.
    own.set(rest, shared);
    const key = utf8.decode(own.subarray(0, shared + rest.length)), keep = wanted(key);
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
