// Cổng: a story as one file that needs nothing else: no network, no script.

/** What belongs to the portal and not to the story. */
const LEFT_OUT = "script, noscript, template, dialog, form, nav, .strip, .menu, .alert, .notice, .skip, .story-tools, .share, .related, .to-top, "
  + "congtin-preview, link:not([rel=canonical]), meta[http-equiv], meta[property], meta[name^='twitter']";

/** Nothing in the file may run or be fetched. */
const RULE = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">";

/** Saves the page whose address is `address` among the downloads. */
export async function save(address) {
  const live = [...document.querySelectorAll("img")];
  live.forEach((img, number) => { img.dataset.number = number; });
  // Read anew as a page that nobody sees, so that nothing in it is loaded.
  const copy = new DOMParser().parseFromString(document.documentElement.outerHTML, "text/html");
  const page = copy.documentElement;
  live.forEach((img) => { delete img.dataset.number; });
  for (const part of page.querySelectorAll(LEFT_OUT)) part.remove();
  for (const part of page.querySelectorAll("[hidden]")) part.remove();
  for (const name of ["scheme", "contrast", "size"]) delete page.dataset[name];
  page.dataset.saved = "";

  const pictures = [...page.querySelectorAll("img")].map((img) => embed(img, live[img.dataset.number]));
  const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => text(link.href));
  await Promise.all(pictures);
  for (const media of page.querySelectorAll("audio, video, iframe")) media.replaceWith(link(media, address));
  for (const link of page.querySelectorAll("a[href]")) {
    const to = link.getAttribute("href");
    if (!to.startsWith("#")) link.href = new URL(to, address).href;
  }
  // As text: the policy of the portal forbids a style here, though nobody sees it.
  const style = `${RULE}<style>${(await Promise.all(styles)).join("\n")}</style></head>`;
  const html = page.outerHTML.replace("</head>", () => style);
  download(new Blob(["<!DOCTYPE html>\n", html], { type: "text/html" }), name(address));
}

/** Puts a picture into its page, as light as the screen asked for. */
async function embed(img, live) {
  live.loading = "eager";
  await live.decode().catch(() => { /* a picture that cannot be shown cannot be saved either */ });
  const from = live.currentSrc || live.src;
  for (const name of ["data-number", "srcset", "sizes", "loading", "fetchpriority", "decoding"]) img.removeAttribute(name);
  img.closest("picture")?.replaceWith(img);
  try {
    img.src = await dataUrl(await get(from));
  } catch {
    img.remove();
  }
}

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return answer;
}

async function text(address) {
  return (await get(address)).text();
}

async function dataUrl(answer) {
  const blob = await answer.blob();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(blob);
  });
}

/** A film or a recording is too large to go along: a link to it. */
function link(media, address) {
  const to = media.getAttribute("src") ?? media.querySelector("source")?.getAttribute("src") ?? "";
  const a = document.createElement("a");
  a.href = new URL(to, address).href;
  a.textContent = media.getAttribute("aria-label") ?? media.title ?? "";
  a.textContent ||= a.href;
  return a;
}

/** The last part of the address: `cau-moi.html`. */
function name(address) {
  const last = new URL(address).pathname.split("/").filter(Boolean).pop() ?? "trang";
  return last.replace(/\.html$/, "") + ".html";
}

function download(blob, name) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(blob);
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
}
