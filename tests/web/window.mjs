// The window in a browser, worked by the names that it tells, as a person would: by pointer and keys.
//
// A headless Chromium, unless BROWSER=firefox, which wants a display.

import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { firefox } from './firefox.mjs';

const require = createRequire(import.meta.url);
/** Whether it has what Playwright gives Chromium alone: dialogs for files, downloads, a page that is made to crash. */
const IS_CHROMIUM = process.env.BROWSER !== 'firefox';

const KINDS = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css',
    '.webmanifest': 'application/manifest+json', '.png': 'image/png' };
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--no-first-run', '--disable-quic'];

/** A web server as any: it adds nothing to the files. */
export function serve(folder, port = 0) {
    const server = http.createServer((asked, answer) => {
        const name = new URL(asked.url, 'http://localhost').pathname;
        const file = path.join(folder, name === '/' ? 'index.html' : path.normalize(name));
        if (!file.startsWith(folder) || !fs.existsSync(file)) return answer.writeHead(404).end();
        answer.writeHead(200, { 'content-type': KINDS[path.extname(file)] ?? 'application/octet-stream' });
        answer.end(fs.readFileSync(file));
    });
    return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server)));
}

/** A browser with a profile of its own, which a killed page's files outlive. */
export async function openBrowser(profile, size = { width: 1280, height: 800 }, more = {}) {
    if (!IS_CHROMIUM) return firefox(profile, size);
    const { chromium } = require(process.env.PLAYWRIGHT ?? 'playwright-core');
    return chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ARGUMENTS, viewport: size, acceptDownloads: true, ...more });
}

/** Ends a page as a fault or an empty battery does: nothing of it runs any more. */
export async function kill(context, page) {
    if (IS_CHROMIUM) {
        const client = await context.newCDPSession(page);
        client.send('Page.crash').catch(() => {});
        await page.waitForTimeout(1_000).catch(() => {});
    }
    await context.close().catch(() => {});
}

/** The program's page in a browser. */
export class Window {
    constructor(page) {
        this.page = page;
        this.asked = [];
        this.said = [];
        page.on('request', request => this.asked.push(request.url()));
        page.on('console', line => this.said.push(`${line.type()}: ${line.text()}`));
        page.on('pageerror', error => this.said.push(`error: ${error.message}`));
    }

    static async open(context, address) {
        const window = new Window(await context.newPage());
        await window.load(address);
        return window;
    }

    async load(address) {
        await this.page.goto(address);
        await this.page.waitForFunction(() => performance.getEntriesByName('mesomap shown').length > 0, null, { timeout: 60_000 })
            .catch(async () => { throw new Error(`no first frame: ${await this.page.textContent('#notice')}\n${this.said.join('\n')}`); });
    }

    /** What is on screen: rows of role, label, value and corners. */
    async rows() {
        return JSON.parse(await this.page.evaluate(() => globalThis.mesomap?.names || '[]'));
    }

    /** The first thing whose label or value is, or begins with, these words; waits for it. */
    async find(words, { role, nth = 0, ms = 15_000 } = {}) {
        const until = Date.now() + ms;
        for (;;) {
            const rows = (await this.rows()).filter(([its]) => !role || its === role);
            const is = text => text === words, begins = text => text.startsWith(words);
            const exact = rows.filter(([, label, value]) => is(label) || is(value));
            const found = exact.length > nth ? exact : rows.filter(([, label, value]) => begins(label) || begins(value));
            if (found.length > nth) return found[nth];
            if (Date.now() > until) throw new Error(`“${words}” isn’t on screen, but ${rows.map(row => row[1] || row[2]).join(' | ')}`);
            await this.page.waitForTimeout(50);
        }
    }

    async shows(words, options) {
        return this.find(words, options).then(() => true, () => false);
    }

    /** Waits until it is there and lies still, then clicks the middle of it. */
    async click(words, options = {}) {
        let row = await this.find(words, options);
        for (;;) {
            await this.frames(2);
            const again = await this.find(words, options);
            if (again[3].join() === row[3].join()) break;
            row = again;
        }
        const [x0, y0, x1, y1] = row[3];
        await this.press((x0 + x1) / 2, (y0 + y1) / 2);
    }

    /** A click as a hand makes it: over some frames, but on a busy machine too shorter than what egui takes for a long press. */
    async press(x, y) {
        await this.page.mouse.move(x, y);
        await this.frames(2);
        await this.page.mouse.down();
        await this.frames(1);
        await this.page.mouse.up();
        await this.frames(2);
    }

    /** Types into a field that is found by its label. */
    async fill(words, text, options = {}) {
        await this.click(words, options);
        await this.page.keyboard.press('Control+a');
        await this.page.keyboard.type(text);
        await this.frames(2);
    }

    async key(keys) {
        await this.page.keyboard.press(keys);
        await this.frames(3);
    }

    /** Asks the palette for a command by its words. */
    async command(words) {
        await this.key('Control+Shift+P');
        await this.page.keyboard.type(words);
        await this.frames(4);
        await this.key('Enter');
    }

    /** Hands the page a file that it asks for; where nobody can answer its dialog, by letting go of the file above it. */
    async choose(file, ask) {
        if (!IS_CHROMIUM) return this.drop(file);
        const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), ask()]);
        await chooser.setFiles(file);
    }

    /** The file that the page gives when it is asked to; its name ends in this. */
    async download(ask, ending) {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mesomap-given-'));
        if (IS_CHROMIUM) {
            const [file] = await Promise.all([this.page.waitForEvent('download'), ask()]);
            if (!file.suggestedFilename().endsWith(ending)) throw new Error(`it is called ${file.suggestedFilename()}`);
            await file.saveAs(path.join(folder, `given${ending}`));
        } else {
            fs.writeFileSync(path.join(folder, `given${ending}`), await this.given(ask));
        }
        return path.join(folder, `given${ending}`);
    }

    /** The bytes that the page gives its browser to keep. */
    async given(ask) {
        await this.page.evaluate(() => {
            const { URL } = window, make = URL.createObjectURL;
            URL.createObjectURL = blob => { window.given = blob; return make.call(URL, blob); };
        });
        await ask();
        await this.page.waitForFunction(() => Boolean(window.given), null, { timeout: 15_000 });
        return Buffer.from(await this.page.evaluate(async () => {
            const blob = window.given;
            delete window.given;
            return [...new Uint8Array(await blob.arrayBuffer())];
        }));
    }

    /** Lets go of a file above the window. */
    async drop(file) {
        const [name, bytes] = [path.basename(file), [...fs.readFileSync(file)]];
        await this.page.evaluate(([name, bytes]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
            document.querySelector('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }, [name, bytes]);
        await this.frames(3);
    }

    async frames(count) {
        await this.page.evaluate(count => new Promise(resolve => {
            const next = () => (count-- > 0 ? requestAnimationFrame(next) : resolve());
            next();
        }), count);
    }
}
