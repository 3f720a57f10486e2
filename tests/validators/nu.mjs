// Runs the Nu HTML Checker over HTML files, their style sheets included: one start for all of them.
//
// usage: node nu.mjs INSTALLED FILE...
// Exit 0: no error in any file; warnings and advice are printed. 4: some. Anything else: no verdict.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { tell } from './browser.mjs';

const [installed, ...files] = process.argv.slice(2);
const jar = join(installed, 'node_modules/vnu-jar/build/dist/vnu.jar');
const java = (...rest) =>
  promisify(execFile)('java', ['-Xss8m', '-XX:TieredStopAtLevel=1', '-jar', jar, ...rest], { maxBuffer: 1 << 30 });

const { stdout: version } = await java('--version');
// It leaves with 1 for errors in a file and for its own: with 0 always, what it says is the verdict.
const { stdout } = await java('--exit-zero-always', '--stdout', '--format', 'json', ...files);
const { messages } = JSON.parse(stdout);

// Java and node escape the letters of an address differently.
const path = (url) => decodeURIComponent(new URL(url).pathname);
const answers = files.map((file) => {
  const own = messages.filter(({ url }) => url && path(url) === path(pathToFileURL(file)));
  const told = ({ type, subType, message, lastLine, extract }) =>
    `${subType ?? type}  line ${lastLine ?? '?'}  ${message}  ${(extract ?? '').replace(/\s+/g, ' ').slice(0, 160)}`;
  const isError = (message) => message.type !== 'info';
  return { of: own, findings: own.filter(isError).map(told), notes: own.filter((message) => !isError(message)).map(told) };
});
const told = answers.reduce((sum, answer) => sum + answer.of.length, 0);
if (told !== messages.length) throw new Error(`${messages.length - told} messages are about no file of ours`);

console.log(`Nu HTML Checker ${version.trim()}`);
tell('nu', files, answers);
