#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Opens pages in Chromium and prints a line for each fault of accessibility.

    accessibility.py CHROMIUM PROFILE [--axe AXE.JS] PAGE...

Chromium is driven by its DevTools protocol over a pipe. Names and roles are those of the browser's
own accessibility tree, colours those that it computes, in light and in dark. With --axe the rules of
axe-core are run as well. A page that asks for anything, or logs anything, is at fault too.
"""
import json
import os
import subprocess
import sys


class Browser:
    """Chromium without a window."""

    def __init__(self, program, profile):
        command_end, self.commands = os.pipe()
        self.answers, answer_end = os.pipe()

        def place():
            # The ends may stand where the other has to be: first out of the way.
            ends = [os.dup(command_end), os.dup(answer_end)]
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)
            for end in ends:
                if end > 4:
                    os.close(end)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--user-data-dir=" + profile, "about:blank"],
            close_fds=False, preexec_fn=place, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        os.close(command_end)
        os.close(answer_end)
        self.buffer, self.number, self.events = b"", 0, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            self.ask(domain + ".enable")

    def message(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.answers, 1 << 16)
            if not piece:
                raise SystemExit("the browser is gone")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            request["sessionId"] = self.session
        os.write(self.commands, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit("%s: %s" % (method, message["error"]["message"]))
                return message["result"]
            self.events.append(message)

    def open(self, page):
        self.events = []
        self.ask("Page.navigate", url="file://" + os.path.abspath(page))
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())

    def evaluate(self, script, wait=False):
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=wait)
        if "exceptionDetails" in answer:
            raise SystemExit(json.dumps(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def close(self):
        self.ask("Browser.close")
        self.process.wait(20)


# What the document itself shows. Everything folded is opened first.
STRUCTURE = r"""(() => {
  const faults = [], say = (...words) => faults.push(words.join(' '));
  const where = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') +
      (e.getAttribute('class') ? '.' + e.getAttribute('class') : '') + ' "' + e.textContent.trim().slice(0, 30) + '"';
  document.querySelectorAll('details').forEach(e => e.open = true);
  if (!document.documentElement.lang) say('no language');
  if (!document.title.trim()) say('no title');
  for (const [name, selector] of [['main', 'main'], ['banner', 'body > header'],
      ['contentinfo', 'body > footer']])
    if (document.querySelectorAll(selector).length !== 1) say('not one', name);
  if (document.querySelectorAll('h1').length !== 1) say('not one h1');
  let level = 0;
  for (const head of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const own = +head.tagName[1];
    if (own > level + 1) say('heading skips from', level, 'to', own + ':', where(head));
    if (!head.textContent.trim()) say('empty heading', where(head));
    level = own;
  }
  const ids = new Set();
  for (const e of document.querySelectorAll('[id]')) {
    if (ids.has(e.id)) say('id twice', e.id);
    ids.add(e.id);
  }
  for (const name of ['aria-labelledby', 'aria-describedby'])
    for (const e of document.querySelectorAll('[' + name + ']'))
      for (const id of e.getAttribute(name).split(/\s+/))
        if (!ids.has(id)) say(name, 'names nothing:', where(e));
  for (const e of document.querySelectorAll('[tabindex]'))
    if (e.tabIndex > 0) say('positive tabindex', where(e));
  for (const table of document.querySelectorAll('table')) {
    const heads = table.querySelectorAll('th');
    const role = table.getAttribute('role');
    if (role === 'presentation' || role === 'none') continue;
    if (!heads.length) say('table without heads', where(table));
    for (const head of heads)
      if (!['row', 'col', 'rowgroup', 'colgroup'].includes(head.scope)) say('head without scope', where(head));
    const named = table.caption || table.getAttribute('aria-label') ||
        table.getAttribute('aria-labelledby') || table.closest('[role=group][aria-label]');
    if (!named) say('table without a name', where(table));
  }
  for (const list of document.querySelectorAll('ul,ol'))
    for (const item of list.children)
      if (item.tagName !== 'LI') say('a list holds', where(item));
  for (const item of document.querySelectorAll('li'))
    if (!/^(UL|OL)$/.test(item.parentElement.tagName)) say('an item outside of a list', where(item));
  for (const e of document.querySelectorAll('svg')) {
    if (e.getAttribute('aria-hidden') === 'true') continue;
    if (e.getAttribute('role') !== 'img') say('picture without a role', where(e));
  }
  for (const e of document.querySelectorAll('*'))
    if (e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        && e.tabIndex < 0) say('scrolls without the keyboard', where(e));
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    say('wider than the window');
  return faults;
})()"""

# The contrast of every text with what it stands on (WCAG 2.2, 1.4.3): each pair once.
CONTRAST = r"""(() => {
  const faults = new Set();
  const parse = text => {
    const n = text.match(/[\d.]+/g).map(Number);
    return {r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1};
  };
  const over = (top, below) => ({r: top.r * top.a + below.r * (1 - top.a),
      g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1});
  const light = c => {
    const [r, g, b] = [c.r, c.g, c.b].map(v => {
      v /= 255;
      return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
    });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const backgrounds = new Map();
  const background = e => {
    if (!e) return {r: 255, g: 255, b: 255, a: 1};
    if (backgrounds.has(e)) return backgrounds.get(e);
    const own = parse(getComputedStyle(e).backgroundColor);
    const found = own.a >= 1 ? own : over(own, background(e.parentElement));
    backgrounds.set(e, found);
    return found;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let pairs = 0;
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const e = node.parentElement, style = getComputedStyle(e);
    if (style.visibility === 'hidden' || !e.getClientRects().length) continue;
    const isPicture = e.namespaceURI.endsWith('svg');
    const fill = parse(isPicture ? style.fill : style.color), back = background(e);
    const shown = over(fill, back);
    const key = [shown.r, shown.g, shown.b, back.r, back.g, back.b].map(Math.round).join();
    if (seen.has(key)) continue;
    seen.add(key);
    pairs += 1;
    const [a, b] = [light(shown), light(back)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) faults.add('contrast ' + ratio.toFixed(2) + ' of "' +
        node.data.trim().slice(0, 30) + '" (' + key + ')');
  }
  if (!pairs) faults.add('no text was seen');
  return [...faults];
})()"""

# What shows where the keyboard is: the outline of each sort of thing that can have it.
FOCUS = r"""(() => {
  const faults = [], seen = new Set();
  for (const e of document.querySelectorAll('a[href],summary,[tabindex="0"]')) {
    const key = e.tagName + '.' + e.className + ' in ' + e.parentElement.className;
    if (seen.has(key)) continue;
    seen.add(key);
    e.focus({focusVisible: true});
    if (document.activeElement !== e) { faults.push('cannot be reached: ' + key); continue; }
    const style = getComputedStyle(e);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)
      faults.push('no outline: ' + key);
  }
  return faults;
})()"""

NAMED = {"link", "button", "DisclosureTriangle", "heading", "image", "img", "region", "navigation",
         "table", "columnheader", "rowheader"}


def names(browser):
    """Things without a name in the browser's accessibility tree."""
    faults = []
    seen = set()
    for node in browser.ask("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored"):
            continue
        role = node.get("role", {}).get("value", "")
        seen.add(role)
        if role in NAMED and not node.get("name", {}).get("value", "").strip():
            if role in ("table", "columnheader", "rowheader"):
                continue  # Named by a region around it, or empty on purpose: STRUCTURE looks.
            faults.append("%s without a name" % role)
    for role in ("main", "banner", "contentinfo", "navigation", "heading", "link"):
        if role not in seen:
            faults.append("the browser sees no " + role)
    return faults


