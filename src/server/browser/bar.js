// The bar below every page, with the findings laid over it. The server writes its HTML; the shadow root keeps it and
// the page's styles apart.
import { Idiomorph } from "./idiomorph.js";

const { quietly, language } = window.congtinPreview;

const store = (area, key, value) => {
  try {
    if (value === undefined) return area.getItem(`congtin-${key}`);
    area.setItem(`congtin-${key}`, value);
  } catch {
    // Without storage a choice lasts as long as the page.
  }
  return null;
};

const style = new CSSStyleSheet();
const styled = fetch("/__congtin/bar.css").then(async (answer) => style.replace(await answer.text()));

export class Bar extends EventTarget {
  #host = document.createElement("congtin-preview");
  #root = this.#host.attachShadow({ mode: "open" });
  #room = document.createElement("div");
  #inside = document.createElement("div");
  #follows = store(sessionStorage, "follow") === "1";
  #folded = store(localStorage, "folded") === "1";
  #raised = false;
  /** The line whose height is followed. */
  #watched = null;

  constructor() {
    super();
    this.#host.lang = language;
    this.#room.className = "room";
    this.#root.adoptedStyleSheets = [style];
    this.#root.append(this.#room, this.#inside);
    this.#inside.addEventListener("click", (event) => this.#clicked(event));
    this.#inside.addEventListener("change", (event) => this.#changed(event));
    this.#inside.addEventListener("submit", (event) => this.#submitted(event));
    // It does not bubble.
    this.#inside.addEventListener("close", (event) => this.#closed(event), true);
  }

  /** Whether the page goes along with the article that is saved. */
  get follows() {
    return this.#follows;
  }

  /** Shows the bar as the server wrote it. */
  async show(html) {
    await styled;
    const callbacks = {
      // An open dialog stays open, and what was chosen stays chosen.
      beforeAttributeUpdated: (name, element) => name !== "open" && !(name === "value" && element.matches(":focus")),
    };
    Idiomorph.morph(this.#inside, html, { morphStyle: "innerHTML", callbacks });
    if (!this.#host.isConnected) quietly(() => document.documentElement.append(this.#host));
    this.#arrange();
    this.#layOver();
  }

  /** Tells that the server does not answer, until it shows the bar again. */
  lose() {
    const told = this.#find(".lost");
    if (told) told.hidden = false;
  }

  #find(selector) {
    return this.#inside.querySelector(selector);
  }

  #arrange() {
    this.#host.toggleAttribute("data-folded", this.#folded);
    this.#find("[data-do=fold]").setAttribute("aria-expanded", !this.#folded);
    for (const box of this.#inside.querySelectorAll("[name=follow]")) box.checked = this.#follows;
    // The page ends above the bar.
    const line = this.#find(".bar");
    const fit = () => { this.#room.style.height = this.#folded ? "0" : `${line.offsetHeight}px`; };
    fit();
    if (this.#watched === line) return;
    this.#watched = line;
    new ResizeObserver((_, observer) => (line.isConnected ? fit() : observer.disconnect())).observe(line);
  }

  /** Errors of this page lie over it until they are mended or put away; the same ones do not come again. */
  #layOver() {
    const overlay = this.#find("dialog.findings");
    const { errors } = overlay.dataset;
    if (!errors && this.#raised) overlay.close();
    if (!errors || overlay.open || store(sessionStorage, "closed") === errors) return;
    overlay.showModal();
    this.#raised = true;
  }

  #clicked(event) {
    const action = event.target.closest("[data-do]")?.dataset.do;
    const dialog = event.target.closest("dialog");
    if (action === "fold") {
      this.#folded = !this.#folded;
      store(localStorage, "folded", this.#folded ? "1" : "");
      this.#arrange();
    } else if (action === "findings") this.#find("dialog.findings").showModal();
    else if (action === "options") this.#find("dialog.options").showModal();
    else if (action === "now") this.#look({ now: "" });
    else if (action === "drafts") this.#look({ drafts: "1" });
    else if (action === "close" || event.target === dialog) dialog.close();
  }

  #closed({ target }) {
    if (!target.matches(".findings")) return;
    this.#raised = false;
    store(sessionStorage, "closed", target.dataset.errors ?? "");
  }

  #changed({ target }) {
    if (target.name === "follow") {
      this.#follows = target.checked;
      store(sessionStorage, "follow", target.checked ? "1" : "");
      this.#arrange();
      this.dispatchEvent(new Event("follow"));
    } else if (target.name === "drafts") this.#look({ drafts: target.checked ? "1" : "" });
  }

  #submitted(event) {
    event.preventDefault();
    this.#look({ now: this.#find("[name=now]").value });
    event.target.closest("dialog").close();
  }

  /** Looks at the portal as of another moment, or with what is not public. Pages of other sites cannot send this header. */
  #look(lens) {
    return fetch(`/__congtin/lens?${new URLSearchParams(lens)}`, { headers: { "X-Congtin": "1" } });
  }
}
