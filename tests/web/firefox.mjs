// Firefox, with as much of Playwright's page as the tasks use: by the commands of WebDriver (W3C), which it takes on a socket of its
// own (Marionette). It wants a display, and nobody can answer its dialogs for files.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const KEYS = { Control: '\uE009', Shift: '\uE008', Enter: '\uE007' };
const down = key => ({ type: 'keyDown', value: KEYS[key] ?? key });
const up = key => ({ type: 'keyUp', value: KEYS[key] ?? key });

/** A page of which `send(command, values)` answers what WebDriver's command of that name does. */
class Page {
    constructor(send) {
        this.send = send;
        this.mouse = {
            move: (x, y) => this.#point({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }),
            down: () => this.#point({ type: 'pointerDown', button: 0 }),
            up: () => this.#point({ type: 'pointerUp', button: 0 }),
        };
        this.keyboard = {
            press: keys => this.#keys([...keys.split('+').map(down), ...keys.split('+').reverse().map(up)]),
            type: text => this.#keys([...text].flatMap(letter => [down(letter), up(letter)])),
        };
    }

    #point(action) { return this.send('PerformActions', { actions: [{ type: 'pointer', id: 'hand', actions: [action] }] }); }
    #keys(actions) { return this.send('PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] }); }

    // What is asked of other machines is watched in Chromium.
    on() {}
    workers() { return []; }
    goto(url) { return this.send('Navigate', { url }); }
    waitForTimeout(ms) { return pause(ms); }
    close() { return this.goto('about:blank'); }
    textContent(selector) { return this.evaluate(selector => document.querySelector(selector)?.textContent, selector); }

    async evaluate(work, argument = null) {
        const script = `const done = arguments[1]; Promise.resolve((${work})(arguments[0]))
            .then(value => done({ value: value ?? null }), why => done({ why: String(why) }));`;
        const { value, why } = await this.send('ExecuteAsyncScript', { script, args: [argument] });
        if (why) throw new Error(why);
        return value;
    }

    async waitForFunction(work, argument, { timeout }) {
        for (const until = Date.now() + timeout; Date.now() < until; await pause(50)) {
            // While it is loaded again there is no page to ask.
            if (await this.evaluate(work, argument).catch(() => false)) return;
        }
        throw new Error('it didn’t come');
    }

    async screenshot({ path: file }) {
        fs.writeFileSync(file, Buffer.from(await this.send('TakeScreenshot', {}), 'base64'));
    }
}

/** Firefox with a profile of its own, its page of this size. */
export async function firefox(profile, { width, height }) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const settings = { 'marionette.port': port, 'browser.shell.checkDefaultBrowser': false, 'browser.aboutwelcome.enabled': false,
        'app.update.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false, 'webgl.force-enabled': true };
    const lines = Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`);
    fs.writeFileSync(path.join(profile, 'user.js'), lines.join(''));
    // The window is as much higher as its bars are.
    const program = spawn(process.env.FIREFOX ?? 'firefox-esr', ['--marionette', '--no-remote', '--profile', profile,
        `--width=${width}`, `--height=${height + 86}`], { stdio: 'ignore' });
    const ended = new Promise(resolve => program.on('exit', resolve));
    const send = speakTo(await connected(port, program));
    await send('NewSession', { capabilities: {} });
    // As an empty battery ends it.
    const close = async () => { program.kill('SIGKILL'); await ended; };
    return { newPage: async () => new Page(send), close };
}

async function connected(port, program) {
    for (let tries = 0; tries < 300 && program.exitCode === null; tries += 1) {
        const socket = net.connect(port, '127.0.0.1');
        const there = await new Promise(resolve => socket.on('connect', () => resolve(true)).on('error', () => resolve(false)));
        if (there) return socket;
        await pause(100);
    }
    throw new Error('Firefox takes no commands');
}

/** Questions and answers on a socket: each the length of a text in bytes, a colon and the text, which is JSON. */
function speakTo(socket) {
    const waiting = new Map();
    let heard = Buffer.alloc(0), asked = 0;
    const answered = said => {
        // The greeting is none.
        if (!Array.isArray(said)) return;
        const [, id, why, result] = said, [resolve, reject] = waiting.get(id);
        waiting.delete(id);
        why ? reject(new Error(`${why.error}: ${why.message}`)) : resolve(result?.value ?? result);
    };
    socket.on('data', bytes => {
        heard = Buffer.concat([heard, bytes]);
        for (let colon; (colon = heard.indexOf(':')) > 0;) {
            const end = colon + 1 + Number(heard.subarray(0, colon));
            if (heard.length < end) break;
            answered(JSON.parse(heard.subarray(colon + 1, end)));
            heard = heard.subarray(end);
        }
    });
    return (command, values) => new Promise((resolve, reject) => {
        waiting.set(asked, [resolve, reject]);
        const text = JSON.stringify([0, asked++, `WebDriver:${command}`, values]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