def audit(browser, page, axe):
    faults = []
    browser.ask("Emulation.setDeviceMetricsOverride", width=1280, height=900,
                deviceScaleFactor=1, mobile=False)
    browser.open(page)
    faults += browser.evaluate(STRUCTURE)
    faults += names(browser)
    for scheme in ("light", "dark"):
        browser.ask("Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": scheme}])
        faults += [scheme + ": " + fault for fault in browser.evaluate(CONTRAST)]
        if axe:
            browser.evaluate(axe)
            found = browser.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => "
                "v.impact + ' ' + v.id + ': ' + v.nodes.length + ' times, ' + "
                "v.nodes[0].target.join(' ')))", wait=True)
            faults += ["%s: axe %s" % (scheme, fault) for fault in found]
    faults += browser.evaluate(FOCUS)
    browser.ask("Emulation.setEmulatedMedia", media="print", features=[])
    faults += ["print: " + fault for fault in browser.evaluate(CONTRAST)]
    browser.ask("Emulation.setEmulatedMedia", media="", features=[])
    for event in browser.events:
        method, detail = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            url = detail["request"]["url"]
            if url != "file://" + os.path.abspath(page):
                faults.append("asks for " + url[:80])
        elif method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            faults.append("logs " + json.dumps(detail)[:200])
    return faults


def main():
    arguments = sys.argv[3:]
    axe = None
    if arguments[0] == "--axe":
        axe = open(arguments[1], encoding="utf-8").read()
        arguments = arguments[2:]
    browser = Browser(sys.argv[1], sys.argv[2])
    for page in arguments:
        for fault in audit(browser, page, axe):
            print(os.path.basename(page) + ": " + fault)
    browser.close()


main()
