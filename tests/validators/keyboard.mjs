// Goes through HTML files with the keyboard alone, without scripts: the first Tab shows the skip link, which leads to the
// main part; Tab then reaches every link in the order of the document, each seen to be reached; a citation leads to its
// reference, and the way back from there to the citation (WCAG 2.2, 2.1.1, 2.4.1, 2.4.3, 2.4.7, 2.4.11, 1.4.11).
//
// usage: node keyboard.mjs INSTALLED CHROMIUM FILE...
// Exit 0: so it is with every file. 4: not with some. Anything else: no verdict.
import { all, open, tell, withBrowser } from './browser.mjs';

const [installed, chromium, ...files] = process.argv.slice(2);
const WINDOWS = [{ width: 1280, dark: false }, { width: 320, dark: true }];
const REACHABLE = 'a[href], area[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]:not([tabindex^="-"])';
// WCAG 2.2, 1.4.11: what shows where the reader is stands out from what is beside it.
const CONTRAST = 3;

/** What the keyboard has reached. Runs in the page. */
function reached(selector) {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const luminance = ([red, green, blue]) => {
    const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  // Whatever way a colour is written in, a canvas has it in sRGB: red, green, blue, alpha.
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
  // An outline that is drawn inwards stands on the element itself.
  let behind = parseFloat(outlineOffset) < 0 ? element : element.parentElement;
  while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  // No element has a background: it is that of the window.
  const ground = channels(behind ? getComputedStyle(behind).backgroundColor : 'Canvas');
  const [lighter, darker] = [luminance(channels(outlineColor)), luminance(ground)].sort((a, b) => b - a);
  // A link that runs over two lines has two boxes: the first is enough to see it by.
  const { left, top, right, bottom, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2];
  const above = document.elementFromPoint(x, y);
  return {
    at: [...document.querySelectorAll(selector)].indexOf(element),
    words: element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60),
    href: element.getAttribute('href'),
    role: element.getAttribute('role'),
    id: element.closest('[id]')?.id,
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    contrast: (lighter + 0.05) / (darker + 0.05),
    seen: width > 1 && height > 1 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
    covered: above !== null && !element.contains(above) && !above.contains(element),
  };
}

/** Whether the window shows the place that the address names, and what holds it. Runs in the page. */
function arrived() {
  const id = decodeURIComponent(location.hash.slice(1));
  const goal = id ? document.getElementById(id) : null;
  const { top } = goal?.getBoundingClientRect() ?? {};
  return { id, isMain: goal?.localName === 'main' || goal?.parentElement?.localName === 'main', shown: top > -2 && top < innerHeight };
}

/** A run through a page with the keyboard. */
class Run {
  constructor(page, at) {
    this.page = page;
    this.at = at;
    this.findings = [];
  }

  wrong(what) {
    this.findings.push(`${what}  (${this.at})`);
  }

  async tab() {
    await this.page.keyboard.press('Tab');
    return this.page.evaluate(reached, REACHABLE);
  }

  /** Presses Enter on what is reached; whether it led to the place that its address names, and that is shown. */
  async enter(from) {
    await this.page.keyboard.press('Enter');
    // The window moves with a later frame, which scripts that are switched off cannot await.
    let [place, led] = [null, false];
    for (let look = 0; look < 40 && !led; look++) {
      if (look > 0) await new Promise((again) => setTimeout(again, 50));
      place = await this.page.evaluate(arrived);
      led = `#${place.id}` === decodeURIComponent(from.href) && place.shown;
    }
    if (!led) this.wrong(`Enter on “${from.words}” does not lead to ${from.href}`);
    return place;
  }

  async skip() {
    const skip = await this.tab();
    if (!skip?.href?.startsWith('#')) return this.wrong('the first Tab reaches no skip link');
    this.looksReached(skip);
    if (!(await this.enter(skip)).isMain) this.wrong(`the skip link leads to ${skip.href}, which is not the main part`);
    const next = await this.tab();
    const [within, holds] = await this.page.evaluate(() => {
      const main = document.querySelector('main');
      return [main.contains(document.activeElement), main.querySelector('a[href]') !== null];
    });
    if (next && holds && !within) this.wrong(`after the skip link, Tab reaches “${next.words}” outside of the main part`);
  }

