// Part of `congtin serve`, never of a published page: waits for changes and shows them in place.
import { Bar } from "./bar.js";
import { markLinks, unmarkLinks } from "./marks.js";
import { fetchPage, swapSheets, takeOver } from "./morph.js";

const bar = new Bar();
let shown = { page: window.congtinPreview.page };
let told = {};
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const reload = () => {
  location.reload();
  return new Promise(() => {});
};

// A hidden tab gives its connection back, since a browser has only six for all tabs.
let asking = new AbortController();
let wake = () => {};
document.addEventListener("visibilitychange", () => (document.hidden ? asking.abort() : wake()));
bar.addEventListener("follow", () => asking.abort());

const ask = async () => {
  if (document.hidden) await new Promise((seen) => (wake = seen));
  asking = new AbortController();
  const page = encodeURIComponent(location.pathname);
  const follow = bar.follows ? "&follow=1" : "";
  const answer = await fetch(`/__congtin/wait?page=${page}&seen=${told.tag ?? ""}${follow}`, { signal: asking.signal });
  if (answer.status === 403) return reload();
  return answer.json();
};

/** Brings the page and its style sheets up to date. */
const renew = async (news) => {
  if (news.page !== shown.page) {
    const { page, digest } = await fetchPage();
    if (digest === undefined || !(await takeOver(page))) return reload();
    shown = { page: digest, files: news.files };
  }
  const before = shown.files ?? news.files;
  const changed = Object.keys(news.files).filter((path) => path in before && before[path] !== news.files[path]);
  const sheets = changed.filter((path) => path.endsWith(".css"));
  if (sheets.length < changed.length) return reload();
  await swapSheets(sheets, news.tag);
  shown.files = news.files;
};

/** Goes to the article that was saved last, once for each save. */
const follow = ({ edited }) => {
  const already = told.tag === undefined || edited === null || edited.generation === told.edited?.generation;
  if (bar.follows && !already && edited.address !== location.pathname) location.assign(edited.address);
};

for (;;) {
  try {
    const news = await ask();
    if (news.tag === told.tag && news.page === shown.page) {
      if (news.busy) await sleep(3);
      continue;
    }
    unmarkLinks();
    await renew(news);
    markLinks(news.marks);
    bar.show(news.bar);
    follow(news);
    told = news;
    if (news.busy) await sleep(3);
  } catch (error) {
    if (error.name !== "AbortError") await sleep(1);
  }
}
