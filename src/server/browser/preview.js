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

/** Waits for news of this page, with the page itself when it is another. */
const ask = async () => {
  if (document.hidden) await new Promise((seen) => (wake = seen));
  asking = new AbortController();
  const page = encodeURIComponent(location.pathname);
  const follow = bar.follows ? "&follow=1" : "";
  const answer = await fetch(`/__congtin/wait?page=${page}&seen=${told.tag ?? ""}${follow}`, { signal: asking.signal });
  if (answer.status === 403) return reload();
  const news = await answer.json();
  return { news, fresh: news.page === shown.page ? null : await fetchPage() };
};

/** Brings the page and its style sheets up to date. */
const renew = async (news, fresh) => {
  if (fresh) {
    if (!(await takeOver(fresh.page))) return reload();
    shown = { page: fresh.digest, files: news.files };
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

const take = async ({ news, fresh }) => {
  unmarkLinks();
  await renew(news, fresh);
  markLinks(news.marks);
  await bar.show(news.bar);
  follow(news);
  told = news;
};

for (;;) {
  const answer = await ask().catch(() => null);
  // What cannot be changed in place is loaded anew.
  if (answer) await take(answer).catch(reload);
  if (answer?.news.busy) await sleep(3);
  // The server is gone, or the question was given up to be put in another way.
  if (!answer && !asking.signal.aborted) await sleep(1);
}
