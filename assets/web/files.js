// The private files of the page: reads them at the start, then writes each new one whole before it says that it is there.

const PART = '.part-';
let memory, root;

/** All files below a folder, as rows of path, bytes and time; what was never finished is taken away. */
async function all(folder, above, rows) {
    for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') {
            await all(entry, `${above}${name}/`, rows);
        } else if (name.startsWith(PART)) {
            await folder.removeEntry(name).catch(() => {});
        } else {
            const file = await entry.getFile();
            rows.push([above + name, new Uint8Array(await file.arrayBuffer()), file.lastModified]);
        }
    }
    return rows;
}

async function folderOf(names, create) {
    let folder = root;
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create });
    return folder;
}

let parts = 0;

/** Under another name first, then under its own: so it is there whole or not at all. */
async function keep(path, bytes) {
    const names = path.split('/');
    const name = names.pop();
    const folder = await folderOf(names, true);
    const part = `${PART}${parts += 1}`;
    const file = await folder.getFileHandle(part, { create: true });
    try {
        const open = await file.createSyncAccessHandle();
        try {
            if (open.write(bytes, { at: 0 }) !== bytes.length) throw new DOMException('short write', 'QuotaExceededError');
            open.flush();
        } finally {
            open.close();
        }
        // WebKit wants the folder too.
        await file.move(folder, name);
    } catch (why) {
        await folder.removeEntry(part).catch(() => {});
        throw why;
    }
}

async function forget(path) {
    const names = path.split('/');
    const name = names.pop();
    const folder = await folderOf(names, false).catch(() => null);
    await folder?.removeEntry(name).catch(() => {});
}

function answer(at, value) {
    const numbers = new Int32Array(memory.buffer);
    Atomics.store(numbers, at, value);
    Atomics.notify(numbers, at);
}

// One after the other: what is asked for later finds what was asked for before.
let last = Promise.resolve();
const inTurn = work => { last = last.then(work, work); };

function take({ data }) {
    if (data.keep !== undefined) {
        inTurn(() => keep(data.keep, data.bytes).then(
            () => answer(data.at, 1),
            why => {
                console.error(data.keep, why);
                answer(data.at, why.name === 'QuotaExceededError' ? 2 : 4);
                // The page's own thread can't wait for the answer.
                if (data.ofThePage) postMessage({ unkept: data.keep });
            }));
    } else if (data.forget !== undefined) {
        inTurn(() => forget(data.forget));
    } else if (data.line) {
        data.line.onmessage = take;
    } else if (data.open) {
        memory = data.open;
        navigator.storage.getDirectory().then(async folder => {
            root = await folder.getDirectoryHandle('files', { create: true });
            postMessage({ files: await all(root, '', []) });
        }).catch(why => postMessage({ why: String(why) }));
    }
}

onmessage = take;
