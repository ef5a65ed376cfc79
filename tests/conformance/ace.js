// DAISY Ace over many books in one process and one browser: `node ace.js OUTPUT A.epub B.epub`.
//
// One JSON object a line on OUTPUT: {path, report} or {path, trouble}. Not on standard output, where Ace itself speaks.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const root = process.env.DOCEXPORT_NODE_MODULES;
const ace = require(path.join(root, '@daisy/ace-core'));
const axe = require(path.join(root, '@daisy/ace-axe-runner-puppeteer'));
const winston = require(path.join(root, 'winston'));

// Ace starts and ends a browser for every book; this keeps one for all of them.
const sharedBrowser = { ...axe, launch: async () => {}, close: async () => {} };

async function check(book) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'ace-'));
  try {
    const options = { cwd: process.cwd(), outdir, silent: true, verbose: false, lang: 'en', doNotReportMedia: true };
    const [, report] = await ace(book, options, sharedBrowser);
    return { path: book, report };
  } catch (trouble) {
    return { path: book, trouble: String((trouble && trouble.message) || trouble) };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

(async () => {
  const [output, ...books] = process.argv.slice(2);
  winston.configure({ transports: [new winston.transports.Console({ silent: true })] });
  await axe.launch();
  for (const book of books) {
    fs.appendFileSync(output, `${JSON.stringify(await check(book))}\n`);
  }
  await axe.close();
  process.exit(0);
})().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
