// Marks headlines that lead to articles which the public does not see (yet).
const { quietly } = window.congtinPreview;

const style = new CSSStyleSheet();
style.replaceSync(`
  :host { all: initial !important; display: inline-block !important; margin-left: .4em !important; }
  span { font: 700 12px/1.5 system-ui, sans-serif; padding: 0 .5em; border-radius: 3px; white-space: nowrap;
    color: #1a1a1a; background: #ffdf8f; border: 1px solid #8a6100; }`);

/** Takes all marks away. */
export const unmarkLinks = () =>
  quietly(() => {
    for (const mark of document.querySelectorAll("congtin-mark")) mark.remove();
  });

/** Puts a mark behind each headline of these addresses. */
export const markLinks = (marks) =>
  quietly(() => {
    for (const link of document.querySelectorAll("a[href]")) {
      const state = marks[link.pathname];
      const isHeadline = link.textContent.trim() && link.closest("h1, h2, h3, h4, h5, h6");
      if (!state || !isHeadline || link.origin !== location.origin) continue;
      const mark = document.createElement("congtin-mark");
      const root = mark.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.append(Object.assign(document.createElement("span"), { textContent: state }));
      link.after(mark);
    }
  });
