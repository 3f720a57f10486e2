// Runs axe-core over HTML files, light and dark, in a narrow window and a wide one: every rule that it has but
// those that it has given up. Best practices, level AAA (contrast of 7:1) and rules on trial are among them.
//
// usage: node axe.mjs INSTALLED CHROMIUM FILE...
// Exit 0: no violation in any file; what axe-core cannot judge is printed. 4: some. Anything else: no verdict.
import { all, from, open, tell, withBrowser } from './browser.mjs';

const [installed, chromium, ...files] = process.argv.slice(2);
const { source, version } = from(installed)('axe-core');
const WINDOWS = [320, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark, script: true })));

const place = ({ target, failureSummary, any, all: every }) => {
  const why = failureSummary ?? [...any, ...every].map(({ message }) => message).join(' ');
  return `${target.flat().join(' ')}  ${why.replace(/\s+/g, ' ')}`;
};

async function check(browser, file) {
  const findings = [];
  const notes = new Map();
  let rules = 0;
  for (const window of WINDOWS) {
    const page = await open(browser, file, window);
    await page.evaluate(source);
    const answer = await page.evaluate(() => {
      const kept = globalThis.axe.getRules().filter(({ tags }) => !tags.includes('deprecated'));
      const rules = Object.fromEntries(kept.map(({ ruleId }) => [ruleId, { enabled: true }]));
      return globalThis.axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
    });
    await page.close();
    if (!answer.passes.some(({ id }) => id === 'document-title')) throw new Error(`${file}: nothing was looked at`);
    rules = answer.passes.length;
    const at = `${window.width} px, ${window.dark ? 'dark' : 'light'}`;
    for (const { id, impact, help, nodes } of answer.violations) {
      for (const node of nodes) findings.push(`${impact}  ${id}  ${help}  (${at})  ${place(node)}`);
    }
    for (const { id, help, nodes } of answer.incomplete) {
      for (const node of nodes) {
        const note = `cannot be judged: ${id}  ${help}  ${place(node)}`;
        notes.set(note, [...(notes.get(note) ?? []), at]);
      }
    }
  }
  return { findings, notes: [...notes].map(([note, at]) => `${note}  (${at.join('; ')})`), told: `${rules} rules passed` };
}

await withBrowser(installed, chromium, async (browser, name) => {
  const answers = await all(files, (file) => check(browser, file));
  console.log(`axe-core ${version}, ${name}`);
  tell('axe', files, answers);
});
