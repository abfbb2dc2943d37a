// Cổng: the pictures of a story over the page. Without it they are links to the pictures.

/** Opens the picture of a link; the others of its gallery are a step away. */
export function open(link) {
  // Pressed twice before this came.
  if (document.querySelector("dialog.lightbox")) return;
  const words = link.closest("[data-lightbox]").dataset;
  const gallery = link.closest(".gallery");
  const links = gallery ? [...gallery.querySelectorAll("figure > a")] : [link];
  let at = links.indexOf(link);

  const dialog = node("dialog", "lightbox");
  dialog.setAttribute("aria-label", gallery?.getAttribute("aria-label") || words.picture);
  const figure = node("figure");
  const place = node("p", "lightbox-place");
  place.setAttribute("role", "status");

  const show = (to) => {
    at = (to + links.length) % links.length;
    const picture = links[at].querySelector("picture, img").cloneNode(true);
    // Lighter files were chosen for the width of a column.
    for (const source of picture.querySelectorAll("source")) source.sizes = "100vw";
    (picture.querySelector("img") ?? picture).loading = "eager";
    const caption = links[at].parentElement.querySelector("figcaption");
    figure.replaceChildren(picture, ...(caption ? [caption.cloneNode(true)] : []));
    if (links.length > 1) place.textContent = words.count.replace("{n}", at + 1).replace("{count}", links.length);
  };
  const button = (name, sign, label, act) => {
    const made = node("button", "lightbox-" + name, sign);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", act);
    return made;
  };
  const close = button("close", "×", words.close, () => dialog.close());
  const steps = links.length > 1 ? [
    button("previous", "‹", words.previous, () => show(at - 1)),
    button("next", "›", words.next, () => show(at + 1)),
  ] : [];
  dialog.append(place, close, figure, ...steps);

  dialog.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    show(to);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target === figure) dialog.close();
  });
  swipe(dialog, (step) => show(at + step));
  dialog.addEventListener("close", () => {
    dialog.remove();
    links[at].focus();
  });
  show(at);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

/** Tells of a finger that goes across, unless two fingers made the picture larger and one moves it about. */
function swipe(dialog, step) {
  const view = window.visualViewport;
  const isLarger = () => view?.scale > 1.05;
  const closed = new AbortController();
  view?.addEventListener("resize", () => dialog.classList.toggle("is-larger", isLarger()), { signal: closed.signal });
  dialog.addEventListener("close", () => closed.abort());
  let from = null;
  dialog.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 && !isLarger() ? touches[0] : null;
  }, { passive: true });
  dialog.addEventListener("touchend", (event) => {
    if (!from) return;
    const across = event.changedTouches[0].clientX - from.clientX;
    const along = event.changedTouches[0].clientY - from.clientY;
    from = null;
    if (Math.abs(across) < 40 || Math.abs(across) < 2 * Math.abs(along)) return;
    // It is no click beside the picture, which would close.
    if (event.cancelable) event.preventDefault();
    step(across < 0 ? 1 : -1);
  });
}

function node(name, className = "", text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
