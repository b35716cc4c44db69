// Twelve whole tasks in a browser, on the page as any web server offers it: `node tests/web/tasks.mjs FOLDER`.
//
// Each stands on the one before, as a clinician's day does. Nothing may be asked of another machine meanwhile.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kill, openBrowser, serve, Window } from './window.mjs';

const folder = path.resolve(process.argv[2] ?? 'target/web');
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'mesomap-profile-'));
const shots = process.env.SHOTS;
const server = await serve(folder);
const address = `http://localhost:${server.address().port}/#names`;
let context = await openBrowser(profile);
let window = await Window.open(context, address);
const asked = [];
let passed = 0, failed = 0;

const fact = (holds, what) => { if (!holds) throw new Error(what); };

async function task(name, work) {
    try {
        await work();
        passed += 1;
        console.log(`ok ${passed + failed} ${name}`);
    } catch (why) {
        failed += 1;
        console.log(`not ok ${passed + failed} ${name}\n    ${why.message}\n    ${window.said.filter(line => !line.includes('GPU stall')).join('\n    ')}`);
    }
    if (shots) await window.page.screenshot({ path: path.join(shots, `${passed + failed}.png`) }).catch(() => {});
}

/** A place in the picture of the body: shares of its width and height. */
async function onTheBody(across, down) {
    const [, , , [x0, y0, x1, y1]] = await window.find('Body, ', { role: 'Canvas' });
    return [x0 + (x1 - x0) * across, y0 + (y1 - y0) * down];
}

/** The page once more, in a tab of its own, two seconds later. */
async function again() {
    await window.page.waitForTimeout(2_000);
    await window.page.mouse.move(640, 20);
    await window.frames(3);
    asked.push(...window.asked);
    await window.page.close();
    window = await Window.open(context, address);
}

/** The sums at the bottom: how many points there are. */
async function points(count, ms = 15_000) {
    const until = Date.now() + ms;
    for (;;) {
        const rows = await window.rows();
        if (rows.some(([, , value]) => new RegExp(`^${count} · `).test(value))) return;
        if (Date.now() > until) throw new Error(`there aren’t ${count} points: ${rows.map(row => row[2]).filter(text => / · /.test(text)).join(' | ')}`);
        await window.page.waitForTimeout(50);
    }
}

async function saved() {
    await window.key('Control+s');
    await window.find('Saved', { role: 'Label' });
}

async function form(button, answer, words) {
    await window.click(button, { role: 'Button' });
    await window.find(answer);
    await window.frames(5);
    await window.page.keyboard.type(words);
    await window.key('Enter');
}

async function begin(nth) {
    await window.click('New session…', { role: 'Button' });
    await window.click('Start charting', { role: 'Button' });
    await window.find(`Session ${nth}, `, { role: 'Link' });
    await window.page.waitForTimeout(300);
}

await task('a library, a patient and a course are made, and it is soon remembered which library is open', async () => {
    await window.click('New library…', { role: 'Button' });
    await window.click('Create', { role: 'Button' });
    await window.find('New patient…', { role: 'Button' });
    await again();
    await form('New patient…', 'Add patient', 'Ana Example');
    await form('New course…', 'Add course', 'Face');
    await begin(1);
});

await task('points are charted, one by one and as a field', async () => {
    for (const [across, down] of [[0.42, 0.3], [0.47, 0.28], [0.53, 0.29]]) await window.press(...(await onTheBody(across, down)));
    await points(3);
    await window.key('q');
    await window.find('Cancel', { role: 'Button' });
    await window.page.keyboard.type('cheek');
    await window.frames(4);
    await window.key('Enter');
    const counted = async () => (await window.rows()).some(([, , value]) => Number(/^(\d+) · /.exec(value)?.[1]) > 3);
    // It is laid by a job, and is a step once it is agreed to.
    for (let nth = 0; nth < 20 && !(await counted()); nth += 1) {
        await window.page.waitForTimeout(1_000);
        await window.key('Enter');
        await window.page.waitForTimeout(500);
    }
    fact(await counted(), 'the field has no points');
});

await task('marks are mirrored', async () => {
    await window.key('Control+z');
    await points(3);
    await window.key('Control+a');
    await window.key('m');
    await points(6);
});

