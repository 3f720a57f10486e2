// Runs Ace by DAISY over EPUB files: the metadata of each, and every document of it in a browser.
//
// usage: node ace.mjs INSTALLED CHROMIUM FILE...
// Exit 0: no violation in any book. 4: some. Anything else: no verdict.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PATIENCE, all, from, tell } from './browser.mjs';

const [installed, chromium, ...files] = process.argv.slice(2).map((path) => resolve(path));
const scratch = mkdtempSync(join(tmpdir(), 'ace-'));
// It reads settings and writes logs where the user keeps such things: it gets a place of its own, before it is loaded.
for (const name of ['CONFIG', 'DATA', 'STATE', 'CACHE']) process.env[`XDG_${name}_HOME`] = scratch;
process.env.PUPPETEER_EXECUTABLE_PATH = chromium;
process.env.ACE_TIMEOUT_INITIAL = String(PATIENCE);

const load = from(installed);
const winston = load('winston');
// What it logs is told again by its report, or thrown.
winston.configure({ silent: true, transports: [new winston.transports.Console()] });
const ace = load('@daisy/ace-core');
const browser = load('@daisy/ace-axe-runner-puppeteer');
const { version } = load('@daisy/ace-core/package.json');

/** Every assertion of a report that failed: none is left out. */
function* violations(report) {
  for (const { assertions, 'earl:testSubject': subject } of report.assertions) {
    for (const { 'earl:result': result, 'earl:test': test } of assertions) {
      if (result['earl:outcome'] === 'pass') continue;
      const place = result['earl:pointer']?.css?.join(' ') ?? '';
      const impact = test['earl:impact'];
      const words = result['dct:description'].replace(/\s+/g, ' ');
      yield `${impact}  ${test['dct:title']}  ${words}  ${test['dct:description']}  in ${subject.url} ${place}`;
    }
  }
}

async function check(file) {
  // One browser serves all books; Ace would start one for each. It asks for it once the book is read.
  let read = false;
  const runner = {
    ...browser,
    launch: async () => {
      read = true;
    },
    close: async () => {},
  };
  try {
    const outdir = mkdtempSync(join(scratch, 'report-'));
    const [, report] = await ace(file, { cwd: '/', tmpdir: scratch, outdir, jobid: file }, runner);
    const findings = [...violations(report)];
    const outcome = report['earl:result']['earl:outcome'];
    if ((outcome === 'pass') !== (findings.length === 0)) findings.push(`outcome: ${outcome}`);
    return { findings, told: `${report.assertions.length} documents` };
  } catch (error) {
    if (read) throw error;
    return { findings: [`cannot be read: ${error?.message ?? error}`] };
  }
}

await browser.launch();
try {
  const answers = await all(files, check);
  console.log(`Ace by DAISY ${version}`);
  tell('ace', files, answers);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
