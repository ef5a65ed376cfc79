// Pages of books, printed by Chromium as a reader sees them on a wide screen, each on one long sheet.
//
// `node print.js JOB.json`. JOB: a list of {page, pdf, size, zoom, width}: a file, where its PDF goes, the size of
// text and the zoom that its reader wants, and the width of the window in CSS pixels.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const puppeteer = require(path.join(process.env.DOCEXPORT_NODE_MODULES, 'puppeteer-core'));

async function print(page, { page: file, pdf, size, zoom, width }) {
  await page.setViewport({ width, height: 1200 });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  // As reading systems do it: the root's size of text.
  await page.evaluate((pixels) => { document.documentElement.style.fontSize = `${pixels}px`; }, size);
  await page.evaluate((factor) => { document.documentElement.style.zoom = factor; }, zoom);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const height = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight) + 40);
  await page.pdf({ path: pdf, width: `${width}px`, height: `${height}px`, printBackground: true });
}

(async () => {
  const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const args = ['--no-sandbox', '--allow-file-access-from-files', '--hide-scrollbars', '--disable-quic'];
  const executablePath = process.env.PUPPETEER_EXECUTABLE_PATH;
  const browser = await puppeteer.launch({ executablePath, args, timeout: 60000 });
  const page = await browser.newPage();
  await page.emulateMediaType('screen');
  for (const sheet of job) await print(page, sheet);
  await browser.close();
})().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
