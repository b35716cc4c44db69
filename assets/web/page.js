// Opens the window in this page: the files first, then the program, whose memory this page and its threads share.

import init from './mesomap.js';
import { words } from './words.js';

const notice = document.getElementById('notice');
const say = text => { notice.textContent = text; notice.hidden = !text; };

/** Says something in a corner, once, and does this when it is clicked. */
function tell(id, text, clicked) {
    if (document.getElementById(id)) return;
    const button = Object.assign(document.createElement('button'), { id, className: 'told', textContent: text });
    button.onclick = () => clicked(button);
    document.body.append(button);
}

/** What a thread says of its error; browsers say nothing where they couldn't load it. */
const saidBy = event => event.message ?? words.notLoaded;

/** What can't be helped here: nothing more is started. */
class Stop extends Error {}

/** The pages that share memory among threads are those whose answers say so; where the server doesn't, the service worker adds it. */
async function isolate() {
    if (!isSecureContext || !navigator.serviceWorker) throw new Stop(words.insecure);
    const registered = await navigator.serviceWorker.register('service.js').catch(why => { throw new Stop(`${words.noService}\n${why}`); });
    if (crossOriginIsolated) return registered;
    await navigator.serviceWorker.ready;
    if (sessionStorage.getItem('isolated')) throw new Stop(words.notIsolated);
    sessionStorage.setItem('isolated', 'asked');
    location.reload();
    return new Promise(() => {});
}

/** One page at a time has the files: two that hold them in memory would not see what the other saves. */
function alone() {
    return new Promise((resolve, reject) => {
        navigator.locks.request('mesomap', { ifAvailable: true }, lock => {
            if (!lock) return reject(new Stop(words.openElsewhere));
            resolve();
            return new Promise(() => {});
        });
    });
}

/** The private files, and the thread that writes them. */
function openFiles(memory) {
    const files = new Worker('files.js');
    return new Promise((resolve, reject) => {
        files.onmessage = ({ data }) => {
            if (data.files) resolve({ thread: files, kept: data.files });
            else if (data.unkept) tell('unkept', words.unkept, button => button.remove());
            else reject(new Stop(`${words.noFiles}\n${data.why}`));
        };
        files.onerror = event => reject(new Stop(`${words.noFiles}\n${saidBy(event)}`));
        files.postMessage({ open: memory });
    });
}

const MOST_THREADS = 6;

/** The functions that the program calls, on the page's own thread. */
function host(memory, compiled, files) {
    let threads = 0;
    const give = (name, bytes, type) => {
        const address = URL.createObjectURL(new Blob([bytes], { type }));
        const link = Object.assign(document.createElement('a'), { href: address, download: name });
        link.click();
        setTimeout(() => URL.revokeObjectURL(address), 60_000);
    };
    const answer = (at, value) => {
        const numbers = new Int32Array(memory.buffer);
        Atomics.store(numbers, at, value);
        Atomics.notify(numbers, at);
    };
    const page = {
        files: files.kept,
        keep: (path, bytes, at) => files.thread.postMessage({ keep: path, bytes, at, ofThePage: true }, [bytes.buffer]),
        forget: path => files.thread.postMessage({ forget: path }),
        give: (name, bytes) => give(name, bytes, 'application/octet-stream'),
        show(name, bytes) {
            const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
            if (!open(address, '_blank')) give(name, bytes, 'application/pdf');
            setTimeout(() => URL.revokeObjectURL(address), 600_000);
        },
        pick(at) {
            const input = Object.assign(document.createElement('input'), { type: 'file' });
            input.onchange = async () => {
                const file = input.files[0];
                if (!file) return answer(at, 3);
                try {
                    const bytes = new Uint8Array(await file.arrayBuffer());
                    page.picked(file.name, bytes);
                    answer(at, 1);
                } catch { answer(at, 3); }
            };
            input.oncancel = () => answer(at, 3);
            input.click();
        },
        wake: () => page.wakeUp?.(),
        moreThreads() {
            if (threads >= MOST_THREADS) return;
            threads += 1;
            const thread = new Worker('mesomap.js', { type: 'module', name: `mesomap ${threads}` });
            const line = new MessageChannel();
            files.thread.postMessage({ line: line.port1 }, [line.port1]);
            // What a thread asks of the page: it has no document.
            thread.onmessage = ({ data: [name, ...rest] }) => page[name](...rest);
            thread.onerror = event => page.failed(saidBy(event));
            thread.postMessage({ memory, compiled, line: line.port2 }, [line.port2]);
        },
        watchesNames: location.hash === '#names',
        named: rows => { page.names = rows; },
        shown() {
            if (!document.body.classList.contains('broken')) say('');
            performance.mark('mesomap shown');
        },
        failed(why) {
            console.error(why);
            say(`${words.broke}\n${why}`);
            document.body.classList.add('broken');
        },
    };
    return page;
}

/** The last seconds of work are kept when the page is put away: it may never come back. */
function keepWhenHidden(page) {
    const keep = () => { if (document.visibilityState === 'hidden') page.keepNow?.(); };
    document.addEventListener('visibilitychange', keep);
    addEventListener('pagehide', () => page.keepNow?.());
}

/** What breaks off leaves nothing that goes on by itself. */
function sayWhenBroken(page) {
    addEventListener('error', event => page.failed(event.message));
    addEventListener('unhandledrejection', event => page.failed(event.reason));
}

/** One memory for the page and its threads; how far it may grow is set aside at once, and a small tablet may refuse the most. */
function ofAllThreads() {
    for (let maximum = @MOST_PAGES@; maximum >= @PAGES@; maximum /= 2) {
        try {
            return new WebAssembly.Memory({ initial: @PAGES@, maximum, shared: true });
        } catch (why) {
            console.warn(maximum, why);
        }
    }
    throw new Stop(words.noMemory);
}

async function start() {
    const registered = await isolate();
    await alone();
    const memory = ofAllThreads();
    const [files, compiled] = await Promise.all([openFiles(memory), WebAssembly.compileStreaming(fetch('mesomap_bg.wasm'))]);
    globalThis.mesomap = host(memory, compiled, files);
    askToPersist();
    keepWhenHidden(globalThis.mesomap);
    sayWhenBroken(globalThis.mesomap);
    await init({ module_or_path: compiled, memory });
    askForUpdate(registered, globalThis.mesomap);
    // Nothing waits for it; without it the program says that it isn't there.
    fetch('sample.mesomap').then(async answer => { if (answer.ok) globalThis.mesomap.sampleCame(new Uint8Array(await answer.arrayBuffer())); }, console.warn);
}

/** A newer version is loaded when whoever works says so, never under their hands. */
function askForUpdate(registered, page) {
    const ask = () => {
        const next = registered.waiting;
        if (!next || !navigator.serviceWorker.controller) return;
        tell('newer', words.newer, () => {
            page.keepNow?.();
            navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
            next.postMessage('take over');
        });
    };
    registered.addEventListener('updatefound', () => registered.installing?.addEventListener('statechange', ask));
    ask();
}

/** What is kept is to stay: browsers clear what a page keeps when room is short, unless they agreed not to. They are asked by a hand. */
function askToPersist() {
    addEventListener('pointerdown', () => navigator.storage.persist?.().catch(() => {}), { once: true, capture: true });
}

start().catch(why => {
    console.error(why);
    say(why instanceof Stop ? why.message : `${words.broke}\n${why}`);
});
