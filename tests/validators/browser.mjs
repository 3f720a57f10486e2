// A browser without windows, as the launchers beside this script use it: one start, cut off from the network, many pages.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// How long one step may take in milliseconds, on a machine that does other things as well.
export const PATIENCE = 120_000;

/** What `tests/validators/install` has put into this folder. */
export const from = (installed) => createRequire(join(installed, 'node_modules/from.js'));

/** Starts Chromium, gives it to `use`, and ends it. */
export async function withBrowser(installed, executablePath, use) {
  const puppeteer = from(installed)('puppeteer-core');
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const browser = await puppeteer.launch({
    executablePath,
    userDataDir: profile,
    headless: 'shell',
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
    args: [
      '--no-sandbox', // root may not have one; all that it opens was made by us
      '--disable-gpu',
      '--hide-scrollbars',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      '--proxy-server=http://127.0.0.1:9', // nobody listens there: whoever asks for something outside gets nothing
    ],
  });
  try {
    return await use(browser, await browser.version());
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * Opens a file in a window of this width and height in CSS pixels.
 *
 * `dark`: whether the reader prefers dark pages. `script`: whether scripts run. `textSize`: what the reader has set as the
 * size of text, in CSS pixels. `asked` on the page lists whatever it asked for outside of itself.
 */
export async function open(browser, file, { width, height = 900, dark = false, script = false, textSize = 16 }) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.asked = [];
  page.on('request', (request) => {
    const url = request.url();
    if (url !== page.own && !url.startsWith('data:')) page.asked.push(url);
  });
  page.own = pathToFileURL(file).href;
  const session = await page.createCDPSession();
  await session.send('Page.setFontSizes', { fontSizes: { standard: textSize, fixed: Math.round(textSize * 0.8125) } });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.setViewport({ width, height });
  await page.goto(page.own, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

/** Does all tasks, as many at once as there are processors, and gives their answers in order. */
export async function all(tasks, work) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const at = next++;
      answers[at] = await work(tasks[at]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return answers;
}

/**
 * Prints a line a file with what was found in it, and sets the exit code: 0 where nothing was, else 4 (not 1: node itself
 * leaves with 1 after an exception, and that is no verdict). `notes` are printed, and are no findings.
 */
export function tell(name, files, answers) {
  let clean = true;
  files.forEach((file, at) => {
    const { findings, notes = [], told = '' } = answers[at];
    const good = findings.length === 0;
    console.log(`${good ? 'ok    ' : 'FAIL  '}${name}  ${file}  (${[`${findings.length} findings`, told].filter(Boolean).join(', ')})`);
    for (const finding of findings) console.log(`        ${finding}`);
    for (const note of notes) console.log(`        note: ${note}`);
    clean &&= good;
  });
  process.exitCode = clean ? 0 : 4;
}
