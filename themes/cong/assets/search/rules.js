// The rules of src/search, over the tables of the manifest: syllables, their forms and keys, dates, queries.

export const QUOTES = /["“”]/g;

// A run of digits or of letters; an apostrophe between letters joins.
const WORD = /\d+|(?!['’])(['’]?(?!\d)[\p{Alphabetic}\p{N}])+/gu;

export class Rules {
  constructor(manifest) {
    const pairs = (text, size) => {
      const letters = [...text], map = new Map();
      while (letters.length) map.set(letters.splice(0, size).join(""), letters.splice(0, size).join(""));
      return map;
    };
    const { plain, toneless, endings, variants } = manifest.letters;
    this.english = manifest.language === "en";
    this.plain = pairs(plain, 1);
    this.tones = pairs(toneless, 1);
    this.endings = pairs(endings, 2);
    this.variants = new Map(Object.entries(variants));
    this.common = new Map(manifest.common.split(" ").map((key, rank) => [key, rank]));
    this.manifest = manifest;
  }

  key(form, letters = this.plain) {
    return Array.from(form, (letter) => letters.get(letter) ?? letter).join("");
  }

  form(word) {
    if (/^[0-9]+$/.test(word)) return word.replace(/^0+(?=.)/, "");
    if (this.english) return singular(word);
    const placed = word.at(-3) !== "q" && this.endings.get(word.slice(-2));
    return this.variants.get(word) ?? (placed ? word.slice(0, -2) + placed : word);
  }

  words(text, from = 0) {
    const lower = Array.from(text, (letter) => [...letter.toLowerCase()][0]).join("");
    const words = Array.from(lower.matchAll(WORD), ({ 0: word, index }) => {
      const form = this.form(word.replace(/['’]/g, "")), start = from + index;
      return { form, key: this.key(form), start, end: start + word.length };
    });
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
    const is = (at, form) => form.test(words[at]?.form), isUpTo = (at, most) => words[at]?.form >= 1 && words[at].form <= most;
    const day = at + is(at, /^ng[àa]y$/), inWords = is(day + 1, /^th[áa]ng$/), month = day + 1 + inWords;
    const between = mark(month), isOther = (is(day - 1, /^\d+$/) && mark(day) === between) || (between === "-" && mark(month + 1) === "/");
    if (!isUpTo(day, 31) || !isUpTo(month, 12) || (!inWords && (!/^[/-]$/.test(between) || isOther))) return null;
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
    const isShort = () => [...(words.at(-1)?.key ?? "")].length < this.manifest.prefix;
    // The first letter of a syllable says nothing yet.
    if (inWord && words.length > 1 && isShort() && !/\d$/.test(text) && words.at(-1).start > words.at(-2).end && !phrases.some((phrase) => phrase.includes(words.at(-1)))) words.pop();
    const quoted = new Set(phrases.flat().map((word) => word.key));
    // What stands in quotes is asked for whole; of the rest, the rarest. A year alone says when: few texts name their own, but for that of a date.
    const years = words.some(({ key }) => key.includes("/")) ? [] : text.split(/\s+/).filter((word) => /^(19|20)\d\d$/.test(word));
    const rank = (key) => (quoted.has(key) ? Infinity : years.includes(key) ? -1 : this.common.get(key) ?? 1e6);
    const keys = [...new Set(words.map((word) => word.key))].sort((a, b) => rank(b) - rank(a) || 0);
    const needed = keys.filter((key) => rank(key) >= 0).length || 1;
    const required = keys.slice(0, Math.min(needed, Math.max(this.manifest.required, quoted.size)));
    return {
      words, required, others: keys.slice(required.length), phrases, years,
      prefix: inWord && !isShort() ? words.at(-1).key : null, marked: words.some((word) => word.form !== word.key),
    };
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
    const bare = (form) => this.key(form, this.tones);
    return bare(form).startsWith(bare(word.form)) ? 2 : 3;
  }

  /** Whether a word of a text is one that was asked for, with the marks that were typed. */
  fits(word, asked) {
    return (asked.begins ? word.key.startsWith(asked.key) : word.key === asked.key)
      && (asked.form === asked.key || this.tier(asked, word.form, true) < 2);
  }
}

function singular(word) {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  return word.replace(/ies$|(s|x|z|ch|sh)es$|s$/, (end, hiss = "") => (end === "ies" ? "y" : hiss));
}
