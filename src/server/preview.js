// Part of `congtin serve`, never of a published page: loads the page again after a change, shows findings over it.
"use strict";
(() => {
  const { generation, language } = document.currentScript.dataset;
  const standIn = "congtinStandIn" in document.body.dataset;
  const words = {
    vi: { error: "lỗi", warning: "cảnh báo", note: "lưu ý", help: "gợi ý", close: "Đóng", title: "Cổng đang có lỗi" },
    en: { error: "error", warning: "warning", note: "note", help: "help", close: "Close", title: "The portal has errors" },
  }[language];
  const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  // --- Waiting. A hidden tab gives its connection back, since a browser has only six for all tabs.
  const scrollKey = `congtin-scroll ${location.pathname}`;
  let asking = new AbortController();
  let wake = () => {};
  document.addEventListener("visibilitychange", () => (document.hidden ? asking.abort() : wake()));

  const reload = () => {
    if (!standIn) sessionStorage.setItem(scrollKey, JSON.stringify([scrollX, scrollY]));
    location.reload();
  };

  const wait = async () => {
    for (;;) {
      if (document.hidden) await new Promise((seen) => (wake = seen));
      asking = new AbortController();
      try {
        const answer = await fetch(`/__congtin/wait?generation=${generation}`, { signal: asking.signal });
        const now = await answer.json();
        if (now.generation !== generation) return reload();
        if (now.busy) await sleep(3);
      } catch {
        await sleep(1);
      }
    }
  };

  const scrollBack = () => {
    const kept = sessionStorage.getItem(scrollKey);
    if (standIn || !kept) return;
    sessionStorage.removeItem(scrollKey);
    const [left, top] = JSON.parse(kept);
    scrollTo({ left, top, behavior: "instant" });
  };

  // --- Findings. Everything is put in as text; the shadow root keeps the theme's styles out, and a constructed
  // sheet is not stopped by the page's content security policy.
  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };

  const picture = ({ excerpt, mark, width }) => {
    const letters = Array.from(excerpt);
    const cut = (from, to) => letters.slice(from, to).join("");
    return make("pre", "", cut(0, mark), make("mark", "", cut(mark, mark + width) || " "), cut(mark + width));
  };

  const drawn = (finding) => {
    const item = make("li", finding.severity);
    item.append(make("strong", "", `${words[finding.severity]}: ${finding.message}`), " ", make("small", "", finding.code));
    if (finding.path) {
      const place = finding.line ? `${finding.path}:${finding.line}:${finding.column}` : finding.path;
      item.append(make("div", "", make("code", "", place)));
    }
    if (finding.line) item.append(picture(finding));
    if (finding.help) item.append(make("div", "", `${words.help}: ${finding.help}`));
    return item;
  };

  const style = `
    :host { all: initial; }
    button, dialog { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; }
    button { border: 1px solid #1a1a1a; border-radius: 4px; background: #fff; padding: .3em .8em; cursor: pointer; }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    .badge { position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; background: #ffe9a8; }
    .badge.error { background: #b3261e; color: #fff; }
    dialog { width: min(60rem, calc(100vw - 3rem)); max-height: calc(100vh - 3rem); box-sizing: border-box;
      overflow: auto; border: 0; border-top: 6px solid #b3261e; border-radius: 4px; background: #fff; padding: 1rem 1.5rem; }
    dialog::backdrop { background: rgb(0 0 0 / .5); }
    header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
    h2 { font-size: 1.2em; margin: 0; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { margin: 1rem 0; padding-left: .8rem; border-left: 4px solid #b3261e; overflow-wrap: anywhere; }
    li.warning { border-color: #b58a00; } li.note { border-color: #767676; }
    pre { margin: .4rem 0; padding: .5rem; background: #f2f2f2; overflow: auto; font: 14px/1.5 ui-monospace, monospace; }
    mark { background: #ffd7d4; color: inherit; text-decoration: #b3261e wavy underline; }
    small { color: #595959; }`;

  const show = (findings) => {
    const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
    const counted = ["error", "warning", "note"].filter(count).map((severity) => `${count(severity)} ${words[severity]}`);
    const errors = count("error") > 0;
    if (!errors && !count("warning")) return;

    const close = make("button", "", words.close);
    const title = make("h2", "", errors ? words.title : counted.join(", "));
    const panel = make("dialog", "", make("header", "", title, close), make("ul", "", ...findings.map(drawn)));
    const badge = make("button", errors ? "badge error" : "badge", counted.join(", "));
    panel.lang = badge.lang = language;
    panel.setAttribute("aria-label", title.textContent);
    badge.addEventListener("click", () => panel.showModal());
    close.addEventListener("click", () => panel.close());

    // Whoever has closed the panel is not shown the same errors on every page again.
    const closedKey = "congtin-closed";
    const told = JSON.stringify(findings.filter((finding) => finding.severity === "error"));
    panel.addEventListener("close", () => sessionStorage.setItem(closedKey, told));

    const host = document.createElement("congtin-preview");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    root.append(badge, panel);
    document.body.append(host);
    if (errors && sessionStorage.getItem(closedKey) !== told) panel.showModal();
  };

  const tell = async () => {
    const answer = await fetch("/__congtin/findings.json");
    show(await answer.json());
  };

  scrollBack();
  if (!standIn) tell().catch(() => {});
  wait();
})();
