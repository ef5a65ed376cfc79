// epub.js, a reading system that shares nothing with the one that made the book, reads it in Chromium.
//
// `node reader.js JOB.json OUTPUT.json`. JOB: {page, books: [address]}. OUTPUT, for each book:
// {book, contents: [{label, depth, href, shown}], notes: [{mark, note, shown, back}], cover, metadata, trouble}.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const puppeteer = require(path.join(process.env.DOCEXPORT_NODE_MODULES, 'puppeteer-core'));

// Runs in the page; `limit` notes are followed.
async function read(address, limit) {
  const book = ePub(address);
  const rendition = book.renderTo('area', { width: 600, height: 800, flow: 'paginated', spread: 'none' });
  const [metadata, navigation] = await Promise.all([book.loaded.metadata, book.loaded.navigation]);
  await rendition.display();

  const frame = (contents) => contents.window.frameElement.getBoundingClientRect();
  const area = document.getElementById('area').getBoundingClientRect();
  const inView = (contents, element) => {
    const [inner, outer] = [element.getBoundingClientRect(), frame(contents)];
    const left = inner.left + outer.left;
    const top = inner.top + outer.top;
    return left > area.left - 2 && left < area.right && top > area.top - 2 && top < area.bottom;
  };
  const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const shownHeadings = () =>
    rendition.getContents().flatMap((contents) =>
      [...contents.document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter((element) => inView(contents, element))
        .map(words));

  const contents = [];
  const follow = async (entries, depth) => {
    for (const entry of entries) {
      // An address that leads nowhere is a finding about this line, not the end of the reading.
      const opened = await rendition.display(entry.href).then(() => true, () => false);
      await settled();
      const file = opened ? rendition.currentLocation().start.href : '';
      contents.push({ label: entry.label.trim(), depth, href: entry.href, file, shown: opened ? shownHeadings() : [] });
      await follow(entry.subitems, depth + 1);
    }
  };
  await follow(navigation.toc, 1);

  const find = (id) => {
    for (const shown of rendition.getContents()) {
      const element = shown.document.getElementById(id);
      if (element) return { shown, element };
    }
    return null;
  };
  const visible = (id) => {
    const found = find(id);
    return Boolean(found && inView(found.shown, found.element));
  };
  // A click on a link, as the reader does it; epub.js then opens the place that it leads to, in its own time.
  const leads = async (link, id) => {
    link.click();
    for (let tries = 0; tries < 60; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (visible(id)) return true;
    }
    return false;
  };
  const notes = [];
  for (const section of book.spine.spineItems) {
    if (notes.length >= limit) break;
    await rendition.display(section.href);
    const marks = rendition.getContents().flatMap((shown) =>
      [...shown.document.querySelectorAll('a')]
        .filter((link) => link.getAttribute('role') === 'doc-noteref')
        .map((link) => [link.id, decodeURIComponent(link.getAttribute('href').split('#')[1])]));
    for (const [mark, note] of marks.slice(0, limit - notes.length)) {
      await rendition.display(`${section.href}#${mark}`);
      await settled();
      const start = visible(mark);
      const there = start && (await leads(find(mark).element, note));
      const target = find(note);
      const backlink = target && [...target.element.querySelectorAll('a.backlink')]
        .find((link) => decodeURIComponent(link.getAttribute('href').split('#')[1]) === mark);
      const back = Boolean(backlink) && (await leads(backlink, mark));
      notes.push({ mark, note, start, there, back });
    }
  }
  const cover = await book.coverUrl();
  const answer = { metadata, contents, notes, cover: Boolean(cover), files: book.spine.spineItems.map((s) => s.href) };
  book.destroy();
  return answer;
}

(async () => {
  const [input, output] = process.argv.slice(2);
  const job = JSON.parse(fs.readFileSync(input, 'utf8'));
  const executablePath = process.env.PUPPETEER_EXECUTABLE_PATH;
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'], timeout: 60000 });
  const answers = [];
  for (const address of job.books) {
    const page = await browser.newPage();
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('requestfailed', (request) => {
      const { errorText } = request.failure();
      // What a page was still loading when the next one was opened is no trouble.
      if (errorText !== 'net::ERR_ABORTED') troubles.push(`${request.url()} ${errorText}`);
    });
    await page.setViewport({ width: 700, height: 850 });
    await page.goto(job.page, { waitUntil: 'load' });
    answers.push({ book: address, ...(await page.evaluate(read, address, job.notes)), troubles });
    await page.close();
  }
  fs.writeFileSync(output, JSON.stringify(answers));
  await browser.close();
})().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
