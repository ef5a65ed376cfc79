// Every page of a book in Chromium, at every width, color scheme and size of text.
//
// `node browser.js JOB.json OUTPUT.json`. JOB: {pages: [file], widths: [px], sizes: [per cent]}. OUTPUT: a list of
// {page, view, rule, message}.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const root = process.env.DOCEXPORT_NODE_MODULES;
const puppeteer = require(path.join(root, 'puppeteer-core'));
const axe = fs.readFileSync(path.join(root, '@daisy/axe-core-for-ace/axe.min.js'), 'utf8');

const HEIGHT = 844;

// Runs in the page. What a reader could not see: text beside the page, and text cut off by a box that hides it.
function layout() {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) {
    found.push(['page-scrolls', `${page.scrollWidth} px wide in ${innerWidth}`]);
  }
  const say = (node) => node.textContent.trim().slice(0, 50);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const boxes = new Map(); // element → the nearest box that scrolls, or that its text must stay in
  const boxOf = (element) => {
    if (!boxes.has(element)) {
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
      const holds = scrolls || element === document.body || element.matches('td, th, .callout, .key-points');
      boxes.set(element, holds ? { element, scrolls } : boxOf(element.parentElement));
    }
    return boxes.get(element);
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim()) continue;
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    if (!rects.length) continue;
    const box = boxOf(node.parentElement);
    const edge = box.element === document.body ? { left: 0, right: innerWidth } : box.element.getBoundingClientRect();
    if (!box.scrolls && rects.some((rect) => rect.left < edge.left - 1 || rect.right > edge.right + 1)) {
      found.push(['text-outside', `${box.element.localName}: ${say(node)}`]);
    }
  }
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const high = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    if ((hides(style.overflowX) && wide) || (hides(style.overflowY) && high)) {
      found.push(['clipped', `${element.localName}.${element.className}: ${say(element)}`]);
    }
    if (style.overflowX === 'auto' && wide && element.tabIndex < 0) {
      found.push(['unreachable', `${element.localName} scrolls without the keyboard: ${say(element)}`]);
    }
  }
  for (const image of document.images) {
    const rect = image.getBoundingClientRect();
    if (!image.complete || image.naturalWidth === 0) found.push(['no-picture', image.getAttribute('src')]);
    if (rect.left < -1 || rect.right > innerWidth + 1) found.push(['picture-outside', image.getAttribute('src')]);
  }
  return found;
}

// Runs in the page. Elements that are seen by their ground, which forced colors take away.
function grounds() {
  const clear = 'rgba(0, 0, 0, 0)';
  return [...document.querySelectorAll('body *')].map((element) =>
    !element.matches('mark, td, th, img') && getComputedStyle(element).backgroundColor !== clear);
}

// Runs in the page under forced colors. Axe is no help here: it takes the colors that are declared for those shown.
function forced(rested) {
  const found = [];
  [...document.querySelectorAll('body *')].forEach((element, index) => {
    const style = getComputedStyle(element);
    const say = `${element.localName}.${element.className}`;
    const edged = ['Top', 'Right', 'Bottom', 'Left'].some((side) => parseFloat(style[`border${side}Width`]) > 0);
    if (rested[index] && !edged) found.push(['no-edge', `${say} cannot be told from what is around`]);
    if (element instanceof HTMLElement && element.localName !== 'img' && style.forcedColorAdjust !== 'auto') {
      found.push(['own-colors', `${say} keeps its colors`]);
    }
  });
  return found;
}

async function contrast(page) {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false })
  );
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => ['contrast', `${node.html.slice(0, 80)} ${node.any[0] && node.any[0].message}`])
  );
}

// `forced` is what Windows calls a contrast theme: the reader's colors instead of the book's.
const SCHEMES = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }, { name: 'forced-colors', value: 'none' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }, { name: 'forced-colors', value: 'none' }],
  forced: [{ name: 'prefers-color-scheme', value: 'dark' }, { name: 'forced-colors', value: 'active' }],
};

async function look(page, file, job) {
  const found = [];
  const note = (view, pairs) => {
    for (const [rule, message] of pairs) found.push({ page: file, view, rule, message });
  };
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  // Puppeteer's own call does not know forced colors.
  const session = await page.createCDPSession();
  let rested = [];
  for (const [scheme, features] of Object.entries(SCHEMES)) {
    await session.send('Emulation.setEmulatedMedia', { features });
    for (const size of job.sizes) {
      // As reading systems do it: the root's size of text.
      await page.evaluate((percent) => { document.documentElement.style.fontSize = `${percent}%`; }, size);
      for (const width of job.widths) {
        await page.setViewport({ width, height: HEIGHT });
        note(`${width} px, ${scheme}, ${size} %`, await page.evaluate(layout));
      }
      // Colors do not depend on the width; which contrast is asked for depends on the size.
      if (scheme !== 'forced') note(`${scheme}, ${size} %`, await contrast(page));
    }
    if (scheme === 'light') rested = await page.evaluate(grounds);
    if (scheme === 'forced') note(scheme, await page.evaluate(forced, rested));
  }
  await session.detach();
  return found;
}

(async () => {
  const [input, output] = process.argv.slice(2);
  const job = JSON.parse(fs.readFileSync(input, 'utf8'));
  const args = ['--no-sandbox', '--allow-file-access-from-files', '--hide-scrollbars'];
  const executablePath = process.env.PUPPETEER_EXECUTABLE_PATH;
  const browser = await puppeteer.launch({ executablePath, args, timeout: 60000 });
  const page = await browser.newPage();
  const found = [];
  for (const file of job.pages) found.push(...(await look(page, file, job)));
  fs.writeFileSync(output, JSON.stringify({ seen: job.pages, found }));
  await browser.close();
})().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
