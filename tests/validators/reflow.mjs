// Asks whether HTML files stand in a narrow window, with large text, and with the space between letters, words and lines
// that a reader may set, without scripts: nothing scrolls sideways, stands outside of the window, or is cut off
// (WCAG 2.2, 1.4.4, 1.4.10 and 1.4.12). Tables are tables to a screen reader in every window, rows one under the other or
// not. Printed, text and rules are black, and nothing needs a ground, which browsers print only where they are told to. The
// file asks for nothing outside of itself and holds no script.
//
// usage: node reflow.mjs INSTALLED CHROMIUM FILE...
// Exit 0: so it is with every file. 4: not with some. Anything else: no verdict.
import { all, open, tell, withBrowser } from './browser.mjs';

const [installed, chromium, ...files] = process.argv.slice(2);

// 320 px is 1280 at 400 %. 16 px is the size of text that browsers come with.
const WINDOWS = [
  { width: 320 },
  { width: 320, textSize: 32 },
  { width: 320, spaced: true },
  { width: 640, textSize: 32 },
  { width: 1280 },
  { width: 1280, textSize: 32, spaced: true },
];

// The figures of WCAG 2.2, 1.4.12.
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

/** What is wrong with the page as it stands. Runs in the page. */
function faults() {
  const found = [];
  const tell = (what, element) => {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60);
    found.push(`${what}: <${element.localName}${element.className ? ` class="${element.className}"` : ''}> “${words}”`);
  };
  const width = document.documentElement.clientWidth;
  const scrolls = document.documentElement.scrollWidth;
  if (scrolls > width) found.push(`the page scrolls sideways: ${scrolls} px in a window of ${width}`);
  // For screen readers alone, as a skip link is until it is reached (keyboard.mjs looks at that), and the header row of a
  // table whose rows stand one under the other: its words are shown at each cell.
  const unseen = ({ clipPath, position }) => position === 'absolute' && clipPath === 'inset(50%)';
  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX, overflowY, display, visibility } = getComputedStyle(element);
    if (display === 'none' || visibility === 'hidden' || element.closest('svg')) continue;
    let round = element;
    while (round && !unseen(getComputedStyle(round))) round = round.parentElement;
    if (round) continue;
    const wide = element.scrollWidth > element.clientWidth + 1 && display !== 'inline';
    const high = element.scrollHeight > element.clientHeight + 1 && display !== 'inline';
    if (wide && ['auto', 'scroll'].includes(overflowX)) tell('scrolls sideways', element);
    if ((wide && ['hidden', 'clip'].includes(overflowX)) || (high && ['hidden', 'clip'].includes(overflowY))) {
      tell('is cut off', element);
    }
    const range = document.createRange();
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      range.selectNodeContents(node);
      const outside = [...range.getClientRects()].some(({ left, right }) => left < -0.5 || right > width + 0.5);
      if (outside) tell('stands outside of the window', element);
    }
    const box = element.getBoundingClientRect();
    if (element.matches('img') && (box.left < -0.5 || box.right > width + 0.5)) tell('stands outside of the window', element);
  }
  return found;
}

/** What runs, or would. Runs in the page. */
function scripts() {
  const found = [...document.querySelectorAll('script, object, embed, iframe, base, meta[http-equiv="refresh"]')];
  const named = found.map((element) => `<${element.localName}> stands in the file`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) named.push(`${name}="${value}" runs a script`);
    }
  }
  return named;
}

/** How often each part of a table stands in the file: a cell that is not told of would move the next one under its head.
 *  Runs in the page. */
function tableParts() {
  const count = (selector) => document.querySelectorAll(selector).length;
  return {
    table: count('table'),
    row: count('tr'),
    columnheader: count('th[scope="col"]'),
    rowheader: count('th[scope="row"]'),
    cell: count('td'),
  };
}

/** What a style sheet that sets rows one under the other has taken from the tables that a screen reader is told of. */
async function lostParts(page) {
  const client = await page.createCDPSession();
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const roles = nodes.filter(({ ignored }) => !ignored).map(({ role }) => role?.value);
  const parts = Object.entries(await page.evaluate(tableParts));
  const told = (part) => roles.filter((role) => role === part).length;
  const lost = parts.filter(([part, count]) => told(part) !== count);
  return lost.map(([part, count]) => `${told(part)} of ${count} have the role ${part} in the accessibility tree`);
}

/** What is printed in a colour, or on a ground that most printers leave out; pictures are as they are. Runs in the page. */
function printed() {
  const found = new Set();
  const clear = 'rgba(0, 0, 0, 0)';
  for (const element of document.body.querySelectorAll('*:not(img)')) {
    for (const part of ['', '::before', '::after']) {
      const style = getComputedStyle(element, part || null);
      if (style.display === 'none' || (part && ['none', 'normal'].includes(style.content))) continue;
      const name = `<${element.localName}${element.className ? ` class="${element.className}"` : ''}>${part}`;
      const tell = (what, colour) => {
        if (![clear, 'rgb(0, 0, 0)'].includes(colour)) found.add(`${what} of ${name} is not black on paper: ${colour}`);
      };
      tell('text', style.color);
      for (const side of ['Top', 'Right', 'Bottom', 'Left']) {
        if (parseFloat(style[`border${side}Width`]) > 0) tell('a rule', style[`border${side}Color`]);
      }
      if (style.backgroundColor !== clear) found.add(`${name} has a ground on paper: ${style.backgroundColor}`);
    }
  }
  return [...found];
}

/** The same in a sheet so narrow that tables have no room, and in one so wide that they have. */
async function onPaper(browser, file) {
  const findings = new Set();
  for (const width of [320, 1280]) {
    const page = await open(browser, file, { width });
    await page.emulateMediaType('print');
    for (const fault of await page.evaluate(printed)) findings.add(fault);
    await page.close();
  }
  return [...findings];
}

async function check(browser, file) {
  const findings = await onPaper(browser, file);
  for (const window of WINDOWS) {
    const page = await open(browser, file, window);
    if (window.spaced) {
      await page.evaluate((css) => {
        document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
      }, SPACED);
    }
    const at = `${window.width} px, text of ${window.textSize ?? 16} px${window.spaced ? ', spaced' : ''}`;
    const lost = await lostParts(page);
    for (const fault of [...(await page.evaluate(faults)), ...lost]) findings.push(`${fault}  (${at})`);
    if (window === WINDOWS[0]) findings.push(...(await page.evaluate(scripts)));
    for (const url of new Set(page.asked)) findings.push(`asks for ${url}`);
    await page.close();
  }
  return { findings, told: `${WINDOWS.length} windows` };
}

await withBrowser(installed, chromium, async (browser, name) => {
  const answers = await all(files, (file) => check(browser, file));
  console.log(`Reflow, ${name}`);
  tell('reflow', files, answers);
});
