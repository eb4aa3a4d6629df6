"""What holds for every page, whoever it is for: asked of a page that is open in the browser."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

_FOCUSABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const shown = all.filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility());
  window.met = { all: shown, reached: new Set(), unseen: [] };
  document.addEventListener("focusin", ({ target }) => {
    met.reached.add(target);
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    if (outlineStyle === "none" || parseFloat(outlineWidth) === 0) met.unseen.push(target.outerHTML.slice(0, 120));
  });
  return shown.length + 6 * shown.filter((one) => one.type === "date").length;
}"""
_MISSED = "() => met.all.filter((one) => !met.reached.has(one)).map((one) => one.outerHTML.slice(0, 120))"
_KEPT = """async () => ({
  cookie: document.cookie.length,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
})"""


def looked_at(page, base, paths, widths=WIDTHS):
    """Go to each path in each width; yields each, loaded. Nothing may be wider than the window."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(f"{base}/{path.removeprefix('/')}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide in a window of {width}"
            yield path


def accessible(page):
    """axe-core finds no violation."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def reached_by_keys(page):
    """The Tab key gets to all that can be pressed or filled in, and one sees where one is."""
    for _ in range(page.evaluate(_FOCUSABLE) + 2):
        page.keyboard.press("Tab")
    assert page.evaluate(_MISSED) == [], page.url
    assert page.evaluate("() => met.unseen") == [], page.url


def kept(page):
    """What a page left in the browser, counted."""
    return page.evaluate(_KEPT) | {"jar": len(page.context.cookies())}