  looksReached({ words, outline, contrast, seen, covered }) {
    if (!seen) this.wrong(`“${words}” is reached and not seen`);
    if (covered) this.wrong(`“${words}” is reached under something else`);
    if (outline < 2) this.wrong(`“${words}” has an outline of ${outline} px where it is reached`);
    else if (contrast < CONTRAST) this.wrong(`the outline of “${words}” has a contrast of ${contrast.toFixed(2)}`);
  }

  /** Whether the window changes as this one is left. */
  async changes({ words }) {
    const shot = () => this.page.screenshot({ encoding: 'base64' });
    const before = await shot();
    await this.page.evaluate(() => document.activeElement.blur());
    if (before === (await shot())) this.wrong(`nothing shows that “${words}” is reached`);
  }

  /** Every link from the top; those that a reader goes to and fro by are tried as well. */
  async through() {
    const count = await this.page.evaluate((selector) => document.querySelectorAll(selector).length, REACHABLE);
    const stops = [];
    for (let step = 0; step <= count; step++) {
      const stop = await this.tab();
      if (!stop) break;
      stops.push(stop);
      this.looksReached(stop);
      if (stop.at !== step) {
        this.wrong(`Tab ${step + 1} reaches “${stop.words}”, which stands at ${stop.at + 1} of ${count}`);
        break;
      }
    }
    if (stops.length !== count) this.wrong(`Tab reaches ${stops.length} of ${count} links`);
    return { stops, complete: stops.length === count };
  }

  /** From the top to this stop. */
  async to(stop) {
    await this.page.evaluate((selector, at) => {
      history.replaceState(null, '', location.pathname);
      scrollTo(0, 0);
      document.querySelectorAll(selector)[at].focus({ focusVisible: true });
    }, REACHABLE, stop.at);
  }

  /** From the first citation to its reference and back. */
  async citation(citation) {
    await this.to(citation);
    await this.enter(citation);
    // A reference may hold links of its own before the way back.
    const leadsBack = (stop) => decodeURIComponent(stop.href ?? '') === `#${citation.id}`;
    let way = await this.tab();
    for (let step = 0; way && !leadsBack(way) && step < 9; step++) way = await this.tab();
    if (!way || !leadsBack(way)) return this.wrong(`no way back to “${citation.words}” from its reference`);
    await this.enter(way);
    const back = await this.page.evaluate(reached, REACHABLE);
    const next = back?.at === citation.at ? back : await this.tab();
    if (next?.at !== citation.at) this.wrong(`the way back “${way.words}” leads to “${next?.words}”`);
  }

  /** The citation and every entry of the contents; gives the stops to look at. */
  async toAndFro(stops) {
    const citation = stops.find(({ role }) => role === 'doc-biblioref');
    if (citation) await this.citation(citation);
    const entries = await this.page.evaluate((selector) => {
      const all = [...document.querySelectorAll(selector)];
      return all.flatMap((element, at) => (element.closest('nav, [role=doc-toc]') ? [at] : []));
    }, REACHABLE);
    for (const at of entries) {
      await this.to(stops[at]);
      await this.enter(stops[at]);
    }
    return [citation, stops[entries[0]], stops.at(-1)].filter(Boolean);
  }
}

async function check(browser, file) {
  const findings = [];
  let told = '';
  for (const window of WINDOWS) {
    const at = `${window.width} px, ${window.dark ? 'dark' : 'light'}`;
    const page = await open(browser, file, window);
    const run = new Run(page, at);
    await run.skip();
    await page.goto(page.own);
    const { stops, complete } = await run.through();
    told = `${stops.length} stops, ${stops.filter(({ role }) => role === 'doc-biblioref').length} citations`;
    if (complete) {
      for (const stop of await run.toAndFro(stops)) {
        await run.to(stop);
        await run.changes(stop);
      }
    }
    findings.push(...run.findings);
    await page.close();
  }
  return { findings, told };
}

await withBrowser(installed, chromium, async (browser, name) => {
  const answers = await all(files, (file) => check(browser, file));
  console.log(`Keyboard, ${name}`);
  tell('keyboard', files, answers);
});