await task('a step is taken back and done again', async () => {
    await window.key('Control+z');
    await points(3);
    await window.key('Control+Shift+z');
    await points(6);
});

await task('the session is saved, and is there when the page is loaded again', async () => {
    await saved();
    await again();
    await window.find('Session 1, ', { role: 'Link' });
    await points(6);
});

await task('a second session is compared with the first', async () => {
    await begin(2);
    await window.press(...(await onTheBody(0.5, 0.25)));
    await points(1);
    await saved();
    await window.click('Compare Session 1', { role: 'Button' });
    await window.find('Stop comparing', { role: 'Button' });
    await window.find('6 → 1 points');
    await window.click('Stop comparing', { role: 'Button' });
    await window.click('Chart', { role: 'Button' });
});

await task('a picture is exported', async () => {
    await window.click('Export', { role: 'Button' });
    await window.find('Cancel', { role: 'Button' });
    const file = await window.download(() => window.click('Export…', { role: 'Button' }), '.png');
    fact(fs.statSync(file).size > 10_000, `${file} is small`);
});

let bundle;
await task('a bundle is exported, and nothing lies only here then', async () => {
    fact((await window.rows()).some(([, label]) => label.endsWith('saves only here')), 'it isn’t said that charts lie only here');
    await window.command('Export a bundle');
    await window.find('Cancel', { role: 'Button' });
    bundle = await window.download(() => window.click('Export…', { role: 'Button' }), '.mesomap');
    fact(fs.readFileSync(bundle).subarray(0, 2).toString() === 'PK', 'it is no zip');
    await window.page.waitForTimeout(1_000);
    fact(!(await window.rows()).some(([, label]) => label.endsWith('only here')), 'it is still said that charts lie only here');
});

await task('work that nobody saved is offered after the page was killed', async () => {
    await window.press(...(await onTheBody(0.45, 0.4)));
    await points(2);
    await window.page.waitForTimeout(6_000);
    asked.push(...window.asked);
    await kill(context, window.page);
    context = await openBrowser(profile);
    window = await Window.open(context, address);
    await window.click('2026', { role: 'Button' });
    await window.click('Restore it', { role: 'Button' });
    await points(2);
});

await task('a bundle is taken in by a browser that has nothing', async () => {
    asked.push(...window.asked);
    await context.close();
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'mesomap-profile-'));
    context = await openBrowser(other);
    window = await Window.open(context, address);
    await window.choose(bundle, () => window.command('Take in a bundle'));
    await window.click('Take it in', { role: 'Button' });
    await window.find('Ana Example', { role: 'Button' });
});

await task('a bundle dropped on the page is taken in again, and brings nothing twice', async () => {
    await window.drop(bundle);
    await window.click('Take it in', { role: 'Button' });
    await window.find('Ana Example', { role: 'Button' });
    fact((await window.rows()).filter(([role, label]) => role === 'Button' && label.startsWith('Ana Example')).length === 1, 'she is there twice');
});

await task('the sample library is opened beside, and has a place of its own', async () => {
    await window.command('Open the sample library');
    await window.click('Sample Patient', { role: 'Button' });
    await window.find('Low back pain', { role: 'Button' });
    fact(!(await window.shows('Ana Example', { role: 'Button', ms: 500 })), 'it was merged into the library that was open');
});

asked.push(...window.asked);
const other = await serve(folder);
let reached = 0;
other.on('request', () => { reached += 1; });
const elsewhere = `http://localhost:${other.address().port}/page.css`;
const tried = [window.page, ...window.page.workers()].map(thread =>
    thread.evaluate(address => fetch(address, { mode: 'no-cors' }).then(() => 'went', () => 'refused'), elsewhere).catch(() => 'busy'));
const late = new Promise(resolve => setTimeout(() => resolve('busy'), 3_000));
const outcomes = await Promise.all(tried.map(one => Promise.race([one, late])));
if (reached || outcomes.includes('went')) { failed += 1; console.log(`not ok: the page may ask another machine: ${outcomes}`); }
other.close();
const foreign = asked.filter(one => !/^(http:\/\/localhost:\d+\/|blob:http:\/\/localhost:\d+\/|data:)/.test(one));
if (foreign.length) { failed += 1; console.log(`not ok: other machines were asked: ${foreign.join(' ')}`); }
await context.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
