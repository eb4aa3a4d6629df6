/* Keys, what comes while a page is open, and copying. Everything here can be done without it too, but for copying. */
"use strict";

(() => {
  const body = document.body;
  const came = document.getElementById("came");
  const all = (what) => [...document.querySelectorAll(what)];

  document.addEventListener("htmx:configRequest", (event) => {
    if (body.dataset.token) event.detail.headers["X-CSRF-Token"] = body.dataset.token;
  });

  // Keys

  const ITEM = "[data-item], .standfirst, .key > p, .voice li, .claim tr:has(td), .timeline > div";
  const items = () => all(ITEM).filter((one) => one.offsetParent !== null);

  function step(by) {
    const list = items();
    if (!list.length) return;
    const at = list.indexOf(here());
    const next = list[Math.min(list.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by))];
    list.forEach((one) => one.classList.remove("here"));
    next.classList.add("here");
    const link = next.querySelector("h2 a, h3 a, a.cite, a, button, summary") || next;
    if (link === next) next.tabIndex = -1;
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const here = () => document.querySelector(".here") || document.activeElement?.closest?.(ITEM);

  function open() {
    const link = here()?.querySelector("a[href]");
    if (link) link.click();
  }

  function close() {
    const opened = all("details[open]").pop();
    if (opened) opened.open = false;
    else if (location.pathname !== "/stories" && location.pathname !== "/") history.back();
  }

  function show(id) {
    const place = document.getElementById(id);
    if (!place) return;
    const fold = place.closest("details") || place.parentElement?.querySelector("details");
    if (fold) fold.open = true;
    place.scrollIntoView({ block: "start" });
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  function unfold(name) {
    const fold = document.querySelector(`details[data-hand="${name}"]`);
    if (!fold) return;
    fold.open = true;
    fold.querySelector("input:not([type=hidden]), select, button")?.focus();
  }

  const press = (what) => document.querySelector(what)?.click();

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: open,
    x: close,
    v: () => show("takes"),
    d: () => (document.querySelector("a[data-compare]") ? press("a[data-compare]") : show("takes")),
    f: () => press("[data-follow] button"),
    s: () => unfold("split"),
    u: () => press("[data-undo] button"),
    c: () => copy(here()),
    "/": () => (document.getElementById("f-words") || document.getElementById("words"))?.focus(),
    "?": () => { location.href = "/keys"; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select") && event.key !== "Escape") return;
    if (event.key === "Escape") { event.target.blur?.(); return; }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // Copying

  function say(words) {
    came.textContent = words;
    setTimeout(() => { if (came.textContent === words) came.textContent = ""; }, 4000);
  }

  async function put(words, what) {
    await navigator.clipboard.writeText(words);
    say(`${what} copied.`);
  }

  // The words as they are shown, without the numbers of citations; and who sent them, as the last one says it.
  function copy(item) {
    const cited = [...(item?.querySelectorAll("sup.cited") ?? [])].pop();
    if (!cited) return;
    const said = [...item.querySelectorAll("p:not(.label):not(.by), td, dd"), item].find((one) => one.contains(cited));
    const words = said.cloneNode(true);
    words.querySelectorAll("sup").forEach((one) => one.remove());
    const plain = (one) => (one ? one.textContent.replace(/\s+/g, " ").trim() : "");
    put(`${plain(words)}\n${plain(cited.querySelector("cite"))}`, "Sentence and source");
  }

  function csv(table) {
    const quote = (cell) => `"${cell.innerText.trim().replace(/\s+/g, " ").replaceAll('"', '""')}"`;
    return [...table.rows].map((row) => [...row.cells].map(quote).join(",")).join("\r\n") + "\r\n";
  }

  document.addEventListener("click", async (event) => {
    const item = event.target.closest(ITEM);
    all(".here").forEach((one) => one.classList.remove("here"));
    item?.classList.add("here");
    const button = event.target.closest("button[data-copies]");
    if (!button) return;
    const from = button.dataset.copies;
    if (from.startsWith("/")) put(await (await fetch(from)).text(), "The story");
    else put(csv(button.closest("section, .claim").querySelector("table")), "The table");
  });

  // What comes

  const seen = { number: Number(body.dataset.cursor || 0), waits: false };

  async function look(number) {
    const from = body.querySelector("[data-fresh]")?.dataset.fresh || "/fresh";
    const told = await fetch(`${from}?since=${seen.number}`, { headers: { "HX-Request": "true" } });
    seen.waits = false;
    if (told.status !== 200) { seen.number = Math.max(seen.number, number); return; }
    const holder = document.createElement("template");
    holder.innerHTML = await told.text();
    const note = holder.content.querySelector("[data-note]");
    const fresh = holder.content.querySelector("[data-into]");
    if (note) came.replaceChildren(...note.childNodes);
    if (fresh) {
      const place = document.getElementById(fresh.dataset.into);
      for (const one of [...fresh.children].reverse()) {
        document.getElementById(one.id)?.remove();
        place?.prepend(one);
      }
      seen.number = Math.max(seen.number, number);
    }
  }

  if (window.EventSource && body.dataset.cursor && !location.pathname.startsWith("/signin")) {
    const line = new EventSource(`/live?since=${seen.number}`);
    line.addEventListener("came", (event) => {
      if (seen.waits) return;
      seen.waits = true;
      look(Number(event.data));
    });
    window.addEventListener("pagehide", () => line.close());
  }
})();
