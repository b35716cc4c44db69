// Times of the page in a headless Chromium: `node tests/web/measure.mjs FOLDER [BUNDLE]`. BUNDLE is taken in first; its last session
// is the one that is charted in. Frames are what the page's own thread does for each, drawing by the graphics process left out.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openBrowser, serve, Window } from './window.mjs';

const [folder, bundle] = process.argv.slice(2).map(one => path.resolve(one));
const server = await serve(folder);
const address = `http://localhost:${server.address().port}/`;
const context = await openBrowser(fs.mkdtempSync(path.join(os.tmpdir(), 'mesomap-profile-')));
await context.addInitScript(() => {
    const ask = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.frameTimes = [];
    globalThis.requestAnimationFrame = work => ask(at => {
        const began = performance.now();
        work(at);
        globalThis.frameTimes.push(performance.now() - began);
    });
});
const shown = window => window.page.evaluate(() => Math.round(performance.getEntriesByName('mesomap shown')[0].startTime));
const megabytes = async window => {
    const memory = await window.page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes).catch(() => NaN);
    return Math.round(memory / 1e6);
};

/** Median, the ninth of ten, and the longest of the frames meanwhile, in milliseconds. */
async function frames(window, name, work) {
    await window.page.evaluate(() => { globalThis.frameTimes.length = 0; });
    await work();
    const times = (await window.page.evaluate(() => globalThis.frameTimes)).filter(ms => ms > 0.3).sort((a, b) => a - b);
    const share = part => times[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(1);
    console.log(`${name}: ${times.length} frames, median ${share(0.5)} ms, 90 % ${share(0.9)}, longest ${share(1)}`);
}

let window = await Window.open(context, `${address}#names`);
console.log(`first frame ${await shown(window)} ms`);
if (bundle) {
    const [chooser] = await Promise.all([window.page.waitForEvent('filechooser'), window.command('Take in a bundle')]);
    await chooser.setFiles(bundle);
    await window.click('Take it in', { role: 'Button' });
    await window.page.waitForTimeout(2_000);
    await window.click('Facial rejuvenation', { role: 'Button' });
    await window.click('Session 1', { role: 'Button' });
    await window.find('Session 1, ', { role: 'Link' });
    await window.page.waitForTimeout(3_000);
}
const [, , , [x0, y0, x1, y1]] = bundle ? await window.find('Body, ', { role: 'Canvas' }) : [0, 0, 0, [0, 0, 0, 0]];
await window.page.waitForTimeout(31_000);
await window.page.close();

// Again, without telling names, which a screen reader alone needs.
for (let nth = 0; nth < 3; nth += 1) {
    window = await Window.open(context, address);
    console.log(`again ${await shown(window)} ms`);
    if (nth < 2) await window.page.close();
}
await window.page.waitForTimeout(3_000);
console.log(`memory ${await megabytes(window)} MB`);
if (bundle) {
    const at = (across, down) => [x0 + (x1 - x0) * across, y0 + (y1 - y0) * down];
    await frames(window, 'pointer over the chart', async () => {
        for (let nth = 0; nth < 60; nth += 1) await window.page.mouse.move(...at(0.35 + nth * 0.005, 0.3 + nth * 0.004));
    });
    await frames(window, 'points placed', async () => {
        for (let nth = 0; nth < 12; nth += 1) await window.press(...at(0.4 + nth * 0.015, 0.25));
    });
    await frames(window, 'zoomed', async () => {
        await window.page.mouse.move(...at(0.5, 0.4));
        for (let nth = 0; nth < 20; nth += 1) { await window.page.mouse.wheel(0, nth < 10 ? -120 : 120); await window.frames(1); }
    });
    await frames(window, 'undone', async () => { for (let nth = 0; nth < 6; nth += 1) await window.key('Control+z'); });
    console.log(`memory ${await megabytes(window)} MB`);
}
await context.close().catch(() => {});
server.close();
