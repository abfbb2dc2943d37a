// Part of `congtin serve`, never of a published page. Runs before the page's own scripts and notes what they and the
// reader change, so that a new version of the page can be put in place without undoing it.
"use strict";
window.congtinPreview = (() => {
  const touched = new WeakMap(); // Attributes set by hand, by element.
  const added = new WeakSet(); // Nodes that the server did not send.
  let parsed = false;

  const note = (records) => {
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "attributes") touched.set(target, (touched.get(target) ?? new Set()).add(attributeName));
      else if (parsed) for (const node of addedNodes) added.add(node);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  document.addEventListener("readystatechange", () => {
    note(observer.takeRecords());
    parsed = true;
  });

  return {
    ...document.currentScript.dataset,
    isTouched: (element, name) => touched.get(element)?.has(name) ?? false,
    isAdded: (node) => added.has(node),
    /** Does something to the page that is not noted. */
    quietly: (change) => {
      note(observer.takeRecords());
      change();
      observer.takeRecords();
    },
  };
})();
