// Warnings may be put away until the browser is closed. Stands right below them, so that none flashes by.
for (const alert of document.querySelectorAll(".alert")) {
  const key = "alert:" + alert.textContent.trim();
  const away = (say) => { try { return say ? sessionStorage.setItem(key, "1") : sessionStorage.getItem(key); } catch {} };
  const close = alert.querySelector(".alert-close");
  alert.hidden = Boolean(away());
  close.hidden = false;
  close.addEventListener("click", () => { away(true); alert.hidden = true; document.getElementById("main")?.focus(); });
}
