// Cổng: a story read aloud by a voice of the device.

/** What is seen and not said. */
const SILENT = "figure:not(.pull-quote), table, pre, sup, .gallery, .attachment, .footnotes, [hidden], [aria-hidden=true]";
/** What is a piece of its own. */
const PIECES = "p, li, dt, dd, h2, h3, h4, h5, h6, blockquote, figcaption, summary";
/** Letters of a piece that a voice gets at once: some fall silent in long ones. */
const LONG = 200;

/** Reads the story aloud and lets the buttons of `speak` hold, go on and stop. */
export function start(speak) {
  const words = speak.dataset, language = document.documentElement.lang;
  const [play, stop] = speak.querySelectorAll("button");
  const label = play.querySelector("span");
  const all = sentences(language);
  let at = 0, turn = 0, saying = null;

  const say = () => {
    const mine = ++turn;
    if (at >= all.length) return finish();
    // Kept until it has been said: what nobody holds may be forgotten in the middle.
    saying = new SpeechSynthesisUtterance(all[at]);
    saying.lang = language;
    saying.voice = voice(language);
    const next = () => {
      if (mine !== turn) return;
      at++;
      say();
    };
    saying.onend = next;
    saying.onerror = () => { if (mine === turn) finish(); };
    speechSynthesis.speak(saying);
  };
  const silence = () => {
    turn++;
    saying = null;
    speechSynthesis.cancel();
  };
  const show = (state) => {
    speak.dataset.state = state;
    label.textContent = { playing: words.pause, held: words.resume }[state] ?? words.start;
    const focused = document.activeElement === stop;
    stop.hidden = state === "silent";
    if (stop.hidden && focused) play.focus();
  };
  const go = () => {
    silence();
    show("playing");
    say();
  };
  // A sentence that was held begins again: not every device can go on in the middle.
  const hold = () => {
    silence();
    show("held");
  };
  const finish = () => {
    silence();
    at = 0;
    show("silent");
  };
  play.addEventListener("click", () => (speak.dataset.state === "playing" ? hold() : go()));
  stop.addEventListener("click", finish);
  addEventListener("pagehide", finish);
  go();
}

/** A voice of the language: one that is on the device first, which needs no network and tells nobody. */
function voice(language) {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(language));
  return voices.find((voice) => voice.localService) ?? voices[0] ?? null;
}

/** The title, the sapo and the text, sentence by sentence. */
function sentences(language) {
  const story = document.querySelector("main");
  const parts = [...story.querySelectorAll("h1, .sapo, .prose")].map((part) => part.cloneNode(true));
  const pieces = parts.flatMap((part) => {
    for (const silent of part.querySelectorAll(SILENT)) silent.remove();
    for (const piece of part.querySelectorAll(PIECES)) {
      piece.before("\u2029");
      piece.after("\u2029");
    }
    return part.textContent.split("\u2029");
  });
  const clean = pieces.map((piece) => piece.replace(/\s+/g, " ").trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return clean.flatMap((piece) => split(piece, language)).flatMap(shorten);
}

function split(text, language) {
  if (!Intl.Segmenter) return text.match(/[^.!?…]+[.!?…]*\s*/g) ?? [text];
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment);
}

/** A long sentence, cut where it breathes. */
function shorten(sentence) {
  if (sentence.length <= LONG) return [sentence];
  const breath = Math.max(...[", ", "; ", ": ", " – "].map((sign) => sentence.lastIndexOf(sign, LONG)));
  const space = sentence.lastIndexOf(" ", LONG);
  const cut = breath > LONG / 3 ? breath + 1 : space;
  return cut > 0 ? [sentence.slice(0, cut), ...shorten(sentence.slice(cut + 1))] : [sentence];
}
