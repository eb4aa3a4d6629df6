/* Keys, copying, and what comes while a page is open. Whatever is done here can be done without it, but for copying. */
"use strict";

(() => {
  const body = document.body;
  const came = document.getElementById("came");
  const all = (what) => [...document.querySelectorAll(what)];

  document.addEventListener("htmx:configRequest", (event) => {
    if (body.dataset.token) event.detail.headers["X-CSRF-Token"] = body.dataset.token;
  });

  // Keys

  const ITEM = [
    "[data-item]", ".standfirst", ".key li", ".voice li", ".stand li", ".claim tr:has(td)", ".timeline > div",
    ".takes > li", ".sources > li", ".stories > li", ".line > li", ".people > li",
  ].join(", ");
  const items = () => all(ITEM).filter((one) => one.offsetParent !== null);

  // What has the focus counts before what was marked; both are one after j and k.
  const here = () => document.activeElement?.closest?.(ITEM) || document.querySelector(".here");

  function mark(item) {
    all(".here").forEach((one) => one.classList.remove("here"));
    item?.classList.add("here");
  }

  function step(by) {
    const list = items();
    if (!list.length) return false;
    const at = list.indexOf(here());
    const next = list[Math.min(list.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by))];
    mark(next);
    const link = next.querySelector("h2 a, h3 a, a.cite, a, button, summary") || next;
    if (link === next) next.tabIndex = -1;
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  // The story or take that a row of a list leads to; on a page of its own there is none.
  function row(kinds = "stories|storylines") {
    const link = here()?.querySelector("h2 a[href], h3 a[href], a[href]");
    return link && new RegExp(`^/(${kinds})/([^/]+)\\.html`).exec(link.getAttribute("href"));
  }

  const subject = () => document.querySelector("article > .hand");
  const go = (where) => { location.href = where; return true; };

  function open() {
    const link = here()?.querySelector("h2 a[href], h3 a[href], a[href]");
    link?.click();
    return Boolean(link);
  }

  function close() {
    const opened = all("details[open]").pop();
    if (opened) { opened.open = false; return true; }
    if (/^\/(stories)?$/.test(location.pathname)) return false;
    if (document.referrer.startsWith(location.origin) && history.length > 1) history.back();
    else location.href = "/stories";
    return true;
  }

  function show(id) {
    const place = document.getElementById(id);
    if (!place) return false;
    place.scrollIntoView({ block: "start" });
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return true;
  }

  function takes() {
    if (subject()) return show("takes") || show("sources");
    const found = row();
    return Boolean(found) && go(`${found[0]}#takes`);
  }

  function compare() {
    const take = row("takes");
    if (subject() && take) return go(`/takes/${take[2]}/compare`);
    const found = subject() ? null : row();
    if (found) return go(`/${found[1]}/${found[2]}/compare`);
    return press("a[data-compare]");
  }

  async function follow(name) {
    const told = await fetch(`/hand/follow/${name}`, {
      method: "POST", redirect: "manual", headers: body.dataset.token ? { "X-CSRF-Token": body.dataset.token } : {},
    });
    say(told.type === "opaqueredirect" ? came.dataset.follows : came.dataset.failed);
  }

  function followed() {
    const found = subject() ? null : row();
    if (!found) return press("[data-follow] button");
    follow(found[2]);
    return true;
  }

  function unfold(name) {
    const fold = document.querySelector(`details[data-hand="${name}"]`);
    if (!fold) return false;
    fold.open = true;
    fold.querySelector("input:not([type=hidden]), select, button")?.focus();
    return true;
  }

  function press(what, among = document) {
    const found = among?.querySelector(what);
    found?.click();
    return Boolean(found);
  }

  const search = () => {
    const field = document.getElementById("f-words") || document.getElementById("words");
    field?.focus();
    field?.select();
    return Boolean(field);
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: open,
    x: close,
    v: takes,
    d: compare,
    f: followed,
    m: () => press("[data-seen] button", subject() ? document : here()),
    s: () => unfold("split"),
    c: () => copy(here()),
    u: () => press("[data-undo] button") || (location.pathname !== "/corrections" && go("/corrections")),
    "/": search,
    "?": () => go("/keys"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") { document.activeElement?.blur?.(); return; }
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (!act()) say(came.dataset.nothing);
  });

  document.addEventListener("click", (event) => mark(event.target.closest(ITEM)));

  // Copying

  let saying;
  function say(words) {
    if (saying) clearTimeout(saying.timer);
    const before = saying ? saying.before : [...came.childNodes];
    const timer = setTimeout(() => {
      saying = undefined;
      if (came.textContent === words) came.replaceChildren(...before);
    }, 4000);
    saying = { before, timer };
    came.textContent = words;
  }

  async function put(words, done) {
    try {
      await navigator.clipboard.writeText(words);
      say(done);
    } catch {
      say(came.dataset.denied);
    }
  }

  // The words as they are shown, without the numbers of citations; and who sent them: as the citation says that has
  // the focus, or else the last one, which is the sentence's own.
  function copy(item) {
    const focused = document.activeElement?.closest?.("sup.cited");
    const cited = focused || [...(item?.querySelectorAll("sup.cited") ?? [])].pop();
    if (!cited) return false;
    const said = cited.closest("p, td, dd, li, h1, h2, h3") || cited.parentElement;
    const words = said.cloneNode(true);
    words.querySelectorAll("sup, .label").forEach((one) => one.remove());
    const plain = (one) => (one ? one.textContent.replace(/\s+/g, " ").trim() : "");
    put(`${plain(words)}\n${plain(cited.querySelector("cite"))}`, came.dataset.sentence);
    return true;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copies]");
    if (button) put(await (await fetch(button.dataset.copies)).text(), came.dataset.story);
  });

  // What comes

  const seen = { number: Number(body.dataset.cursor || 0), told: 0, looks: false };

  async function look() {
    if (seen.looks) return;
    seen.looks = true;
    try {
      for (let upto = 0; upto < seen.told;) {
        upto = seen.told;
        await fetched(upto);
      }
    } finally {
      seen.looks = false;
    }
  }

  async function fetched(upto) {
    const from = body.querySelector("[data-fresh]")?.dataset.fresh || "/fresh";
    const told = await fetch(`${from}?since=${seen.number}`, { headers: { "HX-Request": "true" } });
    if (told.status !== 200) { seen.number = Math.max(seen.number, upto); return; }
    const holder = document.createElement("template");
    holder.innerHTML = await told.text();
    const note = holder.content.querySelector("[data-note]");
    const fresh = holder.content.querySelector("[data-into]");
    if (note) came.replaceChildren(...note.childNodes);
    if (!fresh) return;
    const place = document.getElementById(fresh.dataset.into);
    for (const one of [...fresh.children].reverse()) {
      document.getElementById(one.id)?.remove();
      place?.prepend(one);
    }
    seen.number = Math.max(seen.number, upto);
  }

  let line;
  function listen() {
    line = new EventSource(`/live?since=${Math.max(seen.number, seen.told)}`);
    line.addEventListener("came", (event) => {
      seen.told = Math.max(seen.told, Number(event.data));
      look().catch(() => {}); // the next that comes is asked for with it
    });
  }

  if (body.dataset.cursor && !location.pathname.startsWith("/signin")) {
    listen();
    window.addEventListener("pagehide", () => line.close());
    window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  }
})();
